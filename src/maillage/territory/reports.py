"""Tables of an import: the files recognised, what would be kept or replaced, the report line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from maillage.base.spreadsheets import csv_bytes
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.values.french import count, listed, number
from maillage.territory.domain.quality import RULES
from maillage.territory.models import ImportRun
from maillage.territory.trials import SHOWN

HEADS = ("Règle", "Bibliothèque", "Commune", "Fichier", "Ligne", "Remarque", "Que faire")
NAMED = 12


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
        yield from _outlines(told["contours"])
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


def _outlines(told: dict[str, Any]) -> Iterator[str]:
    yield f"Contours pour la carte : {count(told['stored'], 'commune')}, à la place de ceux d'avant."
    if told["elsewhere"]:
        yield f"{count(told['elsewhere'], 'contour')} d'autres départements, laissés de côté."
    if told["without"]:
        yield f"Sans contour : {_some(told['without'])}."
    if told["unknown"]:
        yield (
            f"Contours d'aucune commune connue (fusionnée depuis, souvent) : {_some(told['unknown'])} ; "
            "gardés, mais sans nom sur la carte."
        )
    if told["unusable"]:
        yield f"Objets sans code INSEE ou sans surface, laissés de côté : {_some(told['unusable'])}."


def _some(names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return listed(list(names))
    return f"{', '.join(names[:NAMED])} et {number(len(names) - NAMED)} autres"


def _differences(caption: str, rows: Any) -> Listing | None:
    if not rows:
        return None
    heads = (Head("Bibliothèque"), Head("Donnée"), Head("Saisie"), Head("Dans le fichier"))
    return Listing(caption=caption, heads=heads, rows=rows)


def report_listing(lines: Sequence[Sequence[Any]]) -> Listing:
    """The report line by line: rule, library, commune, file, line, remark, remedy."""
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
            for rule, name, town, source, line, message, remedy in lines
        ],
        empty="Aucune remarque sur ces fichiers.",
    )


def run_lines(run: ImportRun) -> list[list[Any]]:
    """The report of an import that was done. What older imports did not keep is empty."""
    labels = {rule.id: rule.label for rule in RULES}
    return [
        [
            labels.get(remark["rule"], remark["rule"]),
            remark.get("name") or remark["code"],
            remark.get("town", ""),
            remark["source"],
            remark["line"],
            remark["message"],
            remark.get("remedy", ""),
        ]
        for remark in run.remarks
    ]


def report_csv(lines: Sequence[Sequence[Any]]) -> bytes:
    """The whole report, for a spreadsheet."""
    return csv_bytes([HEADS, *(["" if cell is None else str(cell) for cell in line] for line in lines)])
