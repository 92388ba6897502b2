"""How courses are written."""

from __future__ import annotations

from maillage.base.ui.editing import Editor
from maillage.training.models import Course
from maillage.training.screens import years_of
from maillage.training.section import SECTION

COURSE = Editor(
    model=Course,
    section=SECTION,
    slug="formations",
    noun="formation",
    feminine=True,
    fields=("title", "action", "audience", "hours", "seats", "sessions", "held"),
    more=("skills", "trainer", "content"),
    home="training:courses",
    home_label="Formations",
    years=years_of,
    code_start="S01",
)
