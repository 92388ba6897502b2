"""Contracts that end soon, on screen, and by when one must act."""

from __future__ import annotations

from typing import Any

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import euros, short_date
from maillage.territory.domain.contracts import Contract, ending
from maillage.territory.inventory import contracts_of, horizon
from maillage.territory.inventory_screens import renewal_told


def ending_listing(request: Any) -> Listing:
    """What ends within the horizon, by the day before which something must be done."""
    soon = ending(contracts_of(request.project))
    return Listing(
        caption=f"Contrats qui finissent d'ici {horizon(request.project).text}, et dernier jour pour agir",
        anchor="fins-proches",
        heads=(
            Head("Contrat", key="nom"),
            Head("Agir avant le", key="agir"),
            Head("Fin", key="fin"),
            Head("Reconduction", key="reconduction"),
            Head("Décision", key="decision"),
            Head("Coût annuel HT", "right", key="cout"),
        ),
        rows=[_ending_row(request, one) for one in soon],
        empty="Aucun contrat connu ne finit dans ce délai.",
        sort_param="tri_fins",
    )


def _ending_row(request: Any, one: Contract) -> tuple[Cell, ...]:
    item = one.item
    late = Badge("préavis dépassé", Tone.BAD) if one.notice_missed else None
    return (
        Cell(item.name, to(request, "territory:inventoryitem", item.code), note=item.provider),
        Cell(short_date(one.act_by), sort=one.act_by, badge=late),
        Cell(short_date(one.ends_on), sort=one.ends_on),
        Cell(renewal_told(item)),
        Cell(item.decision.label) if item.decision else Cell("", badge=Badge("à décider", Tone.WARNING)),
        Cell(euros(item.yearly_cost_ht), sort=item.yearly_cost_ht),
    )
