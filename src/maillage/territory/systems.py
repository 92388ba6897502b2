"""Portals and ILS of the network: several exist, and making them talk is the hard point of a digital library."""

from __future__ import annotations

from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, count, number
from maillage.territory.domain.inventory import ItemKind
from maillage.territory.inventory import of_kind
from maillage.territory.inventory_screens import scope_told


def systems_listing(request: Any) -> Listing:
    """Portals and ILS with what they exchange: several exist, and making them talk is the hard point."""
    found = [*of_kind(request.project, ItemKind.ILS), *of_kind(request.project, ItemKind.PORTAL)]
    return Listing(
        caption="SIGB et portails du réseau",
        anchor="sigb-portails",
        heads=(
            Head("Élément"),
            Head("Nature"),
            Head("Pour qui"),
            Head("Normes et échanges"),
            Head("Hébergement"),
            Head("Accessibilité"),
        ),
        rows=[
            (
                Cell(item.name, to(request, "territory:inventoryitem", item.code), note=item.provider),
                item.kind.label,
                scope_told(request.project, item),
                ", ".join(item.standards) or UNKNOWN,
                item.hosting or UNKNOWN,
                item.accessibility.label if item.accessibility else UNKNOWN,
            )
            for item in found
        ],
        empty="Aucun SIGB ni portail n'est décrit. Ajoutez ceux du réseau, avec les normes qu'ils suivent.",
        sort_param="tri_systemes",
    )


def interoperability(project: Project) -> str:
    """What is known of the exchanges between portals and ILS, in a sentence; "" without any."""
    found = [*of_kind(project, ItemKind.ILS), *of_kind(project, ItemKind.PORTAL)]
    if not found:
        return ""
    silent = sum(not item.standards for item in found)
    ils, portals = (len(of_kind(project, kind)) for kind in (ItemKind.ILS, ItemKind.PORTAL))
    told = f"Le réseau compte {number(ils)} SIGB et {count(portals, 'portail', 'portails')}."
    if silent:
        told += (
            f" Pour {number(silent)} d'entre eux, on ignore ce qu'ils savent échanger."
            if silent > 1
            else (" Pour l'un d'entre eux, on ignore ce qu'il sait échanger.")
        )
    return f"{told} L'interopérabilité est l'un des critères d'une bibliothèque numérique de référence."
