"""Who answered: a picture of the known and the unknown, question by question."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.charts import BarRow, bars
from maillage.base.plugs import Project
from maillage.base.values.french import number, percent
from maillage.base.values.tree import Column, Picture, Table
from maillage.territory.domain.profile import KeyFigure
from maillage.territory.readings import (
    data_source,
    key_figures_of,
)

ASKED = (
    "wifi.yes",
    "weekly_hours.median",
    "surface_m2.median",
    "volunteers.total",
    "visits.total",
    "website.yes",
)
SHORT = {
    "wifi.yes": "Wi-Fi",
    "weekly_hours.median": "Heures d'ouverture",
    "surface_m2.median": "Surface",
    "volunteers.total": "Bénévoles",
    "visits.total": "Entrées",
    "website.yes": "Site internet",
}


def answers(project: Project) -> Picture | None:
    """How many libraries answered each question: what we know, and what we do not."""
    figures: list[tuple[str, KeyFigure]] = [
        (SHORT[name], figure)
        for name in ASKED
        if (figure := key_figures_of(project).get(name)) and figure.n_total
    ]
    if not figures:
        return None
    rows = [
        BarRow(
            label=label,
            value=100 * figure.n_known / figure.n_total,
            text=f"{figure.n_known} sur {figure.n_total} ({percent(figure.n_known / figure.n_total)})",
        )
        for label, figure in sorted(figures, key=lambda item: -item[1].n_known)
    ]
    told = " ; ".join(f"{label} : {figure.n_known} sur {figure.n_total}" for label, figure in figures)
    return Picture(
        caption="Bibliothèques dont la réponse est connue, question par question",
        spec=bars(rows=rows, maximum=100, unit="%"),
        alt=f"Barres des taux de réponse. {told}.",
        source=f"{data_source(project)} Une réponse absente n'est jamais lue comme « non » ou « zéro ».",
        data=_answers_table(figures),
    )


def _answers_table(figures: Sequence[tuple[str, KeyFigure]]) -> Table:
    return Table(
        caption="Réponses connues, question par question",
        columns=(
            Column("Question", width=2),
            Column("Réponses", align="right"),
            Column("Inconnues", align="right"),
            Column("Part connue", align="right"),
        ),
        rows=tuple(
            (
                label,
                number(figure.n_known),
                number(figure.n_total - figure.n_known),
                percent(figure.n_known / figure.n_total),
            )
            for label, figure in sorted(figures, key=lambda item: -item[1].n_known)
        ),
    )
