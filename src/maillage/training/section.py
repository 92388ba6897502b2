"""Training's part of the programme file."""

from maillage.base.plugs import Section
from maillage.training.domain import TrainingSection
from maillage.training.domain.problems import problems
from maillage.training.models import Course

SECTION = Section(key="training", value_type=TrainingSection, parts={"courses": Course}, problems=problems)
