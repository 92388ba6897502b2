"""The open libraries of the country in one vintage, by département and by code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from maillage.territory.domain.national import Place


@dataclass(frozen=True)
class Table:
    """The open libraries of a vintage, with their départements."""

    vintage: str
    columns: tuple[str, ...]
    places: tuple[Place, ...]
    departments: tuple[str, ...]

    @cached_property
    def by_department(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for place, department in zip(self.places, self.departments, strict=True):
            found.setdefault(department, []).append(place)
        return found

    @cached_property
    def by_code(self) -> dict[str, Place]:
        return {place.code: place for place in self.places if place.code}
