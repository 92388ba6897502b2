"""Where the sheets of an XLSX file are, and the texts that its cells share."""

from __future__ import annotations

import re
from collections.abc import Mapping

from maillage.base.workbooks.limits import Limits
from maillage.base.workbooks.parts import Parts, beside

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def plain(text: str) -> str:
    """A text as people wrote it: Excel writes some signs `_x000D_`."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class _Links:
    """Told a part of relations, keeps the target and the type of each."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = (kind, beside(self.base, attributes.get("Target", "")))

    def end(self, name: str) -> None:
        """Nothing to close."""

    def text(self, data: str) -> None:
        """Relations have none."""


def links(parts: Parts, part: str) -> Mapping[str, tuple[str, str]]:
    """What a part refers to: (kind, name of the part) by id."""
    folder, _, name = part.rpartition("/")
    handler = _Links(part)
    parts.read(f"{folder}/_rels/{name}.rels".lstrip("/"), handler)
    return handler.found


class Book:
    """Told `workbook.xml`, keeps (name, id of relation) of each sheet, and where its days are counted from."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "sheet":
            # The id has a namespace, and there are two dialects of it.
            link = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            self.sheets.append((attributes.get("name", ""), link))

    def end(self, name: str) -> None:
        """Nothing to close."""

    def text(self, data: str) -> None:
        """Names are attributes."""


class SharedTexts:
    """Told `sharedStrings.xml`, keeps each text once."""

    def __init__(self, limits: Limits) -> None:
        self.texts: list[str] = []
        self._longest = limits.longest
        self._pieces: list[str] = []
        self._length = 0
        self._shown = False
        self._phonetic = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "si":
            self._pieces, self._length = [], 0
        elif name == "rPh":
            self._phonetic = True  # how a text in Japanese is pronounced
        elif name == "t":
            self._shown = not self._phonetic

    def end(self, name: str) -> None:
        if name == "si":
            self.texts.append(plain("".join(self._pieces)))
        elif name == "rPh":
            self._phonetic = False
        elif name == "t":
            self._shown = False

    def text(self, data: str) -> None:
        if self._shown and self._length <= self._longest:
            self._pieces.append(data)
            self._length += len(data)
