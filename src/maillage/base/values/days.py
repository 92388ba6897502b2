"""Why a date that was typed is none: the day that does not exist is named."""

from __future__ import annotations

import calendar
import re

from maillage.base.values.french import MONTHS

_WRITTEN = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})", re.ASCII),
)


def why_no_day(text: str) -> str:
    """A French sentence on a text that is no date: "le 31 février 2027 n'existe pas", "il n'y a pas de mois 13"."""
    shown = f"« {text.strip()[:40]} »"
    found = next((match for form in _WRITTEN if (match := form.fullmatch(text.strip()))), None)
    if found is None:
        return f"{shown} n'est pas une date."
    year, month, day = (int(found[part]) for part in ("year", "month", "day"))
    if not 1 <= month <= 12:
        return f"{shown} n'est pas une date : il n'y a pas de mois {month}."
    if year == 0 or 1 <= day <= calendar.monthrange(year, month)[1]:
        return f"{shown} n'est pas une date."
    last = calendar.monthrange(year, month)[1]
    return f"{shown} n'est pas une date : le {day} {MONTHS[month - 1]} {year} n'existe pas, ce mois finit le {last}."
