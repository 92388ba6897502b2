"""The official grade A to E: imported year by year, never computed from data; and the version it follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from maillage.base.values.sources import Source
from maillage.rulebook.domain import Rules
from maillage.territory.domain.own_values import OwnValue

GRADES = ("A", "B", "C", "D", "E")
VARIABLE = "grade"


def read_grade(text: str) -> str | None:
    """`A` to `E` from a cell (case and spaces aside), None when it is empty. Raises ValueError for anything else."""
    found = text.strip().upper().removeprefix("CLASSE").strip()
    if not found:
        return None
    if found not in GRADES:
        raise ValueError(f"« {text.strip()[:40]} » n'est pas une classe : A, B, C, D ou E.")
    return found


def grades_given(values: Iterable[OwnValue]) -> dict[str, dict[int, str]]:
    """The grade of each library (by code) and year. A grade without a year, or that is not one, is left out."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for value in values:
        if value.variable == VARIABLE and value.value in GRADES and value.year is not None:
            found[value.library][value.year] = str(value.value)
    return dict(found)


@dataclass(frozen=True, kw_only=True)
class TypologyVersion:
    """The version of the official typology that a year's grade was made with; `since` None: none was in force."""

    since: date | None
    criteria: int | None
    source: Source | None


def version_of(year: int, rules: Rules) -> TypologyVersion:
    """The version in force at the end of a year."""
    end = date(year, 12, 31)
    for version in rules.rules["territory.grade.criteria"].versions:
        if end in version.period:
            return TypologyVersion(
                since=version.period.start, criteria=int(version.value), source=version.source
            )
    return TypologyVersion(since=None, criteria=None, source=None)
