"""Which styles of an XLSX file show a number as a day or as an hour."""

from __future__ import annotations

import re
from collections.abc import Mapping

# The formats that every spreadsheet knows by number, those of East Asia included.
_DAYS = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58}
_TIMES = {18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56}
# Texts between quotes, escaped signs, colours and conditions say nothing of what is shown.
_WORDS = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


def kind_of(form: str) -> str:
    """ "day", "time" or "" of a format such as `dd/mm/yyyy` or `[h]:mm`."""
    first = _WORDS.sub("", form).split(";")[0].lower()
    if first in ("general", "standard"):
        return ""
    if re.search("[yd]", first) or ("m" in first and not re.search("[hs]", first)):
        return "day"
    return "time" if re.search("[hs]", first) else ""


class Styles:
    """Told `styles.xml`, gives the kind of the numbers of each style by its rank."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self._own: dict[str, str] = {}
        self._inside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            self._own[attributes.get("numFmtId", "")] = kind_of(attributes.get("formatCode", "")[:255])
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self.kinds.append(self._kind(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def text(self, data: str) -> None:
        """Styles have none."""

    def _kind(self, form: str) -> str:
        if form in self._own:
            return self._own[form]
        rank = int(form) if form.isascii() and form.isdigit() and len(form) < 6 else 0
        return "day" if rank in _DAYS else "time" if rank in _TIMES else ""

    def of(self, rank: str) -> str:
        found = int(rank) if rank.isascii() and rank.isdigit() and len(rank) < 9 else -1
        return self.kinds[found] if 0 <= found < len(self.kinds) else ""
