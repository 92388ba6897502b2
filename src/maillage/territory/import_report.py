"""The report of an import, line by line: on the page and in a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillage.base.spreadsheets import csv_bytes
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.values.french import number
from maillage.territory.domain.quality import RULES
from maillage.territory.models import ImportRun

HEADS = ("Règle", "Bibliothèque", "Commune", "Fichier", "Ligne", "Remarque", "Que faire")


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
