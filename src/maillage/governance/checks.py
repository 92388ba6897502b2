"""What the linter says of the bodies."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import listed, plain_date
from maillage.base.values.remarks import Remark, Severity
from maillage.governance.readings import decisions_of, governance_of, undecided_of


def checks(project: Project) -> Iterator[Remark]:
    """Meetings without a trace, once someone keeps one: before the first decision, none is missing."""
    if not decisions_of(project):
        return
    silent = undecided_of(project)
    for body in governance_of(project).bodies:
        days = [plain_date(meeting.day) for one, meeting in reversed(silent) if one.code == body.code]
        if days:
            held = f"La séance du {days[0]} s'est tenue" if len(days) == 1 else "Des séances se sont tenues"
            which = "" if len(days) == 1 else f" ({listed(days[-4:])})"
            yield Remark(
                code="GOV-01",
                severity=Severity.ADVICE,
                where=f"Instance {body.code}, {body.name}",
                message=f"{held} avec le projet à l'ordre du jour{which} : ce qui a été décidé n'est pas noté.",
                remedy="Notez la décision en une phrase (« decision »), ou dites que le point a été reporté.",
                target=f"governance.Body/{body.code}",
            )
