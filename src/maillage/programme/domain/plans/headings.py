"""Titles as files write them: « AXE 1 – Développer l'offre », « Objectif 1.2 : … », « 1.2.3 Créer… »."""

from __future__ import annotations

import re
from functools import lru_cache

from maillage.base.values.french import folded
from maillage.programme.domain.plans.cells import one_line

LONGEST = 300
_NAMED = re.compile(
    r"(?:axe|orientation|volet|objectif|sous-objectif|action|fiche[ -]action|fiche|étape|etape|phase)s?"
    r"(?: (?:stratégique|strategique|opérationnel|operationnel|général|general))?"
    r"\s*(?:n\s*[°ºo]\s*)?(?:\d+(?:\.\d+)*|[ivx]+|[a-z])?\s*(?:[:.)\-–—]|\s-\s)\s*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:\d+(?:\.\d+)+\.?|\d+\s*[.):\-–—]|[A-Z]\s*[.)])\s*[-–—:]?\s*(?=\D)")
_BAND = re.compile(r"(axe|orientation|volet|objectif)s?\b.*", re.IGNORECASE | re.DOTALL)


def bare_title(text: str) -> str:
    """A title without the word and the number that Maillage gives by itself; as it is when nothing would be left."""
    line = one_line(text)
    for pattern in (_NAMED, _NUMBERED):
        found = pattern.match(line)
        if found and len(line) - found.end() > 2:
            line = line[found.end() :].strip()
    return line or one_line(text)


@lru_cache(maxsize=8192)
def key_of(title: str) -> str:
    """What makes two titles the same: letters and figures alone, without accents, case or number in front."""
    return folded(bare_title(title))


def band(text: str) -> str:
    """ "axis" or "objective" when a line that holds nothing else is a heading; "" otherwise."""
    found = _BAND.fullmatch(text.strip())
    if not found:
        return ""
    return "objective" if found[1].casefold() == "objectif" else "axis"


def is_total(text: str) -> bool:
    """Whether a line begins with a sum."""
    return bool(re.match(r"(sous |s )?tota(l|ux)\b|total general|somme\b|cumul\b", folded(text)))


def without_label(text: str, words: tuple[str, ...]) -> str:
    """« Pilote : la direction » is « la direction » when `words` are those of its column."""
    head, colon, rest = text.partition(":")
    return rest.strip() if colon and rest.strip() and folded(head) in words else text
