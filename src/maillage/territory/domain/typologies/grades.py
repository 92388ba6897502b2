"""The official grade A to E: imported year by year, smoothed as the Ministry does, never computed from data."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
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
class Smoothed:
    """The grade retained for a year (None: no year is known), from those `seen`, the newest first.

    `certain` is False where the published rule does not say what to do; `reason` tells how it was found.
    """

    year: int
    grade: str | None
    seen: tuple[tuple[int, str | None], ...]
    certain: bool
    reason: str


def smoothed_grade(grades: Mapping[int, str], year: int, *, years: int) -> Smoothed:
    """The most frequent grade of the last `years`; when all differ, the middle one (B, B, C: B; A, C, E: C).

    With fewer known years than asked and no majority, the newest one, to be confirmed: the rule was not read.
    """
    seen = tuple((year - back, grades.get(year - back)) for back in range(years))
    known = [grade for _, grade in seen if grade]
    if not known:
        return Smoothed(year=year, grade=None, seen=seen, certain=True, reason="aucune classe importée")
    (first, times), *others = Counter(known).most_common()
    majority = times > 1 and (not others or others[0][1] < times)
    if majority:
        # Two equal grades out of three stand whatever the third one is.
        certain = 2 * times > years
        return _retained(year, first, seen, certain, f"{times} années sur {len(known)} connues")
    if len(known) == years and len(set(known)) == years:
        middle = sorted(known)[years // 2]
        return _retained(year, middle, seen, True, "classes toutes différentes : celle du milieu")
    told = "une seule année connue" if len(known) == 1 else "pas de majorité : la plus récente"
    return _retained(year, known[0], seen, False, told)


def _retained(
    year: int, grade: str, seen: tuple[tuple[int, str | None], ...], certain: bool, reason: str
) -> Smoothed:
    return Smoothed(year=year, grade=grade, seen=seen, certain=certain, reason=reason)


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


def smoothing_years(rules: Rules, on: date) -> int:
    return int(rules.value("territory.grade.years", on=on).value)
