"""The dates of purchases, worked backwards."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import DatedEvent, Project
from maillage.procurement.domain.follow import Followed
from maillage.procurement.readings import follow_of, purchases_are_tracked


def dates(project: Project) -> Iterator[DatedEvent]:
    tracked = purchases_are_tracked(project)
    for followed in follow_of(project):
        item = followed.planned
        for milestone in item.milestones:
            yield DatedEvent(
                uid=f"procurement-{item.purchase.code}-{milestone.key}",
                title=f"{milestone.label} : {item.purchase.title}",
                day=milestone.day,
                kind="achat",
                detail=_detail(followed, milestone.day >= project.today and tracked),
                target=f"procurement.Purchase/{item.purchase.code}",
                missed=tracked and milestone in followed.overdue,
            )


def _detail(followed: Followed, ahead: bool) -> str:
    """The procedure; and for a purchase that slipped, that its days to come are those of the plan."""
    procedure = followed.planned.choice.procedure.label
    if ahead and followed.is_slipping:
        return f"{procedure} ; date du plan, que l'achat ne peut plus tenir"
    return procedure
