"""The scenarios of a project: those that people wrote, those of the rulebook, and what each of them changes."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from maillage.base.plugs import Project
from maillage.funding.domain import WhatIf
from maillage.funding.domain.scenarios import (
    Breach,
    Compared,
    Kind,
    Movable,
    Outcome,
    Repair,
    breaches,
    case_of,
    compare,
    outcome_of,
    repairs,
    standard,
)
from maillage.funding.domain.scenarios.followers import Upset, upsets
from maillage.funding.domain.scenarios.tornado import Swing, swings
from maillage.funding.domain.written import Postponement
from maillage.funding.readings import funding_of, inputs_of, plan_of
from maillage.programme.readings import programme_of

Found = dict[tuple[Kind, str], Repair]


def _movable(project: Project) -> Movable:
    return Movable(
        steps={
            action.code: tuple(step.code for step in action.steps if not step.done)
            for _, _, action in programme_of(project).actions()
        },
        from_year=project.today.year,
    )


def movable_of(project: Project) -> Movable:
    """What is not done and may still move; years that are over keep their prices and their costs."""
    return project.once(_movable)


def tolerance_of(project: Project) -> Decimal:
    """By how much an own share may rise before it is told: 0.05 for 5 %."""
    return project.rules.value("scenarios.own_share.tolerance", on=project.today).value


def written_of(project: Project) -> tuple[WhatIf, ...]:
    """The scenarios that people wrote, in their order."""
    return funding_of(project).scenarios


def _standard(project: Project) -> tuple[WhatIf, ...]:
    taken = {what_if.code for what_if in written_of(project)}
    found = standard(inputs_of(project), project.rules, project.today)
    return tuple(what_if for what_if in found if what_if.code not in taken)


def standard_of(project: Project) -> tuple[WhatIf, ...]:
    """Those of the rulebook that can change this plan; a written one of the same code takes its place."""
    return project.once(_standard)


def _compared(project: Project) -> tuple[Compared, ...]:
    asked = (*written_of(project), *standard_of(project))
    return compare(plan_of(project), asked, movable_of(project), tolerance_of(project))


def compared_of(project: Project) -> tuple[Compared, ...]:
    """Every scenario beside the plan: the written ones, then those of the rulebook."""
    return project.once(_compared)


def _outcome(project: Project) -> Outcome:
    return outcome_of(plan_of(project))


def base_of(project: Project) -> Outcome:
    """What the plan itself comes to."""
    return project.once(_outcome)


def _breaches(project: Project) -> tuple[Breach, ...]:
    return breaches(plan_of(project))


def breaches_of(project: Project) -> tuple[Breach, ...]:
    """What the plan itself does not keep."""
    return project.once(_breaches)


def compared_with(project: Project, what_if: WhatIf) -> Compared:
    """A scenario that nobody wrote, beside the plan."""
    return compare(plan_of(project), [what_if], movable_of(project), tolerance_of(project))[0]


def _kept(project: Project) -> dict[str, Found]:
    """By code, what was searched already: the one thing of a project that grows, always by the same answers."""
    return {}


def repairs_of(project: Project, compared: Compared) -> Found:
    """The smallest changes that repair what a scenario breaks, by breach. Up to a second the first time."""
    case = case_of(plan_of(project), compared, movable_of(project), tolerance_of(project))
    return repairs(case, compared.broken)


def kept_repairs_of(project: Project, compared: Compared) -> Found:
    """The same for a scenario of `compared_of`, searched once."""
    kept = project.once(_kept)
    code = compared.what_if.code
    if code not in kept:
        kept[code] = repairs_of(project, compared)
    return kept[code]


def _swings(project: Project) -> tuple[Swing, ...]:
    return swings(plan_of(project), project.rules, project.today, movable_of(project))


def swings_of(project: Project) -> tuple[Swing, ...]:
    """What each hypothesis of the rulebook changes, one at a time."""
    return project.once(_swings)


def upsets_of(project: Project, moves: Iterable[Postponement]) -> tuple[Upset, ...]:
    """The steps that do not stand some moves: order of steps, imposed dates, meetings."""
    steps = movable_of(project).steps
    shifted = {step: move.months for move in moves for step in steps.get(move.action, ())}
    return upsets([action for _, _, action in programme_of(project).actions()], shifted)
