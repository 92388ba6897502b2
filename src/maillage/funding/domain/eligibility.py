"""Which costs a grant may bear."""

from __future__ import annotations

from datetime import date

from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.lines import BudgetSection, CostLine, Funder, FunderKind
from maillage.rulebook.domain import Rules


def eligible(cost: CostLine, funder: Funder, rules: Rules, on: date) -> Verdict:
    """Whether a funder may help to pay a cost.

    Funders other than the DGD set their own conditions, read in their notes: no rule refuses them.
    """
    if funder.kind is not FunderKind.DGD:
        return yes(f"{funder.name} fixe ses propres conditions.")
    return dgd_eligible(cost, rules, on)


def dgd_eligible(cost: CostLine, rules: Rules, on: date) -> Verdict:
    """Whether the DGD may bear a cost: investment yes; recurrent running costs no (CGCT L1614-10); a one-off
    running cost tied to an operation is for the DRAC to say."""
    source = rules.value("funding.dgd.recurrent_excluded", on=on).source
    if cost.section is BudgetSection.INVESTMENT:
        return yes("Dépense d'investissement.", sources=(source,))
    if cost.recurrent:
        return no(
            f"« {cost.label} » se renouvelle chaque année : la DGD ne la finance pas.", sources=(source,)
        )
    return unknown(
        f"« {cost.label} » est une dépense de fonctionnement non renouvelée.",
        missing=("accord de la DRAC sur la prise en charge de cette dépense initiale",),
        sources=(source,),
    )
