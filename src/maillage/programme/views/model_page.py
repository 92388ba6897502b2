"""The page of a model action: all that it says, and what it becomes."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from maillage.base.ui.components import Badge, Cell, Fact, Head, Link, Listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.things import find_thing
from maillage.base.values.french import count, listed, number
from maillage.programme.domain.model_actions import ModelAction
from maillage.programme.model_library import packaged_models, taken_of
from maillage.programme.sheet_texts import reach_text
from maillage.programme.views import shown
from maillage.programme.views.places import places
from maillage.programme.views.templates import taken_links, told


def template(request: NetworkRequest, code: str) -> HttpResponse:
    models = list(packaged_models().values())
    model = find_thing(models, code, "Ce modèle")
    rank = models.index(model)
    return page(
        request,
        "programme/model.html",
        title=model.title,
        lead=f"Modèle {model.code} · {told(model)}",
        crumbs=[
            *shown.tree_crumbs(request),
            Link("Modèles d'actions", to(request, "programme:templates")),
        ],
        steps=None,
        model=model,
        badges=shown.kind_badges(model.action),
        facts=_facts(model),
        stages=_stages(model),
        risks=_risks(model),
        before=models[rank - 1] if rank else None,
        after=models[rank + 1] if rank + 1 < len(models) else None,
        taken=taken_links(request, taken_of(request.project).get(code, ())),
        **places(request),
    )


def _facts(model: ModelAction) -> list[Fact]:
    action = model.action
    return [
        Fact("Constats auxquels elle répond", " ; ".join(need.label for need in model.answered)),
        Fact("Pilote (fonction)", action.lead),
        Fact("Équipe", " ; ".join(f"{one.role} ({_first_small(one.task)})" for one in action.team)),
        Fact("Partenaires", " ; ".join(action.partners) or "aucun"),
        Fact("Public visé", action.target_group or shown.DASH),
        Fact("Bibliothèques visées", reach_text(action, {}, {}, {}) if action.reach else shown.DASH),
        Fact("Priorité proposée", f"{action.priority} sur 5"),
    ]


def _first_small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _stages(model: ModelAction) -> Listing:
    ranks = {step.code: rank for rank, step in enumerate(model.action.steps, 1)}
    gates = {gate.step: gate.body.label for gate in model.gates}
    rows: list[list[Any]] = []
    for step in model.action.steps:
        after = listed([str(ranks[before]) for before in step.predecessors])
        lag = f", {count(step.lag_weeks, 'semaine')} plus tard" if step.lag_weeks else ""
        rows.append(
            [
                Cell(f"{ranks[step.code]}. {step.title}", badge=Badge("public") if step.public else None),
                count(step.weeks, "semaine") if step.weeks else "jalon",
                number(step.person_days) if step.person_days else shown.DASH,
                f"après {after}{lag}" if after else "dès le début",
                gates.get(step.code, shown.DASH),
            ]
        )
    return Listing(
        caption="Étapes",
        heads=[
            Head("Étape"),
            Head("Durée", "right"),
            Head("Jours de l'équipe", "right"),
            Head("Quand"),
            Head("Qui décide"),
        ],
        rows=rows,
    )


def _risks(model: ModelAction) -> Listing:
    rows = [
        [
            Cell(risk.title),
            risk.likelihood.label if risk.likelihood else shown.DASH,
            risk.impact.label if risk.impact else shown.DASH,
            risk.answer,
        ]
        for risk in model.action.risks
    ]
    return Listing(
        caption="Risques et parades",
        heads=[Head("Risque"), Head("Probabilité"), Head("Gravité"), Head("Parade")],
        rows=rows,
    )
