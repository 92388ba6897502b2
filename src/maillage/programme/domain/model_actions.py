"""Model actions: ready-made actions of a BNR to pick and adapt, as their files say them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.fields import Choice, child, children, choice, prose, ref, words
from maillage.base.values.files.reader import read_thing
from maillage.base.values.french import folded
from maillage.base.values.remarks import Problem
from maillage.governance.domain import BodyKind
from maillage.programme.domain.actions import Action, ActionKind, Scope


class Need(Choice):
    """What kind of finding a model answers."""

    SKILLS = "skills", "les équipes se sentent démunies"
    EQUIPMENT = "equipment", "l'équipement ou la connexion manque"
    AUDIENCE = "audience", "des publics sont éloignés du numérique"
    OFFER = "offer", "l'offre en ligne est peu connue ou incomplète"
    COOPERATION = "cooperation", "les outils et les efforts sont dispersés"
    RIGHTS = "rights", "accessibilité, droit ou sécurité à traiter"
    STEERING = "steering", "on pilote sans bien mesurer"


@dataclass(frozen=True, kw_only=True)
class ModelGate:
    """A step that a body decides, named by its kind: each network has its own bodies."""

    step: str = ref("Étape", to="programme.Step")
    body: BodyKind = choice("Instance", BodyKind)


@dataclass(frozen=True, kw_only=True)
class ModelAction:
    """An action ready to be adapted, when to take it, what it suggests for money and evaluation, and what it rests on.

    `action.code` is the model's code (M01); its steps are coded M01-1…, its risks M01-R1…: they are coded anew when
    the model is taken. `needs` are values of `Need`.
    """

    when: str = prose("Quand la reprendre")
    needs: tuple[str, ...] = words("Constats auxquels elle répond")
    action: Action = child("Action", Action)
    gates: tuple[ModelGate, ...] = children("Décisions attendues", ModelGate)
    small: str = prose("Pour un petit réseau")
    indicators: tuple[str, ...] = words("Indicateurs proposés")
    investment: tuple[str, ...] = words("Dépenses d'investissement à prévoir")
    running: tuple[str, ...] = words("Dépenses de fonctionnement à prévoir")
    sources: tuple[str, ...] = words("Ce sur quoi elle s'appuie")

    def __post_init__(self) -> None:
        if unknown := [need for need in self.needs if need not in list(Need)]:
            raise ValueError(f"« {unknown[0]} » n'est pas un type de constat : {', '.join(Need)}.")

    @property
    def code(self) -> str:
        return self.action.code

    @property
    def title(self) -> str:
        return self.action.title

    @property
    def cell(self) -> tuple[ActionKind, Scope]:
        return self.action.kind, self.action.scope

    @property
    def answered(self) -> tuple[Need, ...]:
        return tuple(need for need in Need if need in self.needs)

    @property
    def weeks(self) -> int:
        """The weeks from the first step to the last, each beginning as soon as those before it allow."""
        ends: dict[str, int] = {}
        for step in self.action.steps:
            start = max((ends[code] for code in step.predecessors), default=0)
            ends[step.code] = start + (step.lag_weeks if step.predecessors else 0) + step.weeks
        return max(ends.values(), default=0)

    @property
    def person_days(self) -> Decimal:
        return sum((step.person_days for step in self.action.steps), Decimal(0))

    def speaks_of(self, asked: str) -> bool:
        """Every word asked is somewhere in the model."""
        action = self.action
        texts = (
            *(
                action.code,
                action.title,
                action.context,
                action.description,
                action.result,
                action.target_group,
            ),
            *(self.when, *action.partners, *(step.title for step in action.steps)),
            *(self.indicators + self.investment + self.running),
        )
        read = folded(" ".join(texts))
        return all(word in read for word in folded(asked).split())


@dataclass(frozen=True, kw_only=True)
class ModelActions:
    """One file of models."""

    models: tuple[ModelAction, ...] = children("Modèles", ModelAction)


def read_models(text: str) -> tuple[ModelAction, ...]:
    """The models of a file. Raises UnreadableFile with every problem and its line."""
    return read_thing(text, ModelActions, _problems).models


def _problems(found: ModelActions) -> Iterator[Problem]:
    """What a model must say and no schema asks: without it, nobody could adapt it."""
    for n, model in enumerate(found.models):
        action = model.action
        path = ("models", n, "action")
        asked: Iterable[tuple[bool, str, str]] = (
            (bool(action.steps), "steps", "une étape"),
            (bool(action.risks), "risks", "un risque"),
            (all(risk.answer for risk in action.risks), "risks", "une parade pour chaque risque"),
            (bool(action.result), "result", "un résultat attendu"),
            (bool(action.lead), "lead", "un pilote"),
            (bool(model.sources), "code", "une source"),
            (bool(model.needs), "code", "un type de constat"),
            (_in_order(action), "steps", "des étapes écrites après celles qu'elles attendent"),
        )
        for said, name, what in asked:
            if not said:
                yield Problem(
                    path=(*path, name),
                    message=f"Il manque au modèle {action.code} {what}.",
                    remedy="Complétez le modèle.",
                )


def _in_order(action: Action) -> bool:
    seen: set[str] = set()
    for step in action.steps:
        if not seen.issuperset(step.predecessors):
            return False
        seen.add(step.code)
    return True
