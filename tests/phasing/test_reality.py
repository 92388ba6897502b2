"""Planning again once the programme runs: the past stays, the rest starts today, what the past broke is told."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from builders import cher_file, minimal_text, project_for, read_text, saved_network
from maillage.accounts.models import Network
from maillage.base.plugs import Project
from maillage.dossier.linter import remarks_of
from maillage.funding.domain import BudgetSection
from maillage.funding.models import CostLine
from maillage.funding.readings import plan_of
from maillage.governance.models import Body, Meeting
from maillage.governance.readings import governance_of
from maillage.phasing.checks import stale_steps
from maillage.phasing.domain.verifier import verify
from maillage.phasing.models import BudgetCeiling
from maillage.phasing.readings import notes_of, problem_of, rest_of
from maillage.phasing.services import adopt, dates_of, phase
from maillage.programme.models import Step
from maillage.programme.readings import last_day, programme_of, progress_of

pytestmark = pytest.mark.django_db

# A Wednesday of the second year of the example.
WEDNESDAY = date(2027, 3, 10)


def on(network: Network, day: date) -> Project:
    """The project as read on another day."""
    first = project_for(network)
    return Project(network=network, rules=first.rules, today=day)


def planned(text: str = "") -> Network:
    """A programme whose first calendar was adopted in its first month."""
    network = saved_network(file=read_text(text or minimal_text()))
    made = project_for(network)
    adopt(project=made, phased=phase(made))
    return network


def finish(network: Network, **days: date) -> None:
    for code, day in days.items():
        step = Step.objects.get(network=network, code=code.replace("_", "-"))
        step.done = day
        step.save()


def set_step(network: Network, code: str, **given: Any) -> None:
    step = Step.objects.get(network=network, code=code)
    for name, value in given.items():
        setattr(step, name, value)
    step.save()


def steps_of(made: Project) -> dict[str, Any]:
    return {step.code: step for _, step in programme_of(made).steps()}


def replanned(network: Network, day: date) -> dict[str, Any]:
    made = on(network, day)
    phased = phase(made)
    assert phased.has_plan, [reason.message for reason in phased.reasons]
    adopt(project=made, phased=phased)
    return steps_of(on(network, day))


def test_a_programme_that_nobody_follows_is_planned_as_a_whole_whatever_the_day() -> None:
    network = planned()
    assert rest_of(on(network, WEDNESDAY)) is None
    assert problem_of(on(network, WEDNESDAY)) == problem_of(project_for(network))


def test_a_finished_step_keeps_its_planned_and_its_real_dates() -> None:
    network = planned()
    before = steps_of(on(network, WEDNESDAY))["A11-1"]
    finish(network, A11_1=date(2026, 2, 3), A11_2=date(2026, 2, 10))
    after = replanned(network, WEDNESDAY)["A11-1"]
    assert (after.planned_start, after.planned_end) == (before.planned_start, before.planned_end)
    assert after.done == date(2026, 2, 3)


def test_nothing_that_has_not_begun_is_placed_before_today() -> None:
    network = planned()
    finish(network, A11_1=date(2026, 2, 3))
    set_step(network, "A11-2", planned_start=None, planned_end=None)
    BudgetCeiling.objects.all().delete()
    add_meeting(network, date(2027, 4, 7))
    after = replanned(network, WEDNESDAY)
    for code in ("A11-2", "A11-3", "A12-1"):
        assert after[code].planned_start >= WEDNESDAY, code


def add_meeting(network: Network, day: date) -> None:
    body = governance_of(project_for(network)).bodies[0]
    Meeting.objects.create(network=network, body=Body.objects.get(network=network, code=body.code), day=day)


def test_a_step_under_way_keeps_its_start_and_goes_on_without_a_break() -> None:
    network = planned()
    steps = steps_of(project_for(network))
    running = steps["A11-3"]
    day = running.planned_start + timedelta(weeks=3, days=2)
    finish(network, A11_1=date(2026, 2, 3), A11_2=date(2026, 2, 10))
    made = on(network, day)
    assert progress_of(made).step("A11-3").state.value == "under_way"
    after = replanned(network, day)["A11-3"]
    assert (after.planned_start, after.planned_end) == (running.planned_start, running.planned_end)


def test_a_late_step_of_work_keeps_its_start_and_ends_this_week_at_the_earliest() -> None:
    network = planned()
    start = steps_of(project_for(network))["A11-3"].planned_start
    finish(network, A11_1=date(2026, 2, 3), A11_2=date(2026, 2, 10))
    after = replanned(network, WEDNESDAY)
    assert after["A11-3"].planned_start == start
    assert last_day(after["A11-3"]) == date(2027, 3, 12)
    assert after["A12-1"].planned_start == date(2027, 3, 15)


def test_a_late_step_that_waits_for_another_has_not_begun() -> None:
    network = planned()
    finish(network, A11_1=date(2026, 2, 3))
    add_meeting(network, date(2027, 4, 7))
    after = replanned(network, WEDNESDAY)
    assert last_day(after["A11-2"]) == date(2027, 4, 7)
    assert after["A11-3"].planned_start > date(2027, 4, 7)
    assert last_day(after["A11-3"]) - after["A11-3"].planned_start == timedelta(weeks=8, days=-3)


def test_a_missed_decision_goes_to_the_next_meeting_and_without_any_it_is_explained() -> None:
    network = planned()
    finish(network, A11_1=date(2026, 2, 3))
    phased = phase(on(network, date(2028, 12, 1)))
    assert not phased.has_plan
    assert "aucune séance" in phased.reasons[0].message


def test_what_remains_of_a_step_weighs_on_the_team_at_its_weekly_rate() -> None:
    network = planned()
    running = steps_of(project_for(network))["A11-3"]
    finish(network, A11_1=date(2026, 2, 3), A11_2=date(2026, 2, 10))
    made = on(network, running.planned_start + timedelta(weeks=6))
    (task,) = [task for task in problem_of(made).tasks if task.code == "A11-3"]
    assert (task.weeks, task.person_days) == (2, Decimal(3))


def test_on_a_weekend_what_remains_starts_on_the_next_monday() -> None:
    network = planned()
    finish(network, A11_1=date(2026, 2, 3), A11_2=date(2026, 2, 10))
    saturday = date(2027, 3, 13)
    assert last_day(replanned(network, saturday)["A11-3"]) == date(2027, 3, 19)


def test_a_deadline_already_missed_bounds_nothing_and_is_told() -> None:
    network = planned()
    finish(network, A11_1=date(2026, 2, 3), A11_2=date(2026, 2, 10))
    set_step(network, "A12-1", latest=date(2026, 12, 18))
    made = on(network, WEDNESDAY)
    assert phase(made).has_plan
    (note,) = notes_of(made)
    assert "A12-1" in note
    assert "18 décembre 2026" in note


def test_a_deadline_still_to_come_that_cannot_be_held_is_explained() -> None:
    network = planned()
    finish(network, A11_1=date(2026, 2, 3), A11_2=date(2026, 2, 10))
    set_step(network, "A12-1", latest=date(2027, 3, 19))
    phased = phase(on(network, WEDNESDAY))
    assert not phased.has_plan
    assert "19/03/2027" in phased.reasons[0].message


def test_money_already_spent_above_a_ceiling_is_told_and_does_not_prevent_planning() -> None:
    network = planned()
    finish(network, A11_1=date(2026, 2, 3), A11_2=date(2026, 2, 10), A11_3=date(2026, 5, 4))
    BudgetCeiling.objects.update_or_create(
        network=network, year=2026, defaults={"investment_ht": Decimal(14000), "position": 0}
    )
    made = on(network, WEDNESDAY)
    phased = phase(made)
    assert phased.has_plan
    (note,) = notes_of(made)
    assert "plafond 2026" in note
    assert "15\u202f000\u00a0€" in note


def test_the_money_of_a_finished_step_stays_in_its_year_in_the_plan_and_in_the_phasing() -> None:
    network = planned()
    finish(network, A11_1=date(2026, 2, 3), A11_2=date(2026, 2, 10), A11_3=date(2027, 1, 4))
    made = on(network, WEDNESDAY)
    phased = phase(made)
    adopt(project=made, phased=phased)
    plan = plan_of(on(network, WEDNESDAY))
    for spend in phased.result.spending:
        section = BudgetSection(spend.section.value)
        assert plan.cost_ht(year=spend.year, section=section) == spend.amount_ht
    assert CostLine.objects.filter(network=network, step__code="A11-3").exists()


def test_the_whole_cher_a_year_later_is_planned_again_and_the_independent_eye_agrees() -> None:
    network = saved_network(file=cher_file())
    made = project_for(network)
    adopt(project=made, phased=phase(made))
    day = date(2027, 2, 3)
    for number, (_, step) in enumerate(programme_of(project_for(network)).steps()):
        assert step.planned_end is not None
        recent = step.planned_end > day - timedelta(weeks=10)
        if step.planned_end <= day and not (recent and number % 3 == 0):
            set_step(network, step.code, done=step.planned_end)
    # Deadlines that this year of lateness makes impossible are explained, not crossed: another test.
    Step.objects.filter(network=network).update(latest=None)
    before, made = steps_of(on(network, day)), on(network, day)
    phased = phase(made)
    assert phased.has_plan, phased.reasons
    assert verify(problem_of(made), phased.result.plan) == ()
    progress = progress_of(made)
    adopt(project=made, phased=phased)
    after = steps_of(on(network, day))
    for code, step in after.items():
        was = before[code]
        if was.done:
            assert (step.planned_start, step.planned_end) == (was.planned_start, was.planned_end)
        elif code in phased.begun:
            assert step.planned_start == was.planned_start
            assert last_day(step) >= day
        else:
            assert step.planned_start >= day, (code, progress.step(code).state)
    assert_the_new_calendar_contradicts_nothing(on(network, day))
    assert dates_of(phased).keys() == {code for code, step in after.items() if not step.done}


def assert_the_new_calendar_contradicts_nothing(made: Project) -> None:
    assert stale_steps(made) == {}
    assert not [r for r in remarks_of(made) if r.code in ("PHA-03", "PHA-05", "PHA-06", "PRG-10")]


def test_a_duration_lengthened_after_the_phasing_is_told_until_the_calendar_is_computed_again() -> None:
    network = planned()
    finish(network, A11_1=date(2026, 2, 3), A11_2=date(2026, 2, 10))
    assert stale_steps(on(network, date(2026, 3, 4))) == {}
    set_step(network, "A12-1", weeks=20)
    assert stale_steps(on(network, date(2026, 3, 4)))["A12-1"].code == "PHA-06"
    replanned(network, date(2026, 3, 4))
    assert stale_steps(on(network, date(2026, 3, 4))) == {}


def test_a_step_that_ended_before_its_plan_frees_what_follows_it() -> None:
    network = planned()
    finish(network, A11_1=date(2026, 1, 12), A11_2=date(2026, 2, 10), A11_3=date(2026, 3, 2))
    after = replanned(network, date(2026, 3, 4))
    assert after["A12-1"].planned_start == date(2026, 3, 9)
    assert stale_steps(on(network, date(2026, 3, 4))) == {}


# -- lags and imposed days once the programme runs


def test_a_lag_counts_from_the_real_end_of_what_comes_before() -> None:
    network = planned()
    finish(network, A11_1=date(2026, 2, 3), A11_2=date(2026, 2, 10), A11_3=date(2027, 3, 5))
    set_step(network, "A12-1", planned_start=None, planned_end=None, lag_weeks=4)
    (task,) = problem_of(on(network, WEDNESDAY)).tasks
    assert task.predecessors == ()
    # The work ended on Friday 5 March: four whole weeks later is Saturday 3 April, hence Monday 5.
    assert replanned(network, WEDNESDAY)["A12-1"].planned_start == date(2027, 4, 5)


def test_a_lag_after_a_step_still_to_finish_is_kept_as_it_is() -> None:
    network = planned()
    finish(network, A11_1=date(2026, 2, 3), A11_2=date(2026, 2, 10))
    set_step(network, "A12-1", lag_weeks=2)
    after = replanned(network, WEDNESDAY)
    assert last_day(after["A11-3"]) == date(2027, 3, 12)
    assert after["A12-1"].planned_start == date(2027, 3, 29)


def test_a_lag_that_outlasts_a_deadline_is_told_and_does_not_prevent_planning() -> None:
    network = planned()
    finish(network, A11_1=date(2026, 2, 3), A11_2=date(2026, 2, 10), A11_3=date(2027, 3, 5))
    late = {"lag_weeks": 10, "latest": date(2027, 4, 2)}
    set_step(network, "A12-1", planned_start=None, planned_end=None, **late)
    made = on(network, WEDNESDAY)
    assert phase(made).has_plan
    (note,) = notes_of(made)
    assert "A12-1" in note
    assert "son délai court jusqu'au 15 mai 2027" in note


def test_an_imposed_day_still_to_come_is_kept_even_later_this_week() -> None:
    network = planned()
    finish(network, A11_1=date(2026, 2, 3), A11_2=date(2026, 2, 10), A11_3=date(2027, 3, 5))
    friday = date(2027, 3, 12)
    set_step(network, "A12-1", planned_start=None, planned_end=None, fixed=friday)
    assert replanned(network, WEDNESDAY)["A12-1"].planned_start == date(2027, 3, 8)
    set_step(network, "A12-1", weeks=0, person_days=0)
    after = replanned(network, WEDNESDAY)["A12-1"]
    assert after.planned_start == after.planned_end == friday


def test_an_imposed_day_that_went_by_bounds_nothing_and_is_told() -> None:
    network = planned()
    finish(network, A11_1=date(2026, 2, 3), A11_2=date(2026, 2, 10), A11_3=date(2027, 3, 5))
    set_step(network, "A12-1", planned_start=None, planned_end=None, fixed=date(2027, 1, 15))
    made = on(network, WEDNESDAY)
    assert phase(made).has_plan
    (note,) = notes_of(made)
    assert "le 15 janvier 2027, qui est passée" in note


def test_a_lag_edited_after_the_phasing_makes_its_dates_stale_until_planned_again() -> None:
    network = planned()
    set_step(network, "A12-1", lag_weeks=3)
    found = stale_steps(project_for(network))
    assert "et le délai de 3\u00a0semaines qui suit" in found["A12-1"].message
    made = project_for(network)
    adopt(project=made, phased=phase(made))
    assert stale_steps(project_for(network)) == {}


def test_a_day_imposed_after_the_phasing_makes_its_dates_stale_until_planned_again() -> None:
    network = planned()
    set_step(network, "A12-1", fixed=date(2026, 9, 16))
    assert stale_steps(project_for(network))["A12-1"].code == "PHA-07"
    made = project_for(network)
    adopt(project=made, phased=phase(made))
    assert stale_steps(project_for(network)) == {}
    assert steps_of(project_for(network))["A12-1"].planned_start == date(2026, 9, 14)
