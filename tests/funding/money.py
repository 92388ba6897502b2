"""Short builders of costs, grants and plans; amounts are HT and written as texts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from maillage.funding.domain import (
    BudgetSection,
    CostLine,
    FinancingPlan,
    Funder,
    FunderKind,
    FundingLine,
    Operation,
    plan,
)
from maillage.rulebook.domain import Override, Rules
from maillage.rulebook.packaged import packaged_rules

INVESTMENT, RUNNING = BudgetSection.INVESTMENT, BudgetSection.RUNNING
START = date(2026, 1, 1)
YEARS = (2026, 2027, 2028)

OPERATION = Operation(code="OP1", title="Équipement", section=INVESTMENT)
ACTIONS = Operation(code="OP2", title="Actions", section=RUNNING)
DGD = Funder(code="DGD", name="État, DGD", kind=FunderKind.DGD)
REGION = Funder(code="REG", name="Région", kind=FunderKind.REGION)
PATRON = Funder(code="MEC", name="Mécène", kind=FunderKind.PRIVATE)


def cost(amount: str, code: str = "D1", **given: Any) -> CostLine:
    """An investment of 2026 in OP1, unless said otherwise."""
    base: dict[str, Any] = {
        "code": code,
        "label": f"Dépense {code}",
        "action": "A1",
        "operation": "OP1",
        "section": INVESTMENT,
        "amount_ht": Decimal(amount),
    }
    timing = {} if given.keys() & {"spread", "step", "year"} else {"year": 2026}
    return CostLine(**(base | timing | given))


def running(amount: str, code: str = "F1", **given: Any) -> CostLine:
    return cost(amount, code, **{"operation": "OP2", "section": RUNNING, **given})


def aid(rate: str, funder: Funder = DGD, operation: str = "OP1", code: str = "R1") -> FundingLine:
    return FundingLine(code=code, funder=funder.code, operation=operation, rate=Decimal(rate))


def fixed(
    amounts: dict[int, str], funder: Funder = DGD, operation: str = "OP1", code: str = "R1"
) -> FundingLine:
    written = tuple((year, Decimal(amount)) for year, amount in amounts.items())
    return FundingLine(code=code, funder=funder.code, operation=operation, amounts=written)


def plan_with(
    costs: Iterable[CostLine],
    lines: Iterable[FundingLine] = (),
    *,
    ends: dict[str, date | None] | None = None,
    rules: Rules | None = None,
    funders: Iterable[Funder] = (DGD, REGION, PATRON),
) -> FinancingPlan:
    return plan(
        operations=(OPERATION, ACTIONS),
        costs=costs,
        funders=funders,
        lines=lines,
        years=YEARS,
        step_ends=ends or {},
        rules=rules or packaged_rules(),
        on=START,
    )


def rules_where(rule: str, value: str) -> Rules:
    override = Override(rule=rule, value=Decimal(value), by="Direction des finances", on=START, why="Régime")
    return packaged_rules().with_overrides([override])
