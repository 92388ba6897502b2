"""Sensitivity: what each hypothesis alone changes, one way and the other, the strongest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from maillage.base.values.euros import ZERO
from maillage.base.values.fields import Choice
from maillage.base.values.french import count, percent
from maillage.funding.domain.plan import FinancingPlan, Inputs, plan_of_inputs
from maillage.funding.domain.scenarios.applying import Movable, apply, settle
from maillage.funding.domain.scenarios.outcomes import Outcome, outcome_of
from maillage.funding.domain.scenarios.standard import standard
from maillage.funding.domain.written import FctvaBase, WhatIf
from maillage.rulebook.domain import Rules


class Measure(Choice):
    """What a hypothesis is looked at through."""

    OWN = "own", "reste à charge HT"
    NET = "net", "coût net TTC"
    TROUGH = "trough", "avance de trésorerie au plus fort"

    def of(self, outcome: Outcome) -> Decimal:
        """In euros: the more, the heavier for the département."""
        return {Measure.OWN: outcome.own, Measure.NET: outcome.net_cost, Measure.TROUGH: -outcome.trough}[
            self
        ]


@dataclass(frozen=True, kw_only=True)
class End:
    """One end of a hypothesis: "DGD à 30 %"."""

    label: str
    inputs: Inputs


@dataclass(frozen=True, kw_only=True)
class Swing:
    """A hypothesis with the outcome of each of its ends: one or two."""

    label: str
    ends: tuple[tuple[str, Outcome], ...]

    def change(self, base: Outcome, measure: Measure) -> tuple[Decimal, ...]:
        """By how much each end moves a measure, in euros."""
        return tuple(measure.of(outcome) - measure.of(base) for _, outcome in self.ends)

    def weight(self, base: Outcome, measure: Measure) -> Decimal:
        return max((abs(change) for change in self.change(base, measure)), default=ZERO)


def swings(plan: FinancingPlan, rules: Rules, on: date, movable: Movable) -> tuple[Swing, ...]:
    """Every hypothesis of the rulebook that bears on this plan."""
    return tuple(
        Swing(
            label=label, ends=tuple((end.label, outcome_of(plan_of_inputs(end.inputs, plan))) for end in ends)
        )
        for label, ends in _hypotheses(settle(plan, movable), rules, on, movable)
    )


def ranked(found: Iterable[Swing], base: Outcome, measure: Measure) -> list[Swing]:
    """Those that change a measure, the strongest first."""
    moving = [swing for swing in found if swing.weight(base, measure)]
    return sorted(moving, key=lambda swing: (-swing.weight(base, measure), swing.label))


def _hypotheses(
    inputs: Inputs, rules: Rules, on: date, movable: Movable
) -> Iterator[tuple[str, tuple[End, ...]]]:
    given = {what_if.code: what_if for what_if in standard(inputs, rules, on)}
    rates = [given[code] for code in ("taux-bas", "taux-haut") if code in given]
    if rates:
        yield "Taux de la DGD", tuple(_end(inputs, what_if, movable) for what_if in rates)
    yield from _prices(inputs, rules, on, movable)
    if "retard" in given:
        late = int(rules.value("scenarios.late", on=on).value)
        far = int(rules.value("scenarios.late.far", on=on).value)
        ends = [
            WhatIf(code="x", title=count(months, "mois", "mois"), late_months=months)
            for months in sorted({late, far})
        ]
        yield "Retard des notifications", tuple(_end(inputs, what_if, movable) for what_if in ends)
    if "refus" in given:
        yield given["refus"].title, (_end(inputs, given["refus"], movable),)
    for what_if in given.values():
        if what_if.without:
            yield what_if.title, (_end(inputs, what_if, movable),)
    if any(cost.fctva_base is FctvaBase.CLOUD for cost in inputs.costs):
        yield "FCTVA des services en nuage supprimé", (End(label="supprimé", inputs=_no_cloud(inputs)),)


def _end(inputs: Inputs, what_if: WhatIf, movable: Movable) -> End:
    return End(label=what_if.title, inputs=apply(inputs, what_if, movable))


def _prices(
    inputs: Inputs, rules: Rules, on: date, movable: Movable
) -> Iterator[tuple[str, tuple[End, ...]]]:
    rise = rules.value("scenarios.price_rise", on=on).value
    if inputs.costs:
        ends = (("−", -rise), ("+", rise))
        yield (
            "Tous les prix",
            tuple(
                _end(inputs, WhatIf(code="x", title=f"{sign} {percent(rise)}", prices=change), movable)
                for sign, change in ends
            ),
        )


def _no_cloud(inputs: Inputs) -> Inputs:
    return replace(
        inputs,
        costs=tuple(
            replace(cost, fctva=FctvaBase.NONE) if cost.fctva_base is FctvaBase.CLOUD else cost
            for cost in inputs.costs
        ),
    )
