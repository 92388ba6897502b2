"""Components as plain objects: a view says what is shown, the templates of `ui/` say how.

Texts are French and final; `url` is "" where nothing is linked. `tone` colours a thing and never says it
alone: the text beside it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from maillage.base.values.sources import Confidence

SortKey: TypeAlias = "str | int | float | Decimal | date | None"


class Tone(StrEnum):
    """What a colour stands for."""

    NEUTRAL = "neutral"
    INFO = "info"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True)
class Link:
    """`kind`: "" (a link), "button", "primary" (the page's main act) or "danger"."""

    label: str
    url: str
    kind: str = ""
    icon: str = ""


@dataclass(frozen=True)
class NextStep:
    """One line of "que faire maintenant": what to do, where, and why. `tone` BAD means late or blocking."""

    label: str
    url: str
    why: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True)
class Badge:
    text: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True)
class Cell:
    """A cell of a listing. `sort` is what the column is sorted by when it is not the text."""

    text: str
    url: str = ""
    sort: SortKey = None
    badge: Badge | None = None
    note: str = ""


@dataclass(frozen=True)
class Head:
    """A column. `key` makes it sortable (`?tri=key`); `align` is "left", "right" (figures) or "center"."""

    label: str
    align: str = "left"
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A captioned table of linked things; the first column holds row headers. `empty` says what to do when bare."""

    caption: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell | str]]
    totals: Sequence[int] = ()
    empty: str = "Rien à montrer pour l'instant."
    empty_link: Link | None = None
    source: str = ""
    confidence: Confidence = Confidence.CONFIRMED
    # Set by `sorted_listing`: the column key and the direction in force, and the address to sort anew.
    sort: str = ""
    sort_base: str = ""
    # The parameter that sorts it: another name where a page shows two sortable listings.
    sort_param: str = "tri"
    # A stable name for the page's anchor; "" makes one from the caption.
    anchor: str = ""


@dataclass(frozen=True)
class Tile:
    """A key figure: its label, its value as written, what it rests on, where it leads."""

    label: str
    value: str
    note: str = ""
    url: str = ""
    tone: Tone = Tone.NEUTRAL
    # 0 to 1: drawn as a gauge under the value; None draws none.
    share: float | None = None


@dataclass(frozen=True)
class Fact:
    """A labelled fact of a definition list."""

    label: str
    value: str
    url: str = ""
    badge: Badge | None = None


@dataclass(frozen=True)
class TreeItem:
    """A line of a tree (axis, objective, action) with what hangs under it."""

    label: str
    url: str
    note: str = ""
    badges: Sequence[Badge] = ()
    links: Sequence[Link] = ()
    children: Sequence[TreeItem] = field(default_factory=tuple)


@dataclass(frozen=True)
class Entry:
    """A dated line of a list of events. `day` is shown as a calendar leaf."""

    day: date
    title: str
    url: str = ""
    detail: str = ""
    badge: Badge | None = None
