"""Evaluation's part of the programme file."""

from maillage.base.plugs import Section
from maillage.evaluation.domain.indicators import EvaluationSection
from maillage.evaluation.domain.problems import problems
from maillage.evaluation.models import Indicator

SECTION = Section(
    key="evaluation", value_type=EvaluationSection, parts={"indicators": Indicator}, problems=problems
)
