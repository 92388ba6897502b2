"""French typography: apostrophes and the spaces that must not break, applied once, where texts are set.

Authors type straight apostrophes and ordinary spaces. Rooms write them so too: what prints a text (charts,
documents, workbooks) passes it through `typographic`. Source: Lexique des règles typographiques en usage à
l'Imprimerie nationale.
"""

from __future__ import annotations

import re
from functools import lru_cache

from maillage.base.values.french import MONTHS, NARROW, NBSP

_UNITS = r"(?:€|%|k€|M€|m²|km|h|Mo|Go|Mb/s|Mbit/s|ans?|jours?|habitants?)"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=\S) {2,}(?=\S)", " "),
        (r"(?<=[^\W\d_])'", "’"),
        (r"\.\.\.(?!\.)", "…"),
        # Only where a space was typed: a time (9:00) or an address keeps its sign where it is.
        (r"[ \u00a0]+([;!?])(?=[\s)»\]⟧]|$)", rf"{NARROW}\1"),
        (r" +([:»])", rf"{NBSP}\1"),
        (r"« +", f"«{NBSP}"),
        (r"(?<![\d.,])(\d{1,3}) (\d{3}) (\d{3})(?!\d)", rf"\1{NARROW}\2{NARROW}\3"),
        (rf"(?<![\d.,])(\d{{1,3}}) (\d{{3}})(?= {_UNITS}(?!\w))", rf"\1{NARROW}\2"),
        (rf"(\d) (?={_UNITS}(?!\w))", rf"\1{NBSP}"),
        (r"\b([Nn]°|art\.|p\.) (?=\w)", rf"\1{NBSP}"),
        (rf"\b(\d{{1,2}}|1er) (?={'|'.join(MONTHS)}\b)", rf"\1{NBSP}"),
    )
)
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+", re.IGNORECASE)


@lru_cache(maxsize=8192)
def typographic(text: str) -> str:
    """The text as a French printer sets it; addresses are left as they are.

    >>> typographic("L'accueil : 12 500 € ?") == "L’accueil\\u00a0: 12\\u202f500\\u00a0€\\u202f?"
    True
    """
    pieces, at = [], 0
    for address in _ADDRESS.finditer(text):
        pieces += [_set(text[at : address.start()]), address[0]]
        at = address.end()
    return "".join([*pieces, _set(text[at:])])


def _set(text: str) -> str:
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
