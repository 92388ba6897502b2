"""The programme as a tree: axes, objectives, actions, what is late, what is done."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from maillage.base.ui.components import Link, NextStep, Tile, Tone
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import UNKNOWN, count, number, percent
from maillage.programme.checks import checks
from maillage.programme.domain import ActionKind, Scope
from maillage.programme.domain.filtering import ActionFilter, Branch, branches, leads
from maillage.programme.domain.progress import ActionProgress, ProgrammeProgress, StepState, Tally
from maillage.programme.readings import programme_of, progress_of
from maillage.programme.views import shown

# The parameters of the address, and what each asks for.
PARAMETERS = {
    "axe": "axis",
    "nature": "kind",
    "perimetre": "scope",
    "etat": "state",
    "pilote": "lead",
    "q": "words",
}


def tree(request: NetworkRequest) -> HttpResponse:
    progress = progress_of(request.project)
    asked = _asked(request, progress)
    found = list(branches(progress, asked))
    programme = programme_of(request.project)
    actions = sum(branch.actions for branch in found)
    return page(
        request,
        "programme/tree.html",
        title="Axes et actions",
        lead=programme.title,
        tools=_tools(request),
        steps=[*shown.late_steps(request, progress), *_remarks(request)],
        tiles=_tiles(request, progress),
        branches=[_branch(request, branch, progress.tracked) for branch in found],
        filters=_filters(request, progress),
        asked=asked,
        words=asked.words,
        count=count(actions, "action"),
        ordering=request.can_edit and "ordre" in request.GET,
        empty=not progress.axes,
    )


def _remarks(request: NetworkRequest) -> list[NextStep]:
    """What the checks ask for, but for the late steps, which are told one by one."""
    return shown.remark_steps(request, (one for one in checks(request.project) if one.code != "PRG-10"))


def _asked(request: Any, progress: ProgrammeProgress) -> ActionFilter:
    """What the address asks for; a value that does not exist asks for nothing."""
    known = {name: {value for value, _ in options} for name, _, options in _options(progress)}
    given = {name: request.GET.get(name, "")[:200] for name in PARAMETERS}
    return ActionFilter(
        **{
            field: given[name] if name == "q" or given[name] in known[name] else ""
            for name, field in PARAMETERS.items()
        }
    )


def _options(progress: ProgrammeProgress) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Each list of choices: its parameter, its label, its options."""
    states = [state for state in StepState if progress.tracked or state is not StepState.LATE]
    return [
        ("axe", "Axe", [(one.axis.code, shown.named(one.axis)) for one in progress.axes]),
        ("nature", "Nature", [(kind.value, kind.label) for kind in ActionKind]),
        ("perimetre", "Périmètre", [(scope.value, scope.label) for scope in Scope]),
        ("etat", "État", [(state.value, state.label) for state in states]),
        ("pilote", "Pilote", [(lead, lead) for lead in leads(progress)]),
    ]


def _filters(request: Any, progress: ProgrammeProgress) -> list[Filter]:
    return [chosen(name, label, options, request.GET, "Tout") for name, label, options in _options(progress)]


def _tools(request: NetworkRequest) -> list[Link]:
    history = Link("Historique", to(request, "programme:programme-history"), "", "history")
    if not request.can_edit:
        return [history]
    ordering = "ordre" in request.GET
    return [
        Link("Ajouter un axe", to(request, "programme:axis-new"), "primary", "plus"),
        Link("Le programme", to(request, "programme:programme-edit"), "button", "pencil"),
        Link("Ordre : terminer", to(request, "programme:tree"), "button", "check")
        if ordering
        else Link("Changer l'ordre", f"{to(request, 'programme:tree')}?ordre=1", "button", "arrow-up-down"),
        history,
    ]


def _tiles(request: Any, progress: ProgrammeProgress) -> list[Tile]:
    url = to(request, "programme:tree")
    late = len(progress.late)
    note = "" if progress.tracked else "aucune étape n'est encore marquée finie"
    return [
        Tile(
            "Étapes finies",
            percent(progress.share),
            f"{number(progress.done)} sur {number(progress.total)}",
            share=float(progress.share) if progress.share is not None else None,
        ),
        Tile(
            "Étapes en retard",
            number(late) if progress.tracked else UNKNOWN,
            note or "les actions concernées" if late or note else "rien n'est en retard",
            f"{url}?etat=late" if progress.tracked and late else "",
            (Tone.BAD if late else Tone.GOOD) if progress.tracked else Tone.NEUTRAL,
        ),
        Tile("Étapes en cours", number(progress.count(StepState.UNDER_WAY)), url=f"{url}?etat=under_way"),
        Tile("Étapes à venir", number(progress.count(StepState.TO_COME)), url=f"{url}?etat=to_come"),
    ]


def _branch(request: Any, branch: Branch, tracked: bool) -> dict[str, Any]:
    axis = branch.axis.axis
    return {
        "axis": axis,
        "late": _late(branch.axis, tracked),
        "told": f"{count(branch.actions, 'action')}, {shown.done_text(branch.axis)}",
        "objectives": [
            {
                "objective": one.objective,
                "told": shown.done_text(one),
                "actions": [_action(request, item, tracked) for item in actions],
            }
            for one, actions in branch.objectives
        ],
    }


def _late(tally: Tally, tracked: bool) -> str:
    return f"{number(len(tally.late))} en retard" if tracked and tally.late else ""


def _action(request: Any, item: ActionProgress, tracked: bool) -> dict[str, Any]:
    action = item.action
    told = [shown.dates_text(action), action.lead or "pilote à désigner", shown.done_text(item)]
    return {
        "code": action.code,
        "label": shown.named(action),
        "url": to(request, "programme:action", action.code),
        "badges": [shown.state_badge(item.state, tracked=tracked), *shown.kind_badges(action)],
        "note": " · ".join(told),
    }
