"""What a rule says of one thing of the plan, and all that rules look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from maillage.base.values.verdict import Verdict
from maillage.funding.domain.allocation import Share
from maillage.funding.domain.conditions.condition import Condition, Topic
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.standing import LineStanding
from maillage.funding.domain.why import Loose
from maillage.funding.domain.written import FunderKind
from maillage.rulebook.domain import Rules

__all__ = ["Condition", "Facts", "Ruling", "Topic", "of_line", "of_operation"]


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """A rule checked on one thing. `of`: what was checked, the stable key; `rule`: the ids of the rulebook, none for a
    condition that a funder wrote itself; `target`: "funding.Operation/OP1", or "" for the whole plan; `verdict`: yes
    is respected, no is not; `named`: its title where the key alone does not say enough."""

    of: Condition
    rule: tuple[str, ...] = ()
    target: str = ""
    verdict: Verdict
    named: str = ""

    @property
    def title(self) -> str:
        return self.named or self.of.label

    @property
    def topic(self) -> Topic:
        return self.of.topic


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What rules are checked on. `on`: the day; `starts`: the first day of each dated step; `overseas`: whether the
    département is."""

    plan: FinancingPlan
    rules: Rules
    on: date
    items: tuple[LineStanding, ...]
    shares: tuple[Share, ...]
    loose: tuple[Loose, ...]
    starts: Mapping[str, date | None]
    overseas: bool = False

    def dgd(self) -> Iterator[LineStanding]:
        return self.of_kind(FunderKind.DGD)

    def of_kind(self, *kinds: FunderKind) -> Iterator[LineStanding]:
        return (item for item in self.items if item.funder.kind in kinds)


def of_line(item: LineStanding) -> str:
    return f"funding.FundingLine/{item.line.code}"


def of_operation(code: str) -> str:
    return f"funding.Operation/{code}"
