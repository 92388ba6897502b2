"""The calendar in force: the Gantt chart, each year's money and work, the decisions that everything waits for."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.jobs import latest
from maillage.base.ui.components import Cell, Head, Link, Listing, NextStep, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, thing_url, to
from maillage.base.values.french import count, plain_date, short_date
from maillage.base.values.remarks import Remark
from maillage.base.values.tree import Picture
from maillage.governance.readings import governance_of
from maillage.phasing.chapter import years_blocks
from maillage.phasing.checks import STALE, checks, stale_steps
from maillage.phasing.exports import action_gantt, axis_gantt
from maillage.phasing.proposals import KIND, Proposal
from maillage.phasing.views.bounds import bounds_listing
from maillage.programme.domain.progress import ActionProgress, ProgrammeProgress, StepState
from maillage.programme.readings import programme_of, progress_of
from maillage.programme.views import shown
from maillage.programme.views.parts import action_listing

# Beyond, a list of what no longer holds is a table on the pages of the actions.
SHOWN_STALE = 5


def gantt(request: NetworkRequest) -> HttpResponse:
    progress = progress_of(request.project)
    axis = _axis(request, progress)
    stale = list(request.project.once(stale_steps).values())
    undated = progress.count(StepState.UNDATED)
    job = latest(request.network, KIND)
    proposal = Proposal(job) if job and job.state == "done" else None
    return page(
        request,
        "phasing/gantt.html",
        title="Phasage",
        lead=_lead(request, progress),
        tools=_tools(request),
        steps=_now(request, progress, stale, undated),
        job=job,
        waiting=proposal if proposal and proposal.is_open and proposal.is_fresh(request.project) else None,
        stale=stale[:SHOWN_STALE],
        stale_more=max(0, len(stale) - SHOWN_STALE),
        undated=undated,
        axes=[(one.axis.code, shown.named(one.axis)) for one in progress.axes],
        axis=axis,
        picture=_picture(request, progress, axis),
        listing=action_listing(request, _actions(progress, axis), tracked=progress.tracked),
        years=list(years_blocks(request.project)),
        decisions=_decisions(request, progress, axis),
        bounds=bounds_listing(request, [one for item in _actions(progress, axis) for one in item.steps]),
    )


def ceiling(request: NetworkRequest, code: str) -> HttpResponse:
    """A ceiling has no page of its own: the table of years."""
    return redirect(f"{to(request, 'phasing:gantt')}#annees")


def _axis(request: Any, progress: ProgrammeProgress) -> str:
    asked = request.GET.get("axe", "")
    return asked if asked in {one.axis.code for one in progress.axes} else ""


def _actions(progress: ProgrammeProgress, axis: str) -> list[ActionProgress]:
    return [
        item
        for one in progress.axes
        if axis in ("", one.axis.code)
        for objective in one.objectives
        for item in objective.actions
    ]


def _lead(request: NetworkRequest, progress: ProgrammeProgress) -> str:
    programme = programme_of(request.project)
    actions = count(sum(1 for _ in progress.actions()), "action")
    return f"{actions} et {count(progress.total, 'étape')} sur {programme.months} mois, depuis le {plain_date(programme.start)}."


def _tools(request: NetworkRequest) -> list[Link]:
    if not request.can_edit:
        return []
    return [
        Link("Recalculer le calendrier", to(request, "phasing:replan"), "primary", "refresh-cw"),
        Link("Plafonds et capacité", to(request, "phasing:phasingsettings-edit"), "button", "settings-2"),
    ]


def _now(
    request: NetworkRequest, progress: ProgrammeProgress, stale: list[Remark], undated: int
) -> list[NextStep]:
    url = to(request, "phasing:replan") if request.can_edit else ""
    if undated:
        why = f"{count(undated, 'étape')} sans date prévue."
        return [NextStep("Calculez le calendrier, puis adoptez-le", url, why, Tone.BAD)]
    others = [remark for remark in checks(request.project) if remark.code not in STALE]
    again = f"Les dates de {count(len(stale), 'étape')} ne tiennent plus depuis une modification."
    found = [NextStep("Recalculez le calendrier", url, again, Tone.WARNING)] if stale else []
    if progress.tracked and progress.late:
        why = f"{count(len(progress.late), 'étape')} en retard : notez celles qui sont finies, replanifiez les autres."
        found.append(
            NextStep("Traitez les retards", f"{to(request, 'programme:tree')}?etat=late", why, Tone.BAD)
        )
    return [*found, *shown.remark_steps(request, others)]


def _picture(request: NetworkRequest, progress: ProgrammeProgress, axis: str) -> Picture | None:
    project = request.project
    spec = axis_gantt(project, axis) if axis else action_gantt(project, live=True)
    if spec is None:
        return None
    what = f"les étapes de l'axe {axis}, action par action" if axis else "les actions, axe par axe"
    late = f" ; {count(len(progress.late), 'étape')} en retard" if progress.tracked else ""
    return Picture(
        caption=f"Calendrier : {what}",
        spec=spec,
        alt=f"Diagramme de Gantt montrant {what}{late}. Les dates sont dans le tableau qui suit.",
        source="Dates prévues du programme ; les barres pâles sont des attentes.",
    )


def _decisions(request: NetworkRequest, progress: ProgrammeProgress, axis: str) -> Listing:
    names = {body.code: body.name for body in governance_of(request.project).bodies}
    department = request.network.department
    kept = {item.action.code for item in _actions(progress, axis)}
    gated = [item for item in progress.steps if item.step.gate and item.last_day and item.action.code in kept]
    rows = [
        [
            Cell(short_date(item.last_day), sort=item.last_day),
            Cell(
                names.get(item.step.gate or "", ""),
                thing_url(department, f"governance.Body/{item.step.gate}"),
            ),
            Cell(shown.named(item.step), to(request, "programme:step", item.step.code)),
            Cell("", badge=shown.state_badge(item.state, tracked=progress.tracked), sort=item.state.label),
            Cell(str(len(progress.behind(item.step.code))), sort=len(progress.behind(item.step.code))),
        ]
        for item in sorted(gated, key=lambda item: (item.last_day, item.step.code))
    ]
    listing = Listing(
        caption="Décisions qui commandent la suite",
        heads=[
            Head("Date", key="date"),
            Head("Instance", key="instance"),
            Head("Étape", key="etape"),
            Head("État", key="etat"),
            Head("Étapes qui attendent derrière", "right", "derriere"),
        ],
        rows=rows,
        empty="Aucune étape n'attend la décision d'une instance.",
        sort_param="tri_d",
        anchor="decisions",
    )
    return sorted_listing(listing, request.GET)
