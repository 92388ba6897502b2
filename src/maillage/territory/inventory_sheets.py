"""The inventory for a spreadsheet: items with their contracts, equipment, connections, and what each column means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from maillage.base.plugs import Project
from maillage.base.spreadsheets import Sheet, Value
from maillage.base.values.fields import Choice, specs
from maillage.territory.domain.contracts import Contract
from maillage.territory.domain.inventory import Connection, Equipment, InventoryItem
from maillage.territory.readings import territory_of

_CONTRACT = (
    ("État du contrat", "Au jour de l'export."),
    (
        "Dernier jour du préavis",
        "Vide : la fin ou le préavis est inconnu, ou rien ne se reconduit tacitement.",
    ),
)
_NAME = ("Bibliothèque : nom", "Nom au registre ; vide : ce code n'y est plus.")


def inventory_sheets(project: Project, found: Sequence[Contract]) -> list[Sheet]:
    """The items given, all the equipment and connections, a dictionary. What is not known is an empty cell, never 0."""
    territory = territory_of(project)
    names = {library.code: library.name for library in territory.libraries}
    items = Sheet(
        name="Inventaire",
        heads=[*_heads(InventoryItem), *(head for head, _ in _CONTRACT)],
        rows=[[*_row(one.item), one.state.label, one.notice_on] for one in found],
    )
    return [
        items,
        _of_libraries("Équipements", Equipment, territory.equipment, names),
        _of_libraries("Connexions", Connection, territory.connections, names),
        Sheet(
            name="Dictionnaire", heads=("Feuille", "Colonne", "Ce qu'elle contient"), rows=list(_meanings())
        ),
    ]


def _of_libraries(name: str, kind: type, things: Iterable[Any], names: Mapping[str, str]) -> Sheet:
    rows = [[*_row(thing), names.get(thing.library, "")] for thing in things]
    return Sheet(name=name, heads=[*_heads(kind), _NAME[0]], rows=rows)


def _heads(kind: type) -> list[str]:
    return [spec.label for spec in specs(kind).values()]


def _row(thing: Any) -> list[Value]:
    return [_cell(getattr(thing, name)) for name in specs(type(thing))]


def _cell(value: Any) -> Value:
    if isinstance(value, Choice):
        return value.label
    return " ; ".join(value) if isinstance(value, tuple) else value


def _meanings() -> Iterator[list[Value]]:
    for name, kind, more in (
        ("Inventaire", InventoryItem, _CONTRACT),
        ("Équipements", Equipment, (_NAME,)),
        ("Connexions", Connection, (_NAME,)),
    ):
        for spec in specs(kind).values():
            yield [name, spec.label, spec.help or _known(spec.choices)]
        for head, meaning in more:
            yield [name, head, meaning]


def _known(choices: type[Choice] | None) -> str:
    return f"L'un de : {', '.join(one.label for one in choices)}." if choices else "Vide : inconnu."
