"""What a stranger typed, made fit to be kept: nothing invisible, ordinary line ends."""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_LINES = re.compile(r"\n{3,}")


def cleaned(text: str) -> str:
    """A text as it is kept: no control character, ordinary line ends, at most one blank line in a row.

    >>> cleaned("Bon\\x00jour\\r\\n\\r\\n\\r\\n\\r\\nvous \\u202e")
    'Bonjour\\n\\nvous'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    # Cf: invisible marks that turn the direction of writing; zero-width joiners are part of some letters.
    kept = "".join(c for c in lines if c in "\n\t\u200d\u200c" or unicodedata.category(c) not in _HIDDEN)
    return _LINES.sub("\n\n", "\n".join(line.rstrip() for line in kept.split("\n"))).strip()
