"""Operations, costs, funders, grants, scenarios, letters and accounting entries of a network."""

from maillage.funding.models.entries import Entry, EntryFile
from maillage.funding.models.letters import Letter, LetterContent
from maillage.funding.models.plan import (
    Authorisation,
    CostLine,
    Funder,
    FundingLine,
    Instalment,
    Operation,
    Postponement,
    Receipt,
    WhatIf,
)

__all__ = [
    "Authorisation",
    "CostLine",
    "Entry",
    "EntryFile",
    "Funder",
    "FundingLine",
    "Instalment",
    "Letter",
    "LetterContent",
    "Operation",
    "Postponement",
    "Receipt",
    "WhatIf",
]
