"""Courses: places offered, hours given, what is wrong in a file, what the linter asks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builders import minimal_text, project_for, read_text, saved_network
from maillage.base.plugs import Project, figures_of
from maillage.base.values.files.nodes import UnreadableFile
from maillage.training.checks import checks
from maillage.training.domain import Course

TRAINING = """
training:
  courses:
    - { code: K1, title: Référents, action: A12, audience: Bénévoles, hours: 6.5, seats: 12, sessions: { 2026: 2, 2027: 1 } }
    - { code: K2, title: Équipe, action: A12, audience: Agents, hours: 7, seats: 10, sessions: { 2026: 1 } }
"""


def course(*sessions: tuple[int, int]) -> Course:
    return Course(
        code="K1",
        title="Référents",
        action="A12",
        audience="Bénévoles",
        hours=Decimal(7),
        seats=12,
        sessions=tuple((year, Decimal(count)) for year, count in sessions),
    )


def project(text: str) -> Project:
    return project_for(saved_network(file=read_text(text)))


def message_of(text: str) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_text(text)
    (problem,) = refused.value.problems
    return f"{problem.message} {problem.remedy}"


def test_places_are_the_seats_of_every_session() -> None:
    assert course((2026, 2), (2027, 3)).places() == 60


def test_a_course_without_a_session_offers_no_place() -> None:
    assert course().places() == 0


@pytest.mark.django_db
def test_figures_add_up_sessions_places_and_hours() -> None:
    figures = project(minimal_text() + TRAINING).once(figures_of)
    found = {name: figures[f"training.{name}"].value for name in ("courses", "sessions", "places", "hours")}
    assert found == {"courses": 2, "sessions": 4, "places": 46, "hours": Decimal("26.5")}


def test_sessions_outside_the_programme_are_refused() -> None:
    told = message_of(minimal_text() + TRAINING.replace("2027: 1", "2031: 1"))
    assert told == (
        "La formation K1 a des sessions en 2031, hors du programme. Choisissez parmi 2026, 2027 et 2028."
    )


def test_half_a_session_is_refused() -> None:
    told = message_of(minimal_text() + TRAINING.replace("2027: 1", "2027: 1.5"))
    assert told == "La formation K1 a 1,5 sessions en 2027. Écrivez un nombre entier de sessions."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("action: A12", "action: A99", "A99"),
        ("seats: 12", "seats: 0", "moins que 1"),
        ("hours: 6.5", "hours: -1", "moins que 0"),
    ],
)
def test_a_course_that_makes_no_sense_is_refused(old: str, new: str, told: str) -> None:
    assert told in message_of(minimal_text() + TRAINING.replace(old, new, 1))


@pytest.mark.django_db
def test_a_training_action_without_a_course_is_told_until_one_is_described() -> None:
    assert [remark.where for remark in checks(project(minimal_text()))] == [
        "Action A12, Former un référent par bibliothèque"
    ]
    assert list(checks(project(minimal_text() + TRAINING))) == []
