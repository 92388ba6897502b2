"""The register as a table: the columns that a person may choose, and how each cell is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, number
from maillage.territory.domain.directory import Answered, Line
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.domain.variables import VARIABLES, ValueKind, Variable
from maillage.territory.listings import REGISTER, measured
from maillage.territory.told_tables import answer_cell, said


@dataclass(frozen=True, kw_only=True)
class RegisterColumn:
    """A column of the register. `key` names it in addresses; `is_figure`: a variable of the survey or the service."""

    key: str
    label: str
    cell: Callable[[Line], Cell]
    align: str = "left"
    is_figure: bool = False


def _epci(line: Line) -> Cell:
    return Cell((line.commune.epci_name if line.commune else "") or UNKNOWN)


def _population(line: Line) -> Cell:
    return Cell(number(line.population), sort=line.population)


def _contact(line: Line) -> Cell:
    return Cell("oui" if line.is_reachable else "non")


_IDENTITY = (
    RegisterColumn(key="commune", label="Commune", cell=lambda line: Cell(line.library.town or UNKNOWN)),
    RegisterColumn(key="epci", label="Intercommunalité", cell=_epci),
    RegisterColumn(key="habitants", label="Habitants", cell=_population, align="right"),
    RegisterColumn(key="nature", label="Nature", cell=lambda line: Cell(line.library.kind.label)),
    RegisterColumn(key="statut", label="Statut", cell=lambda line: Cell(line.library.status or UNKNOWN)),
    RegisterColumn(key="contact", label="Contact connu", cell=_contact),
)
# The figures whose column has a name of its own in addresses.
_KEYS = {"weekly_hours": "heures", "surface_m2": "surface", "volunteers": "benevoles"}
_LABELS = {"weekly_hours": "Heures par semaine", "wifi": "Wi-Fi"}


def _figure(variable: Variable) -> RegisterColumn:
    return RegisterColumn(
        key=_KEYS.get(variable.code, variable.code),
        label=_LABELS.get(variable.code, variable.label),
        cell=lambda line: _figure_cell(line, variable),
        align="right" if variable.kind is ValueKind.NUMBER else "left",
        is_figure=True,
    )


def _figure_cell(line: Line, variable: Variable) -> Cell:
    seen = line.record.observation(variable.code) if line.record else None
    badge = Badge("service", Tone.INFO) if seen and seen.own else None
    if variable.kind is ValueKind.NUMBER:
        value = line.number(variable.code)
        # Hours and people are what their column says: the unit would be read as many times as there are rows.
        plain = variable.code in _KEYS and variable.code != "surface_m2"
        text = measured(value, variable) if value is None or not plain else _bare(value)
        return Cell(text, sort=value, badge=badge)
    if variable.code == "wifi":
        wifi = line.wifi()
        return Cell(wifi.label, sort=None if wifi is Answered.UNKNOWN else wifi.value, badge=badge)
    shown = (
        Cell(said(variable, seen.value), badge=badge) if seen and seen.own else answer_cell(variable, seen)
    )
    return Cell(
        shown.text, url=shown.url, sort=None if shown.text == UNKNOWN else shown.text, badge=shown.badge
    )


def _bare(value: Any) -> str:
    return number(value, 0 if value == int(value) else 1)


COLUMNS = (*_IDENTITY, *(_figure(variable) for variable in VARIABLES))
DEFAULT = ("commune", "epci", "habitants", "heures", "surface", "benevoles", "wifi")


def chosen_columns(keys: Sequence[str]) -> tuple[RegisterColumn, ...]:
    """The columns of these keys, in the order of the register; the usual ones when none is known."""
    found = tuple(column for column in COLUMNS if column.key in keys)
    return found or tuple(column for column in COLUMNS if column.key in DEFAULT)


def register_listing(
    request: Any,
    lines: Sequence[Line],
    columns: Sequence[RegisterColumn],
    *,
    source: str,
    empty: str,
    empty_link: Link | None,
) -> Listing:
    heads = [Head(column.label, column.align, key=column.key) for column in columns]
    return Listing(
        caption="Bibliothèques du réseau",
        anchor=REGISTER,
        heads=[Head("Bibliothèque", key="nom"), *heads],
        rows=[[_name(request, line), *(column.cell(line) for column in columns)] for line in lines],
        empty=empty,
        empty_link=empty_link,
        source=source,
    )


def _name(request: Any, line: Line) -> Cell:
    library = line.library
    told = [library.kind.label] if library.kind is not LibraryKind.OPEN else []
    if not line.is_surveyed:
        told.append("absente de l'enquête")
    elif line.is_silent:
        told.append("sans réponse depuis deux enquêtes")
    doubts = len(line.doubts)
    return Cell(
        library.name,
        url=to(request, "territory:library", library.code),
        badge=Badge(f"{doubts} à vérifier", Tone.WARNING) if doubts else None,
        note=", ".join(told),
    )
