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
    "read_export",
]

Value: TypeAlias = Decimal | bool | str | None

UNDERSTOOD = (
    "les exports nationaux « Les bibliothèques des collectivités territoriales : adresses et données "
    "d'activité » du ministère de la Culture, millésimes 2024 (surface, amplitude_horaire, statut…) "
    "et 2025 avec activité (nombre_de_places, connexion_wi_fi, nombre_d_entrees…)"
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
    ("lieu uniquement administratif", SiteKind.ADMINISTRATIVE),
    ("bibliotheque departementale", SiteKind.DEPARTMENTAL),
    ("bibliobus", SiteKind.BOOKMOBILE),
    ("reserve de documents", SiteKind.STORAGE),
)
_IDENTITY = {
    "code": "code_bib",
    "name": "nom_de_l_etablissement",
    "address": "adresse",
    "postcode": "cp",
    "town": "ville",
    "insee": "code_insee_commune",
    "department": "code_departement",
    "population": "population_commune",
    "latitude": "latitude",
    "longitude": "longitude",
    "site_kind": "type_adresse",
    "status": "statut",
}
_REQUIRED = ("code", "name", "postcode", "town", "site_kind")
_HEADERS = {field: folded(header) for field, header in _IDENTITY.items()}
_COLUMNS: tuple[tuple[Variable, str, frozenset[str]], ...] = tuple(
    (variable, folded(header), frozenset(v for v, h in variable.columns if folded(h) == folded(header)))
    for variable in VARIABLES
    for header in dict.fromkeys(folded(header) for _, header in variable.columns)
)
_KNOWN = frozenset(_HEADERS.values()) | {header for _, header, _ in _COLUMNS}
# Columns that only one vintage has tell which one a file is; activity wins, being a superset later on.
_ONLY_2025 = frozenset(header for _, header, vintages in _COLUMNS if vintages == {"2025-activite"})
_ONLY_2024 = frozenset(header for _, header, vintages in _COLUMNS if vintages == {"2024"}) | {
    _HEADERS["insee"],
    _HEADERS["status"],
}


@dataclass(frozen=True, kw_only=True)
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
    """A file read. `absent` names the optional columns it has not; `ignored` those we have no use for."""

    name: str
    vintage: str
    delimiter: str
    rows: tuple[ExportRow, ...]
    absent: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    problems: tuple[LineProblem, ...] = ()


def read_export(text: str, *, name: str) -> Export:
    """Read a decoded export. `name` is the file's name, for messages.

    Raises UnknownExport when it is not an export we know, MissingColumn when a necessary column is not there,
    UnreadableFile when the CSV itself is broken.
    """
    table = read_table(text, name=name, known=_KNOWN, understood=UNDERSTOOD)
    vintage = _vintage(table, name)
    variables = [(variable, header) for variable, header, _ in _COLUMNS if header in table.headers]
    rows: list[ExportRow] = []
    problems = list(table.problems)
    for line in table.lines:
        row = _row(line, variables)
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
        vintage=vintage,
        delimiter=table.delimiter,
        rows=tuple(rows),
        absent=tuple(_IDENTITY[field] for field, header in _HEADERS.items() if header not in table.headers),
        ignored=tuple(written for header, written in table.headers.items() if header not in _KNOWN),
        problems=tuple(problems),
    )


def _vintage(table: Table, name: str) -> str:
    headers = table.headers.keys()
    missing = tuple(_IDENTITY[field] for field in _REQUIRED if _HEADERS[field] not in headers)
    if len(missing) > 2 or "libelle1" in headers:
        raise UnknownExport(
            f"« {name} » n'est pas un export de bibliothèques reconnu (absent : {listed(missing)}).",
            f"Fichiers compris : {UNDERSTOOD}.",
        )
    if missing:
        message = f"« {name} » : colonne nécessaire absente : {listed(missing)}."
        raise MissingColumn(missing, message, _DOWNLOAD)
    if headers & _ONLY_2025:
        return "2025-activite"
    if headers & _ONLY_2024:
        return "2024"
    columns = ("surface", "amplitude_horaire", "nombre_de_places", "connexion_wi_fi")
    message = f"« {name} » n'a aucune colonne de données ({listed(columns)}…)."
    raise MissingColumn(columns, message, _DOWNLOAD)


def _row(line: Line, variables: list[tuple[Variable, str]]) -> ExportRow:
    def cell(field: str) -> str:
        return line.cells.get(_HEADERS[field], "").strip()

    raw = {variable.code: line.cells.get(header, "").strip() for variable, header in variables}
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
        latitude=_degrees(cell("latitude")),
        longitude=_degrees(cell("longitude")),
        site_kind=_site_kind(cell("site_kind")),
        status=cell("status"),
        values={variable.code: _value(variable, raw[variable.code]) for variable, _ in variables},
        raw=raw | {field: cell(field) for field in ("code", "postcode", "site_kind")},
    )


def _degrees(text: str) -> float | None:
    value = cells.number(text)
    return None if value is None else float(value)


def _site_kind(text: str) -> SiteKind:
    written = folded(text)
    return next((kind for start, kind in _KINDS if written.startswith(start)), SiteKind.UNKNOWN)


def _value(variable: Variable, text: str) -> Value:
    if not text:
        return None
    if variable.kind is ValueKind.FLAG:
        return cells.flag(text)
    if variable.kind is ValueKind.WEBSITE:
        return website(text)
    return cells.number(text)
