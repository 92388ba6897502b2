"""When the money of a step is spent is told as it is counted; the longest delay of a decision is a rule."""

from __future__ import annotations

from datetime import date

import pytest
from money import START, aid, cost, plan_with, rules_where

from maillage.funding.domain.scenarios import Movable
from maillage.funding.domain.scenarios.tornado import swings
from maillage.funding.domain.spending import Calendar, expenses
from maillage.funding.domain.written import StepTiming
from maillage.funding.telling import told_when
from maillage.rulebook.packaged import packaged_rules

CALENDAR = Calendar(starts={"A1-1": date(2026, 11, 2)}, ends={"A1-1": date(2027, 2, 27)})


@pytest.mark.parametrize(
    ("timing", "expected"),
    [
        (StepTiming.END, "2027, à la fin de l'étape A1-1"),
        (StepTiming.START, "2026, au début de l'étape A1-1"),
        (StepTiming.EVENLY, "2026 et 2027, mois par mois, pendant l'étape A1-1"),
    ],
)
def test_a_cost_says_when_in_its_step_it_falls(timing: StepTiming, expected: str) -> None:
    one = cost("1000", step="A1-1", timing=timing)
    assert told_when(one, expenses([one], CALENDAR, packaged_rules(), START)) == expected


def test_a_cost_of_a_step_without_a_date_is_to_be_dated() -> None:
    one = cost("1000", step="A9-9", timing=StepTiming.START)
    spent = expenses([one], CALENDAR, packaged_rules(), START)
    assert told_when(one, spent) == "à dater, au début de l'étape A9-9"


def test_the_longest_delay_of_the_sensitivity_is_that_of_the_rulebook() -> None:
    plan = plan_with([cost("1000")], [aid("0.50")])
    rules = rules_where("scenarios.late.far", "18")
    (late,) = [one for one in swings(plan, rules, START, Movable()) if one.label.startswith("Retard")]
    assert [label for label, _ in late.ends] == ["6\u00a0mois", "18\u00a0mois"]
