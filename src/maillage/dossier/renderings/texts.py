"""Texts that any author may have typed, made fit for XML and for fonts; links that may be followed."""

from __future__ import annotations

import re

from maillage.base.lettering import clean, drawn, printable
from maillage.base.values.sources import sourced

__all__ = ["clean", "drawn", "followed", "printable", "shortened", "source_line"]

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]{1,2000}", re.IGNORECASE)


def source_line(source: str) -> str:
    """What stands under a table or a figure: "Source : …", unless the text says itself what it is.

    >>> source_line("Lecture : une ligne par année.")
    'Lecture\xa0: une ligne par année.'
    """
    return clean(sourced(source))


def followed(link: str) -> str:
    """The link when it is a web or mail address, else "": no other scheme leaves a dossier."""
    return link if _ADDRESS.fullmatch(link) else ""


def shortened(text: str, letters: int) -> str:
    """One line of at most `letters` characters, for a footer."""
    line = " ".join(text.split())
    return line if len(line) <= letters else line[: letters - 1].rstrip() + "…"
