"""Charts as pure functions: each returns a Vega-Lite v5 description (a dict) with French labels.

`render.svg` and `render.png` draw them; a document carries the description (base.values.tree.Picture).
"""

from maillage.base.charts.maps import MapPlace, territory_map
from maillage.base.charts.money import YearAmount, stacked_years
from maillage.base.charts.paths import Path, expected_paths
from maillage.base.charts.progress import trajectory
from maillage.base.charts.schedules import GanttRow, TimelineEvent, gantt, timeline
from maillage.base.charts.shares import BarRow, bars
from maillage.base.charts.spread import distribution
from maillage.base.charts.theme import Spec

__all__ = [
    "BarRow",
    "GanttRow",
    "MapPlace",
    "Path",
    "Spec",
    "TimelineEvent",
    "YearAmount",
    "bars",
    "distribution",
    "expected_paths",
    "gantt",
    "stacked_years",
    "territory_map",
    "timeline",
    "trajectory",
]
