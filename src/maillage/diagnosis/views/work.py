"""Working sessions of the team: when, where, who by role, how; what came of them and what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse

from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tile, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import UNKNOWN, count, number, plain_date, short_date
from maillage.diagnosis.domain import WorkingSession
from maillage.diagnosis.readings import diagnosis_of
from maillage.diagnosis.steps import diagnosis_steps
from maillage.diagnosis.views.things import one_line

WORK = "Séances de travail"


def work(request: NetworkRequest) -> HttpResponse:
    sessions = sorted(diagnosis_of(request.project).sessions, key=lambda one: one.day, reverse=True)
    return page(
        request,
        "diagnosis/work.html",
        title=WORK,
        lead="Ce que l'équipe a lu, vu et discuté, ce qui en est sorti, et ce qui reste à faire.",
        crumbs=[Link("Diagnostic", to(request, "diagnosis:figures"))],
        tools=_tools(request),
        steps=diagnosis_steps(request, ("DIA-03", "DIA-09")),
        tiles=_tiles(sessions, request.project.today) if sessions else [],
        sessions=sorted_listing(_sessions(request, sessions), request.GET),
        tasks=_open_tasks(request, sessions),
    )


def _tools(request: NetworkRequest) -> list[Link]:
    url = to(request, "diagnosis:workingsession-new")
    return [Link("Ajouter une séance", url, "primary", "plus")] if request.can_edit else []


def _tiles(sessions: Sequence[WorkingSession], today: date) -> list[Tile]:
    tasks = [task for session in sessions for task in session.tasks]
    late = sum(task.is_late(today) for task in tasks)
    done = sum(task.done is not None for task in tasks)
    return [
        Tile("Séances de travail", number(len(sessions)), f"la dernière le {plain_date(sessions[0].day)}"),
        Tile(
            "Tâches décidées",
            number(len(tasks)),
            f"{count(done, 'faite')} sur {number(len(tasks))}" if tasks else "aucune n'est notée",
            share=done / len(tasks) if tasks else None,
        ),
        Tile("En retard", number(late), tone=Tone.BAD if late else Tone.GOOD),
    ]


def _sessions(request: NetworkRequest, sessions: Sequence[WorkingSession]) -> Listing:
    new = Link("Ajouter une séance", to(request, "diagnosis:workingsession-new"), "primary")
    return Listing(
        caption="Séances de travail de l'équipe",
        anchor="seances",
        heads=(
            Head("Sujet", key="sujet"),
            Head("Date", "right", key="date"),
            Head("Méthode", key="methode"),
            Head("Qui était là"),
            Head("Ce qui en est sorti"),
            Head("À faire", key="taches"),
        ),
        rows=[
            (
                Cell(session.title, url=to(request, "diagnosis:workingsession", session.code)),
                Cell(short_date(session.day), sort=session.day),
                Cell(session.method.label if session.method else UNKNOWN),
                session.present or UNKNOWN,
                one_line(session.conclusions) or "à écrire",
                _left(session, request.project.today),
            )
            for session in sessions
        ],
        empty="Aucune séance de travail n'est notée.",
        empty_link=new if request.can_edit else None,
    )


def _left(session: WorkingSession, today: date) -> Cell:
    left = [task for task in session.tasks if task.done is None]
    late = sum(task.is_late(today) for task in left)
    told = count(len(left), "tâche") if left else ""
    return Cell(told, badge=Badge(f"{number(late)} en retard", Tone.BAD) if late else None, sort=len(left))


def _open_tasks(request: NetworkRequest, sessions: Sequence[WorkingSession]) -> Listing | None:
    """What is left to do, the most urgent first; None when nothing is."""
    left = [(session, task) for session in sessions for task in session.tasks if task.done is None]
    if not left:
        return None
    left.sort(key=lambda pair: (pair[1].due is None, pair[1].due or date.max))
    return Listing(
        caption="Ce qui reste à faire",
        anchor="a-faire",
        heads=(Head("Tâche"), Head("Qui"), Head("Pour le", "right"), Head("Décidée en séance")),
        rows=[
            (
                Cell(task.title, url=to(request, "diagnosis:workingsession", session.code)),
                task.who or "à désigner",
                Cell(
                    short_date(task.due) if task.due else "sans date",
                    badge=Badge("en retard", Tone.BAD) if task.is_late(request.project.today) else None,
                ),
                f"{session.title} ({short_date(session.day)})",
            )
            for session, task in left
        ],
    )
