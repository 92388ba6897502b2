"""The programme as a tree: axes, objectives, actions, what is late, what is done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse

from maillage.base.plugs import Project
from maillage.base.ui.components import Link, NextStep, Tile, Tone
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import UNKNOWN, count, number, percent, short_date
from maillage.programme.checks import checks
from maillage.programme.completing import summed_text
from maillage.programme.domain import ActionKind, Scope
from maillage.programme.domain.filtering import ActionFilter, Branch, branches, leads
from maillage.programme.domain.progress import ActionProgress, ProgrammeProgress, StepState, Tally
from maillage.programme.readings import number_of, programme_of, progress_of
from maillage.programme.views import shown
from maillage.programme.views.moving import KEPT
from maillage.programme.views.rows import rows_of
from maillage.programme.views.sheet_shelf import archived_link

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
        announced=_announced(request),
        retour=_retour(request),
        base=to(request, "programme:action", "A").removesuffix("A/"),
        beginnings=shown.beginnings(request),
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
    share = Link("Partager", to(request, "programme:share"), "", "download")
    aside = [share, *filter(None, [archived_link(request)]), history]
    if not request.can_edit:
        return aside
    ordering = "ordre" in request.GET
    return [
        Link("Ajouter un axe", to(request, "programme:axis-new"), "primary", "plus"),
        Link("Le programme", to(request, "programme:programme-edit"), "button", "pencil"),
        Link("Ordre : terminer", to(request, "programme:tree"), "button", "check")
        if ordering
        else Link("Changer l'ordre", f"{to(request, 'programme:tree')}?ordre=1", "button", "arrow-up-down"),
        Link("Modèles d'actions", to(request, "programme:templates"), "button", "copy"),
        Link("Importer un plan", to(request, "programme:plan-import"), "button", "upload"),
        *aside,
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


def _announced(request: NetworkRequest) -> str:
    """`A11 est maintenant 2.1.3.`, after a move; the address may name anything: what does not exist says nothing."""
    kind, _, code = request.GET.get("deplace", "").partition("/")
    found = number_of(request.project, kind, code)
    return f"{code} est maintenant {found}." if found else ""


def _retour(request: NetworkRequest) -> str:
    """What the tree shows, for who moves something in it."""
    return urlencode([(name, request.GET[name][:200]) for name in KEPT if request.GET.get(name)])


def _branch(request: NetworkRequest, branch: Branch, tracked: bool) -> dict[str, Any]:
    axis, project = branch.axis.axis, request.project
    rows = {row.action.code: row for row in rows_of(project)}
    items = [item for _, kept in branch.objectives for item in kept]
    opened = request.GET.get("etapes", "") == axis.code
    return {
        "axis": axis,
        "number": number_of(project, "Axis", axis.code),
        "late": _late(branch.axis, tracked),
        "told": _told(project, f"{count(branch.actions, 'action')}, {shown.done_text(branch.axis)}", items),
        "opened": opened,
        "steps_url": _steps_url(request, "" if opened else axis.code),
        "objectives": [
            {
                "objective": one.objective,
                "number": number_of(project, "Objective", one.objective.code),
                "told": _told(project, shown.done_text(one), actions),
                "rows": [
                    (rows[item.action.code], _steps(project, item, tracked) if opened else ())
                    for item in actions
                ],
            }
            for one, actions in branch.objectives
        ],
    }


def _told(project: Project, told: str, items: Iterable[ActionProgress]) -> str:
    sheets = summed_text(project, (item.action for item in items))
    return ", ".join(filter(None, (told, sheets)))


def _steps_url(request: NetworkRequest, axis: str) -> str:
    kept = request.GET.copy()
    for name in ("etapes", "deplace"):
        kept.pop(name, None)
    if axis:
        kept["etapes"] = axis
    return f"?{kept.urlencode()}"


def _steps(project: Project, item: ActionProgress, tracked: bool) -> list[dict[str, Any]]:
    return [
        {
            "step": one.step,
            "number": number_of(project, "Step", one.step.code),
            "badge": shown.state_badge(one.state, tracked=tracked),
            "when": short_date(one.last_day) if one.last_day else "à dater",
        }
        for one in item.steps
    ]


def _late(tally: Tally, tracked: bool) -> str:
    return f"{number(len(tally.late))} en retard" if tracked and tally.late else ""
