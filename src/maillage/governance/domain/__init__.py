"""Pure: bodies, meetings, and the dates by which a report must be ready."""

from maillage.governance.domain.bodies import Body, BodyKind, GovernanceSection, Meeting

__all__ = ["Body", "BodyKind", "GovernanceSection", "Meeting"]
