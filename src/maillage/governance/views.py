"""The bodies of the project, and the page of each: its meetings, what they decide, what must be sent before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Cell, Entry, Fact, Head, Link, Listing, NextStep, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import count, plain_date, short_date
from maillage.governance import screens
from maillage.governance.domain import Body, Meeting
from maillage.governance.pictures import calendar_picture
from maillage.governance.readings import decisions_of, governance_of, next_meetings, undecided_of

# Decisions that the list page tells; the page of a body tells all of its own.
LATEST = 6


@require_safe
def bodies(request: NetworkRequest) -> HttpResponse:
    project = request.project
    found = governance_of(project).bodies
    dated = any(body.meetings for body in found)
    return page(
        request,
        "governance/bodies.html",
        title="Instances et séances",
        lead="Qui décide, quand, et ce qui a été décidé.",
        tools=_adding(request),
        steps=list(_steps(request)),
        listing=sorted_listing(_bodies(request, found), request.GET),
        picture=calendar_picture(found) if dated else None,
        decisions=[_decided(request, one.body, one.meeting) for one in decisions_of(project)[:LATEST]],
    )


@require_safe
def body(request: NetworkRequest, code: str) -> HttpResponse:
    project = request.project
    found = find_thing(governance_of(project).bodies, code, "Cette instance")
    return page(
        request,
        "governance/body.html",
        title=found.name,
        lead=screens.sentence(project, found),
        crumbs=[
            Link("Échéances", to(request, "desk:calendar")),
            Link("Instances", to(request, "governance:bodies")),
        ],
        tools=thing_tools(request, "governance:body", code),
        steps=list(_steps(request, found)),
        body=found,
        facts=[Fact("Nature", found.kind.label), Fact("Composition", found.members)],
        coming=screens.coming(project, found),
        held=screens.held(project, found),
        panels=panels_for(request, "governance.Body", code),
    )


def _adding(request: NetworkRequest) -> list[Link]:
    new = Link("Ajouter une instance", to(request, "governance:body-new"), "primary", "plus")
    return [new] if request.can_edit else []


def _steps(request: NetworkRequest, only: Body | None = None) -> Iterator[NextStep]:
    """The meeting that comes, its report; then the decisions nobody wrote down."""
    project = request.project
    if not governance_of(project).bodies and request.can_edit:
        yield NextStep(
            "Ajouter une instance", to(request, "governance:body-new"), "Rien ne dit encore qui décide."
        )
    for host, meeting in next_meetings(project, days=screens.NEAR):
        if meeting.agenda and only in (None, host):
            yield _prepare(
                request, host, meeting, "governance:body-edit" if only and request.can_edit else ""
            )
            break
    silent = [pair for pair in undecided_of(project) if only in (None, pair[0])]
    if silent:
        host, meeting = silent[0]
        others = f" Et {count(len(silent) - 1, 'autre séance', 'autres séances')}." if len(silent) > 1 else ""
        url = to(request, "governance:body-edit" if request.can_edit else "governance:body", host.code)
        label = f"Noter ce qui a été décidé le {plain_date(meeting.day)}"
        yield NextStep(label, url, f"{host.name} : {meeting.agenda}.{others}")


def _prepare(request: NetworkRequest, host: Body, meeting: Meeting, name: str) -> NextStep:
    url = to(request, name or "governance:body", host.code)
    why = screens.report_sentence(request.project, host, meeting) or meeting.agenda
    return NextStep(f"Préparer la séance du {plain_date(meeting.day)} : {host.name}", url, why, Tone.WARNING)


def _bodies(request: NetworkRequest, found: Sequence[Body]) -> Listing:
    return Listing(
        caption="Instances du projet",
        heads=(
            Head("Instance", key="nom"),
            Head("Rôle dans le projet"),
            Head("Prochaine séance", key="date"),
            Head("Séances à venir", "right", key="venir"),
            Head("Décisions notées", "right", key="decisions"),
        ),
        rows=[_row(request, one) for one in found],
        empty="Aucune instance n'est encore décrite : assemblée, commission permanente, comité de pilotage…",
        empty_link=next(iter(_adding(request)), None),
        anchor="instances",
    )


def _row(request: NetworkRequest, one: Body) -> list[Cell | str]:
    ahead = sorted(meeting.day for meeting in one.meetings if meeting.day >= request.project.today)
    decided = sum(bool(meeting.decision) for meeting in one.meetings)
    return [
        Cell(one.name, to(request, "governance:body", one.code), note=one.kind.label),
        one.role,
        Cell(short_date(ahead[0]) if ahead else "aucune", sort=ahead[0] if ahead else None),
        Cell(str(len(ahead)), sort=len(ahead)),
        Cell(str(decided), sort=decided),
    ]


def _decided(request: NetworkRequest, host: Body, meeting: Meeting) -> Entry:
    text = " ".join(meeting.decision.split())
    return Entry(meeting.day, host.name, to(request, "governance:body", host.code), text)
