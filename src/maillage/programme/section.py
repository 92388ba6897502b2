"""The programme's part of the file, and what no schema can see in it."""

from maillage.base.plugs import Section
from maillage.programme.domain import ProgrammeSection
from maillage.programme.domain.problems import problems
from maillage.programme.models import Axis, LabelCriterion, Orientation, Programme

SECTION = Section(
    key="programme",
    value_type=ProgrammeSection,
    root=Programme,
    parts={"orientations": Orientation, "criteria": LabelCriterion, "axes": Axis},
    problems=problems,
)
