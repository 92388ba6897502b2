"""The model actions that ship with Maillage, and what a programme already took of them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from maillage.base.models import AuditEntry
from maillage.base.plugs import Project
from maillage.base.values.french import folded
from maillage.programme.domain import Action
from maillage.programme.domain.model_actions import ModelAction, read_models
from maillage.programme.readings import archived_of, programme_of


@cache
def packaged_models() -> dict[str, ModelAction]:
    """Every model by its code, in the order of the codes."""
    folder = files("maillage.programme") / "data" / "models"
    texts = [entry.read_text("utf-8") for entry in folder.iterdir() if entry.name.endswith(".yaml")]
    found = {model.code: model for text in texts for model in read_models(text)}
    return dict(sorted(found.items()))


def taken_of(project: Project) -> dict[str, tuple[Action, ...]]:
    """The actions that came from each model, by the model's code: by their title, or by that of their creation."""
    return project.once(_taken)


def _taken(project: Project) -> dict[str, tuple[Action, ...]]:
    models = {folded(model.title): code for code, model in packaged_models().items()}
    actions = [action for _, _, action in programme_of(project).actions()]
    actions += [action for _, action in archived_of(project)]
    created = _first_titles(project)
    found: dict[str, list[Action]] = {}
    for action in actions:
        titles = (folded(action.title), folded(created.get(action.code, "")))
        model = next((models[title] for title in titles if title in models), None)
        if model:
            found.setdefault(model, []).append(action)
    return {code: tuple(those) for code, those in found.items()}


def _first_titles(project: Project) -> dict[str, str]:
    """What each action was called when it was created, by its code: people adapt titles, the trail keeps the first."""
    lines = AuditEntry.objects.filter(
        network=project.network, verb="create", target__startswith="programme.Action/"
    )
    found: dict[str, str] = {}
    for target, label in lines.order_by("pk").values_list("target", "detail__label"):
        code = target.partition("/")[2]
        found[code] = str(label or "").removeprefix(f"{code} ")
    return found
