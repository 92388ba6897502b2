"""The bodies of a project."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.base.readings import reader_of
from maillage.governance.domain import GovernanceSection
from maillage.governance.section import SECTION

_read = reader_of(SECTION)


def governance_of(project: Project) -> GovernanceSection:
    section: GovernanceSection = project.once(_read)
    return section
