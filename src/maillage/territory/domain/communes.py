"""Communes with their population and EPCI, and how a library is attached to its commune."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maillage.base.values.fields import Choice
from maillage.base.values.french import folded, listed
from maillage.territory.domain import cells, departments
from maillage.territory.domain.errors import MissingColumn
from maillage.territory.domain.tables import Line, decode, read_table

__all__ = ["AttachedBy", "Attachment", "Commune", "Places", "decode", "read_communes"]

_COLUMNS = {
    "code": ("code_insee", "code", "code_commune"),
    "name": ("nom", "nom_commune", "libelle"),
    "department": ("code_departement", "departement"),
    "department_name": ("nom_departement",),
    "postcodes": ("codes_postaux", "code_postal"),
    "former_codes": ("anciens_codes", "anciens_codes_insee", "codes_anciens", "anciens_codes_communes"),
    "epci_code": ("epci_code", "code_epci", "siren_epci"),
    "epci_name": ("epci_nom", "nom_epci"),
    "epci_type": ("epci_type", "type_epci"),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
}
_ALIASES = {field: tuple(folded(name) for name in names) for field, names in _COLUMNS.items()}
_POPULATION = re.compile(r"population municipale(?: (\d{4}))?")
_UNDERSTOOD = (
    "un fichier de communes (colonnes code_insee, nom, codes_postaux, population_municipale_2023, epci_code…)"
)


@dataclass(frozen=True, kw_only=True)
class Commune:
    """A commune. `population` is municipal, measured in `population_year`; "" and None are unknown.

    `latitude`, `longitude`: degrees, of a point of the commune (centroid or town hall, as the file has it).
    `former_codes`: INSEE codes of the communes that merged into it.
    """

    code: str
    name: str
    department: str
    department_name: str = ""
    postcodes: tuple[str, ...] = ()
    population: int | None = None
    population_year: int | None = None
    epci_code: str = ""
    epci_name: str = ""
    epci_type: str = ""
    latitude: float | None = None
    longitude: float | None = None
    former_codes: tuple[str, ...] = ()


def read_communes(text: str, *, name: str = "communes.csv") -> list[Commune]:
    """The communes of a decoded CSV, one département or all of them, in the order of the file.

    Necessary columns: INSEE code and name. With several `population_municipale_<year>` columns, each commune
    takes the latest year it has. Raises UnknownExport, MissingColumn or UnreadableFile.
    """
    every = [alias for aliases in _ALIASES.values() for alias in aliases]
    table = read_table(text, name=name, known=every, understood=_UNDERSTOOD)
    found = {
        field: next((alias for alias in aliases if alias in table.headers), "")
        for field, aliases in _ALIASES.items()
    }
    missing = tuple(_COLUMNS[field][0] for field in ("code", "name") if not found[field])
    if missing:
        message = f"« {name} » : colonne nécessaire absente : {listed(missing)}."
        raise MissingColumn(missing, message, f"Fichier compris : {_UNDERSTOOD}.")
    populations = sorted(
        (
            (int(match[1] or 0), header)
            for header in table.headers
            if (match := _POPULATION.fullmatch(header))
        ),
        reverse=True,
    )
    communes = (_commune(line, found, populations) for line in table.lines)
    return [commune for commune in communes if commune.code]


def _commune(line: Line, headers: dict[str, str], populations: Sequence[tuple[int, str]]) -> Commune:
    def cell(field: str) -> str:
        return line.cells.get(headers[field], "").strip()

    code = cells.insee(cell("code"))
    known = ((year, cells.integer(line.cells.get(header, ""))) for year, header in populations)
    year, population = next(((year, count) for year, count in known if count is not None), (0, None))
    latitude, longitude = cells.number(cell("latitude")), cells.number(cell("longitude"))
    return Commune(
        code=code,
        name=cell("name"),
        department=cells.department(cell("department")) or departments.of_insee(code),
        department_name=cell("department_name"),
        postcodes=tuple(cells.postcode(part) for part in re.split(r"[|,;/\s]+", cell("postcodes")) if part),
        population=population,
        population_year=year or None,
        epci_code=cell("epci_code"),
        epci_name=cell("epci_name"),
        epci_type=cell("epci_type"),
        latitude=None if latitude is None else float(latitude),
        longitude=None if longitude is None else float(longitude),
        former_codes=tuple(
            cells.insee(part) for part in re.split(r"[|,;/\s]+", cell("former_codes")) if part
        ),
    )


class AttachedBy(Choice):
    INSEE = "insee", "code INSEE"
    FORMER = "former", "son ancien code INSEE (commune fusionnée)"
    NAME_AND_POSTCODE = "name_and_postcode", "son nom et son code postal"
    NAME = "name", "son nom, seul de ce nom dans le département"
    NONE = "none", "non rattachée"


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """The commune of a library, or None with the reason in French. `candidates` are communes to propose.

    A commune found although the INSEE code given exists no more has a reason too.
    """

    commune: Commune | None
    by: AttachedBy
    reason: str = ""
    candidates: tuple[Commune, ...] = ()


_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "s": "sur", "ss": "sous", "les": "les"}


def town_key(name: str) -> str:
    """`ST AMAND-MONTROND CEDEX 2` and `Saint-Amand-Montrond` are one town."""
    words = re.sub(r" cedex.*$", "", folded(name)).split()
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


class Places:
    """Index of communes: finds the commune of a library. Iterable in the order given."""

    def __init__(self, communes: Iterable[Commune]) -> None:
        self.communes: tuple[Commune, ...] = tuple(communes)
        self.departments = frozenset(commune.department for commune in self.communes)
        self._current = {commune.code: commune for commune in self.communes}
        merged = {code: commune for commune in self.communes for code in commune.former_codes}
        self._by_code = merged | self._current
        self._by_name: dict[str, list[Commune]] = defaultdict(list)
        for commune in self.communes:
            self._by_name[town_key(commune.name)].append(commune)

    def __len__(self) -> int:
        return len(self.communes)

    def by_code(self, insee: str) -> Commune | None:
        """The commune of a code, also of one that it had before a merger."""
        return self._by_code.get(insee)

    def has_current(self, insee: str) -> bool:
        """Whether a code is that of a commune of today."""
        return insee in self._current

    def in_department(self, department: str) -> tuple[Commune, ...]:
        return tuple(c for c in self.communes if departments.same(c.department, department))

    def attach(self, *, insee: str, town: str, postcode: str, department: str) -> Attachment:
        """By INSEE code; without one by name and postcode, else by name alone if unique in the département.

        A code that exists no more is followed to the commune that it merged into when the file says so, else to
        the only one of this name and postcode; the reason says it. A code of another département than the one
        retained for the library is never replaced by a guess: the communes it may mean are `candidates`.
        """
        same_name = self._by_name.get(town_key(town), [])
        nearby = tuple(c for c in same_name if postcode and postcode in c.postcodes)
        local = tuple(c for c in same_name if departments.same(c.department, department))
        if insee:
            commune = self._by_code.get(insee)
            if commune is None:
                reason = f"le code INSEE {insee} n'est pas dans le fichier des communes"
                if len(nearby) == 1:
                    by = AttachedBy.NAME_AND_POSTCODE
                    return Attachment(commune=nearby[0], by=by, reason=reason, candidates=nearby)
            elif department and not departments.same(commune.department, department):
                reason = f"le code INSEE {insee} est celui de {commune.name}, dans un autre département"
            elif not self.has_current(insee):
                reason = f"le code INSEE {insee} est un ancien code de {commune.name}"
                return Attachment(commune=commune, by=AttachedBy.FORMER, reason=reason, candidates=(commune,))
            else:
                return Attachment(commune=commune, by=AttachedBy.INSEE)
            return Attachment(commune=None, by=AttachedBy.NONE, reason=reason, candidates=nearby or local)
        if len(nearby) == 1:
            return Attachment(commune=nearby[0], by=AttachedBy.NAME_AND_POSTCODE)
        if len(local) == 1 and not nearby:
            return Attachment(commune=local[0], by=AttachedBy.NAME)
        return _unattached(town, nearby or local)


def _unattached(town: str, candidates: tuple[Commune, ...]) -> Attachment:
    if candidates:
        reason = f"plusieurs communes s'appellent {town} : {listed([c.code for c in candidates])}"
    elif town:
        reason = f"aucune commune du fichier ne s'appelle {town}"
    else:
        reason = "ni code INSEE, ni nom de commune"
    return Attachment(commune=None, by=AttachedBy.NONE, reason=reason, candidates=candidates)
