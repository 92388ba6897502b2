"""The deadlines of money: the day by which the spending that a notified grant helps must be committed."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import DatedEvent, Project
from maillage.base.values.french import euros
from maillage.funding.readings import lines_of


def dates(project: Project) -> Iterator[DatedEvent]:
    for item in lines_of(project):
        if item.commit_by:
            yield DatedEvent(
                uid=f"funding-{item.line.code}-commit",
                title=f"Dépenses à engager avant cette date : {item.operation.title}",
                day=item.commit_by,
                kind="échéance",
                detail=f"{item.funder.name}, aide de {euros(item.amount)} (délai à confirmer)",
                target=f"funding.Operation/{item.operation.code}",
            )
