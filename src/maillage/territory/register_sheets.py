"""The register for a spreadsheet: every figure with its year and its source, the sources, and what each column means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maillage.base.plugs import Project
from maillage.base.spreadsheets import Sheet, Value
from maillage.base.values.french import plain_date
from maillage.territory.domain.directory import Line
from maillage.territory.domain.register import Observation, State
from maillage.territory.domain.variables import VARIABLES, ValueKind, Variable
from maillage.territory.domain.vintages import data_year, vintage, vintage_label
from maillage.territory.readings import register_of, values_given

LIBRARIES, SOURCES, DICTIONARY = "Bibliothèques", "Sources", "Dictionnaire"
_IDENTITY = (
    ("Code", "Code du ministère (LI673), ou code stable du réseau."),
    ("Bibliothèque", "Nom du lieu."),
    ("Nature", "Ce qu'est le lieu : bâtiment ouvert au public, bibliobus, réserve…"),
    ("Statut", "Statut publié par le ministère, ou saisi."),
    ("Commune", "Nom de la commune."),
    ("Code postal", "Code postal du lieu."),
    ("Code INSEE", "Code INSEE de la commune."),
    ("Intercommunalité", "EPCI de la commune, d'après le fichier des communes."),
    ("Habitants", "Population de la commune, sinon celle de l'export."),
    ("Habitants : année", "Année de cette population ; vide si elle est inconnue."),
    ("Contact connu", "oui si un contact au moins est noté ; ses coordonnées ne sont pas exportées ici."),
)
_PLACE = (
    ("À vérifier", "Ce que les règles de qualité mettent en doute sur ce lieu."),
    ("Latitude", "En degrés décimaux (WGS 84)."),
    ("Longitude", "En degrés décimaux (WGS 84)."),
)


def register_sheets(project: Project, lines: Sequence[Line]) -> list[Sheet]:
    """Libraries, sources and dictionary. What is not known is an empty cell, never 0."""
    return [_libraries(lines), _sources(project), _dictionary()]


def _libraries(lines: Sequence[Line]) -> Sheet:
    heads = [head for head, _ in (*_IDENTITY, *_figure_heads(), *_PLACE)]
    return Sheet(name=LIBRARIES, heads=heads, rows=[list(_row(line)) for line in lines])


def _figure_heads() -> Iterator[tuple[str, str]]:
    for variable in VARIABLES:
        head = f"{variable.label} ({variable.unit})" if variable.unit else variable.label
        yield head, _meaning(variable)
        yield f"{variable.label} : année", "Année mesurée ; vide si personne ne la dit."
        yield (
            f"{variable.label} : source",
            "Export et ligne, ou source dite par le service ; ce qui manque est dit.",
        )


def _meaning(variable: Variable) -> str:
    told = {
        ValueKind.NUMBER: f"Nombre, en {variable.unit}." if variable.unit else "Nombre.",
        ValueKind.FLAG: "oui ou non.",
        ValueKind.WEBSITE: "Adresse.",
        ValueKind.GRADE: "Une lettre, de A à E.",
    }[variable.kind]
    zero = "" if variable.zero_plausible else " Un zéro publié est lu comme une absence de réponse."
    asked = "" if variable.columns else " Non publié par l'enquête nationale : donnée du service."
    return f"{told} Vide : inconnu.{zero}{asked}"


def _row(line: Line) -> Iterator[Value]:
    library, commune = line.library, line.commune
    known = commune is not None and commune.population is not None
    yield from (library.code, library.name, library.kind.label, library.status, library.town)
    yield from (library.postcode, library.insee, commune.epci_name if commune else "")
    yield from (line.population, commune.population_year if commune and known else None, line.is_reachable)
    for variable in VARIABLES:
        yield from _figure(line.record.observation(variable.code) if line.record else None)
    yield " ; ".join(remark.message for remark in line.doubts)
    yield library.latitude
    yield library.longitude


def _figure(seen: Observation | None) -> tuple[Value, Value, Value]:
    """Value, year, source."""
    if seen is None:
        return None, None, None
    usable = seen.value if seen.state is State.ANSWERED else None
    if seen.own:
        by = f" ({seen.own.by})" if seen.own.by else ""
        return usable, seen.own.year, f"service : {seen.own.source}{by}"
    doubt = "" if seen.state is State.ANSWERED else f"{seen.state.label} : "
    return usable, data_year(seen.vintage), f"{doubt}{seen.source_name}, ligne {seen.source_line}"


def _sources(project: Project) -> Sheet:
    rows: list[list[Value]] = [
        [
            source.name,
            vintage_label(source.vintage),
            data_year(source.vintage),
            vintage(source.vintage).year_note,
            source.n_kept,
        ]
        for source in register_of(project).sources
        if source.used
    ]
    given: dict[str, int] = {}
    for value in values_given(project):
        given[value.source] = given.get(value.source, 0) + 1
    rows += [
        [name, "donnée du service", None, "année dite avec chaque valeur", n] for name, n in given.items()
    ]
    rows.append(
        [f"Registre de Maillage, {project.network.name}, le {plain_date(project.today)}", "", None, "", None]
    )
    heads = ("Source", "Nature", "Année mesurée", "Précision sur l'année", "Lignes ou valeurs")
    return Sheet(name=SOURCES, heads=heads, rows=rows)


def _dictionary() -> Sheet:
    rows = [[head, meaning] for head, meaning in (*_IDENTITY, *_figure_heads(), *_PLACE)]
    return Sheet(name=DICTIONARY, heads=("Colonne", "Ce qu'elle contient"), rows=rows)
