"""What was decided, what left no trace, and the meetings to come."""

from __future__ import annotations

from datetime import date

import pytest

from builders import minimal_text, project_for, read_text, saved_network
from maillage.base.plugs import figures_of
from maillage.governance.readings import decisions_of, next_meetings, undecided_of

TEXT = minimal_text().replace(
    "agenda: Lancement\n", "agenda: Lancement\n          decision: Le projet est lancé.\n"
)

pytestmark = pytest.mark.django_db


def test_decisions_come_latest_first_with_their_body_and_day() -> None:
    text = TEXT.replace("agenda: Choix du matériel\n", "agenda: Choix\n          decision: Cent liseuses.\n")
    project = project_for(saved_network(file=read_text(text)), date(2027, 1, 4))
    assert [(d.body.code, d.day, d.text) for d in decisions_of(project)] == [
        ("COPIL", date(2026, 9, 15), "Cent liseuses."),
        ("COPIL", date(2026, 2, 10), "Le projet est lancé."),
    ]
    assert figures_of(project)["governance.decisions"].value == 2


@pytest.mark.parametrize(
    ("today", "silent"), [(date(2026, 9, 15), 0), (date(2026, 9, 16), 1), (date(2028, 1, 1), 2)]
)
def test_a_meeting_leaves_no_trace_from_the_day_after(today: date, silent: int) -> None:
    project = project_for(saved_network(file=read_text(TEXT)), today)
    assert len(undecided_of(project)) == silent


def test_the_next_meetings_begin_today_and_may_be_bounded() -> None:
    project = project_for(saved_network(file=read_text(TEXT)), date(2026, 9, 15))
    assert [meeting.day for _, meeting in next_meetings(project)] == [date(2026, 9, 15), date(2027, 2, 9)]
    assert [meeting.day for _, meeting in next_meetings(project, days=7)] == [date(2026, 9, 15)]
