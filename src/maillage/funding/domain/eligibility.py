"""Which costs a grant may bear."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from maillage.base.values.verdict import Verdict, no, yes
from maillage.funding.domain.dgd import Case, dgd_verdict, operation_verdict
from maillage.funding.domain.written import (
    BudgetSection,
    CostFamily,
    CostLine,
    Fraction,
    Funder,
    FunderKind,
    FundingLine,
    Operation,
)
from maillage.rulebook.domain import Rules

# All of a cost that a rule looks at: thousands of lines share a few of these.
_Traits = tuple[BudgetSection, bool, CostFamily | None]


@dataclass(frozen=True)
class Eligibility:
    """What the rules of a day say of costs and funders. Each question is asked once: thousands of lines share them."""

    rules: Rules
    on: date
    _known: dict[str, dict[_Traits, Verdict]] = field(default_factory=dict, repr=False, compare=False)

    def verdict(self, cost: CostLine, funder: Funder, operation: Operation, line: FundingLine) -> Verdict:
        """Whether `line`, of `funder`, may bear on a cost of `operation`. The costs that a line retains are another
        matter: `granting.supported` looks at them."""
        known = self._known.setdefault(line.code, {})
        traits = (cost.section, cost.recurrent, cost.family)
        found = known.get(traits)
        if found is None:
            found = known[traits] = eligible(cost, funder, self.rules, self.on, operation, line)
        return found

    def of_operation(self, operation: Operation, line: FundingLine) -> Verdict:
        """What the kind, the surface and the fraction say, whatever the cost (DGD)."""
        return operation_verdict(operation.kind, operation.surface_m2, line.fraction, self.rules, self.on)


def eligible(
    cost: CostLine,
    funder: Funder,
    rules: Rules,
    on: date,
    operation: Operation | None = None,
    line: FundingLine | None = None,
) -> Verdict:
    """Whether a funder may help to pay a cost.

    Funders other than the DGD set their own conditions, as written with them: no rule refuses them.
    """
    if funder.pays is not None and cost.section is not funder.pays:
        return no(f"{funder.name} n'aide que l{_article(funder.pays)}.")
    if funder.kind is not FunderKind.DGD:
        return yes(f"{funder.name} fixe ses propres conditions.")
    return dgd_eligible(cost, rules, on, operation, line.fraction if line else None)


def _article(section: BudgetSection) -> str:
    return f"'{section.label}" if section is BudgetSection.INVESTMENT else f"e {section.label}"


def dgd_eligible(
    cost: CostLine,
    rules: Rules,
    on: date,
    operation: Operation | None = None,
    fraction: Fraction | None = None,
) -> Verdict:
    """Whether the DGD may bear a cost: investment yes; recurrent running costs no (CGCT L1614-10); a one-off
    running cost tied to an operation is for the DRAC to say."""
    case = Case(
        section=cost.section,
        recurrent=cost.recurrent,
        family=cost.family,
        kind=operation.kind if operation else None,
        surface_m2=operation.surface_m2 if operation else None,
        fraction=fraction,
    )
    return dgd_verdict(case, rules, on)
