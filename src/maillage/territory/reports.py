"""Tables of the trial of an import: the files recognised, what would be kept or replaced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.values.french import count, number
from maillage.territory.import_report import report_listing
from maillage.territory.outlines_told import outlines_told
from maillage.territory.trials import SHOWN


def trial_listings(told: dict[str, Any]) -> dict[str, Any]:
    files = Listing(
        caption="Fichiers reconnus",
        heads=(Head("Fichier"), Head("Contenu"), Head("Lignes", "right"), Head("Colonnes absentes")),
        rows=[
            (
                Cell(f["name"]),
                Cell(f["what"], note=f.get("note", "")),
                Cell(number(f["rows"])),
                Cell(", ".join(f["absent"]) or "aucune"),
            )
            for f in told["files"]
        ],
    )
    return {
        "lines": list(_foreseen(told)),
        "files": files,
        "dated": [file for file in told["files"] if file.get("dated")],
        "kept": _differences("Valeurs saisies, gardées", told.get("kept", ())),
        "replaced": _differences("Valeurs remplacées par celles des fichiers", told.get("replaced", ())),
        "remarks": report_listing(told["remarks"]) if told.get("remarks") else None,
        "more": max(told.get("n_remarks", 0) - SHOWN, 0),
    }


def _foreseen(told: dict[str, Any]) -> Iterator[str]:
    """What the import would do, in sentences."""
    if "communes" in told:
        yield f"Communes connues : {count(told['communes'], 'commune')}, à la place de celles d'avant."
    if "contours" in told:
        yield from outlines_told(told["contours"])
    for name, rows, others in told.get("elsewhere", ()):
        yield (
            f"{name} : {count(rows, 'ligne')}, dont {number(others)} d'autres départements, laissées de côté."
        )
    if "open" not in told:
        return
    if told["done"]:
        new = count(told["created"], "lieu nouveau", "lieux nouveaux")
        yield f"Registre : {new}, {count(told['updated'], 'lieu', 'lieux')} mis à jour, aucun supprimé."
    yield f"Après l'import : {count(told['open'], 'bibliothèque ouverte', 'bibliothèques ouvertes')} au public."
    for line in told["joined"]:
        yield f"{line}."
    if told["n_remarks"]:
        yield f"Qualité : {count(told['n_remarks'], 'remarque')}, qui n'empêchent pas l'import."


def _differences(caption: str, rows: Any) -> Listing | None:
    if not rows:
        return None
    heads = (Head("Bibliothèque"), Head("Donnée"), Head("Saisie"), Head("Dans le fichier"))
    return Listing(caption=caption, heads=heads, rows=rows)
