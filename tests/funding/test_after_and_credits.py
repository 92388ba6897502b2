"""What comes after the programme, multi-year authorisations, the team's time: cases worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from money import START, cost, plan_with, running

from maillage.funding.domain import Authorisation, BudgetSection, CostLine, FinancingPlan
from maillage.funding.domain.after import afterwards
from maillage.funding.domain.authorisations import before_vote, credits_of, without_authorisation
from maillage.funding.domain.staff import function_time, staff_time
from maillage.funding.domain.written import CostFamily
from maillage.programme.domain import Action, ActionKind, Scope, Step, TeamMember
from maillage.rulebook.packaged import packaged_rules


def after(*costs: CostLine) -> dict[int, Decimal]:
    found = afterwards(plan_with(costs), years=5)
    return {year: found.cost_ht(year=year) for year in found.years}


def test_a_recurrent_cost_goes_on_at_the_price_of_the_last_year() -> None:
    spread = ((2027, Decimal(4_000)), (2028, Decimal(5_000)))
    assert after(running("9000", spread=spread, recurrent=True)) == dict.fromkeys(
        range(2029, 2034), Decimal(5_000)
    )


def test_what_a_line_says_of_its_cost_afterwards_is_what_counts() -> None:
    line = running("9000", year=2028, recurrent=True, yearly_after_ht=Decimal(1_200))
    assert after(line) == dict.fromkeys(range(2029, 2034), Decimal(1_200))
    hosted = cost("50000", yearly_after_ht=Decimal(3_000))
    assert after(hosted) == dict.fromkeys(range(2029, 2034), Decimal(3_000))


def test_equipment_is_bought_again_at_the_end_of_each_of_its_lives() -> None:
    bought = cost("6000", year=2026, lifetime=3)
    assert after(bought) == {2029: 6_000, 2030: 0, 2031: 0, 2032: 6_000, 2033: 0}


def test_a_running_cost_that_does_not_come_back_stops() -> None:
    stays = running("1000", "F1", year=2028, recurrent=True)
    stops = running("700", "F2", year=2028)
    assert afterwards(plan_with([stays, stops]), years=5).stopped == 700


def test_equipment_of_unknown_life_is_named_and_counted_nowhere() -> None:
    found = afterwards(plan_with([cost("6000", family=CostFamily.HARDWARE)]), years=5)
    assert [one.code for one in found.unknown] == ["D1"]
    assert found.cost_ht() == 0


def test_running_costs_have_no_life_to_tell() -> None:
    assert afterwards(plan_with([running("600", family=CostFamily.HARDWARE)]), years=5).unknown == ()


def test_what_a_new_cost_brings_afterwards_does_not_hide_what_stops() -> None:
    hosted = cost("50000", yearly_after_ht=Decimal(900))
    stops = running("700", year=2028)
    assert afterwards(plan_with([hosted, stops]), years=5).stopped == 700


def test_nothing_lasts_of_an_empty_plan() -> None:
    found = afterwards(plan_with([]), years=5)
    assert (found.lasting, found.stopped) == ((), 0)


def plan_of_two() -> FinancingPlan:
    return plan_with(
        [cost("1000", "D1", year=2026), cost("2000", "D2", year=2027), running("500", year=2026)]
    )


def credits(amount: str | None, *operations: str) -> tuple[FinancingPlan, Authorisation]:
    voted = None if amount is None else Decimal(amount)
    one = Authorisation(
        code="AP1", title="Lot", section=BudgetSection.INVESTMENT, operations=operations, amount_ttc=voted
    )
    return plan_of_two(), one


def test_the_credits_of_a_year_are_what_its_operations_pay_ttc() -> None:
    plan, one = credits(None, "OP1")
    (found,) = credits_of(plan, (one,), packaged_rules(), START)
    assert found.by_year == {2026: 1_200, 2027: 2_400, 2028: 0}
    assert found.cost_ttc == 3_600


@pytest.mark.parametrize(("voted", "answer"), [("3600", "yes"), ("3599.99", "no"), (None, "unknown")])
def test_what_was_voted_covers_what_the_operations_cost_or_not(voted: str | None, answer: str) -> None:
    plan, one = credits(voted, "OP1")
    (found,) = credits_of(plan, (one,), packaged_rules(), START)
    assert found.voted.answer == answer
    assert found.voted.sources


def test_an_operation_of_several_years_that_nothing_authorises_is_named() -> None:
    plan, one = credits(None)
    ((operation, years),) = without_authorisation(plan, (one,))
    assert (operation.code, years) == ("OP1", (2026, 2027))
    assert without_authorisation(plan, (replace(one, operations=("OP1",)),)) == ()


def test_a_third_of_a_voted_programme_may_be_paid_before_the_next_budget_is_voted() -> None:
    _, one = credits("345000", "OP1")
    voted = replace(one, voted_on=date(2026, 1, 26))
    assert before_vote(voted, packaged_rules(), START) == (2027, Decimal("115000.00"))
    assert before_vote(voted, packaged_rules(), date(2027, 4, 19)) == (2027, Decimal("115000.00"))
    assert before_vote(voted, packaged_rules(), date(2028, 1, 1)) is None, "that year is over"
    assert before_vote(one, packaged_rules(), START) is None
    assert before_vote(replace(voted, section=BudgetSection.RUNNING), packaged_rules(), START) is None


def action(*steps: Step, team: tuple[TeamMember, ...] = ()) -> Action:
    return Action(
        code="A1", title="Former", kind=ActionKind.TRAINING, scope=Scope.NETWORK, steps=steps, team=team
    )


def step(code: str, days: str, start: date | None = None, end: date | None = None) -> Step:
    return Step(
        code=code, title="Faire", weeks=2, person_days=Decimal(days), planned_start=start, planned_end=end
    )


def test_the_days_of_a_step_count_in_the_year_in_which_it_ends() -> None:
    across = step("S1", "10", date(2026, 12, 21), date(2027, 1, 9))
    found = staff_time([action(across, step("S2", "3"))])
    assert [(one.year, one.days, one.value(Decimal(220))) for one in found] == [
        (2027, 10, 2_200),
        (None, 3, 660),
    ]


def test_the_time_of_a_function_is_unknown_as_soon_as_a_part_of_it_is() -> None:
    known = TeamMember(
        role="Cheffe", days_a_month=Decimal(2), starts=date(2026, 1, 1), ends=date(2026, 12, 31)
    )
    unsaid = TeamMember(role="Cheffe")
    (whole,) = function_time([action(team=(known,))])
    (partly,) = function_time([action(team=(known, unsaid))])
    assert round(whole.days or 0) == 24
    assert partly.days is None
