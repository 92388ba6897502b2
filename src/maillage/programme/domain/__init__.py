"""Pure: the programme as a tree, and what can be wrong in it."""

from maillage.programme.domain.actions import BALANCED_KINDS, Action, ActionKind, Scope
from maillage.programme.domain.following import ActionStatus, Outlook, ProgressNote
from maillage.programme.domain.parts import (
    Degree,
    Deliverable,
    LegalPoint,
    LegalState,
    LegalTopic,
    Risk,
    TeamMember,
)
from maillage.programme.domain.programme import Axis, LabelCriterion, Objective, Orientation, ProgrammeSection
from maillage.programme.domain.reach import Reach
from maillage.programme.domain.steps import Step

__all__ = [
    "BALANCED_KINDS",
    "Action",
    "ActionKind",
    "ActionStatus",
    "Axis",
    "Degree",
    "Deliverable",
    "LabelCriterion",
    "LegalPoint",
    "LegalState",
    "LegalTopic",
    "Objective",
    "Orientation",
    "Outlook",
    "ProgrammeSection",
    "ProgressNote",
    "Reach",
    "Risk",
    "Scope",
    "Step",
    "TeamMember",
]
