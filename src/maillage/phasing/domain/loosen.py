"""The price of loosening a constraint, and the change it means in French."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from maillage.base.values.french import euros, number, short_date
from maillage.phasing.domain import greedy, model
from maillage.phasing.domain.grid import HUNDREDTHS, Grid, Sheet, Slot, grid_of
from maillage.phasing.domain.problem import Family, Problem

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExprT

REINFORCEMENTS = (2, 5, 10, 15, 20, 30, 50, 75, 100, 200)
Changes = tuple[tuple[Family, str], ...]
Starts = dict[str, tuple[int, ...]]

# What one change is worth against another, in euros: a step moved, a week late, a week beyond the end,
# a hundredth of person-day each week. They only choose between remedies when several are needed together.
MOVED, WEEK_LATE, WEEK_BEYOND, HUNDREDTH = 1000, 10, 1000, 100


def minimise_changes(built: model.Built, loose: Sheet, wanted: Starts, grid: Grid) -> None:
    """`wanted` are the starts each step should keep, `grid` the length the programme should keep."""
    prices: list[LinearExprT] = [0]
    if loose.grid.closing > grid.closing:
        beyond = built.model.new_int_var(0, loose.grid.weeks, "weeks beyond")
        for code, slot in loose.slots.items():
            built.model.add(built.starts[code] + slot.span - _end_by(slot, grid) <= beyond)
        prices.append(WEEK_BEYOND * beyond)
    for code, slot in loose.slots.items():
        if not set(slot.starts) <= set(wanted[code]):
            prices.extend(_straying(built, code, wanted[code]))
    for key, excess in built.excess.items():
        over = built.model.new_int_var(0, model.ENOUGH, f"euros over {key}")
        built.model.add(100 * over >= excess)
        prices.append(over)
    if built.extra is not None:
        prices.append(HUNDREDTH * built.extra)
    built.model.minimize(sum(prices))


def _end_by(slot: Slot, grid: Grid) -> int:
    if slot.task.gate is None and slot.task.imposed_day is None:
        return grid.whole_weeks
    return max((s + slot.span for s in slot.starts if slot.last_days[s] < grid.closing), default=0)


def _straying(built: model.Built, code: str, wanted: tuple[int, ...]) -> Iterator[LinearExprT]:
    from ortools.sat.python import cp_model  # already loaded by `model.build`

    if not wanted:
        return
    kept = built.model.new_bool_var(f"{code} kept")
    domain = cp_model.Domain.from_values(wanted)
    built.model.add_linear_expression_in_domain(built.starts[code], domain).only_enforce_if(kept)
    late = built.model.new_int_var(0, 10_000, f"{code} late")
    built.model.add(late >= built.starts[code] - wanted[-1])
    yield MOVED * (1 - kept)
    yield WEEK_LATE * late


def reinforced_plan(loose: Sheet) -> greedy.Starts | None:
    """A plan for the smallest reinforcement a serial schedule finds: CP-SAT starts from it."""
    for percent in REINFORCEMENTS:
        available = tuple(amount * (100 + percent) // 100 for amount in loose.available or ())
        plan = greedy.first_plan(replace(loose, available=available), tries=40, enough=2**62)
        if plan is not None:
            return plan
    return None


def changes(problem: Problem, loose: Sheet, wanted: Starts, found: model.Found) -> Changes:
    """() when the plan found needed no change at all."""
    return (
        *_beyond(problem, loose, found),
        *_moved(problem, loose, wanted, found),
        *_overspent(problem, loose, found),
        *_reinforced(loose, found),
    )


def _beyond(problem: Problem, loose: Sheet, found: model.Found) -> Iterator[tuple[Family, str]]:
    weeks = {code: found.starts[code] + slot.span for code, slot in loose.slots.items()}
    grid = grid_of(problem)
    if any(weeks[code] > _end_by(slot, grid) for code, slot in loose.slots.items()):
        last = loose.grid.day(max(weeks.values())) - timedelta(days=1)
        years = {ceiling.year for ceiling in problem.ceilings}
        free = " (sans plafond pour les années ajoutées)" if years and last.year > max(years) else ""
        yield Family.HORIZON, f"prolonger le programme jusqu'au {short_date(last)}{free}"


def _moved(
    problem: Problem, loose: Sheet, wanted: Starts, found: model.Found
) -> Iterator[tuple[Family, str]]:
    told: set[str] = set()
    for code in sorted(found.starts, key=lambda c: (found.starts[c], c)):
        task, start = problem.by_code[code], found.starts[code]
        if start in wanted[code]:
            continue
        monday, last = loose.grid.day(start), loose.slots[code].last_days[start]
        if task.fixed_start and loose.grid.week(task.fixed_start) != start:
            fixed = short_date(task.fixed_start)
            yield Family.FIXED, f"commencer {task.name} le {short_date(monday)} au lieu du {fixed}"
        if task.latest and last > task.latest:
            due = short_date(task.latest)
            yield Family.DATES, f"reporter du {due} au {short_date(last)} la date limite de {task.name}"
        if task.gate and last not in problem.meetings[task.gate]:
            week = short_date(last - timedelta(days=last.weekday()))
            change = f"ajouter une séance de {task.gate} dans la semaine du {week}"
            if change not in told:
                told.add(change)
                yield Family.GATES, change


def _overspent(problem: Problem, loose: Sheet, found: model.Found) -> Iterator[tuple[Family, str]]:
    for ceiling in sorted(problem.ceilings, key=lambda c: (c.year, c.section)):
        excess = Decimal(found.excess.get((ceiling.year, ceiling.section), 0)) / 100
        if excess:
            place = f"le plafond {ceiling.year} en {ceiling.section.label}"
            raised = f"de {euros(ceiling.amount_ht)} à {euros(ceiling.amount_ht + excess)} HT"
            yield Family.CEILINGS, f"relever {place} {raised} (+{euros(excess)})"


def _reinforced(loose: Sheet, found: model.Found) -> Iterator[tuple[Family, str]]:
    if found.extra:
        more = number(Decimal(found.extra) / HUNDREDTHS, 2)
        yield Family.CAPACITY, f"renforcer l'équipe de {more} jour-personne par semaine"
