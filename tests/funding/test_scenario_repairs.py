"""The smallest changes that repair a scenario, computed by hand; and what a move does to the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from money import PATRON, REGION, aid, cost, fixed, plan_with, running
from test_scenarios import MOVABLE, TOLERANCE, stepped

from maillage.funding.domain import FinancingPlan, FundingStatus, WhatIf
from maillage.funding.domain.plan import plan_of_inputs
from maillage.funding.domain.scenarios import (
    Compared,
    Kind,
    Movable,
    Repair,
    case_of,
    compare,
    outcome_of,
    repairs,
)
from maillage.funding.domain.scenarios.followers import Snag, upsets
from maillage.funding.domain.scenarios.repairs.case import Change
from maillage.funding.domain.scenarios.repairs.searching import Option, fewest
from maillage.funding.domain.scenarios.tornado import Measure, ranked, swings
from maillage.funding.domain.written import Postponement
from maillage.programme.domain import Action, ActionKind, Scope, Step

Found = dict[tuple[Kind, str], Repair]


def repaired(plan: FinancingPlan, movable: Movable = MOVABLE, **given: Any) -> tuple[Compared, Found]:
    (one,) = compare(plan, [WhatIf(code="S1", title="Et si", **given)], movable, TOLERANCE)
    return one, repairs(case_of(plan, one, movable, TOLERANCE), one.broken)


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


def test_the_exact_amount_is_taken_off_the_least_sure_aid() -> None:
    plan = plan_with(
        [cost("10000")],
        [aid("0.50"), replace(fixed({2026: "2500"}, REGION, code="R2"), status=FundingStatus.PROMISED)],
    )
    _, found = repaired(plan, dgd_rate=Decimal("0.61"))
    repair = found[Kind.OWN_SHARE, "OP1"]
    (change,) = repair.changes
    assert plain(change.text) == "Retirez 600,00 € de l'aide R1 (État, DGD) : 6 100,00 € → 5 500,00 €."
    assert repair.plan.own_share() == Decimal("2000.00")
    assert repair.exact


def test_a_cent_less_would_not_be_enough() -> None:
    plan = plan_with([cost("9999.99")], [aid("0.50"), fixed({2026: "2500"}, REGION, code="R2")])
    one, found = repaired(plan, dgd_rate=Decimal("0.61"))
    breach = next(b for b in one.broken if b.kind is Kind.OWN_SHARE)
    assert breach.amount is not None
    left = one.plan.granted(funder="DGD") - breach.amount
    for cents, kept in ((0, True), (1, False)):
        line = replace(one.plan.inputs.lines[0], ceiling=left + Decimal(cents) / 100)
        again = plan_of_inputs(replace(one.plan.inputs, lines=(line, one.plan.inputs.lines[1])))
        least = (Decimal("0.2") * again.cost_ht()).quantize(Decimal("0.01"))
        assert (again.own_share() >= least) is kept
    assert found[Kind.OWN_SHARE, "OP1"].plan.own_share() == Decimal("2000.00")


def test_two_aids_are_cut_when_no_one_is_enough() -> None:
    plan = plan_with(
        [cost("1000")],
        [fixed({2026: "500"}, REGION), fixed({2026: "450"}, PATRON, code="R2"), aid("0.01", code="R3")],
    )
    _, found = repaired(plan, dgd_rate=Decimal("0.80"))
    repair = found[Kind.OVER, "OP1"]
    assert repair.plan.granted() == Decimal("1000.00")
    # 1 750 for 1 000: the DGD alone, the largest, gives the 750.
    assert [change.target for change in repair.changes] == ["funding.FundingLine/R3"]


def test_a_year_is_brought_back_by_the_fewest_actions_that_move_the_least_money() -> None:
    costs = [
        cost(str(amount), f"D{n}", action=f"A{n}", step=f"S{n}")
        for n, amount in enumerate((5000, 1200, 900, 400))
    ]
    ends: dict[str, date | None] = {f"S{n}": date(2026, 9, 30) for n in range(4)}
    plan = plan_with(costs, [fixed({2026: "1000"}, REGION)], ends=ends)
    movable = Movable(steps={f"A{n}": (f"S{n}",) for n in range(4)})
    _, found = repaired(plan, movable, without=("REG",))
    repair = found[Kind.YEAR, "2026"]
    # 6 500 in the plan, 6 825 with the tolerance, 7 500 in the scenario: 675 have to leave. 900 is the least enough.
    assert [change.move for change in repair.changes] == [Postponement(action="A2", months=4)]
    assert repair.exact
    assert repair.plan.own_share(year=2026) == Decimal("6600.00")


def test_what_cannot_move_is_not_asked_to() -> None:
    plan = plan_with([running("1000", year=2026)], [fixed({2026: "400"}, REGION, "OP2")])
    one, found = repaired(plan, Movable(from_year=2027), without=("REG",))
    assert {breach.kind for breach in one.broken} == {Kind.YEAR, Kind.WHOLE}
    assert not found


def test_the_whole_is_brought_back_by_the_fewest_costs() -> None:
    plan = plan_with([cost("5000"), cost("800", "D2"), cost("300", "D3")], [fixed({2026: "1000"}, REGION)])
    _, found = repaired(plan, without=("REG",))
    repair = found[Kind.WHOLE, ""]
    # 5 100 in the plan, 5 355 with the tolerance, 6 100 in the scenario: 745 have to go.
    assert [change.target for change in repair.changes] == ["funding.CostLine/D2"]


def test_actions_helped_too_late_wait_for_the_notification_and_no_longer() -> None:
    plan = stepped(lines=(replace(aid("0.50"), expected_on=date(2026, 4, 15)),))
    _, found = repaired(plan, late_months=6)
    repair = found[Kind.TOO_SOON, "R1"]
    # The step begins on 1 May, the notification comes on 15 October: 1 November is the first to be after.
    assert [change.move for change in repair.changes] == [Postponement(action="A1", months=6)]
    assert repair.plan.inputs.calendar.starts["S1"] == date(2026, 11, 1)


def test_a_move_too_long_says_how_far_it_may_go() -> None:
    plan = stepped()
    heavy = plan_of_inputs(
        replace(plan.inputs, costs=(*plan.inputs.costs, cost("2000", "D9", action="A9", year=2027)))
    )
    one, found = repaired(heavy, moves=(Postponement(action="A1", months=12),))
    assert {breach.kind for breach in one.broken} == {Kind.YEAR}
    repair = found[Kind.YEAR, "2027"]
    assert [change.move for change in repair.changes] == [Postponement(action="A1", months=6)]


def test_an_amount_of_a_year_without_use_goes_to_the_year_where_it_has_one() -> None:
    plan = plan_with(
        [cost("10000", step="S1"), cost("9000", "D2", action="A2", year=2027)],
        [fixed({2026: "3000"}, REGION), aid("0.10", code="R2")],
        ends={"S1": date(2026, 6, 30)},
    )
    _, found = repaired(plan, moves=(Postponement(action="A1", months=12),), prices=Decimal("0.01"))
    repair = found[Kind.UNUSED, "R1 2026"]
    assert dict(repair.plan.inputs.lines[0].amounts) == {2027: Decimal(3000)}


def test_a_search_finds_the_fewest_and_says_when_it_did_not_try_all() -> None:
    options = [Option(change=Change(text=f"{n}"), gain=Decimal(n)) for n in range(1, 11)]

    def tried(chosen: Iterable[Option]) -> tuple[Decimal, ...] | None:
        gain = sum((option.gain for option in chosen), Decimal(0))
        return (gain,) if gain >= 17 else None

    found = fewest(options, Decimal(17), tried, 1000)
    assert found is not None
    assert (sorted(int(o.gain) for o in found[0]), found[1]) == ([7, 10], True)
    greedy = fewest(options, Decimal(17), tried, 5)
    assert greedy is not None
    assert (sorted(int(o.gain) for o in greedy[0]), greedy[1]) == ([9, 10], False)
    # All of one option were tried and failed: two is then the fewest.
    assert fewest(options, Decimal(17), tried, 10) == (greedy[0], True)
    assert fewest(options, Decimal(99), lambda chosen: None, 1000) is None


def action(code: str, *steps: Step) -> Action:
    return Action(
        code=code,
        title=f"Action {code}",
        kind=next(iter(ActionKind)),
        scope=next(iter(Scope)),
        lead="X",
        steps=steps,
    )


def step(code: str, start: date, end: date, **given: Any) -> Step:
    return Step(code=code, title=f"Étape {code}", weeks=4, planned_start=start, planned_end=end, **given)


def test_a_move_tells_who_waits_and_which_dates_are_imposed() -> None:
    first = action(
        "A1",
        step("S1", date(2026, 1, 5), date(2026, 2, 2)),
        step("S2", date(2026, 2, 2), date(2026, 3, 2), predecessors=("S1",), latest=date(2026, 4, 1)),
    )
    second = action(
        "A2",
        step("T1", date(2026, 3, 2), date(2026, 3, 30), predecessors=("S2",)),
        step("T2", date(2026, 9, 7), date(2026, 10, 5), predecessors=("S2",)),
    )
    found = upsets([first, second], {"S1": 3, "S2": 3})
    assert [(one.step, one.snag) for one in found] == [("S2", Snag.LATEST), ("T1", Snag.FOLLOWER)]
    assert "92 jours" in plain(found[1].message)
    assert upsets([first, second], {"S1": 3, "S2": 3, "T1": 3})[1:] == ()
    assert not upsets([first, second], {})


def test_an_action_brought_forward_tells_what_it_would_no_longer_wait_for() -> None:
    first = action("A1", step("S1", date(2026, 1, 5), date(2026, 2, 2)))
    second = action("A2", step("T1", date(2026, 2, 2), date(2026, 3, 2), predecessors=("S1",)))
    assert [one.step for one in upsets([first, second], {"T1": -1})] == ["T1"]


def test_sensitivity_ranks_what_weighs_most_on_each_measure() -> None:
    plan = plan_with(
        [cost("10000"), running("1000")],
        [aid("0.50"), fixed({2026: "700"}, REGION, "OP2", "R2")],
    )
    found = swings(plan, plan.inputs.rules, date(2026, 1, 1), Movable())
    base = outcome_of(plan)
    own = ranked(found, base, Measure.OWN)
    assert [swing.label for swing in own] == [
        "Sans État, DGD", "Taux de la DGD", "Sans Région", "Tous les prix",
    ]  # fmt: skip
    assert own[1].change(base, Measure.OWN) == (Decimal("2000.00"), Decimal("-1100.00"))
    assert "Retard des notifications" not in {swing.label for swing in own}
