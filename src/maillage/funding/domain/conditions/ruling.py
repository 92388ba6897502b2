"""What a rule says of one thing of the plan, and all that rules look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from maillage.base.values.fields import Choice
from maillage.base.values.verdict import Verdict
from maillage.funding.domain.allocation import Share
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.standing import LineStanding
from maillage.funding.domain.why import Loose
from maillage.funding.domain.written import FunderKind
from maillage.rulebook.domain import Rules


class Topic(Choice):
    """The family of rules that a ruling belongs to."""

    OWN_SHARE = "part", "part du Département"
    RATE = "taux", "taux et plafonds"
    COST = "depenses", "dépenses que la DGD aide"
    FRACTION = "fraction", "fraction et type d'opération"
    FLOOR = "seuils", "seuils et surfaces"
    CUMULATION = "cumul", "cumul des aides"
    BALANCE = "equilibre", "aides et dépenses"
    FILING = "demande", "demande et versement"
    START = "debut", "commencer après la décision"
    COMMITMENT = "engagement", "engager à temps"
    FCTVA = "fctva", "FCTVA"


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """A rule checked on one thing. `rule`: the ids of the rulebook, none for a condition that a funder wrote itself;
    `target`: "funding.Operation/OP1", or "" for the whole plan; `verdict`: yes is respected, no is not."""

    rule: tuple[str, ...]
    target: str
    title: str
    verdict: Verdict
    topic: Topic


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What rules are checked on. `on`: the day; `starts`: the first day of each dated step."""

    plan: FinancingPlan
    rules: Rules
    on: date
    items: tuple[LineStanding, ...]
    shares: tuple[Share, ...]
    loose: tuple[Loose, ...]
    starts: Mapping[str, date | None]

    def dgd(self) -> Iterator[LineStanding]:
        return self.of_kind(FunderKind.DGD)

    def of_kind(self, *kinds: FunderKind) -> Iterator[LineStanding]:
        return (item for item in self.items if item.funder.kind in kinds)


def of_line(item: LineStanding) -> str:
    return f"funding.FundingLine/{item.line.code}"


def of_operation(code: str) -> str:
    return f"funding.Operation/{code}"
