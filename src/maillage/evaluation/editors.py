"""How indicators and measures are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillage.base.ui.editing import Editor
from maillage.base.ui.pages import to
from maillage.evaluation.models import Indicator, Measure
from maillage.evaluation.section import SECTION
from maillage.programme.readings import programme_of


def _years(project: Any) -> Sequence[int]:
    return programme_of(project).years


def _to_its_indicator(request: Any, row: Any) -> str:
    return to(request, "evaluation:indicator", row.indicator.code)


INDICATOR = Editor(
    model=Indicator,
    section=SECTION,
    slug="indicateurs",
    noun="indicateur",
    fields=(
        "title",
        "objective",
        "family",
        "definition",
        "unit",
        "direction",
        "baseline",
        "baseline_date",
        "targets",
        "source",
        "frequency",
        "owner",
    ),
    more=("question", "baseline_figure", "share_of_population"),
    years=_years,
    home="evaluation:indicators",
    home_label="Indicateurs",
    code_start="I0",
)
MEASURE = Editor(
    model=Measure,
    section=SECTION,
    slug="mesures",
    noun="mesure",
    feminine=True,
    fields=("indicator", "day", "value", "note"),
    after=_to_its_indicator,
    page=False,
    home="evaluation:indicators",
    home_label="Indicateurs",
)
