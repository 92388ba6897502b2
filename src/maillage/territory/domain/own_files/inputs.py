"""What the reading of a service's own file starts from: its rows, the options chosen, what is already known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from maillage.territory.domain.own_files.values import Raw
from maillage.territory.domain.own_values import Known
from maillage.territory.domain.sheet import Library

# Library, variable, year.
Key = tuple[str, str, int | None]


@dataclass(frozen=True, kw_only=True)
class Options:
    """`year`: of figures whose column says none. `create`: make libraries of unknown lines. `identity`: write over."""

    year: int | None
    create: bool = False
    identity: bool = False


@dataclass(frozen=True, kw_only=True)
class AlreadyKnown:
    """What the network knows already. `published`: shown value by (library, variable); `typed`: keys people typed."""

    libraries: Sequence[Library]
    given: Mapping[Key, Known | None] = field(default_factory=dict)
    typed: frozenset[Key] = frozenset()
    published: Mapping[tuple[str, str], Known | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A line of the file: its number and its cells by header."""

    number: int
    cells: Mapping[str, Raw]
