"""What bounds the calendar, as people write it: the team's capacity and the yearly ceilings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillage.base.ui.editing import Editor
from maillage.phasing.models import PhasingSettings
from maillage.phasing.section import SECTION
from maillage.programme.readings import programme_of


def years(project: Any) -> Sequence[int]:
    return programme_of(project).years


SETTINGS = Editor(
    model=PhasingSettings,
    section=SECTION,
    slug="reglages",
    noun="réglage",
    title="Plafonds et capacité de l'équipe",
    fields=("person_days_per_week", "capacity_by_year"),
    rows="ceilings",
    row_noun="plafond annuel",
    row_feminine=False,
    row_fields=("year", "investment_ht", "running_ht"),
    years=years,
    page=False,
    home="phasing:gantt",
    home_label="Phasage",
)
