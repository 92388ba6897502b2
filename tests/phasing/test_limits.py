"""Ceilings and capacities of a year that the programme never sees."""

from __future__ import annotations

import pytest

from builders import minimal_text, read_text
from maillage.base.values.files.nodes import UnreadableFile


@pytest.mark.parametrize(
    "written",
    [
        "  ceilings: [{ year: 2031, investment_ht: 1 }]",
        "  person_days_per_week: 5\n  capacity_by_year: { 2031: 2 }",
    ],
)
def test_a_limit_on_a_year_outside_the_programme_is_refused(written: str) -> None:
    text = f"{minimal_text()}\nphasing:\n{written}\n"
    with pytest.raises(UnreadableFile) as refused:
        read_text(text)
    (problem,) = refused.value.problems
    assert problem.message == "L'année 2031 est hors du programme."
    assert "2031" in text.splitlines()[problem.place.line - 1]


def test_a_capacity_of_one_year_without_that_of_the_others_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="person_days_per_week"):
        read_text(f"{minimal_text()}\nphasing:\n  capacity_by_year: {{ 2026: 2 }}\n")


def test_limits_inside_the_programme_are_accepted() -> None:
    read_text(f"{minimal_text()}\nphasing:\n  ceilings: [{{ year: 2028, running_ht: 1 }}]\n")
