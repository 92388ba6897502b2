"""Indicators as a table for spreadsheets: `indicateurs.csv`."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.evaluation.readings import attainments_of
from maillage.phasing.exports import csv_number
from maillage.programme.readings import programme_of


def indicator_rows(project: Project) -> list[list[str]]:
    """Header then one row an indicator. An unknown value is an empty cell, never 0."""
    years = programme_of(project).years
    header = [
        "code",
        "indicateur",
        "objectif",
        "famille",
        "unité",
        "sens",
        "état initial",
        "date de l'état initial",
    ]
    rows = [
        [
            *header,
            *(f"cible {year}" for year in years),
            "dernière mesure",
            "date",
            "état",
            "source",
            "responsable",
        ]
    ]
    for item in attainments_of(project):
        indicator = item.indicator
        targets = dict(indicator.targets)
        rows.append(
            [
                indicator.code,
                indicator.title,
                indicator.objective,
                indicator.family.label,
                indicator.unit,
                indicator.direction.label,
                csv_number(indicator.baseline) if indicator.baseline is not None else "",
                indicator.baseline_date.isoformat() if indicator.baseline_date else "",
                *(csv_number(targets[year]) if year in targets else "" for year in years),
                csv_number(item.measure.value) if item.measure else "",
                item.measure.day.isoformat() if item.measure else "",
                item.status.label,
                indicator.source,
                indicator.owner,
            ]
        )
    return rows
