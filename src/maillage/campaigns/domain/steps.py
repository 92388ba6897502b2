"""What a library can do next, written beforehand for each level of an item."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.values.fields import Choice, choice, integer, text


class Effort(Choice):
    DAY = "day", "moins d'une journée"
    MONTH = "month", "moins d'un mois"
    YEAR = "year", "moins d'un an"


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """What leads from a level to the one above. `help`: what the département brings; empty when nothing."""

    from_level: int = integer("Depuis le niveau", minimum=0, maximum=10)
    do: str = text("Faire", max_length=300)
    who: str = text("Qui", "", max_length=120)
    effort: Effort = choice("Effort", Effort, Effort.MONTH)
    help: str = text("Aide du Département", "", max_length=300)
