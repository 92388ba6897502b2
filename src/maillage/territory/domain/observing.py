"""Tells an answer from an absence, a non-answer and a doubtful value, cell by cell within its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from maillage.territory.domain import cells
from maillage.territory.domain.exports import ExportRow
from maillage.territory.domain.limits import USUAL, Limits
from maillage.territory.domain.register import Appearance, Observation, State
from maillage.territory.domain.variables import VARIABLES, ValueKind


@dataclass(frozen=True)
class Doubt:
    """A variable whose cell is not a plain answer, and the id of the quality rule that says so."""

    variable: str
    state: State
    rule: str


Test: TypeAlias = Callable[[ExportRow, Limits], Iterator[Doubt]]


def _number(row: ExportRow, variable: str) -> Decimal | None:
    value = row.values.get(variable)
    return value if isinstance(value, Decimal) else None


def _numbers(row: ExportRow) -> Iterator[tuple[str, Decimal]]:
    for code, value in row.values.items():
        if isinstance(value, Decimal):
            yield code, value


def all_zero_row(row: ExportRow, limits: Limits) -> Iterator[Doubt]:
    """Every number of the line is 0: the form was opened, not answered (601 such lines in the 2024 file)."""
    numbers = list(_numbers(row))
    if len(numbers) >= limits.zero_answers and not any(value for _, value in numbers):
        for code, _ in numbers:
            yield Doubt(code, State.NON_ANSWER, "all_zero_row")


def unreadable_value(row: ExportRow, limits: Limits) -> Iterator[Doubt]:
    for variable in VARIABLES:
        text = row.raw.get(variable.code, "")
        if text and row.values[variable.code] is None and not cells.is_blank(text):
            rule = "website_unclear" if variable.kind is ValueKind.WEBSITE else "unreadable_value"
            yield Doubt(variable.code, State.SUSPECT, rule)


def negative_value(row: ExportRow, limits: Limits) -> Iterator[Doubt]:
    for code, value in _numbers(row):
        if value < 0:
            yield Doubt(code, State.SUSPECT, "negative_value")


def ambiguous_zero(row: ExportRow, limits: Limits) -> Iterator[Doubt]:
    """A library has neither 0 m² nor 0 opening hour a week: such a zero is an absence of answer."""
    for variable in VARIABLES:
        if not variable.zero_plausible and _number(row, variable.code) == 0:
            yield Doubt(variable.code, State.MISSING, "ambiguous_zero")


def hours_too_long(row: ExportRow, limits: Limits) -> Iterator[Doubt]:
    hours = _number(row, "weekly_hours")
    if hours is not None and hours > limits.weekly_hours:
        yield Doubt("weekly_hours", State.SUSPECT, "hours_too_long")


def surface_impossible(row: ExportRow, limits: Limits) -> Iterator[Doubt]:
    """More than any public library of the country has: 78 711 m² in the 2020 file."""
    surface = _number(row, "surface_m2")
    if surface is not None and surface > limits.impossible_surface_m2:
        yield Doubt("surface_m2", State.SUSPECT, "surface_impossible")


def nobody_there(row: ExportRow, limits: Limits) -> Iterator[Doubt]:
    """Neither employee nor volunteer: believed only of the field whose other one is above zero (§2.4)."""
    if _number(row, "employees") == 0 and _number(row, "volunteers") == 0 and not _number(row, "staff_fte"):
        active = _number(row, "weekly_hours") or _number(row, "visits")
        rule = "open_without_staff" if active else "ambiguous_zero"
        for variable in ("employees", "volunteers", "staff_fte", "volunteer_fte"):
            if _number(row, variable) == 0:
                yield Doubt(variable, State.SUSPECT, rule)


def seats_too_many(row: ExportRow, limits: Limits) -> Iterator[Doubt]:
    seats = _number(row, "seats")
    if seats is None or seats <= limits.many_seats or row.population is None:
        return
    if row.population < seats * limits.inhabitants_per_seat:
        yield Doubt("seats", State.SUSPECT, "seats_too_many")


def visits_too_many(row: ExportRow, limits: Limits) -> Iterator[Doubt]:
    visits = _number(row, "visits")
    if visits and row.population and visits > limits.visits_per_inhabitant * row.population:
        yield Doubt("visits", State.SUSPECT, "visits_too_many")


def audience_below_actions(row: ExportRow, limits: Limits) -> Iterator[Doubt]:
    audience, actions = _number(row, "cultural_audience"), _number(row, "cultural_actions")
    if audience is not None and actions is not None and audience < actions:
        yield Doubt("cultural_audience", State.SUSPECT, "audience_below_actions")
        yield Doubt("cultural_actions", State.SUSPECT, "audience_below_actions")


# In order of precedence: the first test that doubts a variable gives its state.
TESTS: tuple[Test, ...] = (
    unreadable_value,
    negative_value,
    all_zero_row,
    ambiguous_zero,
    hours_too_long,
    surface_impossible,
    nobody_there,
    seats_too_many,
    visits_too_many,
    audience_below_actions,
)


def observe(seen: Appearance, limits: Limits = USUAL) -> tuple[Observation, ...]:
    """One observation for each variable that the file has a column for, in the order of VARIABLES."""
    row = seen.row
    doubts: dict[str, Doubt] = {}
    for test in TESTS:
        for doubt in test(row, limits):
            doubts.setdefault(doubt.variable, doubt)
    return tuple(
        _observation(seen, variable.code, doubts.get(variable.code))
        for variable in VARIABLES
        if variable.code in row.values
    )


def _observation(seen: Appearance, variable: str, doubt: Doubt | None) -> Observation:
    value = seen.row.values[variable]
    state = doubt.state if doubt else (State.MISSING if value is None else State.ANSWERED)
    return Observation(
        variable=variable,
        vintage=seen.vintage,
        value=value if state in (State.ANSWERED, State.SUSPECT) else None,
        state=state,
        raw=seen.row.raw[variable],
        doubt=doubt.rule if doubt else "",
        source_line=seen.row.line,
        source_name=seen.source_name,
    )
