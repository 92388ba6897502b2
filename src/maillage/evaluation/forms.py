"""The short form by which a measure is added on the page of its indicator."""

from __future__ import annotations

from datetime import date
from typing import Any

from maillage.base.ui.editing.forms import Shape, ThingForm
from maillage.evaluation.domain.indicators import Measure

SHAPE = Shape(value_type=Measure, fields=("day", "value", "note"))


def measure_form(today: date, data: Any = None, typed: Any = None) -> ThingForm:
    """`data` is what was posted, to be judged; `typed` what is shown again; else the form of a measure made today."""
    return ThingForm(SHAPE, options=lambda to: (), initial={"day": today}, data=data, typed=typed)
