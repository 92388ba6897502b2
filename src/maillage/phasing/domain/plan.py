"""What the optimiser hands back: dated steps, and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from maillage.phasing.domain.problem import Section


class Status(StrEnum):
    """`UNKNOWN`: no plan found within the effort, and none proved impossible. It is not a refusal."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Placement:
    """A dated step. `start` is a Monday (the first one may come before the programme); `end` is the Monday
    after the last week (excluded).

    A milestone has `start == end`. A gated step carries its meeting's date as `end` (that day is included);
    a gated milestone has `start == end ==` the meeting's date.
    """

    task: str
    start: date
    end: date


@dataclass(frozen=True, kw_only=True)
class Plan:
    placements: tuple[Placement, ...] = ()

    @cached_property
    def by_task(self) -> dict[str, Placement]:
        return {placement.task: placement for placement in self.placements}


@dataclass(frozen=True, kw_only=True)
class Load:
    """Person-days in a month (`month` is its first day). `available` is None without a capacity."""

    month: date
    person_days: Decimal
    available: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Spend:
    """Euros HT in a calendar year and section. `ceiling_ht` is None when there is no ceiling."""

    year: int
    section: Section
    amount_ht: Decimal
    ceiling_ht: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Slack:
    """The freedom of a step, from precedence, gates and dates only (neither capacity nor ceilings).

    `earliest` and `latest` are the first and last possible starts, the last keeping the end of the plan.
    `weeks` is how far the step may slip from where it is planned; 0 is critical.
    """

    task: str
    earliest: date
    latest: date
    weeks: int

    @property
    def critical(self) -> bool:
        return self.weeks == 0


@dataclass(frozen=True, kw_only=True)
class Result:
    """The best plan found.

    `objective` is the sum over actions of priority x week in which the action ends (lower is better), `bound`
    what no plan can go below, `gap` (objective - bound) / objective. `seconds` is the time of the search.
    Without a plan, `plan` is empty and the figures are None.
    """

    status: Status
    plan: Plan = Plan()
    objective: int | None = None
    bound: int | None = None
    gap: float | None = None
    seconds: float = 0.0
    loads: tuple[Load, ...] = ()
    spending: tuple[Spend, ...] = ()
    slacks: tuple[Slack, ...] = ()

    @property
    def found(self) -> bool:
        return self.status in (Status.OPTIMAL, Status.FEASIBLE)

    @property
    def critical_path(self) -> tuple[str, ...]:
        """Codes of the steps that cannot slip without delaying the end of the plan, in order of start."""
        return tuple(slack.task for slack in self.slacks if slack.critical)
