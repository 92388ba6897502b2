"""Every rule of the money checked on a plan: what is respected, what is not, what is to be confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from maillage.funding.domain.allocation import Share
from maillage.funding.domain.conditions.balance import balance_rulings
from maillage.funding.domain.conditions.costs import cost_rulings
from maillage.funding.domain.conditions.cumulation import cumulation_rulings
from maillage.funding.domain.conditions.decisions import decision_rulings
from maillage.funding.domain.conditions.envelopes import envelope_rulings
from maillage.funding.domain.conditions.fctva import fctva_rulings
from maillage.funding.domain.conditions.filing import filing_rulings
from maillage.funding.domain.conditions.floors import floor_rulings
from maillage.funding.domain.conditions.fractions import fraction_rulings
from maillage.funding.domain.conditions.gifts import gift_rulings
from maillage.funding.domain.conditions.own_share import own_share_rulings
from maillage.funding.domain.conditions.rates import rate_rulings
from maillage.funding.domain.conditions.ruling import Condition, Facts, Ruling, Topic
from maillage.funding.domain.conditions.terms import term_rulings
from maillage.funding.domain.conditions.timing import timing_rulings
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.standing import LineStanding
from maillage.funding.domain.why import Loose
from maillage.rulebook.domain import Rules

FAMILIES = (
    own_share_rulings,
    balance_rulings,
    rate_rulings,
    term_rulings,
    cumulation_rulings,
    cost_rulings,
    fraction_rulings,
    envelope_rulings,
    floor_rulings,
    timing_rulings,
    filing_rulings,
    decision_rulings,
    fctva_rulings,
    gift_rulings,
)


def rulings(
    plan: FinancingPlan,
    rules: Rules,
    on: date,
    *,
    items: Iterable[LineStanding],
    shares: Iterable[Share],
    loose: Iterable[Loose],
    starts: Mapping[str, date | None],
    overseas: bool = False,
) -> tuple[Ruling, ...]:
    """Every rule on every thing that it bears on, family by family. `starts`: the first day of each dated step."""
    facts = Facts(
        plan=plan,
        rules=rules,
        on=on,
        items=tuple(items),
        shares=tuple(shares),
        loose=tuple(loose),
        starts=starts,
        overseas=overseas,
    )
    return tuple(ruling for family in FAMILIES for ruling in family(facts))


__all__ = ["Condition", "Facts", "Ruling", "Topic", "rulings"]
