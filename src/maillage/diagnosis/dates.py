"""The dates of the diagnosis: working sessions, what they left to do, the last days of consultations."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import DatedEvent, Project
from maillage.diagnosis.domain import Consultation, WorkingSession
from maillage.diagnosis.readings import diagnosis_of


def dates(project: Project) -> Iterator[DatedEvent]:
    diagnosis = diagnosis_of(project)
    for session in diagnosis.sessions:
        yield from _session(project, session)
    for item in diagnosis.consultations:
        yield from _consultation(item)


def _session(project: Project, session: WorkingSession) -> Iterator[DatedEvent]:
    target = f"diagnosis.WorkingSession/{session.code}"
    method = session.method.label if session.method else "séance de travail"
    yield DatedEvent(
        uid=f"diagnosis-session-{session.code}",
        title=session.title,
        day=session.day,
        kind="séance de travail",
        detail=f"Diagnostic, {method}",
        place=session.place,
        target=target,
    )
    for task in session.tasks:
        if task.due is not None and task.done is None:
            yield DatedEvent(
                uid=f"diagnosis-task-{task.code}",
                title=task.title,
                day=task.due,
                kind="à faire",
                detail=" · ".join(filter(None, (task.who, f"décidé le {session.day:%d/%m/%Y}"))),
                target=target,
                missed=task.is_late(project.today),
            )


def _consultation(item: Consultation) -> Iterator[DatedEvent]:
    if item.end is not None and item.questions:
        yield DatedEvent(
            uid=f"diagnosis-consultation-{item.code}",
            title=f"Fin de la concertation : {item.who}",
            day=item.end,
            kind="concertation",
            detail="Le formulaire se ferme le soir",
            target=f"diagnosis.Consultation/{item.code}",
        )
