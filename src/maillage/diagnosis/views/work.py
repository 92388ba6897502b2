"""Team work and consultation: who met, who was asked, what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from maillage.base.ui.components import Cell, Fact, Head, Link, Listing, Tile
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import UNKNOWN, count, long_date, number, percent, plain_date, short_date
from maillage.diagnosis.domain import Consultation, WorkingSession
from maillage.diagnosis.readings import diagnosis_of
from maillage.diagnosis.steps import diagnosis_steps

WORK = "Travaux et concertation"


def work(request: NetworkRequest) -> HttpResponse:
    diagnosis = diagnosis_of(request.project)
    sessions = sorted(diagnosis.sessions, key=lambda session: session.day, reverse=True)
    return page(
        request,
        "diagnosis/work.html",
        title=WORK,
        lead="Ce que l'équipe a discuté, qui a été consulté, et ce qui en est sorti.",
        crumbs=[Link("Diagnostic", to(request, "diagnosis:figures"))],
        tools=_tools(request),
        steps=diagnosis_steps(request, ("DIA-03", "DIA-04")),
        tiles=_tiles(sessions, diagnosis.consultations),
        sessions=sorted_listing(_sessions(request, sessions), request.GET),
        consultations=sorted_listing(_consultations(request, diagnosis.consultations), request.GET),
    )


def _tools(request: NetworkRequest) -> list[Link]:
    if not request.can_edit:
        return []
    return [
        Link("Ajouter une séance", to(request, "diagnosis:workingsession-new"), "button", "plus"),
        Link("Ajouter une concertation", to(request, "diagnosis:consultation-new"), "button", "plus"),
    ]


def _tiles(sessions: Sequence[WorkingSession], consultations: Sequence[Consultation]) -> list[Tile]:
    answers = [item.answers for item in consultations if item.answers is not None]
    silent = len(consultations) - len(answers)
    note = f"inconnues pour {count(silent, 'concertation')}" if silent else "toutes comptées"
    last = f"la dernière le {plain_date(sessions[0].day)}" if sessions else ""
    return [
        Tile("Séances de travail", number(len(sessions)), last),
        Tile("Concertations", number(len(consultations))),
        Tile(
            "Réponses ou présences",
            number(sum(answers)) if answers else UNKNOWN,
            note if consultations else "",
        ),
    ]


def _sessions(request: NetworkRequest, sessions: Sequence[WorkingSession]) -> Listing:
    new = Link("Ajouter une séance", to(request, "diagnosis:workingsession-new"), "primary")
    return Listing(
        caption="Séances de travail de l'équipe",
        anchor="seances",
        sort_param="tri_seances",
        heads=(
            Head("Sujet", key="sujet"),
            Head("Date", "right", key="date"),
            Head("Participants"),
            Head("Ce qui en est sorti"),
        ),
        rows=[
            (
                Cell(session.title, url=to(request, "diagnosis:workingsession", session.code)),
                Cell(short_date(session.day), sort=session.day),
                session.participants or UNKNOWN,
                _one_line(session.conclusions) or "à écrire",
            )
            for session in sessions
        ],
        empty="Aucune séance de travail n'est notée.",
        empty_link=new if request.can_edit else None,
    )


def _consultations(request: NetworkRequest, consultations: Sequence[Consultation]) -> Listing:
    new = Link("Ajouter une concertation", to(request, "diagnosis:consultation-new"), "primary")
    return Listing(
        caption="Concertation",
        anchor="concertation",
        sort_param="tri_concertation",
        heads=(
            Head("Qui", key="qui"),
            Head("De quelle manière"),
            Head("Début", "right", key="debut"),
            Head("Réponses", "right", key="reponses"),
            Head("Ce qui en est sorti"),
        ),
        rows=[
            (
                Cell(item.who, url=to(request, "diagnosis:consultation", item.code)),
                item.how,
                Cell(short_date(item.start), sort=item.start),
                Cell(answered(item), sort=item.answers),
                _one_line(item.conclusions) or "à écrire",
            )
            for item in consultations
        ],
        empty="Aucune concertation n'est notée.",
        empty_link=new if request.can_edit else None,
    )


def _one_line(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 240 else f"{flat[:240].rsplit(' ', 1)[0]}…"


def answered(item: Consultation) -> str:
    """`31 sur 143 (22 %)`; unknown stays unknown."""
    if item.answers is None:
        return UNKNOWN
    if not item.invited:
        return number(item.answers)
    return f"{number(item.answers)} sur {number(item.invited)} ({percent(item.answers / item.invited)})"


def session(request: NetworkRequest, code: str) -> HttpResponse:
    found = find_thing(diagnosis_of(request.project).sessions, code, "Cette séance de travail")
    return page(
        request,
        "diagnosis/thing.html",
        title=found.title,
        lead=f"Séance de travail du {long_date(found.day)}.",
        crumbs=_crumbs(request),
        tools=thing_tools(request, "diagnosis:workingsession", code),
        steps=None,
        facts=[
            Fact("Code", found.code),
            Fact("Date", long_date(found.day)),
            Fact("Participants", found.participants),
        ],
        texts=[("Ce qui en est sorti", found.conclusions)],
        panels=panels_for(request, "diagnosis.WorkingSession", code),
    )


def consultation(request: NetworkRequest, code: str) -> HttpResponse:
    found = find_thing(diagnosis_of(request.project).consultations, code, "Cette concertation")
    return page(
        request,
        "diagnosis/thing.html",
        title=found.who,
        lead="Concertation.",
        crumbs=_crumbs(request),
        tools=thing_tools(request, "diagnosis:consultation", code),
        steps=None,
        facts=[
            Fact("Code", found.code),
            Fact("De quelle manière", found.how),
            Fact("Début", plain_date(found.start)),
            Fact("Sollicités", number(found.invited)),
            Fact("Réponses", answered(found)),
        ],
        texts=[("Ce qui en est sorti", found.conclusions)],
        panels=panels_for(request, "diagnosis.Consultation", code),
    )


def _crumbs(request: NetworkRequest) -> list[Link]:
    return [Link("Diagnostic", to(request, "diagnosis:figures")), Link(WORK, to(request, "diagnosis:work"))]
