"""A programme moved by whole years: a template written for one period serves any other."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from maillage.base.values.fields import Kind, Spec, specs


def shifted(value: Any, years: int) -> Any:
    """The same thing, each of its days and yearly values `years` later."""
    given = {name: _moved(spec, getattr(value, name), years) for name, spec in specs(type(value)).items()}
    return dataclasses.replace(value, **given)


def _moved(spec: Spec, given: Any, years: int) -> Any:
    match spec.kind:
        case Kind.DAY:
            return None if given is None else same_day(given, years)
        case Kind.YEARLY:
            return tuple((year + years, amount) for year, amount in given)
        case Kind.CHILD:
            return None if given is None else shifted(given, years)
        case Kind.CHILDREN:
            return tuple(shifted(item, years) for item in given)
    return given


def same_day(day: date, years: int) -> date:
    """The same day of another year; the 29th of February is the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
