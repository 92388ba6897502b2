"""Governance's part of the programme file."""

from maillage.base.plugs import Section
from maillage.governance.domain import GovernanceSection
from maillage.governance.models import Body

SECTION = Section(key="governance", value_type=GovernanceSection, parts={"bodies": Body})
