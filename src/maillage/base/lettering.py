"""Texts that anyone may have typed, made fit for print: XML's characters, French typography, what the font draws."""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

from maillage.base.charts.render import FONTS
from maillage.base.charts.typography import typographic

# What XML 1.0 forbids; also lone surrogates, that no encoding accepts.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONG_WORD = re.compile(r"(\S{48})(?=\S)")
_BREAK_HERE = "\u200b"
MISSING = "□"


def clean(text: str) -> str:
    """The text as it is set: French typography, without the characters that XML forbids."""
    return typographic(_FORBIDDEN.sub("", text))


def printable(text: str) -> str:
    """The text as the bundled font can print it.

    PDF/UA refuses a character that no font draws (an emoji): it becomes "□", seen and never silently lost.
    Invisible marks are dropped, and words longer than a line may be cut.
    """
    kept = "".join(drawn(letter) for letter in unicodedata.normalize("NFC", clean(text)))
    return _LONG_WORD.sub(rf"\1{_BREAK_HERE}", kept)


def drawn(letter: str) -> str:
    """The letter, or what stands for it when the bundled font cannot draw it."""
    if letter in "\n\t" or ord(letter) in _covered():
        return letter
    return "" if unicodedata.category(letter) in ("Cf", "Cc", "Mn", "Me") else MISSING


@cache
def _covered() -> frozenset[int]:
    """Characters that both the upright and the italic bundled fonts draw."""
    upright, italic = (_characters(FONTS / f"SourceSans3-{style}.ttf") for style in ("Regular", "Italic"))
    return frozenset(upright & italic)


def _characters(font: Path) -> set[int]:
    """The characters of a TrueType font: the groups of its `cmap` subtable of format 12 (OpenType 1.9)."""
    data = font.read_bytes()
    tables = {data[at : at + 4]: at for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)}
    (cmap,) = struct.unpack_from(">8xI", data, tables[b"cmap"])
    (count,) = struct.unpack_from(">2xH", data, cmap)
    found: set[int] = set()
    for rank in range(count):
        (offset,) = struct.unpack_from(">4xI", data, cmap + 4 + 8 * rank)
        if struct.unpack_from(">H", data, cmap + offset) == (12,):
            (groups,) = struct.unpack_from(">12xI", data, cmap + offset)
            for group in range(groups):
                first, last = struct.unpack_from(">II", data, cmap + offset + 16 + 12 * group)
                found.update(range(first, last + 1))
    return found
