"""Tables for spreadsheets, as French ones open them, with nothing in them that runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as French spreadsheets open them: semicolons, UTF-8 with BOM, formulas disarmed."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([_disarmed(value) for value in row])
    return stream.getvalue().encode("utf-8-sig")


def _disarmed(value: str) -> str:
    """A cell that begins like a formula would run in a spreadsheet; a plain negative number may stay."""
    if value and value[0] in "=+-@\t\r" and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value
