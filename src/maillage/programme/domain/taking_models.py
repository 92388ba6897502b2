"""Puts model actions into a programme: their place, their codes here, the bodies that exist here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from maillage.governance.domain import BodyKind
from maillage.programme.domain.actions import Action, ActionKind, Scope
from maillage.programme.domain.model_actions import ModelAction
from maillage.programme.domain.plans.growing import Growing, GrowingObjective
from maillage.programme.domain.programme import ProgrammeSection

# A tree to begin from: an axis for each kind, an objective for the service and one for the network.
TYPICAL_AXES: tuple[tuple[str, tuple[ActionKind, ...], str], ...] = (
    (
        "Former et accompagner",
        (ActionKind.TRAINING, ActionKind.SUPPORT),
        "Donner aux équipes, salariées et bénévoles, de quoi porter le projet.",
    ),
    ("Faire vivre la médiation", (ActionKind.MEDIATION,), "Aller vers les habitants et les accompagner."),
    ("Donner les outils", (ActionKind.TOOL,), "Équiper, relier, dépanner."),
    (
        "Enrichir les ressources",
        (ActionKind.RESOURCE,),
        "Choisir, ouvrir et faire connaître l'offre en ligne.",
    ),
)
TYPICAL_OBJECTIVES: dict[tuple[ActionKind, Scope], str] = {
    (ActionKind.TRAINING, Scope.INTERNAL): "Donner à l'équipe départementale les compétences du projet",
    (ActionKind.TRAINING, Scope.NETWORK): "Former les équipes du réseau",
    (ActionKind.SUPPORT, Scope.INTERNAL): "Accompagner l'équipe départementale",
    (ActionKind.SUPPORT, Scope.NETWORK): "Accompagner les équipes du réseau",
    (ActionKind.MEDIATION, Scope.INTERNAL): "Organiser la médiation au sein du service",
    (ActionKind.MEDIATION, Scope.NETWORK): "Proposer la médiation dans tout le réseau",
    (ActionKind.TOOL, Scope.INTERNAL): "Moderniser les outils du service",
    (ActionKind.TOOL, Scope.NETWORK): "Équiper et relier les bibliothèques",
    (ActionKind.RESOURCE, Scope.INTERNAL): "Choisir et gérer les ressources numériques",
    (ActionKind.RESOURCE, Scope.NETWORK): "Ouvrir les ressources à tous les habitants",
}


@dataclass(frozen=True, kw_only=True)
class Home:
    """Where models go: the objective of code `objective`; or a new one, `title`, under the axis of code `axis` (a new
    axis of the same title without one); or, when all is empty, each to the objective that holds most actions of its kind
    and scope, else to a typical one."""

    objective: str = ""
    title: str = ""
    axis: str = ""


def with_models(
    section: ProgrammeSection,
    models: Iterable[ModelAction],
    home: Home,
    bodies: Mapping[BodyKind, str],
) -> tuple[ProgrammeSection, dict[str, str]]:
    """The programme with the models as new actions, without dates, and the code of each action by its model's.

    `bodies`: the code of the body of each kind; a step whose body is not there has no gate. Raises KeyError when the
    objective or the axis is not there.
    """
    tree, made = Growing(section), {}
    chosen = _chosen(tree, home)
    for model in models:
        under = chosen or _likely(tree, *model.cell) or _typical(tree, *model.cell)
        action = _adapted(tree, under, model, bodies)
        under.actions.append(action)
        made[model.code] = action.code
    return tree.section(), made


def with_typical_tree(section: ProgrammeSection) -> ProgrammeSection:
    """The programme with the typical axes and objectives that it does not have yet."""
    tree = Growing(section)
    for kind, scope in TYPICAL_OBJECTIVES:
        _typical(tree, kind, scope)
    return tree.section()


def _chosen(tree: Growing, home: Home) -> GrowingObjective | None:
    if home.title:
        axes = {axis.value.code: axis for axis in tree.axes}
        axis = axes[home.axis] if home.axis else tree.axis("", home.title) or tree.add_axis(home.title)
        return tree.objective(axis, "", home.title) or tree.add_objective(axis, home.title)
    if not home.objective:
        return None
    if (found := tree.objective_coded(home.objective)) is None:
        raise KeyError(home.objective)
    return found[1]


def _likely(tree: Growing, kind: ActionKind, scope: Scope) -> GrowingObjective | None:
    """The objective that holds most actions of a kind and a scope; None when none does."""

    def held(one: GrowingObjective) -> int:
        return sum(
            (action.kind, action.scope) == (kind, scope) for action in one.actions if action.archived is None
        )

    objectives = [one for axis in tree.axes for one in axis.objectives]
    best = max(objectives, key=held, default=None)
    return best if best is not None and held(best) else None


def _typical(tree: Growing, kind: ActionKind, scope: Scope) -> GrowingObjective:
    title, text = next((title, text) for title, kinds, text in TYPICAL_AXES if kind in kinds)
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[len(tree.axes) : len(tree.axes) + 1]
    axis = tree.axis("", title) or tree.add_axis(title, letter, text)
    named = TYPICAL_OBJECTIVES[kind, scope]
    return tree.objective(axis, "", named) or tree.add_objective(axis, named)


def _adapted(
    tree: Growing, under: GrowingObjective, model: ModelAction, bodies: Mapping[BodyKind, str]
) -> Action:
    """The model's action under codes of its own, its steps gated by the bodies that are here."""
    action = model.action
    code = tree.action_code(under)
    steps: dict[str, str] = {}
    for step in action.steps:
        steps[step.code] = tree.step_code(code, list(steps.values()))
    risks: list[str] = []
    for _ in action.risks:
        risks.append(tree.codes.free("Risk", risks, f"{code[:30]}-R1"))
    gates = {gate.step: bodies.get(gate.body) for gate in model.gates}
    return replace(
        action,
        code=code,
        bodies=tuple(dict.fromkeys(body for body in gates.values() if body)),
        steps=tuple(
            replace(
                step,
                code=steps[step.code],
                predecessors=tuple(steps[before] for before in step.predecessors),
                gate=gates.get(step.code),
            )
            for step in action.steps
        ),
        risks=tuple(replace(risk, code=own) for risk, own in zip(action.risks, risks, strict=True)),
    )
