"""Lags and imposed days: time that passes between two steps, days that nothing moves, seen by solver and verifier."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.phasing.domain.bound import floor_of
from maillage.phasing.domain.explain import explain
from maillage.phasing.domain.grid import sheet_of
from maillage.phasing.domain.plan import Placement, Plan, Status
from maillage.phasing.domain.problem import Capacity, Family, Gate, Problem, Task
from maillage.phasing.domain.solver import solve
from maillage.phasing.domain.verifier import verify

MONDAY = date(2027, 1, 4)
WEEK = timedelta(days=7)


def step(code: str, weeks: int = 1, *before: str, **fields: object) -> Task:
    return Task(
        code=code,
        title=f"Étape {code}",
        action=code.split("-")[0],
        weeks=weeks,
        predecessors=before,
        **fields,  # type: ignore[arg-type]
    )


def programme(*tasks: Task, months: int = 6, **fields: object) -> Problem:
    return Problem(start=MONDAY, months=months, tasks=tasks, **fields)  # type: ignore[arg-type]


def solved(problem: Problem) -> Plan:
    result = solve(problem)
    assert result.found, explain(problem)
    assert verify(problem, result.plan) == ()
    return result.plan


def generated(seed: int) -> Problem:
    """A few steps of three actions with lags, a gate, a team, and some days imposed."""
    rng = random.Random(seed)
    codes = ["A-1", "A-2", "A-3", "B-1", "B-2", "C-1"][: rng.randint(2, 6)]
    tasks = []
    for rank, code in enumerate(codes):
        weeks = rng.randint(0, 3)
        gate = "AD" if rng.random() < 0.25 else None
        fixed = MONDAY + timedelta(days=rng.randint(0, 150)) if rng.random() < 0.2 else None
        tasks.append(
            step(
                code,
                weeks,
                *rng.sample(codes[:rank], rng.randint(0, min(rank, 2))),
                person_days=Decimal(rng.randint(0, 3) * weeks),
                priority=rng.randint(1, 5),
                gate=gate,
                lag_weeks=rng.randint(0, 4),
                fixed_start=fixed,
                exact=bool(fixed and not weeks and not gate),
            )
        )
    meetings = tuple(MONDAY + timedelta(days=rng.randint(0, 180)) for _ in range(8))
    return programme(
        *tasks,
        capacity=Capacity(person_days_per_week=Decimal(rng.randint(3, 6))),
        gates=(Gate(body="AD", dates=meetings),),
    )


def end_of(problem: Problem, plan: Plan) -> date:
    return max(placed.end for placed in plan.placements)


# --- by hand


def test_a_lag_leaves_whole_weeks_between_the_last_predecessor_and_the_start() -> None:
    problem = programme(step("A-1", 2), step("B-1", 4), step("A-2", 1, "A-1", "B-1", lag_weeks=3))
    assert solved(problem).by_task["A-2"].start == MONDAY + 7 * WEEK


def test_a_lag_after_a_decision_counts_from_the_week_after_the_meeting() -> None:
    gate = Gate(body="AD", dates=(date(2027, 1, 20),))
    problem = programme(step("A-1", 0, gate="AD"), step("A-2", 1, "A-1", lag_weeks=2), gates=(gate,))
    assert solved(problem).by_task["A-2"].start == date(2027, 1, 25) + 2 * WEEK


def test_a_lag_without_anything_before_says_nothing() -> None:
    assert solved(programme(step("A", lag_weeks=9))).by_task["A"].start == MONDAY


def test_a_negative_lag_is_refused_in_french() -> None:
    with pytest.raises(ValueError, match="délai après les étapes précédentes"):
        step("A", lag_weeks=-1)


def test_only_a_milestone_without_a_gate_falls_on_a_precise_day() -> None:
    for wrong in ({"weeks": 1}, {"weeks": 0, "gate": "AD"}):
        with pytest.raises(ValueError, match="jalon sans instance"):
            step("A", fixed_start=MONDAY, exact=True, **wrong)


def test_a_milestone_with_an_imposed_day_falls_on_it_and_what_follows_waits_for_the_next_week() -> None:
    thursday = date(2027, 3, 11)
    problem = programme(
        step("A-1", 2), step("A-2", 0, "A-1", fixed_start=thursday, exact=True), step("A-3", 1, "A-2")
    )
    plan = solved(problem)
    assert plan.by_task["A-2"] == Placement(task="A-2", start=thursday, end=thursday)
    assert plan.by_task["A-3"].start == date(2027, 3, 15)


def test_an_imposed_day_on_a_monday_lets_what_follows_start_that_day() -> None:
    monday = date(2027, 3, 15)
    problem = programme(step("A-1", 0, fixed_start=monday, exact=True), step("A-2", 1, "A-1"))
    assert solved(problem).by_task["A-2"].start == monday


def test_the_verifier_refuses_a_lag_cut_short_and_a_day_moved() -> None:
    problem = programme(step("A-1", 1), step("A-2", 1, "A-1", lag_weeks=2))
    early = Plan(
        placements=(
            Placement(task="A-1", start=MONDAY, end=MONDAY + WEEK),
            Placement(task="A-2", start=MONDAY + 2 * WEEK, end=MONDAY + 3 * WEEK),
        )
    )
    (found,) = verify(problem, early)
    assert found.family is Family.PRECEDENCE
    assert "attend ensuite 2\u00a0semaines" in found.message
    day = date(2027, 3, 11)
    moved = Plan(placements=(Placement(task="A", start=day - WEEK, end=day - WEEK),))
    assert [one.family for one in verify(programme(step("A", 0, fixed_start=day, exact=True)), moved)] == [
        Family.FIXED
    ]


def test_a_lag_that_makes_a_deadline_impossible_is_explained_with_its_length() -> None:
    problem = programme(step("A-1", 4), step("A-2", 1, "A-1", lag_weeks=6, latest=date(2027, 2, 26)))
    assert solve(problem).status is Status.INFEASIBLE
    (found,) = explain(problem)
    assert "un délai de 6\u00a0semaines court ensuite" in found.message
    assert "raccourcissez ce qui précède ou ce délai" in found.remedy
    assert "19/03/2027" in found.remedy


def test_a_lag_that_makes_an_imposed_day_impossible_says_from_when_it_could_be() -> None:
    fixed = step("A-2", 0, "A-1", lag_weeks=2, fixed_start=date(2027, 1, 14), exact=True)
    (found,) = explain(programme(step("A-1", 2), fixed))
    assert found.families == (Family.FIXED,)
    assert "un délai de 2\u00a0semaines court ensuite" in found.message
    assert "fixez-la à partir du 01/02/2027" in found.remedy


def test_a_lag_longer_than_the_programme_is_explained() -> None:
    (found,) = explain(programme(step("A-1"), step("A-2", 1, "A-1", lag_weeks=60)))
    assert found.families == (Family.HORIZON,)
    assert "délai de 60\u00a0semaines" in found.message


def test_an_imposed_day_outside_the_programme_is_explained() -> None:
    (found,) = explain(programme(step("A", 0, fixed_start=date(2031, 1, 9), exact=True)))
    assert "hors du programme" in found.message


# --- for any problem


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6))
def test_whatever_the_lags_a_plan_passes_the_verifier_and_keeps_imposed_days_and_a_refusal_is_explained(seed):
    problem = generated(seed)
    result = solve(problem, effort=0.2)
    if not result.found:
        assert result.status is Status.INFEASIBLE
        assert explain(problem) != ()
        return
    assert verify(problem, result.plan) == ()
    assert result.bound <= result.objective
    for task in problem.tasks:
        placed = result.plan.by_task[task.code]
        if task.exact:
            assert placed.start == placed.end == task.fixed_start
        elif task.fixed_start and (task.weeks or not task.gate):
            assert placed.start == task.fixed_start - timedelta(days=task.fixed_start.weekday())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6))
def test_a_lag_of_zero_changes_nothing_and_more_lag_never_ends_a_plan_earlier(seed):
    long = generated(seed)
    short = replace(long, tasks=tuple(replace(task, lag_weeks=0) for task in long.tasks))
    bare = replace(long, tasks=tuple(_without_lag(task) for task in long.tasks))
    assert solve(short, effort=0.2).plan == solve(bare, effort=0.2).plan
    without, with_lags = sheet_of(short), sheet_of(long)
    assert without is not None
    assert with_lags is not None
    if without.cramped or with_lags.cramped:
        assert with_lags.cramped  # what cannot be done without lags cannot be done with them
        return
    assert floor_of(with_lags) >= max(floor_of(without), 0) or solve(short).objective is None
    quick, slow = solve(short), solve(long)
    if quick.status is slow.status is Status.OPTIMAL:
        assert slow.objective >= quick.objective


def _without_lag(task: Task) -> Task:
    """The task as it was written before lags existed."""
    fields = {name: getattr(task, name) for name in task.__dataclass_fields__ if name != "lag_weeks"}
    return Task(**fields)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6), by=st.integers(1, 3))
def test_pulling_a_step_into_its_lag_is_refused(seed, by):
    problem = generated(seed)
    result = solve(problem, effort=0.2)
    if not result.found:
        return
    for task in problem.tasks:
        placed = result.plan.by_task[task.code]
        if not task.lag or task.gate or task.exact:
            continue
        befores = [
            (problem.by_code[code].gate is not None, result.plan.by_task[code].end)
            for code in task.predecessors
        ]
        ready = max(end + timedelta(days=7 - end.weekday()) if gated else end for gated, end in befores)
        start = ready + (task.lag - min(by, task.lag)) * WEEK
        start = start - timedelta(days=start.weekday())
        pulled = replace(placed, start=start, end=start + task.weeks * WEEK)
        plan = Plan(placements=tuple(pulled if p is placed else p for p in result.plan.placements))
        assert Family.PRECEDENCE in {one.family for one in verify(problem, plan)}
