"""French typography of a whole page: no line begins with a punctuation mark, a unit or a closing quote.

Texts come from everywhere (templates, rooms, people) with ordinary spaces; they are set once, when a page is ready.
"""

from __future__ import annotations

import re

from maillage.base.values.french import NARROW, NBSP

# What is shown as typed, or is not shown. An option without a value is sent as its text.
_AS_TYPED = "script|style|textarea|pre|code|kbd|samp|svg|option"
# Each branch begins with a character of its own: the search leaps from one to the next.
_PIECE = re.compile(
    rf"""
      <(?P<tag>{_AS_TYPED})\b .*? </(?P=tag)\s*>
    | <!-- .*? -->
    | < [^>"']* (?: "[^"]*" [^>"']* | '[^']*' [^>"']* )* >
    | [ \t\r\n]+ (?P<narrow> (?=[;?!]) )
    | [ \t\r\n]+ (?P<wide> (?=[:»]) )
    | « (?P<opening> [ \t\r\n]+ )
    | [0-9] (?P<unit> [ ] ) (?=[%€])
    """,
    re.VERBOSE | re.DOTALL,
)
_SPACES = {"narrow": NARROW, "wide": NBSP}


def typeset(html: str) -> str:
    """`html` with no-break spaces before ; ? ! (narrow), : and », after «, and before a unit; tags are left alone.

    >>> typeset('<p title="Ici : non">Qui ? « Vous »</p>') == '<p title="Ici : non">Qui\\u202f? «\\xa0Vous\\xa0»</p>'
    True
    """
    return _PIECE.sub(_set, html)


def _set(piece: re.Match[str]) -> str:
    match piece.lastgroup:
        case "narrow" | "wide" as width:
            return _SPACES[width]
        case "opening" | "unit":
            return f"{piece[0][0]}{NBSP}"
    return piece[0]
