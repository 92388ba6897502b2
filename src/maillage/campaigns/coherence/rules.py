"""The marks by which coherence is read, with where each comes from."""

from __future__ import annotations

from typing import Any

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.sources import Confidence

RULES = (
    "campaigns.coherence.assured",
    "campaigns.coherence.by_group",
    "campaigns.coherence.unstable",
    "campaigns.coherence.ladder",
    "campaigns.agreement.reliable",
    "campaigns.agreement.tentative",
    "campaigns.agreement.least",
    "campaigns.agreement.rewrite",
    "campaigns.hours.sample",
    "campaigns.answered_share",
)


def rules_listing(request: Any) -> Listing:
    """Each mark with its value, its source and its page, where the service may set its own."""
    rows = []
    for name in RULES:
        found = request.project.rules.value(name, on=request.project.today)
        doubt = found.confidence is not Confidence.CONFIRMED
        rows.append(
            (
                Cell(found.rule.title, url=to(request, "rulebook:rule", name)),
                Cell(found.text.removesuffix(" (à confirmer)")),
                Cell(
                    found.source.title, badge=Badge(found.confidence.label, Tone.WARNING) if doubt else None
                ),
            )
        )
    return Listing(
        caption="Repères de lecture",
        anchor="reperes",
        heads=(Head("Repère"), Head("Valeur", "right"), Head("D’où il vient")),
        rows=rows,
    )
