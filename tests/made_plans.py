"""Strategies that make any plan: costs dated in every way, aids of every form, within and above their limits."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from maillage.base.values.euros import total
from maillage.funding.domain import (
    BudgetSection,
    CostLine,
    Funder,
    FunderKind,
    FundingLine,
    Inputs,
    Operation,
)
from maillage.funding.domain.spending import Calendar
from maillage.funding.domain.written import FundingStatus, Instalment, PaymentEvent, Receipt, StepTiming
from maillage.rulebook.packaged import packaged_rules

YEARS = (2026, 2027, 2028)
START = date(2026, 1, 1)
STEPS = ("S1", "S2", "S3")
OPERATIONS = (
    Operation(code="OP1", title="Équipement", section=BudgetSection.INVESTMENT),
    Operation(code="OP2", title="Ateliers", section=BudgetSection.RUNNING),
    Operation(code="OP3", title="Portail", section=BudgetSection.INVESTMENT),
)

amounts = st.decimals(min_value=0, max_value=99_999, places=2)
rates = st.sampled_from([Decimal(text) for text in ("0.1", "0.3", "0.333333", "0.5", "0.61", "0.8", "1")])
years = st.sampled_from(YEARS)
days = st.dates(date(2025, 6, 1), date(2029, 12, 31))
ceilings = st.none() | amounts


@st.composite
def spreads(draw: Any) -> tuple[tuple[int, Decimal], ...]:
    """At least a year: none at all would be no timing."""
    chosen = draw(st.lists(years, unique=True, min_size=1))
    return tuple((year, draw(amounts)) for year in sorted(chosen))


@st.composite
def costs(draw: Any, code: str) -> CostLine:
    operation = draw(st.sampled_from(OPERATIONS))
    given: dict[str, Any] = {
        "code": code,
        "label": f"Dépense {code}",
        "action": "A1",
        "operation": operation.code,
    }
    given["section"] = operation.section
    given["vat_rate"] = draw(
        st.sampled_from([None, Decimal(0), Decimal("0.021"), Decimal("0.055"), Decimal("0.2")])
    )
    given["indexed"] = draw(st.booleans())
    given["recurrent"] = operation.section is BudgetSection.RUNNING and draw(st.booleans())
    way = draw(st.sampled_from(["year", "spread", "step", "unpriced"]))
    if way == "spread":
        given["spread"] = draw(spreads())
        given["amount_ht"] = draw(st.sampled_from([None, total(part for _, part in given["spread"])]))
        return CostLine(**given)
    given |= {"step": draw(st.sampled_from(STEPS))} if way == "step" else {"year": draw(years)}
    given["timing"] = draw(st.sampled_from(StepTiming))
    if way == "year" and draw(st.booleans()):
        given |= {"quantity": draw(st.decimals(0, 500, places=1)), "unit_price_ht": draw(amounts)}
    elif way != "unpriced":
        given["amount_ht"] = draw(amounts)
    return CostLine(**given)


@st.composite
def funders(draw: Any, code: str, kind: FunderKind) -> Funder:
    first = draw(st.sampled_from([Decimal("0.3"), Decimal("0.25"), Decimal("0.333333")]))
    events = st.sampled_from(PaymentEvent)
    schedule = (
        Instalment(share=first, after=draw(events), months=draw(st.integers(0, 9))),
        Instalment(share=1 - first, after=draw(events), months=draw(st.integers(0, 9))),
    )
    return Funder(
        code=code, name=f"Financeur {code}", kind=kind, ceiling=draw(ceilings),
        payment_lag=draw(st.integers(0, 2)), payments=draw(st.sampled_from([(), schedule])),
    )  # fmt: skip


@st.composite
def lines(draw: Any, code: str, costs: tuple[CostLine, ...]) -> FundingLine:
    operation = draw(st.sampled_from(OPERATIONS)).code
    retained = [cost.code for cost in costs if cost.operation == operation]
    status = draw(st.sampled_from(FundingStatus))
    given: dict[str, Any] = {"code": code, "operation": operation, "status": status}
    given["funder"] = draw(st.sampled_from(["DGD", "REG", "MEC"]))
    given |= {"rate": draw(rates)} if draw(st.booleans()) else {"amounts": draw(spreads())}
    given |= {"ceiling": draw(ceilings), "base_ht": draw(ceilings)}
    if retained and draw(st.booleans()):
        given["costs"] = tuple(draw(st.lists(st.sampled_from(retained), unique=True)))
    if status.is_acquired:
        given |= {"notified_amount": draw(ceilings), "notified_on": draw(st.none() | days)}
        given["receipts"] = tuple(
            Receipt(day=draw(days), amount=draw(amounts)) for _ in range(draw(st.integers(0, 2)))
        )
    return FundingLine(**given)


@st.composite
def calendars(draw: Any) -> Calendar:
    starts: dict[str, date | None] = {}
    ends: dict[str, date | None] = {}
    for step in STEPS:
        starts[step] = draw(st.none() | st.dates(date(2026, 1, 1), date(2028, 6, 30)))
        start = starts[step]
        ends[step] = start and min(start + timedelta(draw(st.integers(0, 500))), date(2028, 12, 31))
    return Calendar(starts=starts, ends=ends)


@st.composite
def inputs(draw: Any) -> Inputs:
    """Everything that a plan is computed from."""
    written = tuple(draw(costs(f"D{n}")) for n in range(draw(st.integers(0, 6))))
    kinds = {"DGD": FunderKind.DGD, "REG": FunderKind.REGION, "MEC": FunderKind.PRIVATE}
    return Inputs(
        operations=OPERATIONS,
        costs=written,
        funders=tuple(draw(funders(code, kind)) for code, kind in kinds.items()),
        lines=tuple(draw(lines(f"R{n}", written)) for n in range(draw(st.integers(0, 5)))),
        years=YEARS,
        calendar=draw(calendars()),
        rules=packaged_rules(),
        on=START,
    )
