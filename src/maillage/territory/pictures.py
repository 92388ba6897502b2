"""Pictures of the network: opening hours by size of commune, and who answered."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.charts import BarRow, bars, distribution
from maillage.base.plugs import Project
from maillage.base.values.french import UNKNOWN, count, number, percent
from maillage.base.values.tree import Column, Picture, Table
from maillage.statistics.quantiles import quartiles
from maillage.statistics.strata import strata, stratum_of
from maillage.territory.domain.profile import KeyFigure
from maillage.territory.domain.quality import attachments
from maillage.territory.readings import (
    CLASS_BOUNDS,
    data_source,
    key_figures_of,
    network_places,
    register_of,
)


def sized(label: str, unit: str) -> str:
    """A class of population with its unit: `de 500 à 999 hab.`, `5 000 hab. et plus`."""
    head, more, _ = label.partition(" et plus")
    return f"{head} {unit}{more}"


def hours_by_size(project: Project) -> Picture | None:
    """Weekly hours of each library that answered, by class of commune population."""
    register, places = register_of(project), network_places(project)
    classes = strata(CLASS_BOUNDS)
    found = attachments(register, places) if places else {}
    values: list[float | None] = []
    groups: list[str] = []
    for stratum in classes:
        for record in register.open_records():
            commune = found[record.key].commune if record.key in found else None
            size = commune.population if commune else record.population
            if stratum_of(size, classes) is stratum:
                seen = record.observation("weekly_hours")
                values.append(float(seen.number) if seen and seen.number is not None else None)
                groups.append(sized(stratum.label, "hab."))
    known = [value for value in values if value is not None]
    if not known:
        return None
    median = key_figures_of(project)["weekly_hours.median"]
    return Picture(
        caption="Heures d'ouverture hebdomadaires, selon la population de la commune",
        spec=distribution(values=values, groups=groups, unit="h", decimals=1),
        alt=f"Distribution des heures d'ouverture de {count(len(known), 'bibliothèque')} par taille de commune. "
        f"Médiane du réseau : {number(median.value, 1)} heures.",
        source=f"{data_source(project)} {median.n_known} réponses sur {median.n_total}.",
        data=_hours_table(values, groups),
    )


def _hours_table(values: Sequence[float | None], groups: Sequence[str]) -> Table:
    """Each class with its answers, its median and the bounds of its middle half."""
    rows = []
    for group in dict.fromkeys(groups):
        inside = [value for value, own in zip(values, groups, strict=True) if own == group]
        known = [value for value in inside if value is not None]
        spread = quartiles(known)
        rows.append(
            (
                group,
                f"{len(known)} sur {len(inside)}",
                number(spread.median if spread else None, 1),
                f"{number(spread.q1, 1)} et {number(spread.q3, 1)}" if spread else UNKNOWN,
            )
        )
    return Table(
        caption="Heures par semaine, selon la population de la commune",
        columns=(
            Column("Communes", width=2),
            Column("Réponses", align="right"),
            Column("Médiane", align="right"),
            Column("La moitié entre", align="right"),
        ),
        rows=tuple(rows),
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
