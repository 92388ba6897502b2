"""What a network's diagnosis holds: things that people write, and contributions received."""

from maillage.diagnosis.models.contributions import (
    ConsultationLink,
    Contribution,
    PublicPage,
)
from maillage.diagnosis.models.declared import (
    Comparable,
    Consultation,
    ConsultationQuestion,
    ContributionTheme,
    Finding,
    SessionTask,
    SwotLine,
    WorkingSession,
)

__all__ = [
    "Comparable",
    "Consultation",
    "ConsultationLink",
    "ConsultationQuestion",
    "Contribution",
    "ContributionTheme",
    "Finding",
    "PublicPage",
    "SessionTask",
    "SwotLine",
    "WorkingSession",
]
