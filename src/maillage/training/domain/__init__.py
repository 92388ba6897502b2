"""Pure: courses as written in a programme file."""

from maillage.training.domain.courses import Course, TrainingSection

__all__ = ["Course", "TrainingSection"]
