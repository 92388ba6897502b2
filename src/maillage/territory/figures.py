"""Named figures of the territory. A figure that nobody knows is "inconnu", never 0."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.french import euros, number, percent
from maillage.base.values.sources import Source
from maillage.statistics.dispersion import theil_split
from maillage.territory.domain.register import Register
from maillage.territory.inventory_figures import inventory_figures
from maillage.territory.maps.figures import coverage_figures
from maillage.territory.readings import (
    hours_by_class,
    key_figures_of,
    network_places,
    open_libraries,
    population_of,
    quality_of,
    register_of,
    territory_of,
)

# Public names: the key figure each gives, how many decimals it shows, and its label.
FROM_KEY_FIGURES = {
    "territory.communes_with_library": ("communes.with_library", 0, "Communes avec une bibliothèque ouverte"),
    "territory.communes_without_library": (
        "communes.without_library",
        0,
        "Communes sans bibliothèque ouverte",
    ),
    "territory.surface_median": ("surface_m2.median", 0, "Surface médiane (m²)"),
    "territory.hours_median": ("weekly_hours.median", 1, "Heures d'ouverture hebdomadaires, médiane"),
    "territory.volunteers_total": ("volunteers.total", 0, "Bénévoles déclarés"),
    "territory.volunteers_median": ("volunteers.median", 0, "Bénévoles par bibliothèque, médiane"),
    "territory.employees_total": ("employees.total", 0, "Salariés déclarés"),
    "territory.wifi_yes": ("wifi.yes", 0, "Bibliothèques qui déclarent un Wi-Fi"),
    "territory.wifi_no": ("wifi.no", 0, "Bibliothèques qui déclarent ne pas avoir de Wi-Fi"),
    "territory.website_yes": ("website.yes", 0, "Bibliothèques qui déclarent un site"),
    "territory.visits_per_inhabitant": ("visits.per_inhabitant", 1, "Entrées par habitant"),
}


def figures(project: Project) -> Iterator[NamedFigure]:
    known = key_figures_of(project)
    opened = open_libraries(project)
    yield _count("territory.open_libraries", "Bibliothèques ouvertes au public", opened.count)
    declared = territory_of(project).declared_size
    yield _count("territory.declared", "Bibliothèques déclarées", declared.count if declared else None)
    for name, (key, decimals, label) in FROM_KEY_FIGURES.items():
        figure = known.get(key)
        value = figure.value if figure else None
        yield NamedFigure(name=name, label=label, value=value, text=number(value, decimals))
    for name, key in (
        ("surface", "surface_m2.median"),
        ("hours", "weekly_hours.median"),
        ("wifi", "wifi.yes"),
    ):
        figure = known.get(key)
        yield _count(
            f"territory.{name}_known", f"Réponses connues ({name})", figure.n_known if figure else None
        )
    yield _share("territory.wifi_yes_share", "Part des réponses avec Wi-Fi", _part(known.get("wifi.yes")))
    unpaid = known.get("employees.none_share")
    yield _share(
        "territory.unpaid_share", "Part des bibliothèques sans salarié", unpaid.value if unpaid else None
    )
    yield _share(
        "territory.hours_gap_within",
        "Part des écarts d'horaires entre communes de même taille",
        _gap(project),
    )
    yield from _inhabitants(project)
    yield from coverage_figures(project)
    yield from _service(register_of(project))
    yield from inventory_figures(project)
    yield _count("territory.non_answers", "Lignes à zéro partout (non-réponses)", _non_answers(project))


def _count(name: str, label: str, value: int | None) -> NamedFigure:
    return NamedFigure(name=name, label=label, value=value, text=number(value))


def _share(name: str, label: str, value: Decimal | None) -> NamedFigure:
    return NamedFigure(name=name, label=label, value=value, text=percent(value))


def _part(figure: object) -> Decimal | None:
    value, known = getattr(figure, "value", None), getattr(figure, "n_known", 0)
    return Decimal(value) / known if value is not None and known else None


def _inhabitants(project: Project) -> Iterator[NamedFigure]:
    places = network_places(project)
    communes = places.in_department(project.network.department) if places else ()
    whole = population_of(project)
    yield _count("territory.communes", "Communes", len(communes) or None)
    years = {commune.population_year for commune in communes}
    source = Source(f"Population municipale {max(year for year in years if year)}") if any(years) else None
    yield NamedFigure(
        name="territory.population",
        label="Population du département",
        value=whole,
        text=number(whole),
        sources=(source,) if source else (),
    )
    without = key_figures_of(project).get("inhabitants.without_library")
    share = without.value / whole if without and without.value is not None and whole else None
    yield _share(
        "territory.population_without_library_share",
        "Part de la population sans bibliothèque dans sa commune",
        share,
    )


def _service(register: Register) -> Iterator[NamedFigure]:
    """The departmental library itself, as the newest export tells it."""
    own = next((record for record in register.records if record.site_kind.value == "departmental"), None)
    for name, variable, label, decimals in (
        (
            "territory.department_staff_fte",
            "staff_fte",
            "Équivalents temps plein de la bibliothèque départementale",
            1,
        ),
        (
            "territory.department_document_spend",
            "document_spend_eur",
            "Dépenses documentaires du service",
            0,
        ),
        ("territory.department_books", "books", "Livres de la bibliothèque départementale", 0),
    ):
        seen = own.observation(variable) if own else None
        value = seen.number if seen else None
        shown = 0 if value is not None and value == int(value) else decimals
        text = euros(value) if variable == "document_spend_eur" else number(value, shown)
        yield NamedFigure(name=name, label=label, value=value, text=text)


def _non_answers(project: Project) -> int | None:
    if not register_of(project).sources:
        return None
    return len({remark.library_code for remark in quality_of(project).of("all_zero_row")})


def _gap(project: Project) -> Decimal | None:
    """The share of the inequality of opening hours (Theil) that size does not explain; None without answers."""
    answers = hours_by_class(project)
    if sum(len(values) for values in answers.values()) < 2:
        return None
    split = theil_split(answers)
    return Decimal(str(round(split.within / split.total, 4))) if split.total else None
