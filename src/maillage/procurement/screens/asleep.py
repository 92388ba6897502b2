"""The purchases that wait with an archived action, under those that count."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.base.ui.components import Listing
from maillage.base.values.french import count
from maillage.procurement.domain.purchases import Purchase
from maillage.procurement.readings import asleep_purchases
from maillage.programme.asleep import Asleep, archived_action, asleep_listing


def told_asleep(purchase: Purchase) -> Asleep:
    told = f"{count(len(purchase.costs), 'dépense')} à payer" if purchase.costs else "aucune dépense"
    return Asleep(code=purchase.code, title=purchase.title, by=purchase.step, told=told)


def asleep_purchases_listing(project: Project, action: str = "") -> Listing | None:
    """All of them, or those of one action."""
    return asleep_listing(
        project,
        [
            told_asleep(one)
            for one in asleep_purchases(project)
            if action in ("", archived_action(project, one.step).code)
        ],
        target="procurement.Purchase",
        caption="Achats d'actions archivées",
        head="Achat",
        figure="Ce qu'il paie",
    )
