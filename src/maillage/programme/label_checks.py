"""What the linter says of what the programme serves: orientations of the schéma, criteria of the label."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.remarks import Remark, Severity
from maillage.programme.domain.serving import criteria_served, idle_objectives, orientations_served
from maillage.programme.readings import programme_of


def label_checks(project: Project) -> Iterator[Remark]:
    yield from _orientations_are_served(project)
    yield from _criteria_are_served(project)
    yield from _objectives_serve_something(project)


def _orientations_are_served(project: Project) -> Iterator[Remark]:
    for orientation in orientations_served(programme_of(project)).unserved:
        yield Remark(
            code="PRG-07",
            severity=Severity.WARNING,
            where=f"Orientation {orientation.code}, {orientation.title}",
            message="Ni axe ni objectif ne sert cette orientation du schéma.",
            remedy="Rattachez-lui un axe ou un objectif (« orientations »), ou retirez-la du dossier.",
            target=f"programme.Orientation/{orientation.code}",
        )


def _criteria_are_served(project: Project) -> Iterator[Remark]:
    for criterion in criteria_served(programme_of(project)).unserved:
        yield Remark(
            code="PRG-21",
            severity=Severity.WARNING,
            where=f"Critère {criterion.code}, {criterion.title}",
            message="Aucun objectif ne sert ce critère du label.",
            remedy="Dites quel objectif y répond (« criteria »), ou retirez le critère s'il ne vous est pas demandé.",
            target=f"programme.LabelCriterion/{criterion.code}",
        )


def _objectives_serve_something(project: Project) -> Iterator[Remark]:
    programme = programme_of(project)
    if not programme.orientations and not programme.criteria:
        return  # there is nothing yet to serve: a network without schéma, a first draft
    for objective in idle_objectives(programme):
        yield Remark(
            code="PRG-22",
            severity=Severity.WARNING,
            where=f"Objectif {objective.code}, {objective.title}",
            message="L'objectif ne sert ni orientation du schéma ni critère du label, et son axe non plus.",
            remedy="Dites ce qu'il sert (« orientations »), ou revoyez sa place dans le programme.",
            target=f"programme.Objective/{objective.code}",
        )
