"""Days as people write them in a plan: « 12/03/2026 », « mars 2026 », « T2 2026 », « 2026-2027 », « fin 2027 »."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from maillage.base.values.french import MONTHS, SHORT_MONTHS, folded
from maillage.base.values.periods import add_months
from maillage.programme.domain.plans.cells import Raw, shown

FIRST_YEAR, LAST_YEAR = 2000, 2100
_MONTH = {folded(name): rank for names in (MONTHS, SHORT_MONTHS) for rank, name in enumerate(names, 1)}
_MONTH |= {"fev": 2, "sep": 9, "janvie": 1}
# The first month, and how many, of what people call a part of the year.
_PARTS = {
    "debut": (1, 3), "fin": (10, 3), "mi": (5, 4), "hiver": (1, 3), "printemps": (3, 3), "ete": (6, 3),
    "automne": (9, 3), "rentree": (9, 1),
}  # fmt: skip
_FILLERS = frozenset(
    {
        "de",
        "du",
        "d",
        "des",
        "a",
        "au",
        "et",
        "en",
        "le",
        "la",
        "l",
        "entre",
        "jusqu",
        "jusque",
        "courant",
        "puis",
    }
)
_M, _P = "|".join(sorted(_MONTH, key=len, reverse=True)), "|".join(_PARTS)
_NTH = r"(?:er|e|eme|ieme|nd|nde|d)?"


@dataclass(frozen=True)
class Span:
    """From one day to another, both included; one day when they are the same."""

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        return self.first == self.last


def _day(year: str, month: int, day: str) -> Span:
    found = date(_year(year), month, int(day))
    return Span(found, found)


def _months(year: str, first: int, many: int) -> Span:
    start = date(_year(year), first, 1)
    return Span(start, add_months(start, many) - timedelta(days=1))


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


# Tried in this order at each place; a group called `y` is the year, which the first half of a span may leave to the other.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], Span]], ...] = tuple(
    (re.compile(pattern + r"(?= |$)", re.ASCII), made)
    for pattern, made in (
        (r"(?P<y>\d{4}) (\d{1,2}) (\d{1,2})", lambda m, y: _day(y, int(m[2]), m[3])),
        (r"(\d{1,2}) (\d{1,2}) (?P<y>\d{4}|\d{2})", lambda m, y: _day(y, int(m[2]), m[1])),
        (rf"(\d{{1,2}})(?:er)? ({_M})(?: (?P<y>\d{{4}}|\d{{2}}))?", lambda m, y: _day(y, _MONTH[m[2]], m[1])),
        (rf"({_M})(?: (?P<y>\d{{4}}|\d{{2}}))?", lambda m, y: _months(y, _MONTH[m[1]], 1)),
        (r"(?:t|trimestre |tri )([1-4])(?: (?P<y>\d{4}))?", lambda m, y: _months(y, 3 * int(m[1]) - 2, 3)),
        (
            rf"([1-4]) ?{_NTH} ?(?:trimestre|trim|t)(?: (?P<y>\d{{4}}))?",
            lambda m, y: _months(y, 3 * int(m[1]) - 2, 3),
        ),
        (r"(?P<y>\d{4}) ?t([1-4])", lambda m, y: _months(y, 3 * int(m[2]) - 2, 3)),
        (r"(?:s|semestre |sem )([12])(?: (?P<y>\d{4}))?", lambda m, y: _months(y, 6 * int(m[1]) - 5, 6)),
        (
            rf"([12]) ?{_NTH} ?(?:semestre|sem|s)(?: (?P<y>\d{{4}}))?",
            lambda m, y: _months(y, 6 * int(m[1]) - 5, 6),
        ),
        (r"(?P<y>\d{4}) ?s([12])", lambda m, y: _months(y, 6 * int(m[2]) - 5, 6)),
        (rf"({_P})(?: d| de)?(?: (?P<y>\d{{4}}))?", lambda m, y: _months(y, *_PARTS[m[1]])),
        (r"(\d{1,2}) (?P<y>\d{4})", lambda m, y: _months(y, int(m[1]), 1)),
        (r"(?P<y>\d{4})", lambda m, y: _months(y, 1, 12)),
    )
)


def read_span(raw: Raw) -> Span | None:
    """The days that a cell speaks of; None when it is not understood as a whole."""
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        return Span(raw, raw) if FIRST_YEAR <= raw.year <= LAST_YEAR else None
    if isinstance(raw, Decimal) and not (raw.is_finite() and raw == raw.to_integral_value()):
        return None
    try:
        found = _spans(folded(shown(raw)))
    except ValueError:  # a 31 April, a thirteenth month
        return None
    if not found or any(
        not FIRST_YEAR <= day.year <= LAST_YEAR for span in found for day in (span.first, span.last)
    ):
        return None
    first, last = min(span.first for span in found), max(span.last for span in found)
    return Span(first, last)


def _spans(text: str) -> list[Span]:
    """Every span of a text, in order; none when a word of it is not understood. Raises ValueError."""
    found: list[tuple[re.Match[str], Callable[[re.Match[str], str], Span]]] = []
    left = text
    while left:
        word = left.split(" ", 1)[0]
        if word in _FILLERS:
            left = left[len(word) :].lstrip()
            continue
        form = next(((match, made) for pattern, made in _FORMS if (match := pattern.match(left))), None)
        if form is None or len(found) > 12:
            return []
        found.append(form)
        left = left[form[0].end() :].lstrip()
    year, spans = "", []
    for match, made in reversed(found):
        year = match["y"] or year
        if not year:
            return []
        spans.append(made(match, year))
    return spans[::-1]
