"""Since when one looks: the last held meeting of a steering body, another meeting, or any day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from maillage.base.plugs import Project
from maillage.base.values.days import why_no_day
from maillage.base.values.french import plain_date
from maillage.base.values.periods import add_months
from maillage.governance.domain import Body, BodyKind, Meeting
from maillage.governance.readings import governance_of

# Meetings offered, the latest first.
OFFERED = 12
STEERING = (BodyKind.COPIL,)


@dataclass(frozen=True, kw_only=True)
class Since:
    """The day from whose evening one looks; `body` and `meeting` when it is that of a meeting. `problem` is French."""

    day: date
    body: Body | None = None
    meeting: Meeting | None = None
    problem: str = ""

    @property
    def value(self) -> str:
        return f"{self.body.code}:{self.day.isoformat()}" if self.body else ""

    @property
    def label(self) -> str:
        return f"{self.body.name}, {plain_date(self.day)}" if self.body else plain_date(self.day)

    @property
    def told(self) -> str:
        """`depuis le comité de pilotage du 11 mars 2027`, to follow "ce qui a bougé"."""
        return (
            f"depuis la séance « {self.body.name} » du {plain_date(self.day)}"
            if self.body
            else f"depuis le {plain_date(self.day)}"
        )


def held(project: Project) -> list[Since]:
    """Meetings held before today, the latest first."""
    found = [
        Since(day=meeting.day, body=body, meeting=meeting)
        for body in governance_of(project).bodies
        for meeting in body.meetings
        if meeting.day < project.today
    ]
    return sorted(found, key=lambda one: (-one.day.toordinal(), one.value))


def default_since(project: Project, meetings: list[Since]) -> Since:
    """The last meeting of a steering body; without any, so many months ago (a parameter)."""
    steering = (one for one in meetings if one.body and one.body.kind in STEERING)
    months = int(project.rules.value("programme.followup.months", on=project.today).value)
    return next(steering, Since(day=add_months(project.today, -months)))


def chosen(project: Project, asked: Mapping[str, str], meetings: list[Since]) -> Since:
    """What the address asks for (`jour` first, then `seance`); what it cannot mean is said, and the default taken."""
    usual = default_since(project, meetings)
    typed = asked.get("jour", "").strip()
    if typed:
        try:
            day = date.fromisoformat(typed)
        except ValueError:
            return _refused(usual, f"{why_no_day(typed)} Écrivez-la ainsi : 2027-03-11.")
        if day >= project.today:
            return _refused(usual, f"Le {plain_date(day)} n'est pas passé : rien n'a pu bouger depuis.")
        return Since(day=day)
    return next((one for one in meetings if one.value and one.value == asked.get("seance")), usual)


def _refused(usual: Since, problem: str) -> Since:
    return Since(day=usual.day, body=usual.body, meeting=usual.meeting, problem=problem)
