"""What an address of the register asks for: its filters, those that no longer mean anything, and its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.http import QueryDict

from maillage.base.ui.filters import Filter
from maillage.base.values.french import folded
from maillage.statistics.strata import strata
from maillage.territory.domain.directory import (
    UNKNOWN_EPCI,
    UNKNOWN_GRADE,
    UNKNOWN_STATUS,
    UNKNOWN_STRATUM,
    Answered,
    Line,
    Wanted,
    epci_of,
    stratum_slug,
)
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.pictures import sized
from maillage.territory.readings import CLASS_BOUNDS
from maillage.territory.register_tables import COLUMNS, DEFAULT

LONGEST_SEARCH = 100
CLASSES = strata(CLASS_BOUNDS)
# The parameters of the register's address, in the order in which a saved view writes them.
PARAMETERS = (
    "q", "epci", "nature", "statut", "strate", "classe", "wifi", "contact", "a_verifier", "sans_reponse", "service", "colonne",
    "tri",
)  # fmt: skip


def wanted(params: Mapping[str, str]) -> Wanted:
    """What the address asks for. An unknown value matches nothing, and the page says so."""
    return Wanted(
        text=params.get("q", "")[:LONGEST_SEARCH],
        epci=params.get("epci", ""),
        kind=params.get("nature", ""),
        status=params.get("statut", ""),
        stratum=params.get("strate", ""),
        grade=params.get("classe", ""),
        wifi=params.get("wifi", ""),
        contact=params.get("contact", ""),
        doubtful=bool(params.get("a_verifier")),
        silent=bool(params.get("sans_reponse")),
        given=bool(params.get("service")),
    )


def kept_query(params: QueryDict) -> str:
    """The query string of what the register understands, and of nothing else."""
    kept = QueryDict(mutable=True)
    for name in PARAMETERS:
        values = [value for value in params.getlist(name) if value]
        if values and not (name == "colonne" and set(values) == set(DEFAULT)):
            kept.setlist(name, values if name == "colonne" else values[-1:])
    return kept.urlencode()


def filters(lines: Sequence[Line], asked: Wanted) -> list[Filter]:
    """The selects of the register. A value asked for that no longer exists is shown as such."""
    return [_with_asked(filter) for filter in _filters(lines, asked)]


def vanished(lines: Sequence[Line], asked: Wanted, columns: Sequence[str]) -> list[str]:
    """What the address asks for and the register no longer has, in sentences."""
    said = [
        f"Le filtre « {filter.label} » demande une valeur qui n'existe plus dans le registre : {filter.value}."
        for filter in _filters(lines, asked)
        if filter.value and filter.value not in dict(filter.options)
    ]
    known = {column.key for column in COLUMNS}
    return said + [f"La colonne « {key} » n'existe plus." for key in columns if key not in known]


def _with_asked(filter: Filter) -> Filter:
    if not filter.value or filter.value in dict(filter.options):
        return filter
    return replace(filter, options=[*filter.options, (filter.value, f"{filter.value} (n'existe plus)")])


def _filters(lines: Sequence[Line], asked: Wanted) -> Iterator[Filter]:
    yield Filter(name="epci", label="Intercommunalité", options=_epcis(lines), value=asked.epci)
    kinds = [kind for kind in LibraryKind if any(line.library.kind is kind for line in lines)]
    options = [(kind.value, _capital(kind.label)) for kind in kinds]
    yield Filter(name="nature", label="Nature du lieu", options=options, value=asked.kind)
    yield Filter(name="statut", label="Statut", options=_statuses(lines), value=asked.status, whole="Tous")
    yield Filter(name="strate", label="Population de la commune", options=_strata(lines), value=asked.stratum)
    grades = sorted({line.grade for line in lines if line.grade})
    if grades or asked.grade:
        options = [*((grade, grade) for grade in grades), (UNKNOWN_GRADE, "Inconnue")]
        yield Filter(name="classe", label="Classe officielle", options=options, value=asked.grade)
    answers = [(answer.value, _capital(answer.label)) for answer in Answered]
    yield Filter(name="wifi", label="Wi-Fi", options=answers, value=asked.wifi, whole="Tous")
    contacts = [("avec", "Avec un contact"), ("sans", "Sans contact")]
    yield Filter(name="contact", label="Contact", options=contacts, value=asked.contact, whole="Tous")


def _epcis(lines: Sequence[Line]) -> list[tuple[str, str]]:
    names = {epci_of(line): line.commune.epci_name for line in lines if line.commune}
    names.pop(UNKNOWN_EPCI, None)
    found = sorted(names.items(), key=lambda item: folded(item[1]))
    if any(epci_of(line) == UNKNOWN_EPCI for line in lines):
        found.append((UNKNOWN_EPCI, "Inconnue, ou hors intercommunalité"))
    return found


def _statuses(lines: Sequence[Line]) -> list[tuple[str, str]]:
    told = sorted({line.library.status for line in lines if line.library.status}, key=folded)
    found = [(status, status) for status in told]
    if any(not line.library.status for line in lines):
        found.append((UNKNOWN_STATUS, "Inconnu"))
    return found


def _strata(lines: Sequence[Line]) -> list[tuple[str, str]]:
    held = {stratum_slug(line, CLASSES) for line in lines}
    found = [
        (stratum.slug, _capital(sized(stratum.label, "hab."))) for stratum in CLASSES if stratum.slug in held
    ]
    return [*found, (UNKNOWN_STRATUM, "Inconnue")] if UNKNOWN_STRATUM in held else found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
