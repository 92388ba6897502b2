"""What may go wrong with an action: the gravest first, and where each stands between likelihood and impact."""

from __future__ import annotations

from typing import Any

from maillage.base.ui.components import Badge, Tone
from maillage.programme.domain import Action
from maillage.programme.domain.parts import Degree, Risk
from maillage.programme.domain.risk_levels import RiskLevel, crossing, gravest, level_of

TONES = {
    RiskLevel.UNKNOWN: Tone.NEUTRAL,
    RiskLevel.LIMITED: Tone.GOOD,
    RiskLevel.WATCHED: Tone.INFO,
    RiskLevel.STRONG: Tone.WARNING,
    RiskLevel.MAJOR: Tone.BAD,
}
# Fewer are read faster in the list than in a crossing.
LEAST_CROSSED = 3


def risks(action: Action) -> dict[str, Any]:
    crossed = crossing(action.risks)
    return {
        "risk_rows": [{"risk": risk, "badge": risk_badge(risk)} for risk in gravest(action.risks)],
        "risk_heads": [degree.label for degree in Degree],
        "risk_lines": _lines(crossed) if sum(map(len, crossed.values())) >= LEAST_CROSSED else [],
        "unanswered": sum(not risk.answer.strip() for risk in action.risks),
    }


def risk_badge(risk: Risk) -> Badge:
    level = level_of(risk)
    return Badge(level.label, TONES[level])


def _lines(crossed: dict[tuple[Degree, Degree], list[Risk]]) -> list[dict[str, Any]]:
    """The crossing from the most likely down, as a table shows it."""
    return [
        {
            "label": likelihood.label,
            "cells": [crossed.get((likelihood, impact), []) for impact in Degree],
        }
        for likelihood in reversed(Degree)
    ]
