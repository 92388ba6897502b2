"""How grave a risk is, in words: likelihood × impact on a scale of four, a choice of presentation."""

from __future__ import annotations

from collections.abc import Iterable

from maillage.base.values.fields import Choice
from maillage.programme.domain.parts import Degree, Risk

# From which product (1 to 16) a risk is of the level.
WATCHED, STRONG, MAJOR = 3, 6, 12


class RiskLevel(Choice):
    UNKNOWN = "unknown", "à évaluer"
    LIMITED = "limited", "limité"
    WATCHED = "watched", "à surveiller"
    STRONG = "strong", "fort"
    MAJOR = "major", "majeur"


def level_of(risk: Risk) -> RiskLevel:
    severity = risk.severity
    if severity is None:
        return RiskLevel.UNKNOWN
    if severity >= MAJOR:
        return RiskLevel.MAJOR
    if severity >= STRONG:
        return RiskLevel.STRONG
    return RiskLevel.WATCHED if severity >= WATCHED else RiskLevel.LIMITED


def gravest(risks: Iterable[Risk]) -> list[Risk]:
    """The gravest first; those that nobody judged after the others, all in the order written."""
    return sorted(risks, key=lambda risk: -(risk.severity or 0))


def crossing(risks: Iterable[Risk]) -> dict[tuple[Degree, Degree], list[Risk]]:
    """The risks judged, by (likelihood, impact)."""
    found: dict[tuple[Degree, Degree], list[Risk]] = {}
    for risk in risks:
        if risk.likelihood is not None and risk.impact is not None:
            found.setdefault((risk.likelihood, risk.impact), []).append(risk)
    return found
