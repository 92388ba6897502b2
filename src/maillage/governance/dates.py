"""Meetings, and the days by which their reports must be written and sent."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import DatedEvent, Project
from maillage.governance.domain.reports import report_dates
from maillage.governance.readings import governance_of


def dates(project: Project) -> Iterator[DatedEvent]:
    for body in governance_of(project).bodies:
        for meeting in body.meetings:
            uid = f"governance-{body.code}-{meeting.day:%Y%m%d}"
            target = f"governance.Body/{body.code}"
            yield DatedEvent(
                uid=uid,
                title=body.name,
                day=meeting.day,
                kind="séance",
                detail=meeting.agenda,
                place=meeting.place,
                target=target,
            )
            reports = report_dates(body, meeting, project.rules)
            if reports and meeting.agenda:
                told = f"{body.name} du {meeting.day:%d/%m/%Y} : {meeting.agenda}"
                yield DatedEvent(
                    uid=f"{uid}-written",
                    title="Rapport à rédiger",
                    day=reports.written,
                    kind="échéance",
                    detail=told,
                    target=target,
                )
                yield DatedEvent(
                    uid=f"{uid}-sent",
                    title="Rapport à envoyer",
                    day=reports.sent,
                    kind="échéance",
                    detail=told,
                    target=target,
                )
