"""When each cost falls, and what it becomes: HT, VAT, TTC, FCTVA."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.euros import cents, share_out
from maillage.funding.domain.lines import CostLine, FctvaBase
from maillage.rulebook.domain import Rules


@dataclass(frozen=True, kw_only=True)
class Expense:
    """One year of a cost line, to the cent. `fctva` comes back in `fctva_year`. `year=None`: not yet dated."""

    cost: CostLine
    year: int | None
    ht: Decimal
    vat_rate: Decimal
    vat: Decimal
    fctva_rate: Decimal
    fctva: Decimal
    fctva_year: int | None

    @property
    def ttc(self) -> Decimal:
        return self.ht + self.vat


def expenses(
    costs: Iterable[CostLine], step_ends: Mapping[str, date | None], rules: Rules, on: date
) -> tuple[Expense, ...]:
    """Every cost by year. `step_ends` gives the last day of each dated step; `on` dates the rules when no year does."""
    return tuple(expense for cost in costs for expense in _of(cost, step_ends, rules, on))


def _of(cost: CostLine, step_ends: Mapping[str, date | None], rules: Rules, on: date) -> Iterable[Expense]:
    for year, amount in _years(cost, step_ends):
        in_force = date(year, 12, 31) if year else on
        standard = rules.value("funding.vat.standard", on=in_force).value
        vat_rate = cost.vat_rate if cost.vat_rate is not None else standard
        vat = cents(amount * vat_rate)
        fctva_rate = fctva_rate_of(cost.fctva_base, rules, in_force)
        lag = int(rules.value("funding.fctva.lag", on=in_force).value)
        yield Expense(
            cost=cost,
            year=year,
            ht=amount,
            vat_rate=vat_rate,
            vat=vat,
            fctva_rate=fctva_rate,
            fctva=cents((amount + vat) * fctva_rate),
            fctva_year=year + lag if year else None,
        )


def _years(cost: CostLine, step_ends: Mapping[str, date | None]) -> list[tuple[int | None, Decimal]]:
    if cost.spread:
        years = [year for year, _ in cost.spread]
        # The amounts written add up to the total already; sharing out only settles fractions of a cent.
        weights = [weight for _, weight in cost.spread]
        if not any(weights):
            return [(year, Decimal("0.00")) for year in years]
        return list(zip(years, share_out(cents(cost.amount_ht), weights), strict=True))
    if cost.year:
        return [(cost.year, cents(cost.amount_ht))]
    end = step_ends.get(cost.step or "")
    return [(end.year if end else None, cents(cost.amount_ht))]


def fctva_rate_of(base: FctvaBase, rules: Rules, on: date) -> Decimal:
    """The rate on the TTC amount (CGCT L1615-6): 100 000 HT, 120 000 TTC give back 19 684.80."""
    if base is FctvaBase.NONE:
        return Decimal(0)
    rule = "funding.fctva.investment" if base is FctvaBase.STANDARD else "funding.fctva.cloud"
    return rules.value(rule, on=on).value
