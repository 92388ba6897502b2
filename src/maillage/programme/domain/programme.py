"""The programme: its period, orientations of the schéma, axes and objectives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from maillage.base.values.certainty import Certainty
from maillage.base.values.fields import children, choice, code, day, integer, prose, refs, text
from maillage.base.values.periods import Period, add_months
from maillage.programme.domain.actions import Action
from maillage.programme.domain.steps import Step


@dataclass(frozen=True, kw_only=True)
class Orientation:
    """An orientation of the schéma départemental that the programme serves."""

    code: str = code()
    title: str = text("Orientation")
    text: str = prose("Ce que dit le schéma", "")


@dataclass(frozen=True, kw_only=True)
class LabelCriterion:
    """What the State's label asks for. `certainty` says how sure its wording is."""

    code: str = code()
    title: str = text("Critère du label")
    source: str = text("Source", "")
    certainty: Certainty = choice("Certitude", Certainty, Certainty.TO_CONFIRM)
    text: str = prose("Ce qu'il demande", "")


@dataclass(frozen=True, kw_only=True)
class Objective:
    """What is to be reached. `findings` are the conclusions of the diagnosis that call for it; `orientations` and
    `criteria` what it serves, in the schéma and in the label."""

    code: str = code()
    title: str = text("Objectif")
    text: str = prose("Précision", "")
    findings: tuple[str, ...] = refs("Constats auxquels il répond", to="diagnosis.Finding")
    orientations: tuple[str, ...] = refs("Orientations du schéma servies", to="programme.Orientation")
    criteria: tuple[str, ...] = refs("Critères du label servis", to="programme.LabelCriterion")
    answers: tuple[str, ...] = refs("Contributions entendues", to="diagnosis.ContributionTheme")
    actions: tuple[Action, ...] = children("Actions", Action)


@dataclass(frozen=True, kw_only=True)
class Axis:
    code: str = code()
    title: str = text("Axe")
    text: str = prose("Intention", "")
    orientations: tuple[str, ...] = refs("Orientations servies", to="programme.Orientation")
    objectives: tuple[Objective, ...] = children("Objectifs", Objective)


@dataclass(frozen=True, kw_only=True)
class ProgrammeSection:
    """The whole programme: `months` months from `start`, the first day of a month."""

    title: str = text("Titre du projet")
    schema: str = text("Schéma ou plan de lecture de référence", "")
    start: date = day("Début du programme")
    months: int = integer("Durée (mois)", 36, minimum=1, maximum=60)
    orientations: tuple[Orientation, ...] = children("Orientations du schéma", Orientation)
    criteria: tuple[LabelCriterion, ...] = children("Critères du label", LabelCriterion)
    axes: tuple[Axis, ...] = children("Axes", Axis)

    @property
    def period(self) -> Period:
        return Period(self.start, add_months(self.start, self.months))

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years that the programme touches."""
        last = add_months(self.start, self.months - 1)
        return tuple(range(self.start.year, last.year + 1))

    def objectives(self) -> Iterator[tuple[Axis, Objective]]:
        for axis in self.axes:
            for objective in axis.objectives:
                yield axis, objective

    def actions(self) -> Iterator[tuple[Axis, Objective, Action]]:
        for axis, objective in self.objectives():
            for action in objective.actions:
                yield axis, objective, action

    def steps(self) -> Iterator[tuple[Action, Step]]:
        for _, _, action in self.actions():
            for step in action.steps:
                yield action, step
