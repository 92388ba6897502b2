"""The filters of the register, and those that no longer mean anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from maillage.base.ui.filters import Filter
from maillage.territory.domain.directory import (
    UNKNOWN_GRADE,
    Answered,
    Line,
    Wanted,
)
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.register_columns import COLUMNS
from maillage.territory.register_options import capital, epci_options, status_options, stratum_options


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
    yield Filter(name="epci", label="Intercommunalité", options=epci_options(lines), value=asked.epci)
    kinds = [kind for kind in LibraryKind if any(line.library.kind is kind for line in lines)]
    options = [(kind.value, capital(kind.label)) for kind in kinds]
    yield Filter(name="nature", label="Nature du lieu", options=options, value=asked.kind)
    yield Filter(
        name="statut", label="Statut", options=status_options(lines), value=asked.status, whole="Tous"
    )
    yield Filter(
        name="strate", label="Population de la commune", options=stratum_options(lines), value=asked.stratum
    )
    grades = sorted({line.grade for line in lines if line.grade})
    if grades or asked.grade:
        options = [*((grade, grade) for grade in grades), (UNKNOWN_GRADE, "Inconnue")]
        yield Filter(name="classe", label="Classe officielle", options=options, value=asked.grade)
    answers = [(answer.value, capital(answer.label)) for answer in Answered]
    yield Filter(name="wifi", label="Wi-Fi", options=answers, value=asked.wifi, whole="Tous")
    contacts = [("avec", "Avec un contact"), ("sans", "Sans contact")]
    yield Filter(name="contact", label="Contact", options=contacts, value=asked.contact, whole="Tous")
