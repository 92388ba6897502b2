"""The machines of one place as a list: what each is, its age, its state."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.values.french import UNKNOWN, number
from maillage.territory.domain.equipping import is_old
from maillage.territory.domain.inventory import Equipment, EquipmentState
from maillage.territory.equipment_screens import year_and_life

STATE_TONES = {
    EquipmentState.GOOD: Tone.GOOD,
    EquipmentState.WORN: Tone.WARNING,
    EquipmentState.BROKEN: Tone.BAD,
}


def lines_listing(project: Project, lines: Sequence[Equipment], *, caption: str) -> Listing:
    """Machines line by line, with their age."""
    bounds, department = year_and_life(project), project.network.department
    return Listing(
        caption=caption,
        anchor="lignes",
        heads=(
            Head("Matériel"),
            Head("Quantité", "right"),
            Head("Année d'achat", "right"),
            Head("État"),
            Head("Propriétaire"),
        ),
        rows=[
            (
                Cell(
                    one.kind.label[:1].upper() + one.kind.label[1:],
                    reverse("territory:equipment", args=[department, one.code]),
                    note=one.note,
                    badge=Badge("à renouveler", Tone.WARNING) if is_old(one, **bounds) else None,
                ),
                number(one.quantity),
                str(one.bought_in) if one.bought_in else UNKNOWN,
                Cell("", badge=Badge(one.state.label, STATE_TONES[one.state])) if one.state else UNKNOWN,
                one.owner or UNKNOWN,
            )
            for one in lines
        ],
        empty="Rien n'est décrit : ce n'est pas qu'il n'y a rien, c'est que personne ne l'a dit.",
    )
