"""The audience of a campaign as tables: by EPCI, by class of commune, and those who cannot be written to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillage.base.ui.components import Cell, Head, Link, Listing
from maillage.base.ui.pages import to
from maillage.base.values.french import number
from maillage.campaigns.previewing import Preview


def preview_context(request: Any, preview: Preview) -> dict[str, Any]:
    """What the template of the preview shows."""
    return {
        "warnings": preview.warnings,
        "refusal": preview.refusal,
        "is_of_libraries": preview.is_of_libraries,
        "seed": preview.seed,
        "count": len(preview.places),
        "by_epci": _counted("Interrogées par EPCI", "EPCI", preview.by_epci()),
        "by_stratum": _counted(
            "Interrogées par taille de commune", "Habitants de la commune", preview.by_stratum()
        ),
        "silent": _silent(request, preview) if preview.silent else None,
    }


def _counted(caption: str, head: str, rows: Sequence[tuple[str, int]]) -> Listing:
    total = sum(n for _, n in rows)
    return Listing(
        caption=caption,
        heads=(Head(head), Head("Bibliothèques", "right")),
        rows=[*([label, number(n)] for label, n in rows), *([["Ensemble", number(total)]] if rows else [])],
        totals=(len(rows),) if rows else (),
        empty="Personne encore : revoyez « qui répond ».",
    )


def _silent(request: Any, preview: Preview) -> Listing:
    return Listing(
        caption="Sans adresse électronique",
        heads=(Head("Bibliothèque"), Head("EPCI"), Head("Contact")),
        rows=[
            [
                Cell(place.name, f"{to(request, 'territory:library', place.code)}#contacts"),
                place.epci_name,
                Cell("Ajouter un contact", to(request, "territory:contact-new", place.code))
                if request.can_edit
                else "",
            ]
            for place in preview.silent
        ],
        empty_link=Link("Voir les contacts", to(request, "territory:contacts")),
    )
