"""Medians of some libraries, group by group, each with the number of answers it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from maillage.statistics.quantiles import quantile
from maillage.territory.domain.directory import Line


@dataclass(frozen=True)
class Middle:
    """The median of the known values (None without any) and how many they are."""

    value: Decimal | None
    known: int


@dataclass(frozen=True, kw_only=True)
class Group:
    """Open libraries that share something (an EPCI, a size). `middles` by variable."""

    key: str
    libraries: int
    middles: Mapping[str, Middle]


def groups(lines: Iterable[Line], key: Callable[[Line], str], variables: Iterable[str]) -> tuple[Group, ...]:
    """The open libraries by `key`, in the order in which the keys appear."""
    wanted = tuple(variables)
    members: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.is_open:
            members[key(line)].append(line)
    return tuple(
        Group(
            key=name,
            libraries=len(inside),
            middles={variable: _middle(inside, variable) for variable in wanted},
        )
        for name, inside in members.items()
    )


def _middle(lines: Iterable[Line], variable: str) -> Middle:
    known = [value for line in lines if (value := line.number(variable)) is not None]
    value = Decimal(str(round(quantile(known, 0.5), 4))) if known else None
    return Middle(value, len(known))
