"""What an action asks of its team: days a month and function over its months, beside what its steps add up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from maillage.programme.domain.actions import Action
from maillage.programme.domain.parts import TeamMember

# Days of an average month.
MONTH = Decimal("30.4375")


@dataclass(frozen=True, kw_only=True)
class Load:
    """What one function gives. `months` and `days` are None while its days a month or its dates are unknown."""

    member: TeamMember
    first: date | None
    last: date | None
    months: Decimal | None
    days: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Workload:
    """`steps` is what the steps add up to; `team` what the functions give, over what is known of them."""

    loads: tuple[Load, ...]
    steps: Decimal

    @property
    def team(self) -> Decimal | None:
        """None while nothing is known of any function."""
        known = [load.days for load in self.loads if load.days is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def unknown(self) -> int:
        """How many functions are not counted."""
        return sum(load.days is None for load in self.loads)

    @property
    def gap(self) -> Decimal | None:
        """Days given above those that the steps ask; negative: too few. None unless everything is known."""
        return None if self.team is None or self.unknown else self.team - self.steps


def workload(action: Action) -> Workload:
    """A function works from the first to the last day of the action unless its own dates say otherwise."""
    return Workload(
        loads=tuple(_load(action, member) for member in action.team),
        steps=sum((step.person_days for step in action.steps), Decimal(0)),
    )


def _load(action: Action, member: TeamMember) -> Load:
    first = member.starts or action.start
    last = member.ends or (action.end - timedelta(days=1) if action.end else None)
    months = None
    if first is not None and last is not None:
        months = max(Decimal((last - first).days + 1) / MONTH, Decimal(0))
    days = None if months is None or member.days_a_month is None else months * member.days_a_month
    return Load(member=member, first=first, last=last, months=months, days=days)
