"""Procurement's part of the programme file."""

from maillage.base.plugs import Section
from maillage.procurement.domain.problems import problems
from maillage.procurement.domain.purchases import ProcurementSection
from maillage.procurement.models import HomogeneousNeed, Purchase

SECTION = Section(
    key="procurement",
    value_type=ProcurementSection,
    parts={"needs": HomogeneousNeed, "purchases": Purchase},
    problems=problems,
)
