"""Texts that any author may have typed, made fit for XML and for fonts; links that may be followed."""

from __future__ import annotations

import re

from maillage.base.lettering import clean, drawn, printable

__all__ = ["clean", "drawn", "followed", "printable", "shortened", "source_line"]

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]{1,2000}", re.IGNORECASE)
# What statisticians write under a table.
_SAYS_WHAT = re.compile(r"\s*(?:Sources?|Lecture|Note|Champ|À noter)\b")


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
