"""The essential data of a contract: whether they are to be published, by what day, and where a list will do (R2196-1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from maillage.base.values.periods import add_months, working_day_on_or_before
from maillage.procurement.domain.procedure import Procedure, ProcedureChoice
from maillage.rulebook.domain import Rules, RuleValue

THRESHOLD = "procurement.decp.threshold"
SMALL = "procurement.decp.small"
DELAY = "procurement.decp.delay"
LIST = "procurement.decp.list"
DISPENSE = "procurement.threshold.dispense"


@dataclass(frozen=True, kw_only=True)
class Publication:
    """`rule`: the threshold that asks for it; `by`: the last working day of the delay; `listed_by`: the last day of
    the yearly list that a contract without competition may be on instead, None for the others."""

    rule: RuleValue
    by: date
    listed_by: date | None = None

    @property
    def rule_id(self) -> str:
        return SMALL if self.listed_by else THRESHOLD


def publication(
    choice: ProcedureChoice, worth_ht: Decimal, *, launch: date, notified: date, rules: Rules
) -> Publication | None:
    """What is asked of a contract worth `worth_ht`; None below the thresholds, which are those of the contract, not of
    the need it answers."""
    small = _is_of_small_value(choice, launch, rules)
    for rule_id in (THRESHOLD, SMALL) if small else (THRESHOLD,):
        rule = rules.value(rule_id, on=notified)
        if worth_ht >= rule.value:
            delay = int(rules.value(DELAY, on=notified).value)
            # The last working day of the delay, not the one after: nothing extends this delay for a weekend.
            by = working_day_on_or_before(add_months(notified, delay))
            return Publication(
                rule=rule, by=by, listed_by=_listed_by(notified, rules) if rule_id == SMALL else None
            )
    return None


def _is_of_small_value(choice: ProcedureChoice, launch: date, rules: Rules) -> bool:
    """Dispensed by its value alone (R2122-8): books are dispensed further, by another article."""
    return choice.procedure is Procedure.DISPENSE and choice.value_ht < rules.value(DISPENSE, on=launch).value


def _listed_by(notified: date, rules: Rules) -> date:
    """The last day of the month by which the contracts of a year are listed, the year after."""
    month = int(rules.value(LIST, on=notified).value)
    return add_months(date(notified.year + 1, month, 1), 1) - timedelta(days=1)
