"""What campaigns compute, without Django: frameworks, answers, scores."""

from maillage.campaigns.domain.answers import Answer, BadAnswer, Missing, Provenance
from maillage.campaigns.domain.campaigns import (
    Audience,
    Campaign,
    CampaignsSection,
    CampaignState,
    Form,
    Rater,
)
from maillage.campaigns.domain.frameworks import (
    Condition,
    Domain,
    Framework,
    FrameworkKind,
    Item,
    ItemKind,
    ItemScope,
    SurveyCode,
)
from maillage.campaigns.domain.scores import Band, CoreState, Marks, Profile, profile
from maillage.campaigns.domain.steps import Effort, NextStep

__all__ = [
    "Answer",
    "Audience",
    "BadAnswer",
    "Band",
    "Campaign",
    "CampaignState",
    "CampaignsSection",
    "Condition",
    "CoreState",
    "Domain",
    "Effort",
    "Form",
    "Framework",
    "FrameworkKind",
    "Item",
    "ItemKind",
    "ItemScope",
    "Marks",
    "Missing",
    "NextStep",
    "Profile",
    "Provenance",
    "Rater",
    "SurveyCode",
    "profile",
]
