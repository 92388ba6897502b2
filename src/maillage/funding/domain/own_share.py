"""The minimum own share of an investment operation (CGCT L1111-10 III)."""

from __future__ import annotations

from datetime import date

from maillage.base.values.euros import cents
from maillage.base.values.french import euros, listed, percent
from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.written import BudgetSection, Operation
from maillage.rulebook.domain import Rules


def own_share_verdict(plan: FinancingPlan, operation: Operation, rules: Rules, on: date) -> Verdict:
    """Whether the département bears at least 20 % of the public money of an investment operation.

    The base is the public financing, own share included, not the cost: private money leaves it.
    """
    rule = rules.value("funding.own_share.minimum", on=on)
    if operation.section is not BudgetSection.INVESTMENT:
        return yes("La règle ne porte que sur l'investissement.", sources=(rule.source,))
    if not plan.cost_ht(operation=operation.code):
        return unknown(missing=("dépenses de l'opération",), sources=(rule.source,))
    # A rate bears on dated costs only: before they all are, the aids are not known.
    undated = [e.cost.code for e in plan.undated if e.cost.operation == operation.code]
    if undated:
        return unknown(missing=(f"année des dépenses {listed(undated)}",), sources=(rule.source,))
    public = plan.granted(operation=operation.code, public=True)
    own = plan.own_share_of(operation.code)
    least = cents(rule.value * (own + public))
    share = percent(plan.public_share_of(operation.code), 1)
    told = f"Le département apporte {euros(own, 2)}, soit {share} des financements publics"
    if own >= least:
        return yes(f"{told} (minimum {percent(rule.value)}).", sources=(rule.source,))
    return no(
        f"{told} : il en faut au moins {percent(rule.value)}, soit {euros(least, 2)}.", sources=(rule.source,)
    )
