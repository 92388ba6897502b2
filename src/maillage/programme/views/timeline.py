"""The timeline: actions as bars over the months of the programme, milestones, meetings, what has no date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpResponse

from maillage.base.ui.components import Cell, Head, Link, Listing, NextStep, Tone
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, thing_url, to
from maillage.base.values.french import count, short_date
from maillage.base.values.periods import Period
from maillage.governance.readings import governance_of
from maillage.programme.domain.frieze import Window, falls_in, milestones, windows
from maillage.programme.domain.progress import ActionProgress
from maillage.programme.domain.statuses import status_of
from maillage.programme.frieze import Line, pictures
from maillage.programme.readings import programme_of, progress_of
from maillage.programme.views import shown
from maillage.programme.views.narrowing import narrowed, numbered


def timeline(request: NetworkRequest) -> HttpResponse:
    progress, programme = progress_of(request.project), programme_of(request.project)
    found = narrowed(request, progress)
    period, window = _window(request, windows(programme))
    dated = [line for line in found.kept if line[1].action.start]
    lines = [line for line in dated if falls_in(line[1].action, window.period)]
    undated = [item for _, item in found.kept if not item.action.start]
    kept = [item for _, item in lines]
    return page(
        request,
        "programme/timeline.html",
        title="Frise du programme",
        lead=f"{count(programme.months, 'mois', 'mois')}, du {short_date(programme.start)} au {_last(programme.period)}.",
        steps=_now(request, undated),
        filters=[period, *found.filters],
        asked=found.asked or bool(window.key),
        told=_told(kept, len(dated) - len(lines), len(undated)),
        pictures=pictures(request.project, lines, window),
        undated=[
            Link(numbered(request, item), to(request, "programme:action", item.action.code))
            for item in undated
        ],
        listing=_listing(request, lines),
        milestones=_milestones(request, kept, window),
        empty=not any(True for _ in progress.actions()),
    )


def _last(period: Period) -> str:
    """The last day of a period, in figures."""
    assert period.end is not None
    return short_date(period.end - timedelta(days=1))


def _window(request: NetworkRequest, known: Sequence[Window]) -> tuple[Filter, Window]:
    whole, *others = known
    options = [(one.key, one.label) for one in others]
    period = chosen("periode", "Période", options, request.GET, whole.label)
    return period, next((one for one in others if one.key == period.value), whole)


def _now(request: NetworkRequest, undated: list[ActionProgress]) -> list[NextStep]:
    if not undated:
        return []
    why = f"{count(len(undated), 'action')} sans date : {'elles ne sont' if len(undated) > 1 else 'elle n’est'} pas sur la frise."
    return [NextStep("Datez toutes les actions par le phasage", "#sans-date", why, Tone.WARNING)]


def _told(kept: Sequence[ActionProgress], outside: int, undated: int) -> str:
    told = [f"{count(len(kept), 'action')} sur la frise"]
    if outside:
        told.append(f"{outside} hors de cette période")
    if undated:
        told.append(f"{undated} sans date")
    return ", ".join(told)


def _listing(request: NetworkRequest, lines: Sequence[Line]) -> Listing:
    rows = [
        [
            Cell(numbered(request, item), to(request, "programme:action", item.action.code)),
            Cell(axis.axis.title),
            Cell(shown.dates_text(item.action), sort=item.action.start),
            Cell(status_of(item).label),
            Cell(shown.done_text(item), sort=item.share),
        ]
        for axis, item in lines
    ]
    listing = Listing(
        caption="Actions de la frise",
        heads=[
            Head("Action", key="action"),
            Head("Axe", key="axe-titre"),
            Head("Dates prévues", key="dates"),
            Head("Statut", key="statut"),
            Head("Avancement", key="fait"),
        ],
        rows=rows,
        empty="Aucune action datée dans cette période.",
        anchor="actions",
    )
    return sorted_listing(listing, request.GET)


def _milestones(request: NetworkRequest, items: Sequence[ActionProgress], window: Window) -> Listing:
    names = {body.code: body.name for body in governance_of(request.project).bodies}
    department = request.network.department
    tracked = progress_of(request.project).tracked
    rows = [
        [
            Cell(short_date(one.last_day), sort=one.last_day),
            Cell(one.step.title, to(request, "programme:step", one.step.code)),
            Cell(
                names.get(one.step.gate, one.step.gate),
                thing_url(department, f"governance.Body/{one.step.gate}"),
            )
            if one.step.gate
            else Cell(shown.DASH),
            Cell("", badge=shown.state_badge(one.state, tracked=tracked), sort=one.state.label),
        ]
        for one in milestones(items, window.period)
    ]
    listing = Listing(
        caption="Jalons et décisions",
        heads=[
            Head("Date", key="date"),
            Head("Jalon", key="jalon"),
            Head("Instance", key="instance"),
            Head("État", key="etat"),
        ],
        rows=rows,
        empty="Aucun jalon dans cette période.",
        sort_param="tri_jalons",
        anchor="jalons",
    )
    return sorted_listing(listing, request.GET)
