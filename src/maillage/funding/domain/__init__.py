"""Pure: the financing plan, per year and overall, and what the rules say of it."""

from maillage.funding.domain.lines import (
    BudgetSection,
    CostLine,
    FctvaBase,
    Funder,
    FunderKind,
    FundingLine,
    FundingSection,
    FundingStatus,
    Operation,
)
from maillage.funding.domain.plan import FinancingPlan, plan

__all__ = [
    "BudgetSection",
    "CostLine",
    "FctvaBase",
    "FinancingPlan",
    "Funder",
    "FunderKind",
    "FundingLine",
    "FundingSection",
    "FundingStatus",
    "Operation",
    "plan",
]
