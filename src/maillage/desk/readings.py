"""What the desk reads from every room: what comes first, every date, whether there is a programme at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from maillage.base.plugs import DatedEvent, Project, plug_modules
from maillage.base.ui.pages import thing_url
from maillage.base.values.periods import add_months
from maillage.base.values.remarks import Severity
from maillage.campaigns.answer_rates import states_of
from maillage.campaigns.domain.campaigns import CampaignState
from maillage.desk.domain.priorities import Priority, priorities
from maillage.desk.domain.situation import Coming, OpenCampaign, Situation
from maillage.diagnosis.heard import heard_in
from maillage.dossier.linter import remarks_of
from maillage.dossier.places import page_url
from maillage.dossier.readings import completeness_of
from maillage.dossier.renderings.calendar import events_of, render_calendar
from maillage.evaluation.readings import attainments_of
from maillage.funding.readings import lines_of
from maillage.governance.domain.reports import report_dates
from maillage.governance.readings import next_meetings, undecided_of
from maillage.procurement.readings import follow_of
from maillage.programme.readings import NoProgramme, programme_of, progress_of

# How far back a meeting without a recorded decision is still worth a reminder, in days.
REMEMBERED = 120
STEP = "programme.Step/"


def has_programme(project: Project) -> bool:
    try:
        programme_of(project)
    except NoProgramme:
        return False
    return True


def dates_of(project: Project) -> tuple[DatedEvent, ...]:
    """Every date of every room, in order; of those that need no programme while there is none."""
    return project.once(_dates)


def _dates(project: Project) -> tuple[DatedEvent, ...]:
    if has_programme(project):
        return tuple(events_of(project))
    return tuple(sorted(_before_any_programme(project), key=lambda event: (event.day, event.uid)))


def _before_any_programme(project: Project) -> Iterator[DatedEvent]:
    """The rooms above the programme know their dates without it: meetings, contracts, tasks of the diagnosis."""
    for module in plug_modules("dates"):
        if module.__name__ == "maillage.programme.dates":
            return
        yield from module.dates(project)


def feed_of(project: Project) -> bytes:
    """The calendar as other programs read it. Raises NoProgramme."""
    return project.once(render_calendar)


def priorities_of(project: Project) -> tuple[Priority, ...]:
    """What comes first, with the reasons. Raises NoProgramme."""
    return project.once(_priorities)


def _priorities(project: Project) -> tuple[Priority, ...]:
    return priorities(situation_of(project))


def situation_of(project: Project) -> Situation:
    today, progress = project.today, progress_of(project)
    notice = project.rules.value("funding.notification.notice", on=today)
    remembered = today - timedelta(days=REMEMBERED)
    return Situation(
        today=today,
        tracked=progress.tracked,
        overdue=len(progress.late),
        late=progress.late,
        behind=lambda code: len(progress.behind(code)),
        purchases=follow_of(project),
        coming=tuple(_coming(project)),
        undecided=tuple(pair for pair in undecided_of(project) if pair[1].day >= remembered),
        blocking=tuple(r for r in remarks_of(project) if r.severity is Severity.BLOCKING),
        aids=tuple(i for i in lines_of(project) if not i.line.status.is_acquired),
        needed_by=add_months(today, int(notice.value)),
        attainments=attainments_of(project),
        missing=completeness_of(project).missing,
        unsorted=heard_in(project.network).left,
        campaigns=_campaigns(project),
    )


def _campaigns(project: Project) -> tuple[OpenCampaign, ...]:
    """Those that ask libraries now."""
    found: list[OpenCampaign] = []
    for state in states_of(project).values():
        row: Any = state.campaign
        if row.state is CampaignState.OPEN and state.rate.asked:
            found.append(
                OpenCampaign(
                    code=row.code, title=row.title, sent=state.rate.sent, asked=state.rate.asked, closes=row.closes
                )
            )  # fmt: skip
    return tuple(found)


def _coming(project: Project) -> list[Coming]:
    return [
        Coming(body=body, meeting=meeting, reports=report_dates(body, meeting, project.rules))
        for body, meeting in next_meetings(project)
        if meeting.agenda
    ]


def place_of(project: Project, target: str, page: str = "") -> str:
    """The page of a thing, else the list it is in, else ""."""
    department = project.network.department
    if target.startswith(STEP):
        # A step is written on the page of its action.
        target = f"programme.Action/{progress_of(project).step(target.removeprefix(STEP)).action.code}"
    return (target and thing_url(department, target)) or (page_url(department, page) if page else "")


def soon(project: Project, days: int) -> tuple[DatedEvent, ...]:
    """Events from today on, within `days` days."""
    last: date = project.today + timedelta(days=days)
    return tuple(event for event in dates_of(project) if project.today <= event.day <= last)
