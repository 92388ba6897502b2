"""What is wrong in the territory although each field is right: the same thing said twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from maillage.base.values.remarks import Problem
from maillage.territory.domain.sheet import TerritorySection


def problems(sections: Mapping[str, Any]) -> Iterator[Problem]:
    territory: TerritorySection | None = sections.get("territory")
    if territory is None:
        return
    yield from _connections(territory)
    yield from _budgets(territory)


def _connections(territory: TerritorySection) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for index, connection in enumerate(territory.connections):
        if connection.library in first:
            yield Problem(
                path=("territory", "connections", index, "library"),
                message=f"La bibliothèque {connection.library} a déjà une connexion ({first[connection.library]}).",
                remedy="Modifiez celle-là : une bibliothèque n'a qu'une connexion.",
            )
        first.setdefault(connection.library, connection.code)


def _budgets(territory: TerritorySection) -> Iterator[Problem]:
    first: dict[tuple[int, str], str] = {}
    for index, line in enumerate(territory.budgets):
        key = (line.year, line.nature.value)
        if key in first:
            yield Problem(
                path=("territory", "budgets", index, "nature"),
                message=f"Le budget {line.year} a déjà une ligne « {line.nature.label} » ({first[key]}).",
                remedy="Réunissez les deux montants sur une seule ligne.",
            )
        first.setdefault(key, line.code)
