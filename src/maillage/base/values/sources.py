"""Where a fact comes from, and how sure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

# What statisticians write under a table.
_SAYS_WHAT = re.compile(r"\s*(?:Sources?|Lecture|Note|Champ|À noter)\b")


class Confidence(StrEnum):
    """How sure a fact is; `label` is what screens and documents show."""

    CONFIRMED = "confirmed"
    SECONDARY = "secondary"
    TO_CONFIRM = "to_confirm"

    @property
    def label(self) -> str:
        return {"confirmed": "vérifié", "secondary": "source secondaire", "to_confirm": "à confirmer"}[self]


@dataclass(frozen=True)
class Source:
    """A text that a fact rests on. `url` may be empty when only the reference is known."""

    title: str
    url: str = ""
    confidence: Confidence = Confidence.CONFIRMED


def sourced(text: str) -> str:
    """What stands under a table or a figure: "Source : …", unless the text says itself what it is; "" for nothing."""
    if not text.strip():
        return ""
    return text if _SAYS_WHAT.match(text) else f"Source : {text}"
