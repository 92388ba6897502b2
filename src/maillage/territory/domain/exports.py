"""Reads the Ministry's national exports of libraries, whatever the order of their columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from maillage.base.values.fields import Choice
from maillage.base.values.french import folded, listed
from maillage.territory.domain import cells
from maillage.territory.domain.errors import ImportRefused, MissingColumn, UnknownExport, UnreadableFile
from maillage.territory.domain.tables import Line, LineProblem, Table, decode, read_table
from maillage.territory.domain.variables import VARIABLES, ValueKind, Variable
from maillage.territory.domain.websites import website

__all__ = [
    "Export",
    "ExportRow",
    "ImportRefused",
    "MissingColumn",
    "SiteKind",
    "UnknownExport",
    "UnreadableFile",
    "Value",
    "decode",
    "export_of",
    "read_export",
]

Value: TypeAlias = Decimal | bool | str | None

UNDERSTOOD = (
    "les exports nationaux « Les bibliothèques des collectivités territoriales : adresses et données "
    "d'activité » du ministère de la Culture : 2020 (Libelle1, coordonnees_ban, pop_com…), 2024 (surface, "
    "amplitude_horaire, statut…), 2025 et suivants avec activité (nombre_de_places, connexion_wi_fi, "
    "nombre_d_entrees…)"
)
_DOWNLOAD = (
    "Téléchargez de nouveau l'export complet sur data.gouv.fr "
    "(jeu « adresses-des-bibliotheques-publiques-2 »), sans en retirer de colonne, "
    "ou rétablissez l'intitulé d'origine."
)


class SiteKind(Choice):
    """What a line of the exports is; only open buildings are libraries where people go."""

    OPEN = "open", "bâtiment ouvert"
    ADMINISTRATIVE = "administrative", "lieu uniquement administratif"
    DEPARTMENTAL = "departmental", "bibliothèque départementale"
    BOOKMOBILE = "bookmobile", "bibliobus"
    STORAGE = "storage", "réserve non ouverte au public"
    UNKNOWN = "unknown", "nature inconnue"


# The 2024 file cuts long labels ("…non ouverte au publ"): compare their beginning.
_KINDS = (
    ("batiment ouvert", SiteKind.OPEN),
    ("bibliotheque ouverte", SiteKind.OPEN),
    ("lieu uniquement administratif", SiteKind.ADMINISTRATIVE),
    ("adresse administrative", SiteKind.ADMINISTRATIVE),
    ("bibliotheque departementale", SiteKind.DEPARTMENTAL),
    ("bibliobus", SiteKind.BOOKMOBILE),
    ("reserve de documents", SiteKind.STORAGE),
)
# The header of each field, then what it was or may be called in other versions.
_IDENTITY = {
    "code": ("code_bib",),
    "name": ("nom_de_l_etablissement", "Libelle1"),
    "address": ("adresse", "voie"),
    "postcode": ("cp",),
    "town": ("ville",),
    "insee": ("code_insee_commune", "code_insee", "INSEE"),
    "department": ("code_departement", "DEPT"),
    "population": ("population_commune", "pop_com"),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "site_kind": ("type_adresse",),
    "status": ("statut",),
}
# Latitude and longitude in one cell, the surest first.
_POINTS = tuple(map(folded, ("coordonnees_finales", "coordonnees_ban", "geolocalisation", "geo_point_2d")))
_REQUIRED = ("code", "name", "postcode", "town", "site_kind")
_HEADERS = {field: tuple(map(folded, headers)) for field, headers in _IDENTITY.items()}
_COLUMNS: tuple[tuple[Variable, str, frozenset[str]], ...] = tuple(
    (variable, folded(header), frozenset(v for v, h in variable.columns if folded(h) == folded(header)))
    for variable in VARIABLES
    for header in dict.fromkeys(folded(header) for _, header in variable.columns)
)
KNOWN = frozenset(
    (
        *(alias for aliases in _HEADERS.values() for alias in aliases),
        *(header for _, header, _ in _COLUMNS),
        *_POINTS,
    )
)
# Only the exports of before 2021 have it; it wins over all others.
_ONLY_2020 = folded("Libelle1")
# Columns that only one vintage has tell which one a file is; activity wins, being a superset later on.
_ONLY_2025 = frozenset(header for _, header, vintages in _COLUMNS if vintages == {"2025-activite"})
_ONLY_2024 = frozenset(header for _, header, vintages in _COLUMNS if vintages == {"2024"}) | {
    *_HEADERS["insee"],
    *_HEADERS["status"],
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportRow:
    """One line of an export.

    `values` gives what could be read for each variable the file has a column for (Decimal, bool, website text
    or None); `raw` keeps every cell of these variables as written, and the code, postcode and kind as written
    under "code", "postcode" and "site_kind". Latitude and longitude are degrees. "" is unknown for a text.
    """

    line: int
    code: str
    name: str
    address: str
    postcode: str
    town: str
    insee: str
    department: str
    population: int | None
    latitude: float | None
    longitude: float | None
    site_kind: SiteKind
    status: str
    values: Mapping[str, Value]
    raw: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Export:
    """A file read. `absent` names the optional columns it has not; `ignored` those we have no use for.

    `base` is the known vintage whose columns it has; `vintage` differs from it when another year was measured.
    """

    name: str
    vintage: str
    delimiter: str
    rows: tuple[ExportRow, ...]
    absent: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    problems: tuple[LineProblem, ...] = ()
    base: str = ""


def read_export(text: str, *, name: str) -> Export:
    """Read a decoded export. `name` is the file's name, for messages.

    Raises UnknownExport when it is not an export we know, MissingColumn when a necessary column is not there,
    UnreadableFile when the CSV itself is broken.
    """
    return export_of(read_table(text, name=name, known=KNOWN, understood=UNDERSTOOD), name=name)


def export_of(table: Table, *, name: str) -> Export:
    """The export that a table is, wherever its lines came from. Raises UnknownExport, MissingColumn, UnreadableFile."""
    base = _vintage(table, name)
    headers = {
        field: next((alias for alias in aliases if alias in table.headers), "")
        for field, aliases in _HEADERS.items()
    }
    variables = [(variable, header) for variable, header, _ in _COLUMNS if header in table.headers]
    rows: list[ExportRow] = []
    problems = list(table.problems)
    for line in table.lines:
        row = _row(line, headers, variables)
        if row.code or row.name or row.town:
            rows.append(row)
        else:
            message = "La ligne n'a ni code, ni nom, ni commune : elle est laissée de côté."
            problems.append(LineProblem(line.number, message, "Complétez-la ou supprimez-la."))
    if not rows:
        message = f"« {name} » a des colonnes, mais aucune ligne de données."
        raise UnreadableFile(message, "Téléchargez-le de nouveau, puis recommencez.")
    return Export(
        name=name,
        vintage=base,
        delimiter=table.delimiter,
        rows=tuple(rows),
        absent=tuple(
            _IDENTITY[field][0] for field, header in headers.items() if not _found(field, header, table)
        ),
        ignored=tuple(written for header, written in table.headers.items() if header not in KNOWN),
        problems=tuple(problems),
        base=base,
    )


def _found(field: str, header: str, table: Table) -> bool:
    in_one_cell = field in ("latitude", "longitude") and any(point in table.headers for point in _POINTS)
    return bool(header) or in_one_cell


def _vintage(table: Table, name: str) -> str:
    headers = table.headers.keys()
    missing = tuple(_IDENTITY[field][0] for field in _REQUIRED if not headers & set(_HEADERS[field]))
    if len(missing) > 2:
        raise UnknownExport(
            f"« {name} » n'est pas un export de bibliothèques reconnu (absent : {listed(missing)}).",
            f"Fichiers compris : {UNDERSTOOD}.",
        )
    if missing:
        message = f"« {name} » : colonne nécessaire absente : {listed(missing)}."
        raise MissingColumn(missing, message, _DOWNLOAD)
    if _ONLY_2020 in headers:
        return "2020"
    if headers & _ONLY_2025:
        return "2025-activite"
    if headers & _ONLY_2024:
        return "2024"
    columns = ("surface", "amplitude_horaire", "nombre_de_places", "connexion_wi_fi")
    message = f"« {name} » n'a aucune colonne de données ({listed(columns)}…)."
    raise MissingColumn(columns, message, _DOWNLOAD)


def _row(line: Line, headers: Mapping[str, str], variables: list[tuple[Variable, str]]) -> ExportRow:
    def cell(field: str) -> str:
        return line.cells.get(headers[field], "").strip()

    raw = {variable.code: line.cells.get(header, "").strip() for variable, header in variables}
    latitude, longitude = _point(line, cell("latitude"), cell("longitude"))
    return ExportRow(
        line=line.number,
        code=cells.canonical_code(cell("code")),
        name=cell("name"),
        address=cell("address"),
        postcode=cells.postcode(cell("postcode")),
        town=cell("town"),
        insee=cells.insee(cell("insee")),
        department=cells.department(cell("department")),
        population=cells.integer(cell("population")) or None,
        latitude=latitude,
        longitude=longitude,
        site_kind=_site_kind(cell("site_kind"), cell("status")),
        status=cell("status"),
        values={variable.code: _value(variable, raw[variable.code]) for variable, _ in variables},
        raw=raw | {field: cell(field) for field in ("code", "postcode", "site_kind")},
    )


def _point(line: Line, latitude: str, longitude: str) -> tuple[float | None, float | None]:
    """From their two columns, else from the first cell that holds both: `47.16, 2.22`."""
    if latitude or longitude:
        return _degrees(latitude), _degrees(longitude)
    for header in _POINTS:
        south_north, comma, west_east = line.cells.get(header, "").partition(",")
        point = _degrees(south_north.strip()), _degrees(west_east.strip())
        if comma and None not in point:
            return point
    return None, None


def _degrees(text: str) -> float | None:
    value = cells.number(text)
    return None if value is None else float(value)


def _site_kind(text: str, status: str) -> SiteKind:
    written = folded(text)
    # In 2020 the nature of a departmental library is its status; its address says only that it receives people.
    if written.startswith(("bibliotheque ouverte", "adresse administrative")):
        written = status if (status := folded(status)).startswith("bibliotheque departementale") else written
    return next((kind for start, kind in _KINDS if written.startswith(start)), SiteKind.UNKNOWN)


def _value(variable: Variable, text: str) -> Value:
    if not text:
        return None
    if variable.kind is ValueKind.FLAG:
        return cells.flag(text)
    if variable.kind is ValueKind.WEBSITE:
        return website(text)
    return cells.number(text)
