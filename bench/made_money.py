"""Money of any size, made without chance: costs of 300 actions in 40 operations, helped by 12 funders."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

START = date(2026, 1, 1)
YEARS = (2026, 2027, 2028)
LINES_AN_OPERATION = 50
FUNDERS = 12


def made_inputs(actions: int, lines: int, funders: int = FUNDERS) -> Any:
    """The `Inputs` of a plan: `lines` cost lines of `actions` actions, two aids and a half an operation."""
    from maillage.funding.domain import Inputs
    from maillage.funding.domain.spending import Calendar
    from maillage.rulebook.packaged import packaged_rules

    count = max(lines // LINES_AN_OPERATION, 1)
    operations = tuple(_operation(n) for n in range(count))
    starts = {f"N{n}-1": START + timedelta(weeks=n % 100) for n in range(actions)}
    ends: dict[str, date | None] = {
        step: start + timedelta(weeks=6 + n % 40) for n, (step, start) in enumerate(starts.items())
    }
    return Inputs(
        operations=operations,
        costs=tuple(_cost(n, actions, operations) for n in range(lines)),
        funders=tuple(_funder(n) for n in range(funders)),
        lines=tuple(_aid(n, operations, funders) for n in range(count * 5 // 2)),
        years=YEARS,
        calendar=Calendar(starts=starts, ends=ends),
        rules=packaged_rules(),
        on=START,
    )


def what_ifs() -> tuple[Any, ...]:
    """The five scenarios of the goal: a low rate, a funder missing, a delay, dearer prices, an action moved."""
    from maillage.funding.domain import WhatIf
    from maillage.funding.domain.written import CostFamily, Postponement

    return (
        WhatIf(code="S1", title="DGD à 30 %", dgd_rate=Decimal("0.30")),
        WhatIf(code="S2", title="Sans la Région", without=("F1",)),
        WhatIf(code="S3", title="Six mois de retard", late_months=6),
        WhatIf(code="S4", title="Prix + 10 %", prices=Decimal("0.10")),
        WhatIf(
            code="S5",
            title="Abonnements refusés, action décalée",
            refused_year=2028,
            refused_family=CostFamily.SUBSCRIPTION,
            moves=(Postponement(action="N7", months=6),),
        ),
    )


def _operation(n: int) -> Any:
    from maillage.funding.domain import BudgetSection, Operation

    section = BudgetSection.RUNNING if n % 3 == 2 else BudgetSection.INVESTMENT
    return Operation(code=f"OP{n}", title=f"Opération {n}", section=section)


def _cost(n: int, actions: int, operations: tuple[Any, ...]) -> Any:
    from maillage.funding.domain import BudgetSection, CostLine
    from maillage.funding.domain.written import CostFamily, StepTiming

    operation = operations[n % len(operations)]
    running = operation.section is BudgetSection.RUNNING
    action = n % actions
    timing: dict[str, Any] = (
        {"year": YEARS[n % 3]} if n % 4 == 0 else {"step": f"N{action}-1", "timing": list(StepTiming)[n % 3]}
    )
    return CostLine(
        code=f"D{n}",
        label=f"Dépense {n}",
        action=f"N{action}",
        operation=operation.code,
        section=operation.section,
        family=CostFamily.SUBSCRIPTION if running and n % 2 else CostFamily.HARDWARE,
        quantity=Decimal(1 + n % 7),
        unit_price_ht=Decimal(100 + n % 911) / 8 * 10,
        recurrent=running and n % 2 == 1,
        vat_rate=Decimal("0.055") if n % 11 == 0 else None,
        **timing,
    )


def _funder(n: int) -> Any:
    from maillage.funding.domain import Funder, FunderKind
    from maillage.funding.domain.written import Instalment, PaymentEvent

    kinds = [FunderKind.DGD, FunderKind.REGION, FunderKind.EPCI, FunderKind.PRIVATE]
    payments = (
        (
            Instalment(share=Decimal("0.30"), after=PaymentEvent.NOTIFIED),
            Instalment(share=Decimal("0.50"), after=PaymentEvent.SPENT, months=3),
            Instalment(share=Decimal("0.20"), after=PaymentEvent.FINISHED, months=6),
        )
        if n % 2
        else ()
    )
    return Funder(
        code=f"F{n}",
        name=f"Financeur {n}",
        kind=kinds[n % len(kinds)],
        payments=payments,
        ceiling=Decimal(400_000) if n % 5 == 0 else None,
    )


def _aid(n: int, operations: tuple[Any, ...], funders: int) -> Any:
    from maillage.funding.domain import FundingLine

    base: dict[str, Any] = {
        "code": f"R{n}",
        "funder": f"F{n % funders}",
        "operation": operations[n % len(operations)].code,
        "expected_on": date(2026, 10, 1),
    }
    if n % 3 == 0:
        return FundingLine(**base, amounts=tuple((year, Decimal(900 + n)) for year in YEARS))
    return FundingLine(**base, rate=Decimal(10 + n % 4 * 10) / 100)
