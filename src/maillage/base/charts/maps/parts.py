"""What a map is made of: places, communes, lines, and how each class of them is drawn and named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from maillage.base.charts.maps.projection import LonLat
from maillage.base.charts.theme import BAND, POINT, PRIMARY


@dataclass(frozen=True, kw_only=True)
class Symbol:
    """How the places of a class are drawn; its label stands in the legend with their number.

    `radius` is in pixels; None: the area follows the population. `strength`: that of the fill, 0 is hollow, 1 full.
    """

    label: str
    colour: str = PRIMARY
    shape: str = "circle"
    radius: float | None = None
    strength: float = 1.0
    dashed: bool = False


class PointMark(StrEnum):
    """What stands at the centre of a commune. `DOT` is left out where the commune has its outline."""

    NONE = "none"
    DOT = "dot"
    CROSS = "cross"
    RING = "ring"


@dataclass(frozen=True, kw_only=True)
class Fill:
    """How the communes of a class are drawn: the tint of their outline, and the mark at their centre."""

    label: str
    colour: str = BAND
    strength: float = 1.0
    mark: PointMark = PointMark.DOT
    mark_colour: str = POINT
    # Of a dot, in px²; a map without outlines shows classes by it.
    mark_size: float = 12


@dataclass(frozen=True, kw_only=True)
class MapPlace:
    """A library: WGS 84 degrees, inhabitants served (None when unknown), and the category that draws it.

    Places of one `town` that would hide one another are set side by side.
    """

    longitude: float
    latitude: float
    population: int | None = None
    category: str = "Bibliothèque"
    town: str = ""


@dataclass(frozen=True, kw_only=True)
class MapArea:
    """A commune: its centre, the category that fills it, and its outline as closed rings, or none.

    Without `marked` no mark stands at its centre: a library already does.
    """

    longitude: float
    latitude: float
    category: str
    rings: Sequence[Sequence[LonLat]] = ()
    marked: bool = True


@dataclass(frozen=True, kw_only=True)
class MapLines:
    """Borders of a kind, with their name in the legend."""

    label: str
    lines: Sequence[Sequence[LonLat]]
