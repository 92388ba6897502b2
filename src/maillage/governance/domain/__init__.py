"""Pure: bodies, meetings, and the dates by which a report must be ready."""

from maillage.governance.domain.bodies import Body, BodyKind, GovernanceSection, Meeting
from maillage.governance.domain.decisions import Decision

__all__ = ["Body", "BodyKind", "Decision", "GovernanceSection", "Meeting"]
