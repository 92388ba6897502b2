"""Phasing's part of the programme file."""

from maillage.base.plugs import Section
from maillage.phasing.domain.limits import problems
from maillage.phasing.domain.settings import PhasingSection
from maillage.phasing.models import BudgetCeiling, PhasingSettings

SECTION = Section(
    key="phasing",
    value_type=PhasingSection,
    root=PhasingSettings,
    parts={"ceilings": BudgetCeiling},
    problems=problems,
)
