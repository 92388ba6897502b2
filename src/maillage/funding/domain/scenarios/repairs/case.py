"""A scenario to repair, what a repair is made of, and the proof: the plan computed again no longer breaks the rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from maillage.funding.domain.plan import FinancingPlan, Inputs, plan_of_inputs
from maillage.funding.domain.scenarios.applying import Movable
from maillage.funding.domain.scenarios.breaches import breaches, heavier
from maillage.funding.domain.scenarios.kinds import Breach, Kind
from maillage.funding.domain.written import Postponement


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing to do, in French; `target` leads to it. `move`: when it is an action that moves."""

    text: str
    target: str = ""
    move: Postponement | None = None


@dataclass(frozen=True, kw_only=True)
class Repair:
    """The smallest changes found for a breach, proved by computing again. `exact`: no smaller set does it.

    `opened`: what the repair breaks in its turn. `plan`: the plan once repaired.
    """

    breach: Breach
    changes: tuple[Change, ...]
    exact: bool
    plan: FinancingPlan
    opened: tuple[Breach, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Case:
    """`before`: the plan; `inputs` and `after`: the scenario. `budget`: how many times it may be computed again.

    `moves`: those of a scenario that only moves actions; `held`: the actions that it moves, which no repair moves on.
    """

    before: FinancingPlan
    after: FinancingPlan
    movable: Movable
    tolerance: Decimal
    moves: tuple[Postponement, ...] = ()
    held: frozenset[str] = frozenset()
    budget: int = field(default=200)

    @property
    def inputs(self) -> Inputs:
        return self.after.inputs

    @cached_property
    def known(self) -> frozenset[tuple[Kind, str]]:
        """What the plan itself does not keep."""
        return frozenset(breach.key for breach in breaches(self.before))

    def broken(self, plan: FinancingPlan) -> tuple[Breach, ...]:
        found = [breach for breach in breaches(plan) if breach.key not in self.known]
        return (*found, *heavier(self.before, plan, self.tolerance))

    @cached_property
    def open(self) -> frozenset[tuple[Kind, str]]:
        """What the scenario breaks."""
        return frozenset(breach.key for breach in self.broken(self.after))

    def proved(
        self, breach: Breach, inputs: Inputs, changes: Iterable[Change], *, exact: bool
    ) -> Repair | None:
        """The repair, when computing again shows that the rule is kept; None when it is not."""
        plan = plan_of_inputs(inputs, self.after)
        left = self.broken(plan)
        if breach.key in {one.key for one in left}:
            return None
        opened = tuple(one for one in left if one.key not in self.open)
        return Repair(breach=breach, changes=tuple(changes), exact=exact, plan=plan, opened=opened)
