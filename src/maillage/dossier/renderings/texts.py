"""Texts that any author may have typed, made fit for XML and for fonts; links that may be followed."""

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
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]{1,2000}", re.IGNORECASE)
# What statisticians write under a table.
_SAYS_WHAT = re.compile(r"\s*(?:Sources?|Lecture|Note|Champ|À noter)\b")
_BREAK_HERE = "\u200b"
MISSING = "□"


def clean(text: str) -> str:
    """The text as it is set: French typography, without the characters that XML forbids."""
    return typographic(_FORBIDDEN.sub("", text))


def source_line(source: str) -> str:
    """What stands under a table or a figure: "Source : …", unless the text says itself what it is.

    >>> source_line("Lecture : une ligne par année.")
    'Lecture\xa0: une ligne par année.'
    """
    if not source.strip():
        return ""
    return clean(source if _SAYS_WHAT.match(source) else f"Source : {source}")


def followed(link: str) -> str:
    """The link when it is a web or mail address, else "": no other scheme leaves a dossier."""
    return link if _ADDRESS.fullmatch(link) else ""


def shortened(text: str, letters: int) -> str:
    """One line of at most `letters` characters, for a footer."""
    line = " ".join(text.split())
    return line if len(line) <= letters else line[: letters - 1].rstrip() + "…"


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
