"""Money as a programme file writes it; the plan is computed from this."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.values.fields import children
from maillage.funding.domain.written.aids import (
    Fraction,
    Funder,
    FunderKind,
    FundingLine,
    FundingStatus,
    Instalment,
    PaymentEvent,
    Receipt,
)
from maillage.funding.domain.written.costs import (
    BudgetSection,
    CostFamily,
    CostLine,
    FctvaBase,
    PriceSource,
    StepTiming,
)
from maillage.funding.domain.written.operations import Authorisation, Operation, OperationKind
from maillage.funding.domain.written.whatifs import Postponement, WhatIf


@dataclass(frozen=True, kw_only=True)
class FundingSection:
    operations: tuple[Operation, ...] = children("Opérations", Operation)
    costs: tuple[CostLine, ...] = children("Dépenses", CostLine)
    funders: tuple[Funder, ...] = children("Financeurs", Funder)
    lines: tuple[FundingLine, ...] = children("Recettes", FundingLine)
    authorisations: tuple[Authorisation, ...] = children("Autorisations pluriannuelles", Authorisation)
    scenarios: tuple[WhatIf, ...] = children("Scénarios de financement", WhatIf)


__all__ = [
    "Authorisation",
    "BudgetSection",
    "CostFamily",
    "CostLine",
    "FctvaBase",
    "Fraction",
    "Funder",
    "FunderKind",
    "FundingLine",
    "FundingSection",
    "FundingStatus",
    "Instalment",
    "Operation",
    "OperationKind",
    "PaymentEvent",
    "Postponement",
    "PriceSource",
    "Receipt",
    "StepTiming",
    "WhatIf",
]
