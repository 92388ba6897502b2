"""What the pages of the diagnosis share: the mark of what is not sure."""

from __future__ import annotations

from maillage.base.ui.components import Badge, Tone
from maillage.diagnosis.domain import Certainty


def doubt(certainty: Certainty) -> Badge | None:
    """What is said beside a fact that is not sure."""
    return None if certainty is Certainty.CONFIRMED else Badge(certainty.label, Tone.WARNING)
