"""The lines on which more was committed or paid than planned, beyond what the parameter lets pass."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.funding.domain.execution import Books, LineExecution


def spent_over(project: Project, books: Books) -> tuple[LineExecution, ...]:
    """Lines in the plan only: those of archived actions plan nothing, and are told elsewhere."""
    ceiling = 1 + project.rules.value("execution.overspend", on=project.today).value
    planned = set(books.planned)
    return tuple(
        one
        for one in books.lines()
        if one.cost.code in planned
        and max(one.whole.committed.ttc, one.whole.paid.ttc) > one.whole.planned.ttc * ceiling
    )
