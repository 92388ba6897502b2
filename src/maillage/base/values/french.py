"""French formats: the only place where a number, an amount or a date becomes text.

Thousands are separated by a narrow no-break space (U+202F) and the unit by a no-break space (U+00A0),
as the Imprimerie nationale and CLDR (fr) do. Unknown is written "inconnu", never 0.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

NARROW = "\u202f"
NBSP = "\u00a0"
UNKNOWN = "inconnu"

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def number(value: Decimal | int | float | None, decimals: int = 0) -> str:
    """`12 345,6`: French digits, rounded half up; `None` is "inconnu".

    >>> number(Decimal("1234.5"), 1) == "1\\u202f234,5"
    True
    """
    if value is None:
        return UNKNOWN
    quantum = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(value)).quantize(quantum, ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}".replace(",", NARROW).replace(".", ",")
    return f"−{text}" if rounded < 0 else text


def euros(value: Decimal | int | None, decimals: int = 0) -> str:
    """`12 345 €`; two decimals when asked, as on an invoice."""
    return UNKNOWN if value is None else f"{number(value, decimals)}{NBSP}€"


def percent(value: Decimal | float | None, decimals: int = 0) -> str:
    """A rate between 0 and 1 as `12,5 %`."""
    return UNKNOWN if value is None else f"{number(Decimal(str(value)) * 100, decimals)}{NBSP}%"


def long_date(day: date | None) -> str:
    """`lundi 26 janvier 2026`, `1er` for the first of the month."""
    return UNKNOWN if day is None else f"{WEEKDAYS[day.weekday()]} {plain_date(day)}"


def plain_date(day: date | None) -> str:
    """`26 janvier 2026`."""
    if day is None:
        return UNKNOWN
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date | None) -> str:
    """`26/01/2026`, for tables."""
    return UNKNOWN if day is None else f"{day:%d/%m/%Y}"


def month(day: date | None) -> str:
    """`janv. 2026`, for calendars."""
    return UNKNOWN if day is None else f"{SHORT_MONTHS[day.month - 1]}{NBSP}{day.year}"


def count(n: int, singular: str, plural: str | None = None) -> str:
    """`1 bibliothèque`, `12 bibliothèques`; 0 takes the singular, as French does."""
    noun = singular if abs(n) < 2 else (plural or f"{singular}s")
    return f"{number(n)}{NBSP}{noun}"


def listed(items: list[str] | tuple[str, ...]) -> str:
    """`a, b et c`."""
    return " et ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""


def folded(text: str) -> str:
    """Lower case without accents, for matching names: `L'Abbaye-Érigée` -> `l abbaye erigee`."""
    decomposed = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(letters.casefold().split())
