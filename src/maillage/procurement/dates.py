"""The dates of purchases, worked backwards."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import DatedEvent, Project
from maillage.procurement.readings import purchases_of


def dates(project: Project) -> Iterator[DatedEvent]:
    for item in purchases_of(project):
        for milestone in item.milestones:
            yield DatedEvent(
                uid=f"procurement-{item.purchase.code}-{milestone.key}",
                title=f"{milestone.label} : {item.purchase.title}",
                day=milestone.day,
                kind="achat",
                detail=item.choice.procedure.label,
            )
