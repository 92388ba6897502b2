"""The follow-up meeting: what moved since the last one, what comes, what to decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from maillage.base.ui.components import Cell, Entry, Head, Link, Listing, NextStep, Tone
from maillage.base.ui.editing.saving import Refused
from maillage.base.ui.pages import NetworkRequest, needs, page, thing_url, to
from maillage.base.values.french import plain_date, short_date
from maillage.governance.models import Body
from maillage.programme.commenting import first_names
from maillage.programme.domain.movements import Movements
from maillage.programme.domain.progress import ActionProgress
from maillage.programme.following import moved, telling
from maillage.programme.following.agenda import put_on_agenda
from maillage.programme.following.choosing import OFFERED, chosen, held
from maillage.programme.noting import silent
from maillage.programme.readings import number_of, progress_of
from maillage.programme.views import shown


def followup(request: NetworkRequest) -> HttpResponse:
    project = request.project
    meetings = held(project)
    since = chosen(project, request.GET, meetings)
    found = moved.followed(project, since)
    meeting = moved.next_meeting(project, since)
    deciding, trouble = moved.to_decide(project, meeting), list(moved.in_trouble(project))
    days = int(project.rules.value("programme.followup.days_ahead", on=project.today).value)
    return page(
        request,
        "programme/followup.html",
        title="Suivi du programme",
        lead=f"Ce qui a bougé {since.told}, au {plain_date(project.today)}.",
        tools=[Link("Mes rappels", to(request, "programme:digest"), "button", "bell")]
        if request.can_edit
        else [],
        steps=_now(request, trouble),
        since=since,
        meetings=meetings[:OFFERED],
        tiles=telling.tiles(found.movements, progress_of(project).tracked),
        axes=telling.axis_rows(project, found.movements, found.asking),
        trail=found.trail,
        still=_still(request, found.movements),
        meeting=meeting,
        meeting_url=thing_url(request.network.department, f"governance.Body/{meeting[0].code}")
        if meeting
        else "",
        deciding=_deciding(request, deciding),
        agenda=telling.agenda_text(found.movements, since, deciding, trouble),
        ahead=_ahead(request, days),
        days=days,
        talked=_talked(request, found.asking),
    )


def _now(request: NetworkRequest, trouble: Sequence[ActionProgress]) -> list[NextStep]:
    """What is said to fail first, then what has been silent the longest, then what is the longest late."""
    steps = [
        NextStep(
            f"Décider de la suite de « {item.action.title} »",
            to(request, "programme:action", item.action.code),
            "Elle est dite compromise.",
            Tone.BAD,
        )
        for item in trouble[:1]
    ]
    items = progress_of(request.project).actions()
    quiet = sorted(((day, i) for i in items if (day := silent(request.project, i))), key=lambda pair: pair[0])
    steps += [
        NextStep(
            f"Notez où en est « {item.action.title} »",
            to(request, "programme:note", item.action.code),
            f"Rien n'en est dit depuis le {plain_date(day)}.",
        )
        for day, item in quiet[:1]
    ]
    return steps + shown.late_steps(request, progress_of(request.project), 3 - len(steps))


def _deciding(request: NetworkRequest, steps: Sequence[Any]) -> list[Link]:
    return [
        Link(f"{one.step.title} ({one.action.title})", to(request, "programme:step", one.step.code))
        for one in steps
    ]


def _still(request: NetworkRequest, found: Movements) -> Listing:
    rows = [
        [
            Cell(
                f"{number_of(request.project, 'Action', item.action.code)} {item.action.title}",
                to(request, "programme:action", item.action.code),
            ),
            item.action.lead or "à désigner",
            Cell("", badge=shown.state_badge(item.state, tracked=progress_of(request.project).tracked)),
            shown.done_text(item),
        ]
        for item in found.still
    ]
    return Listing(
        caption="Actions qui n'ont pas bougé",
        heads=(Head("Action"), Head("Pilote"), Head("État"), Head("Avancement")),
        rows=rows,
        empty="Toutes les actions ont bougé.",
        anchor="immobiles",
    )


def _ahead(request: NetworkRequest, days: int) -> Listing:
    rows = [
        [
            Cell(one.item.step.title, to(request, "programme:step", one.item.step.code)),
            one.verb,
            short_date(one.day),
            Cell(one.item.action.title, note=one.item.action.lead),
            Cell("", badge=shown.state_badge(one.item.state, tracked=progress_of(request.project).tracked)),
        ]
        for one in moved.ahead(request.project, days)
    ]
    return Listing(
        caption=f"Étapes des {days} prochains jours",
        heads=(Head("Étape"), Head("Ce jour-là"), Head("Jour"), Head("Action"), Head("État")),
        rows=rows,
        empty=f"Aucune étape ne commence ni ne finit dans les {days} jours.",
        anchor="a-venir",
    )


def _talked(request: NetworkRequest, asking: Sequence[Any]) -> list[Entry]:
    """Comments that nobody settled, the latest first."""
    return [
        Entry(
            one.at.date(),
            f"{one.author_name}, sur {one.action.title}",
            to(request, "programme:comment", one.pk),
            " ".join(one.text.split())[:240]
            + (f" – pour {names}" if (names := first_names(one.mentioned.all())) else ""),
        )
        for one in asking
    ]


@require_POST
@needs("team")
def agenda(request: NetworkRequest, body: str, day: str) -> HttpResponse:
    """Put a text on the agenda of a meeting of a body."""
    row = get_object_or_404(Body.objects.select_related("network"), network=request.network, code=body)
    try:
        put_on_agenda(
            body=row, day=date.fromisoformat(day), text=request.POST.get("text", ""), actor=request.user
        )
    except (Refused, ValueError) as refusal:
        reasons = refusal.reasons if isinstance(refusal, Refused) else ["Cette date de séance n'existe pas."]
        messages.error(request, " ".join(reasons))
        return redirect(f"{to(request, 'programme:followup')}#decider")
    messages.success(request, "C'est à l'ordre du jour de la séance.")
    return redirect(to(request, "governance:body", body))
