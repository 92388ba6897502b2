"""Pure: the financing plan, per year and overall, and what the rules say of it."""

from maillage.funding.domain.plan import FinancingPlan, Inputs, plan, plan_of_inputs
from maillage.funding.domain.written import (
    Authorisation,
    BudgetSection,
    CostLine,
    FctvaBase,
    Funder,
    FunderKind,
    FundingLine,
    FundingSection,
    FundingStatus,
    Operation,
    WhatIf,
)

__all__ = [
    "Authorisation",
    "BudgetSection",
    "CostLine",
    "FctvaBase",
    "FinancingPlan",
    "Funder",
    "FunderKind",
    "FundingLine",
    "FundingSection",
    "FundingStatus",
    "Inputs",
    "Operation",
    "WhatIf",
    "plan",
    "plan_of_inputs",
]
