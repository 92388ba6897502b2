"""What the linter says of archived actions: a step in force still names one of their steps."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import listed
from maillage.base.values.remarks import Remark, Severity
from maillage.programme.readings import waits_of


def archive_checks(project: Project) -> Iterator[Remark]:
    for action, step, named in waits_of(project):
        what = "les étapes" if len(named) > 1 else "l'étape"
        yield Remark(
            code="PRG-20",
            severity=Severity.WARNING,
            where=f"Étape {step.code}, {step.title} ({action.code})",
            message=f"Elle attend {what} {listed(list(named))}, d'une action archivée : "
            f"cette attente ne compte plus.",
            remedy="Retirez cette étape de celles qu'elle attend, ou remettez l'action en vigueur.",
            target=f"programme.Step/{step.code}",
        )
