"""Charts as pure functions: each returns a Vega-Lite v5 description (a dict) with French labels.

`render.svg` and `render.png` draw them; a document carries the description (base.values.tree.Picture).
"""

from maillage.base.charts.contracts import ContractRow, contract_timeline
from maillage.base.charts.curves import MonthPoint, month_curve
from maillage.base.charts.funnels import FunnelCurve, FunnelPoint, funnel_plot, funnel_sizes
from maillage.base.charts.heat import HeatLine, heat_map
from maillage.base.charts.histories import History, Spot, histories
from maillage.base.charts.maps import Fill, MapArea, MapLines, MapPlace, PointMark, Symbol, territory_map
from maillage.base.charts.money import YearAmount, stacked_years
from maillage.base.charts.paths import Path, expected_paths
from maillage.base.charts.progress import trajectory
from maillage.base.charts.quadrants import QuadrantPoint, quadrant_chart
from maillage.base.charts.ranges import RangeRow, ranges
from maillage.base.charts.schedules import GanttRow, TimelineEvent, gantt, timeline
from maillage.base.charts.shares import BarRow, bars
from maillage.base.charts.spread import distribution
from maillage.base.charts.stacks import StackRow, stacks
from maillage.base.charts.theme import Spec
from maillage.base.charts.tornadoes import TornadoBar, tornado
from maillage.base.charts.waterfalls import WaterfallStep, waterfall

__all__ = [
    "BarRow",
    "ContractRow",
    "Fill",
    "FunnelCurve",
    "FunnelPoint",
    "GanttRow",
    "HeatLine",
    "History",
    "MapArea",
    "MapLines",
    "MapPlace",
    "MonthPoint",
    "Path",
    "PointMark",
    "QuadrantPoint",
    "RangeRow",
    "Spec",
    "Spot",
    "StackRow",
    "Symbol",
    "TimelineEvent",
    "TornadoBar",
    "WaterfallStep",
    "YearAmount",
    "bars",
    "contract_timeline",
    "distribution",
    "expected_paths",
    "funnel_plot",
    "funnel_sizes",
    "gantt",
    "heat_map",
    "histories",
    "month_curve",
    "quadrant_chart",
    "ranges",
    "stacked_years",
    "stacks",
    "territory_map",
    "timeline",
    "tornado",
    "trajectory",
    "waterfall",
]
