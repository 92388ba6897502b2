"""The library of model actions: eight cells first, then the models to tick."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse

from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, NextStep, Tone
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count, number
from maillage.programme.domain import BALANCED_KINDS, Action, ActionKind, Scope
from maillage.programme.domain.model_actions import ModelAction, Need
from maillage.programme.exchange.undoing import import_of
from maillage.programme.model_library import packaged_models, taken_of
from maillage.programme.modelling import NAMED, created_in
from maillage.programme.readings import programme_of
from maillage.programme.views import shown
from maillage.programme.views.places import places


def templates(request: NetworkRequest) -> HttpResponse:
    models = list(packaged_models().values())
    actions = [action for _, _, action in programme_of(request.project).actions()]
    asked = _filters(request)
    wanted, words = {one.name: one.value for one in asked}, request.GET.get("q", "")[:200]
    kept = [model for model in models if _keeps(model, wanted, words)]
    return page(
        request,
        "programme/models.html",
        title="Modèles d'actions",
        lead=f"{count(len(models), 'action prête', 'actions prêtes')} à reprendre et à adapter, "
        "avec leurs étapes, leurs risques et leurs sources.",
        crumbs=shown.tree_crumbs(request),
        steps=(list(_empty_cells(request, actions)) or None) if request.can_edit else None,
        grid=_grid(request, models, actions),
        filters=asked,
        words=words,
        narrowed=bool(words or any(wanted.values())),
        count=count(len(kept), "modèle"),
        groups=_groups(request, kept),
        added=_added(request),
        bare=not programme_of(request.project).axes,
        **places(request),
    )


def _filters(request: Any) -> list[Filter]:
    return [
        chosen("nature", "Nature", [(one.value, one.label) for one in ActionKind], request.GET),
        chosen("perimetre", "Périmètre", [(one.value, one.label) for one in Scope], request.GET, "Tous"),
        chosen(
            "constat", "Répond à un constat", [(one.value, one.label) for one in Need], request.GET, "Tous"
        ),
    ]


def _keeps(model: ModelAction, wanted: dict[str, str], words: str) -> bool:
    kind, scope = model.cell
    return (
        wanted["nature"] in ("", kind.value)
        and wanted["perimetre"] in ("", scope.value)
        and (not wanted["constat"] or wanted["constat"] in model.needs)
        and model.speaks_of(words)
    )


def _cell_url(request: Any, kind: ActionKind, scope: Scope) -> str:
    asked = urlencode({"nature": kind.value, "perimetre": scope.value})
    return f"{to(request, 'programme:templates')}?{asked}#modeles"


def _empty_cells(request: Any, actions: list[Action]) -> Iterator[NextStep]:
    """The cells of the balance where the programme has nothing yet."""
    filled = {(action.kind, action.scope) for action in actions}
    for kind in BALANCED_KINDS:
        for scope in Scope:
            if (kind, scope) not in filled:
                yield NextStep(
                    f"Choisir un modèle : {kind.label}, {scope.label}",
                    _cell_url(request, kind, scope),
                    "Le programme n'a encore aucune action dans cette case.",
                    Tone.WARNING,
                )


def _grid(request: Any, models: list[ModelAction], actions: list[Action]) -> Listing:
    def cell(kind: ActionKind, scope: Scope) -> Cell:
        offered = sum(model.cell == (kind, scope) for model in models)
        there = sum((action.kind, action.scope) == (kind, scope) for action in actions)
        note = f"{count(there, 'action')} au programme" if there else ""
        badge = None if there else Badge("case vide", Tone.WARNING)
        return Cell(count(offered, "modèle"), _cell_url(request, kind, scope), note=note, badge=badge)

    return Listing(
        caption="Modèles par nature et par périmètre",
        heads=[Head("Nature"), *(Head(scope.label.capitalize(), "right") for scope in Scope)],
        rows=[
            [Cell(kind.label.capitalize()), *(cell(kind, scope) for scope in Scope)] for kind in ActionKind
        ],
        anchor="cases",
    )


def _groups(request: Any, kept: list[ModelAction]) -> list[dict[str, Any]]:
    """The models kept, by cell; cells without any are left out."""
    taken, ticked = taken_of(request.project), set(request.GET.getlist("choix"))
    found = []
    for kind in ActionKind:
        for scope in Scope:
            mine = [_line(request, one, taken, ticked) for one in kept if one.cell == (kind, scope)]
            if mine:
                label = f"{kind.label.capitalize()}, {scope.label}"
                found.append({"label": label, "key": f"{kind.value}-{scope.value}", "models": mine})
    return found


def _line(
    request: Any, model: ModelAction, taken: dict[str, tuple[Action, ...]], ticked: set[str]
) -> dict[str, Any]:
    return {
        "code": model.code,
        "title": model.title,
        "result": model.action.result,
        "told": told(model),
        "url": to(request, "programme:template", model.code),
        "ticked": model.code in ticked,
        "taken": taken_links(request, taken.get(model.code, ())),
    }


def told(model: ModelAction) -> str:
    """`36 semaines au plus court, 48 jours de l'équipe`."""
    return f"{count(model.weeks, 'semaine')} au plus court, {number(model.person_days)} jours de l'équipe"


def taken_links(request: Any, actions: tuple[Action, ...]) -> list[Link]:
    return [Link(action.code, to(request, "programme:action", action.code)) for action in actions]


def _added(request: Any) -> dict[str, Any] | None:
    """The batch that was just added (`?ajout=12`), with what undoes it; None once it was taken back."""
    asked = request.GET.get("ajout", "")
    entry = import_of(request.network, int(asked)) if asked.isdecimal() and len(asked) < 12 else None
    if entry is None or not str(entry.detail.get("label", "")).startswith(NAMED):
        return None
    there = {one.code: one for _, _, one in programme_of(request.project).actions()}
    links = [
        Link(shown.named(there[code]), to(request, "programme:action", code))
        for code in created_in(entry)
        if code in there
    ]
    return {"links": links, "undo": to(request, "programme:templates-undo", entry.pk)}
