"""The official grade smoothed over several years, as the Ministry does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from maillage.rulebook.domain import Rules


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


def smoothing_years(rules: Rules, on: date) -> int:
    return int(rules.value("territory.grade.years", on=on).value)
