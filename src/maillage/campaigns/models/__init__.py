"""What campaigns store."""

from maillage.campaigns.models.declared import Campaign
from maillage.campaigns.models.frameworks import FrameworkVersion
from maillage.campaigns.models.mailing import Call, CallOutcome, Message, MessageKind
from maillage.campaigns.models.participations import AccessLink, Answer, Participation
from maillage.campaigns.models.plans import (
    HoursCheck,
    HoursSource,
    ImprovementStep,
    StepState,
    Wish,
    WishKind,
)
from maillage.campaigns.models.voices import SurveyLink, SurveyReply

__all__ = [
    "AccessLink",
    "Answer",
    "Call",
    "CallOutcome",
    "Campaign",
    "FrameworkVersion",
    "HoursCheck",
    "HoursSource",
    "ImprovementStep",
    "Message",
    "MessageKind",
    "Participation",
    "StepState",
    "SurveyLink",
    "SurveyReply",
    "Wish",
    "WishKind",
]
