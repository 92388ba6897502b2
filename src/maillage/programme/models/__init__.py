"""What the programme stores: its tree, the parts of an action sheet, what people say of it."""

from maillage.programme.models.digests import DigestChoice
from maillage.programme.models.parts import Deliverable, LegalPoint, ProgressNote, Risk, TeamMember
from maillage.programme.models.talk import Attachment, AttachmentContent, Comment
from maillage.programme.models.tree import (
    Action,
    Axis,
    LabelCriterion,
    Objective,
    Orientation,
    Programme,
    Step,
)

__all__ = [
    "Action",
    "Attachment",
    "AttachmentContent",
    "Axis",
    "Comment",
    "Deliverable",
    "DigestChoice",
    "LabelCriterion",
    "LegalPoint",
    "Objective",
    "Orientation",
    "Programme",
    "ProgressNote",
    "Risk",
    "Step",
    "TeamMember",
]
