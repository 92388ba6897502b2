"""Tables of an import: the files recognised, what would be kept or replaced, the report line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.values.french import count, number
from maillage.territory.domain.quality import RULES
from maillage.territory.models import ImportRun
from maillage.territory.trials import SHOWN


def trial_listings(told: dict[str, Any]) -> dict[str, Any]:
    files = Listing(
        caption="Fichiers reconnus",
        heads=(Head("Fichier"), Head("Contenu"), Head("Lignes", "right"), Head("Colonnes absentes")),
        rows=[
            (f["name"], f["what"], number(f["rows"]), ", ".join(f["absent"]) or "aucune")
            for f in told["files"]
        ],
    )
    return {
        "lines": list(_foreseen(told)),
        "files": files,
        "kept": _differences("Valeurs saisies, gardées", told.get("kept", ())),
        "replaced": _differences("Valeurs remplacées par celles des fichiers", told.get("replaced", ())),
        "remarks": _remarks(told.get("remarks", ())),
        "more": max(told.get("n_remarks", 0) - SHOWN, 0),
    }


def _foreseen(told: dict[str, Any]) -> Iterator[str]:
    """What the import would do, in sentences."""
    if "communes" in told:
        yield f"Communes connues : {count(told['communes'], 'commune')}, à la place de celles d'avant."
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


def _remarks(rows: Any) -> Listing | None:
    if not rows:
        return None
    return Listing(
        caption="Rapport ligne par ligne",
        heads=(
            Head("Règle"),
            Head("Bibliothèque"),
            Head("Fichier et ligne"),
            Head("Remarque"),
            Head("Que faire"),
        ),
        rows=[
            (
                rule,
                Cell(name or "Fichier entier", note=town),
                Cell(source, note=f"ligne {number(line)}" if line else ""),
                message,
                remedy,
            )
            for rule, name, town, source, line, message, remedy in rows
        ],
    )


def report_listing(run: ImportRun) -> Listing:
    labels = {rule.id: rule.label for rule in RULES}
    return Listing(
        caption="Rapport ligne par ligne",
        heads=(Head("Règle"), Head("Code"), Head("Fichier et ligne"), Head("Remarque")),
        rows=[
            (
                labels.get(remark["rule"], remark["rule"]),
                remark["code"] or "–",
                Cell(remark["source"], note=f"ligne {number(remark['line'])}" if remark["line"] else ""),
                remark["message"],
            )
            for remark in run.remarks
        ],
        empty="Aucune remarque sur ces fichiers.",
    )
