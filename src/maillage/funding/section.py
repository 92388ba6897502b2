"""Funding's part of the programme file, and what no schema can see in it."""

from maillage.base.plugs import Section
from maillage.funding.domain.lines import FundingSection
from maillage.funding.domain.problems import problems
from maillage.funding.models import CostLine, Funder, FundingLine, Operation

SECTION = Section(
    key="funding",
    value_type=FundingSection,
    parts={"operations": Operation, "costs": CostLine, "funders": Funder, "lines": FundingLine},
    problems=problems,
)
