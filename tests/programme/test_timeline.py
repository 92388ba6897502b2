"""The timeline: what falls in the period that one looks at, what has no date, and how it is told without the picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from builders import minimal_file, project_for
from maillage.accounts.models import Network
from maillage.base.values.periods import Period
from maillage.programme.domain.frieze import falls_in, milestones, windows
from maillage.programme.domain.progress import progress
from maillage.programme.frieze import ROWS_OF_ONE_PICTURE, pictures
from maillage.programme.readings import progress_of
from maillage.rulebook import projects
from web import text_of

AT = "/18/strategie/frise/"
FIRST_QUARTER = Period(date(2026, 1, 1), date(2026, 4, 1))


def actions() -> list[Any]:
    return [action for _, _, action in minimal_file().sections["programme"].actions()]


def planned(action: Any, *days: tuple[date, date]) -> Any:
    steps = zip(action.steps, days, strict=False)
    return replace(
        action,
        steps=tuple(replace(step, planned_start=start, planned_end=end) for step, (start, end) in steps),
    )


def test_one_may_look_at_the_whole_at_a_year_or_at_a_quarter_of_the_programme() -> None:
    programme = minimal_file().sections["programme"]
    found = windows(programme)
    assert [one.key for one in found[:5]] == ["", "2026", "2027", "2028", "2026-T1"]
    assert len(found) == 1 + 3 + 12
    assert found[5].label == "2e trimestre 2026"
    assert found[4].period == FIRST_QUARTER
    late = replace(programme, start=date(2026, 9, 1), months=6)
    assert [one.key for one in windows(late)] == ["", "2026", "2027", "2026-T3", "2026-T4", "2027-T1"]


def test_an_action_is_in_the_periods_that_it_touches_and_an_undated_one_in_none() -> None:
    action, _ = actions()
    assert not falls_in(action, FIRST_QUARTER)
    before = planned(action, (date(2025, 12, 1), date(2026, 1, 1)))
    across = planned(action, (date(2025, 12, 1), date(2026, 1, 2)))
    after = planned(action, (date(2026, 4, 1), date(2026, 5, 1)))
    assert [falls_in(one, FIRST_QUARTER) for one in (before, across, after)] == [False, True, False]
    milestone = planned(action, (date(2026, 3, 31), date(2026, 3, 31)))
    assert falls_in(milestone, FIRST_QUARTER)


def test_milestones_and_decisions_are_told_by_day() -> None:
    programme = minimal_file().sections["programme"]
    item = next(iter(progress(programme, date(2026, 1, 15)).actions()))
    steps = tuple(
        replace(one, last_day=date(2026, 2, 10)) if one.step.gate else replace(one, last_day=date(2026, 1, 5))
        for one in item.steps
    )
    found = list(milestones([replace(item, steps=steps)], FIRST_QUARTER))
    assert [one.step.code for one in found] == ["A11-2"]


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _first_visitor() -> None:
    """Rows written by a test without a trace leave what the processes share as it was."""
    projects.forget()


def test_undated_actions_are_listed_apart_with_the_way_to_date_them(lead: Client) -> None:
    html = text_of(lead.get(AT))
    assert 'id="sans-date"' in html
    assert "0 action sur la frise, 2 sans date" in html
    assert "<svg role" not in html
    assert "/18/strategie/phasage/" in html


@pytest.mark.usefixtures("demo_network")
def test_the_timeline_is_a_picture_told_in_words_and_in_tables(
    lead: Client, django_assert_max_num_queries: Any
) -> None:
    projects.forget()
    with django_assert_max_num_queries(30):
        html = text_of(lead.get(AT))
    assert 'aria-label="Frise de' in html
    assert "Actions de la frise" in html
    assert "Jalons et décisions" in html
    assert 'id="sans-date"' not in html


@pytest.mark.usefixtures("demo_network")
def test_a_quarter_and_an_axis_narrow_the_timeline_and_tell_what_is_left_out(reader: Client) -> None:
    html = text_of(reader.get(f"{AT}?periode=2027-T2&axe=A"))
    assert "hors de cette période" in html
    assert "2e trimestre 2027" in html
    assert "Axe 2." not in html[html.index("<svg role") :]
    for odd in ("periode=2099", "periode=<script>", "axe=ZZ", "tri=-dates&tri_jalons=date"):
        assert reader.get(f"{AT}?{odd}").status_code == 200


@pytest.mark.usefixtures("demo_network")
def test_a_large_programme_has_a_picture_for_each_axis(demo_network: Network, settings: Any) -> None:
    project = project_for(demo_network, settings.MAILLAGE_TODAY)
    lines = [
        (axis, item) for axis in progress_of(project).axes for one in axis.objectives for item in one.actions
    ]
    whole = windows(minimal_file().sections["programme"])[0]
    assert len(pictures(project, lines, whole)) == 1
    axes = len({axis.axis.code for axis, _ in lines})
    many = [line for line in lines for _ in range(ROWS_OF_ONE_PICTURE // len(lines) + 1)]
    assert len(pictures(project, many, whole)) == axes


def test_a_stranger_sees_no_timeline(stranger: Client) -> None:
    assert stranger.get(AT).status_code == 404
