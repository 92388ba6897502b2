"""What each library has: machines by kind, their age, its connection; what nobody said stays unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from maillage.base.values.known import KnownTotal, known_total
from maillage.territory.domain.inventory import (
    Connection,
    Equipment,
    EquipmentKind,
    EquipmentState,
    Technology,
)

# What the service keeps itself (lending kits) is under this code.
SERVICE = ""


@dataclass(frozen=True, kw_only=True)
class Kit:
    """What was said of one library; without any line nothing is known of it, which is not "nothing there"."""

    library: str
    equipment: tuple[Equipment, ...] = ()
    connection: Connection | None = None

    @property
    def is_known(self) -> bool:
        return bool(self.equipment)

    @property
    def technology(self) -> Technology:
        return self.connection.technology if self.connection else Technology.UNKNOWN

    def quantity(self, *kinds: EquipmentKind) -> KnownTotal | None:
        """Machines of these kinds; None when no line speaks of them."""
        given = [line.quantity for line in self.equipment if line.kind in kinds]
        return known_total(given) if given else None

    def to_renew(self, *, year: int, life: int) -> tuple[Equipment, ...]:
        """Lines bought `life` years ago or more, or out of order."""
        return tuple(line for line in self.equipment if is_old(line, year=year, life=life))


def is_old(line: Equipment, *, year: int, life: int) -> bool:
    if line.state is EquipmentState.BROKEN:
        return True
    return line.bought_in is not None and year - line.bought_in >= life


@dataclass(frozen=True, kw_only=True)
class Kits:
    """The kit of every library of the register, that of the service, and what names a library that is not there."""

    by_library: Mapping[str, Kit]
    service: Kit
    lost: tuple[Equipment | Connection, ...] = ()


def kits(codes: Sequence[str], equipment: Iterable[Equipment], connections: Iterable[Connection]) -> Kits:
    """`codes`: the libraries of the register, in order."""
    machines: dict[str, list[Equipment]] = {}
    for line in equipment:
        machines.setdefault(line.library, []).append(line)
    wires = {connection.library: connection for connection in connections}
    known = set(codes)
    lost: list[Equipment | Connection] = [
        line for code, lines in machines.items() if code not in known and code != SERVICE for line in lines
    ]
    lost += [connection for code, connection in wires.items() if code not in known]
    return Kits(
        by_library={
            code: Kit(library=code, equipment=tuple(machines.get(code, ())), connection=wires.get(code))
            for code in codes
        },
        service=Kit(library=SERVICE, equipment=tuple(machines.get(SERVICE, ()))),
        lost=tuple(lost),
    )
