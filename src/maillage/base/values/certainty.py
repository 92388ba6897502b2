"""How sure a fact typed by a person is."""

from __future__ import annotations

from maillage.base.values.fields import Choice
from maillage.base.values.sources import Confidence


class Certainty(Choice):
    """Mirrors `Confidence`, as people choose it in a form."""

    CONFIRMED = "confirmed", "vérifié"
    SECONDARY = "secondary", "source secondaire"
    TO_CONFIRM = "to_confirm", "à confirmer"

    @property
    def confidence(self) -> Confidence:
        return Confidence(self.value)
