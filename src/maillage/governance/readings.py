"""The bodies of a project, what they decided, and their next meetings."""

from __future__ import annotations

from datetime import timedelta

from maillage.base.plugs import Project
from maillage.base.readings import reader_of
from maillage.governance.domain import Body, Decision, GovernanceSection, Meeting
from maillage.governance.domain.decisions import decisions, meetings_from, undecided
from maillage.governance.section import SECTION

_read = reader_of(SECTION)


def governance_of(project: Project) -> GovernanceSection:
    section: GovernanceSection = project.once(_read)
    return section


def decisions_of(project: Project) -> tuple[Decision, ...]:
    """What was decided, the latest first."""
    return decisions(governance_of(project).bodies)


def undecided_of(project: Project) -> tuple[tuple[Body, Meeting], ...]:
    """Past meetings with an agenda of which no decision was recorded, the latest first."""
    return undecided(governance_of(project).bodies, project.today)


def next_meetings(project: Project, *, days: int | None = None) -> tuple[tuple[Body, Meeting], ...]:
    """Meetings from today on, within `days` days when given, the soonest first."""
    found = meetings_from(governance_of(project).bodies, project.today)
    if days is None:
        return found
    last = project.today + timedelta(days=days)
    return tuple(pair for pair in found if pair[1].day <= last)
