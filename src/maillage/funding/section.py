"""Funding's part of the programme file, and what no schema can see in it."""

from maillage.base.plugs import Section
from maillage.funding.domain.problems import problems
from maillage.funding.domain.written import FundingSection
from maillage.funding.models import Authorisation, CostLine, Funder, FundingLine, Operation, WhatIf

SECTION = Section(
    key="funding",
    value_type=FundingSection,
    parts={
        "operations": Operation,
        "costs": CostLine,
        "funders": Funder,
        "lines": FundingLine,
        "authorisations": Authorisation,
        "scenarios": WhatIf,
    },
    problems=problems,
)
