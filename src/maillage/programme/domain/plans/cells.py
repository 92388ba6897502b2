"""A cell of a plan as people see it, and what is no content at all."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from maillage.base.values.cleaning import cleaned
from maillage.base.values.french import folded, short_date

# What a spreadsheet or a CSV holds in a cell; None is an empty one.
Raw: TypeAlias = "str | Decimal | bool | date | datetime | time | None"

# What spreadsheets show for a formula that failed.
_ERROR = re.compile(r"#(REF|N/A|VALUE|VALEUR|DIV/0|NAME|NOM|NUM|NOMBRE|NULL|NUL|SPILL)[!?]?", re.IGNORECASE)
_EMPTY = frozenset({"", "nc", "neant", "sans objet", "so", "a definir", "a preciser", "tbd", "x x"})
_FIGURE = re.compile(r"[-+]?\d+([.,]\d+)?", re.ASCII)
_SPACES = str.maketrans("", "", " \u00a0\u202f")
# Past this, a number is none that people wrote.
_LONGEST_FIGURE = 15


def shown(raw: Raw) -> str:
    """A cell as text: `31/01/2027`, `1234,5`, « oui »; "" for an empty cell or a formula that failed."""
    match raw:
        case None:
            return ""
        case bool():
            return "oui" if raw else "non"
        case Decimal():
            return plain_figure(raw)
        case datetime():
            return short_date(raw.date())
        case date():
            return short_date(raw)
        case time():
            return f"{raw:%H:%M}"
    text = cleaned(raw)
    return "" if _ERROR.fullmatch(text) else text


def failed(raw: Raw) -> bool:
    """Whether a formula left an error there."""
    return isinstance(raw, str) and bool(_ERROR.fullmatch(raw.strip()))


def is_blank(raw: Raw) -> bool:
    """Whether nothing is said: nothing at all, dashes, « NC », « à définir »."""
    return folded(shown(raw)) in _EMPTY


def plain_figure(value: Decimal) -> str:
    if not value.is_finite() or value.adjusted() > _LONGEST_FIGURE:
        return str(value)
    return f"{value.normalize() + 0:f}".replace(".", ",")


def figure(raw: Raw) -> Decimal | None:
    """The number of a cell, units left aside (« 3 semaines », « 2,5 j »); None when it holds none, or several."""
    if isinstance(raw, bool) or raw is None:
        return None
    if isinstance(raw, Decimal):
        return raw if raw.is_finite() and raw.adjusted() <= _LONGEST_FIGURE else None
    found = [match[0] for match in _FIGURE.finditer(shown(raw).translate(_SPACES))]
    if len(found) != 1 or len(found[0]) > _LONGEST_FIGURE:
        return None
    try:
        return Decimal(found[0].replace(",", "."))
    except InvalidOperation:  # pragma: no cover
        return None


def one_line(text: str) -> str:
    return " ".join(text.split())


def bulleted(text: str) -> list[str]:
    """The lines of a cell that lists things, without their dashes and numbers."""
    parts = re.split(r"[\n;]+", text)
    return [
        found for part in parts if (found := re.sub(r"^\s*(?:[-–—•*·]|\d{1,2}[.)])\s*", "", part).strip())
    ]


def names(text: str) -> tuple[str, ...]:
    """The names of a cell that lists partners; each once."""
    parts = (one_line(part).strip(" .") for part in re.split(r"[\n;,•]+|\s[-–/]\s", text))
    return tuple(dict.fromkeys(part[:300] for part in parts if part))
