"""A field named to people: messages say it in French, then by its key; each surface keeps what its readers know.

A domain writes "un maximum (« maximum_ht »)": the programme file shows both, screens keep the French words.
"""

from __future__ import annotations

import re

_KEY = r"«\s[a-z_]+\s»"
# The keys of fields of the programme file, in brackets: (« done »), (« opens », « closes »).
_KEYS = re.compile(rf"\s?\({_KEY}(?:, {_KEY})*\)")


def on_screen(message: object) -> str:
    """A message without the keys of the file, which forms do not show."""
    return _KEYS.sub("", str(message))
