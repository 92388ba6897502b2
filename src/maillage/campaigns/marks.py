"""The marks by which answers are read: where bands begin, how much must be answered. Each network may set its own."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.campaigns.domain.scores import Marks


def marks_of(project: Project) -> Marks:
    """Bands in points of 100; the share of a domain that must be answered, between 0 and 1."""

    def rate(name: str) -> float:
        return float(project.rules.value(name, on=project.today).value)

    return Marks(
        on_the_way=rate("campaigns.band.on_the_way") * 100,
        core=rate("campaigns.band.core") * 100,
        reference=rate("campaigns.band.reference") * 100,
        answered_share=rate("campaigns.answered_share"),
    )
