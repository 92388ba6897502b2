"""Courses of a network."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record, mirrors
from maillage.training import domain


@mirrors(domain.Course)
class Course(Record):
    action = models.ForeignKey("programme.Action", on_delete=models.PROTECT, related_name="courses")

    class Meta(Record.Meta):
        verbose_name = "formation"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="course_code")]
