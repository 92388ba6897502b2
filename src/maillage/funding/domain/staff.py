"""The team's time valued in euros, apart from the plan: it is paid already, and no funder of investment counts it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.euros import cents
from maillage.programme.domain import Action
from maillage.programme.domain.workload import workload


@dataclass(frozen=True, kw_only=True)
class StaffTime:
    """Days of one action in a year, by its steps; `year` is None while a step has no date."""

    action: Action
    year: int | None
    days: Decimal

    def value(self, daily: Decimal) -> Decimal:
        return cents(self.days * daily)


@dataclass(frozen=True, kw_only=True)
class FunctionTime:
    """Days that one function gives over the whole programme; None while its days a month or its dates are unknown."""

    role: str
    days: Decimal | None


def staff_time(actions: Iterable[Action]) -> tuple[StaffTime, ...]:
    """The load of every step, in the year in which the step ends; actions in their order, then years."""
    found: list[StaffTime] = []
    for action in actions:
        years: dict[int | None, Decimal] = {}
        for step in action.steps:
            if step.person_days:
                year = step.last_day.year if step.last_day else None
                years[year] = years.get(year, Decimal(0)) + step.person_days
        found += [
            StaffTime(action=action, year=year, days=days)
            for year, days in sorted(years.items(), key=lambda one: (one[0] is None, one[0]))
        ]
    return tuple(found)


def function_time(actions: Iterable[Action]) -> tuple[FunctionTime, ...]:
    """Every function named in a team, by name: unknown as soon as one of its parts is."""
    days: dict[str, Decimal | None] = {}
    for action in actions:
        for load in workload(action).loads:
            before = days.get(load.member.role, Decimal(0))
            known = before is not None and load.days is not None
            days[load.member.role] = before + load.days if known else None  # type: ignore[operator]
    return tuple(FunctionTime(role=role, days=days[role]) for role in sorted(days))
