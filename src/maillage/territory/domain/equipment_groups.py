"""Equipment of libraries added up by group: an EPCI, a class of commune, the whole network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from maillage.base.values.known import KnownTotal, known_total
from maillage.territory.domain.equipping import Kit
from maillage.territory.domain.inventory import (
    EquipmentKind,
    Technology,
)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Some libraries taken together: an EPCI, or the whole network."""

    name: str
    code: str = ""
    kits: tuple[Kit, ...] = field(default=())

    @property
    def of(self) -> int:
        return len(self.kits)

    @property
    def described(self) -> int:
        """Libraries whose equipment was said."""
        return sum(kit.is_known for kit in self.kits)

    def connected(self, *technologies: Technology) -> int:
        return sum(kit.technology in technologies for kit in self.kits)

    @property
    def connection_known(self) -> int:
        return self.of - self.connected(Technology.UNKNOWN)

    def machines(self, *kinds: EquipmentKind) -> KnownTotal:
        """Machines counted, over the lines that speak of them."""
        lines = [line.quantity for kit in self.kits for line in kit.equipment if line.kind in kinds]
        return known_total(lines)

    def to_renew(self, *, year: int, life: int) -> KnownTotal:
        """Machines that are old, over the lines that are."""
        return known_total(line.quantity for kit in self.kits for line in kit.to_renew(year=year, life=life))

    def undated(self) -> int:
        """Lines whose year of purchase nobody knows: their age cannot be told."""
        return sum(line.bought_in is None for kit in self.kits for line in kit.equipment)


def grouped(found: Iterable[tuple[str, str, Kit]]) -> tuple[Group, ...]:
    """Kits by EPCI (code, name, kit), by name, then the whole."""
    names: dict[str, str] = {}
    inside: dict[str, list[Kit]] = {}
    every: list[Kit] = []
    for code, name, kit in found:
        names[code] = name
        inside.setdefault(code, []).append(kit)
        every.append(kit)
    groups = [Group(code=code, name=names[code], kits=tuple(inside[code])) for code in inside]
    return (
        *sorted(groups, key=lambda group: group.name.casefold()),
        Group(name="Ensemble", kits=tuple(every)),
    )
