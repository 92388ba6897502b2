"""What a file of the service would change, as data: figures, identities, new places, remarks line by line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from maillage.base.values.fields import Choice
from maillage.territory.domain.own_files.columns import Alarm
from maillage.territory.domain.sheet import Library


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
