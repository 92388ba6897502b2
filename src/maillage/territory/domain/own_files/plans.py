"""What a file of the service would change, as data: figures, identities, new places, remarks line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from maillage.base.values.fields import Choice
from maillage.territory.domain.own_files.columns import Alarm
from maillage.territory.domain.own_files.values import Raw
from maillage.territory.domain.own_values import Known
from maillage.territory.domain.sheet import Library

# Library, variable, year.
Key = tuple[str, str, int | None]


class Graveness(Choice):
    REFUSED = "refused", "laissé de côté"
    DOUBTFUL = "doubtful", "à vérifier"
    KEPT = "kept", "gardé"


@dataclass(frozen=True, kw_only=True)
class LineRemark:
    """`line` is that of the file, None for a whole column; `column` its header, "" for a whole line."""

    line: int | None
    column: str
    library: str
    what: str
    remedy: str
    graveness: Graveness = Graveness.REFUSED


@dataclass(frozen=True, kw_only=True)
class Change:
    """A figure (`variable`, `year`) or a field of a library: what it was, what it becomes. None is unknown."""

    library: str
    name: str
    field: str
    label: str
    year: int | None
    before: Any
    after: Any
    line: int


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


@dataclass(kw_only=True)
class Plan:
    """All that would be done. `lines` were read, `matched` found their library; `same` values are there already."""

    lines: int = 0
    matched: int = 0
    same: int = 0
    values: list[Change] = field(default_factory=list)
    fields: list[Change] = field(default_factory=list)
    new: list[Library] = field(default_factory=list)
    remarks: list[LineRemark] = field(default_factory=list)
    alarms: tuple[Alarm, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.values or self.fields or self.new)


@dataclass(frozen=True)
class Row:
    """A line of the file: its number and its cells by header."""

    number: int
    cells: Mapping[str, Raw]
