"""Where a fact comes from, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
