"""Numbers, days and durations, as the two kinds of workbooks write them."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from maillage.base.workbooks.limits import Cell

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_DURATION = re.compile(
    r"P(?:(\d{1,6})D)?T?(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:[.,]\d*)?S)?", re.ASCII
)
_DAY = 86_400
# Excel's days go to the end of the year 9999.
_LAST_DAY = 2_958_466
_LEAP = 60
_FIRST_DAY = date(1899, 12, 30)


@lru_cache(maxsize=65_536)
def number(text: str) -> Cell:
    """The number that a cell holds, exact as shown; a text that is none of a spreadsheet's (nan, 1e999) as it is."""
    bare = text.strip()
    found = float(bare) if len(bare) < 400 and _NUMBER.fullmatch(bare) else math.nan
    if not math.isfinite(found):
        return bare or None
    # A double shown by its shortest digits: 0.1, which files also write 0.10000000000000001.
    return Decimal(int(found)) if found.is_integer() and abs(found) < 1e15 else Decimal(repr(found))


def day_of_serial(value: Cell, kind: str, since_1904: bool) -> Cell:
    """Excel's days counted from 1900 (or 1904); `kind` is "day" or "time"."""
    if not isinstance(value, Decimal) or not 0 <= value < _LAST_DAY - 1462:
        return value
    serial = float(value)
    if kind == "time":
        return clock(round(serial * _DAY))
    if since_1904:
        serial += 1462
    elif serial < _LEAP:
        serial += 1  # Excel believes in a 29 February 1900
    moment = datetime.combine(_FIRST_DAY, time()) + timedelta(seconds=round(serial * _DAY))
    return moment if moment.time() != time() else moment.date()


def clock(seconds: int) -> Cell:
    """An hour of the day; a longer duration as a text, "35:30"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return time(hours, minutes, rest) if hours < 24 else f"{hours}:{minutes:02}"


def iso_day(text: str) -> Cell:
    """2027-01-31 or 2027-01-31T10:00:00; what is neither as it is."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return text or None
    return (
        moment.replace(tzinfo=None)
        if moment.time() != time() or "T" in text
        else date.fromisoformat(text.strip())
    )


def iso_duration(text: str) -> Cell:
    """PT08H30M00S; what is not one as it is."""
    match = _DURATION.fullmatch(text.strip())
    if not match:
        return text or None
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return clock(days * _DAY + hours * 3600 + minutes * 60 + seconds)
