"""Maps of a territory: its communes, its libraries, any figure of them."""

from maillage.base.charts.maps.drawing import territory_map
from maillage.base.charts.maps.parts import Fill, MapArea, MapLines, MapPlace, PointMark, Symbol

__all__ = ["Fill", "MapArea", "MapLines", "MapPlace", "PointMark", "Symbol", "territory_map"]
