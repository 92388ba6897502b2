"""Pictures of the network: the map, opening hours by size of commune, and who answered."""

from __future__ import annotations

from maillage.base.charts import BarRow, MapPlace, bars, distribution, territory_map
from maillage.base.plugs import Project
from maillage.base.values.french import count, number, percent
from maillage.base.values.tree import Picture
from maillage.statistics.strata import strata, stratum_of
from maillage.territory.domain.communes import Commune
from maillage.territory.domain.profile import KeyFigure
from maillage.territory.domain.quality import attachments
from maillage.territory.readings import CLASS_BOUNDS, data_source, key_figures_of, network_places, register_of

NAMED_TOWNS = 6


def network_map(project: Project) -> Picture | None:
    """Communes without a library as grey points, communes with one sized by population, main towns named."""
    register, places = register_of(project), network_places(project)
    if places is None or not register.records:
        return None
    found = attachments(register, places)
    equipped = {commune.code for r in register.open_records() if (commune := found[r.key].commune)}
    communes = [c for c in places.in_department(project.network.department) if _position(c)]
    with_library = [c for c in communes if c.code in equipped]
    without = [c for c in communes if c.code not in equipped]
    if not communes:
        return None
    largest = sorted(communes, key=lambda c: -(c.population or 0))[:NAMED_TOWNS]
    spec = territory_map(
        points=[position for c in without if (position := _position(c))],
        places=[
            MapPlace(
                longitude=p[0], latitude=p[1], population=c.population, category="Commune avec bibliothèque"
            )
            for c in with_library
            if (p := _position(c))
        ],
        towns=[(c.name, *p) for c in largest if (p := _position(c))],
    )
    return Picture(
        caption="Communes avec et sans bibliothèque ouverte",
        spec=spec,
        alt=f"Carte du département : {count(len(with_library), 'commune')} avec une bibliothèque ouverte, "
        f"{number(len(without))} sans. Villes nommées : {', '.join(c.name for c in largest)}.",
        source=f"{data_source(project)} Chaque commune est placée au centre de son territoire.",
        width_mm=138,
    )


def _position(commune: Commune) -> tuple[float, float] | None:
    if commune.longitude is None or commune.latitude is None:
        return None
    return commune.longitude, commune.latitude


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
    )
