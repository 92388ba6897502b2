"""Cash told in the dossier: what comes back, and the deepest advance."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.plugs import Project
from maillage.base.values.citing import citing
from maillage.base.values.euros import ZERO
from maillage.base.values.french import euros, listed, month
from maillage.base.values.tree import Block, Paragraph, body
from maillage.funding.domain import FinancingPlan
from maillage.funding.domain.written import FctvaBase
from maillage.funding.tables.amounts import together

GIVEN_BACK = {
    FctvaBase.STANDARD: ("funding.fctva.investment", "de l'investissement"),
    FctvaBase.CLOUD: ("funding.fctva.cloud", "de l'informatique en nuage"),
}


def cash_sentence(project: Project, plan: FinancingPlan) -> Paragraph:
    """What is paid TTC, what comes back and when, and what is left to the département."""
    lag = project.rules.value("funding.fctva.lag", on=project.today)
    spent, aids, back, net = together(plan.cost_ttc(), plan.granted(), plan.fctva(), plan.net_cost)
    given = f"rend {{back}}, {_by_rate(project, plan)}avec un décalage de {lag.text}"
    return citing(
        f"Les dépenses s'élèvent à {{spent}} TTC. Le FCTVA {given if plan.fctva() else 'ne rend rien'}. Recettes ({{aids}}) "
        "et FCTVA déduits, le programme coûte {net} au Département.",
        spent=("funding.total_ttc", spent),
        back=("funding.fctva_total", back),
        aids=("funding.grants_total", aids),
        net=("funding.net_cost", net),
    )


def _by_rate(project: Project, plan: FinancingPlan) -> str:
    """As "soit 104 921,63 € de l'investissement (16,404 % du TTC) et 2 983,68 € de l'informatique en nuage (5,6 %), "."""
    amounts: dict[FctvaBase, Decimal] = {}
    for expense in plan.expenses:
        if expense.fctva:
            base = expense.cost.fctva_base
            amounts[base] = amounts.get(base, ZERO) + expense.fctva
    told = []
    for base, amount in zip(amounts, together(*amounts.values()), strict=True):
        rule, what = GIVEN_BACK[base]
        told.append(f"{amount} {what} ({project.rules.value(rule, on=project.today).text} du TTC)")
    return f"soit {listed(told)}, " if told else ""


def trough(plan: FinancingPlan) -> Iterator[Block]:
    """A sentence on the most that the département advances, and how much of it comes back; nothing without an advance."""
    lowest = min(plan.cash_flows, key=lambda flow: flow.balance, default=None)
    if lowest is None or lowest.balance >= 0:
        return
    back = plan.cash_flows[-1].balance - lowest.balance
    told = f"Au plus fort, en {month(lowest.month)}, le Département aura payé {euros(-lowest.balance)} de plus qu'il n'aura "
    told += "reçu"
    yield body(f"{told} ; {euros(back)} lui reviendront ensuite." if back > 0 else f"{told}.")
