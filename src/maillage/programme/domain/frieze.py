"""The programme on a frieze: the periods that one may look at, the actions and milestones that fall in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from maillage.base.values.periods import Period, add_months
from maillage.programme.domain.actions import Action
from maillage.programme.domain.programme import ProgrammeSection
from maillage.programme.domain.progress import ActionProgress, StepProgress

# A season of work: what a team looks at closely.
QUARTER = 3


@dataclass(frozen=True, kw_only=True)
class Window:
    """A part of the programme's calendar: `key` is its name in addresses ("2027", "2027-T2"), "" the whole."""

    key: str
    label: str
    period: Period


def windows(programme: ProgrammeSection) -> tuple[Window, ...]:
    """The whole programme, its years, then its quarters."""
    whole = programme.period
    assert whole.end is not None
    years = [_window(f"{year}", f"{year}", date(year, 1, 1), 12) for year in programme.years]
    quarters = [
        _window(f"{year}-T{n + 1}", f"{_nth(n)} trimestre {year}", date(year, 1 + n * QUARTER, 1), QUARTER)
        for year in programme.years
        for n in range(4)
    ]
    kept = [one for one in (*years, *quarters) if one.period.meets(whole)]
    return (Window(key="", label="Tout le programme", period=whole), *kept)


def _nth(rank: int) -> str:
    return "1er" if rank == 0 else f"{rank + 1}e"


def _window(key: str, label: str, start: date, months: int) -> Window:
    return Window(key=key, label=label, period=Period(start, add_months(start, months)))


def falls_in(action: Action, period: Period) -> bool:
    """Whether an action works, or ends with a milestone, within a period; an undated one is in none."""
    if action.start is None or action.end is None:
        return False
    if action.start == action.end:
        return action.start in period
    return Period(action.start, action.end).meets(period)


def milestones(items: Iterable[ActionProgress], period: Period) -> Iterator[StepProgress]:
    """The milestones (steps of no duration, decisions of bodies) of some actions in a period, by day."""
    found = [
        one
        for item in items
        for one in item.steps
        if (one.step.weeks == 0 or one.step.gate) and one.last_day and one.last_day in period
    ]
    yield from sorted(found, key=lambda one: (str(one.last_day), one.step.code))
