"""Opening hours checked at twenty libraries drawn by lot: at their door, on the portal, in a search engine."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, NextStep, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, needs, page, resumes, to
from maillage.base.values.french import number, short_date
from maillage.campaigns.coherence.hours import HoursRound, hours_of, note_hours
from maillage.campaigns.coherence.hours_form import HoursForm
from maillage.campaigns.coherence.trust import hours_words
from maillage.campaigns.domain.coherence.hours import HoursState
from maillage.campaigns.domain.inviting import Place
from maillage.campaigns.models import HoursSource
from maillage.campaigns.opening import places_of
from maillage.campaigns.views.coherence.shared import above

TITLE = "Horaires vérifiés"
_TONES = {
    HoursState.SAME: Tone.GOOD,
    HoursState.DIFFERENT: Tone.WARNING,
    HoursState.UNFINISHED: Tone.NEUTRAL,
}


@require_safe
@needs("team")
def hours(request: NetworkRequest) -> HttpResponse:
    told = hours_of(request.project)
    return page(
        request,
        "campaigns/coherence_hours.html",
        title=TITLE,
        lead="Ce que lit un habitant avant de se déplacer : à la porte, sur le portail, dans un moteur de recherche.",
        crumbs=above(request),
        steps=_steps(request, told),
        words=hours_words(told),
        drawn=sorted_listing(
            _listing(request, told, told.drawn, f"Tirées au sort, {told.quarter}", "tirage"), request.GET
        ),
        others=sorted_listing(
            _listing(request, told, told.others, "Autres bibliothèques vérifiées depuis un an", "autres"),
            request.GET,
        )
        if told.others
        else None,
    )


def _steps(request: Any, told: HoursRound) -> list[NextStep]:
    left = told.unread
    if not left:
        return []
    why = f"Il en reste {number(len(left))} ce trimestre."
    return [
        NextStep(
            f"Regarder les horaires de « {left[0].name} »",
            to(request, "campaigns:hours-check", left[0].code),
            why,
        )
    ]


def _listing(request: Any, told: HoursRound, places: Any, caption: str, anchor: str) -> Listing:
    return Listing(
        caption=caption,
        anchor=anchor,
        sort_param=f"tri_{anchor}",
        heads=(
            Head("Bibliothèque", key="nom"),
            Head("Intercommunalité", key="epci"),
            *(Head(source.label[:1].upper() + source.label[1:]) for source in HoursSource),
            Head("Relevé", key="etat"),
        ),
        rows=[_row(request, told, place) for place in places],
        empty="Aucune bibliothèque ouverte dans le registre.",
    )


def _row(request: Any, told: HoursRound, place: Place) -> tuple[Cell, ...]:
    check = told.checks.get(place.code)
    said = check.said if check else {}
    state = Badge(check.state.label, _TONES[check.state]) if check else Badge("à regarder")
    return (
        Cell(place.name, url=to(request, "campaigns:hours-check", place.code)),
        Cell(place.epci_name),
        *(Cell((said[s.value] or "rien") if s.value in said else "") for s in HoursSource),
        Cell("", sort=state.text, badge=state, note=short_date(told.read_on[place.code]) if check else ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
@resumes
def hours_check(request: NetworkRequest, library: str) -> HttpResponse:
    place = next((own for own in places_of(request.project) if own.code == library), None)
    if place is None:
        raise Http404("Cette bibliothèque n’est pas, ou plus, ouverte dans le registre du réseau.")
    form = _form(request, library)
    if request.method == "POST" and form.is_valid():
        said, on = form.said(), form.cleaned_data["on"]
        note_hours(project=request.project, library=place, said=said, on=on, actor=request.user)
        messages.success(request, f"Horaires de « {place.name} » notés.")
        return redirect(to(request, "campaigns:hours"))
    return page(
        request,
        "campaigns/coherence_hours_check.html",
        title=f"Horaires : {place.name}",
        lead="Recopiez ce que vous lisez, tel quel. Ce qui n’a pas été regardé reste vide.",
        crumbs=[*above(request), Link(TITLE, to(request, "campaigns:hours"))],
        steps=None,
        form=form,
        form_errors=bool(form.errors),
        back=to(request, "campaigns:hours"),
    )


def _form(request: Any, library: str) -> HoursForm:
    told, today = hours_of(request.project), request.project.today
    before = told.checks[library].said if library in told.checks else {}
    said = before if told.read_on.get(library) == today else {}
    return HoursForm(request.POST or None, said=said, before={} if said else before, today=today)
