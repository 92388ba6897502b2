"""The page of an action: what it is for, its steps, where it stands, what other rooms know of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from maillage.base.ui.components import Fact, Link, NextStep, Tone
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import thing_tools
from maillage.base.values.french import count, listed, number, plain_date
from maillage.governance.readings import governance_of
from maillage.programme.checks import checks
from maillage.programme.domain import Action
from maillage.programme.domain.progress import ActionProgress, ProgrammeProgress, StepProgress, StepState
from maillage.programme.pictures import action_picture
from maillage.programme.readings import objective_of, progress_of
from maillage.programme.views import shown
from maillage.programme.views.grounds import findings, heard


def action(request: NetworkRequest, code: str) -> HttpResponse:
    progress = progress_of(request.project)
    item = _found(progress, code)
    axis, objective = objective_of(request.project, code)
    before, after = _neighbours(progress, code)
    return page(
        request,
        "programme/action.html",
        title=shown.named(item.action),
        lead=_lead(item, progress.tracked),
        crumbs=[
            *shown.tree_crumbs(request),
            Link(shown.named(axis), to(request, "programme:axis", axis.code)),
            Link(shown.named(objective), to(request, "programme:objective", objective.code)),
        ],
        tools=thing_tools(request, "programme:action", code),
        steps=_now(request, item, progress.tracked),
        item=item,
        state=shown.state_badge(item.state, tracked=progress.tracked),
        badges=shown.kind_badges(item.action),
        facts=_facts(request, item, objective),
        findings=findings(request, objective),
        heard=heard(request, item.action),
        picture=action_picture(request.project, item),
        rows=[_row(request, progress, one) for one in item.steps],
        panels=panels_for(request, "programme.Action", code),
        before=before,
        after=after,
        today=request.project.today,
    )


def step(request: NetworkRequest, code: str) -> HttpResponse:
    """A step has no page of its own: its line on that of its action."""
    try:
        item = progress_of(request.project).step(code)
    except KeyError:
        raise Http404("Cette étape n'existe pas, ou plus.") from None
    return redirect(f"{to(request, 'programme:action', item.action.code)}#etape-{code}")


def _found(progress: ProgrammeProgress, code: str) -> ActionProgress:
    try:
        return progress.action(code)
    except KeyError:
        raise Http404("Cette action n'existe pas, ou plus.") from None


def _neighbours(progress: ProgrammeProgress, code: str) -> tuple[Action | None, Action | None]:
    actions = [item.action for item in progress.actions()]
    place = [one.code for one in actions].index(code)
    return (actions[place - 1] if place else None, actions[place + 1] if place + 1 < len(actions) else None)


def _lead(item: ActionProgress, tracked: bool) -> str:
    told = [shown.dates_text(item.action), shown.done_text(item)]
    if tracked and item.late:
        told.append(f"{count(item.late[0].days_late, 'jour')} de retard")
    return " · ".join(told)


def _now(request: Any, item: ActionProgress, tracked: bool) -> list[NextStep]:
    late = [
        NextStep(
            f"Marquez « {one.step.title} » finie, ou replanifiez",
            f"#etape-{one.step.code}",
            f"Elle devait finir le {plain_date(one.last_day)}.",
            Tone.BAD,
        )
        for one in (item.late[:1] if tracked else ())
    ]
    codes = {
        f"programme.Action/{item.action.code}",
        *(f"programme.Step/{one.step.code}" for one in item.steps),
    }
    remarks = (
        remark for remark in checks(request.project) if remark.target in codes and remark.code != "PRG-10"
    )
    found = [*late, *shown.remark_steps(request, remarks)]
    if not found and (ahead := item.next_step):
        day = f"prévue jusqu'au {plain_date(ahead.last_day)}" if ahead.last_day else "sans date prévue"
        found.append(NextStep(ahead.step.title, f"#etape-{ahead.step.code}", f"La prochaine étape, {day}."))
    return found


def _facts(request: Any, item: ActionProgress, objective: Any) -> list[Fact]:
    action = item.action
    days = sum(one.person_days for one in action.steps)
    return [
        Fact("Objectif", shown.named(objective), to(request, "programme:objective", objective.code)),
        Fact("Pilote", action.lead),
        Fact("Partenaires", listed(action.partners) or "aucun"),
        Fact("Public visé", action.target_group or shown.DASH),
        Fact("Priorité", f"{action.priority} sur 5"),
        Fact(
            "Charge de l'équipe",
            count(int(days), "jour") if days == int(days) else f"{number(days, 1)} jours",
        ),
        Fact("Calendrier", shown.dates_text(action)),
    ]


def _row(request: Any, progress: ProgrammeProgress, item: StepProgress) -> dict[str, Any]:
    step = item.step
    bodies = {body.code: body.name for body in governance_of(request.project).bodies}
    return {
        "item": item,
        "step": step,
        "badge": shown.state_badge(item.state, tracked=progress.tracked),
        "gate": bodies.get(step.gate or "", ""),
        "before": [progress.step(code) for code in step.predecessors],
        "due": item.state in (StepState.LATE, StepState.UNDER_WAY),
        "late": item.days_late if progress.tracked else 0,
        "days": number(step.person_days, 0 if step.person_days == int(step.person_days) else 1),
        "duration": count(step.weeks, "semaine") if step.weeks else "jalon",
    }
