"""The working sessions of the team, and what they left to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maillage.base.plugs import Project
from maillage.base.values.french import count, number, plain_date, short_date
from maillage.base.values.tree import Block, Column, Table, body
from maillage.diagnosis.domain import WorkingSession
from maillage.diagnosis.readings import diagnosis_of


def blocks(project: Project) -> Iterator[Block]:
    found = sorted(diagnosis_of(project).sessions, key=lambda session: session.day)
    if not found:
        return
    yield _text(found)
    yield Table(
        caption="Séances de travail",
        columns=(
            Column("Date", width=1),
            Column("Sujet et méthode", width=2.2),
            Column("Qui était là", width=2),
            Column("Ce qui en est sorti", width=4.2),
        ),
        rows=tuple(
            (
                short_date(one.day),
                f"{one.title} ({one.method.label})" if one.method else one.title,
                one.present or "–",
                _came_of(one),
            )
            for one in found
        ),
    )
    tasks = [(session, task) for session in found for task in session.tasks]
    if tasks:
        yield Table(
            caption="Tâches décidées en séance",
            columns=(
                Column("Tâche", width=4),
                Column("Qui", width=2),
                Column("Décidée le", width=1.1),
                Column("Pour le", width=1.1),
                Column("État", width=1.4),
            ),
            rows=tuple(
                (
                    task.title,
                    task.who or "à désigner",
                    short_date(session.day),
                    short_date(task.due) if task.due else "sans date",
                    f"faite le {short_date(task.done)}"
                    if task.done
                    else "en retard"
                    if task.is_late(project.today)
                    else "à faire",
                )
                for session, task in tasks
            ),
        )


def _came_of(session: WorkingSession) -> str:
    told = " ".join(session.conclusions.split())
    decided = " ".join(session.decisions.split())
    return " ".join(filter(None, (told, f"Décisions : {decided}" if decided else ""))) or "–"


def _text(found: Sequence[WorkingSession]) -> Block:
    days = [session.day for session in found]
    told = (
        f"du {plain_date(days[0])} au {plain_date(days[-1])}"
        if len(days) > 1
        else f"le {plain_date(days[0])}"
    )
    tasks = [task for session in found for task in session.tasks]
    done = sum(task.done is not None for task in tasks)
    left = f" Elles ont décidé {count(len(tasks), 'tâche')}, dont {number(done)} faites." if tasks else ""
    return body(f"{count(len(days), 'séance de travail', 'séances de travail')}, {told}.{left}")
