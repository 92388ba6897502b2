"""Scenarios beside the plan: computed each from the same inputs, with what each of them breaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from maillage.funding.domain.plan import FinancingPlan, plan_of_inputs
from maillage.funding.domain.scenarios.applying import Movable, apply, settle
from maillage.funding.domain.scenarios.breaches import breaches, heavier
from maillage.funding.domain.scenarios.kinds import Breach
from maillage.funding.domain.scenarios.outcomes import Outcome, outcome_of
from maillage.funding.domain.scenarios.repairs import Case
from maillage.funding.domain.written import WhatIf

# How many plans a search for repairs may compute: some two seconds' work at most.
COMPUTED = 50_000
LEAST = 15


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A scenario with its plan, what it comes to, and what it breaks that the plan kept."""

    what_if: WhatIf
    plan: FinancingPlan
    outcome: Outcome
    broken: tuple[Breach, ...]


def compare(
    before: FinancingPlan, what_ifs: Iterable[WhatIf], movable: Movable, tolerance: Decimal
) -> tuple[Compared, ...]:
    """Every scenario, in the order given."""
    known = frozenset(breach.key for breach in breaches(before))
    found, inputs = [], settle(before, movable)
    for what_if in what_ifs:
        plan = plan_of_inputs(apply(inputs, what_if, movable), before)
        new = [one for one in breaches(plan) if one.key not in known]
        found.append(
            Compared(
                what_if=what_if,
                plan=plan,
                outcome=outcome_of(plan),
                broken=tuple([*new, *heavier(before, plan, tolerance)]),
            )
        )
    return tuple(found)


def case_of(before: FinancingPlan, compared: Compared, movable: Movable, tolerance: Decimal) -> Case:
    """What the search for repairs starts from."""
    what_if = compared.what_if
    alone = replace(what_if, moves=(), title="", text="", code="x") == WhatIf(code="x", title="")
    return Case(
        before=before,
        after=compared.plan,
        movable=movable,
        tolerance=tolerance,
        moves=what_if.moves if alone else (),
        held=frozenset(move.action for move in what_if.moves),
        budget=max(LEAST, COMPUTED // (len(before.inputs.costs) + 1)),
    )
