"""The independent verifier: a valid plan holds, and every planted mistake is found in the right place."""

import ast
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from maillage.phasing.domain import verifier
from maillage.phasing.domain.plan import Placement, Plan
from maillage.phasing.domain.problem import (
    Capacity,
    Ceiling,
    Cost,
    Family,
    Gate,
    Problem,
    Section,
    Task,
)
from maillage.phasing.domain.verifier import verify

WEEK = timedelta(days=7)


def step(code: str, weeks: int, **fields: object) -> Task:
    return Task(code=code, title="", action="A", weeks=weeks, **fields)  # type: ignore[arg-type]


@pytest.fixture
def problem() -> Problem:
    return Problem(
        start=date(2027, 1, 1),
        months=24,
        tasks=(
            step("PREP", 3, person_days=Decimal(10)),
            step("VOTE", 0, gate="AD", predecessors=("PREP",)),
            step("WORK", 4, person_days=Decimal(8), predecessors=("VOTE",), earliest=date(2027, 2, 1)),
            step("CHECK", 2, gate="COPIL", predecessors=("WORK",), latest=date(2027, 6, 30)),
            step("OPEN", 0, predecessors=("CHECK",)),
            step("FAIR", 1, person_days=Decimal(1), fixed_start=date(2027, 3, 17)),
        ),
        costs=(
            Cost(code="C1", task="WORK", section=Section.INVESTMENT, amount_ht=Decimal(900)),
            Cost(code="C2", year=2027, section=Section.INVESTMENT, amount_ht=Decimal(100)),
            Cost(code="C3", task="OPEN", section=Section.RUNNING, amount_ht=Decimal(50)),
        ),
        ceilings=(
            Ceiling(year=2027, section=Section.INVESTMENT, amount_ht=Decimal(1000)),
            Ceiling(year=2028, section=Section.INVESTMENT, amount_ht=Decimal(0)),
        ),
        capacity=Capacity(person_days_per_week=Decimal("3.34"), years=((2028, Decimal(1)),)),
        gates=(
            Gate(body="AD", dates=(date(2027, 1, 28), date(2026, 12, 30))),
            Gate(body="COPIL", dates=(date(2027, 4, 14), date(2027, 9, 15), date(2027, 4, 7))),
        ),
    )


VALID = {
    "PREP": (date(2026, 12, 28), date(2027, 1, 18)),
    "VOTE": (date(2027, 1, 28), date(2027, 1, 28)),
    "WORK": (date(2027, 2, 8), date(2027, 3, 8)),
    "CHECK": (date(2027, 4, 5), date(2027, 4, 14)),
    "OPEN": (date(2027, 4, 19), date(2027, 4, 19)),
    "FAIR": (date(2027, 3, 15), date(2027, 3, 22)),
}


def plan(**moved: tuple[date, date] | None) -> Plan:
    """The valid plan with some steps moved, or taken away (None)."""
    placed = {**VALID, **moved}
    return Plan(
        placements=tuple(Placement(task=c, start=d[0], end=d[1]) for c, d in placed.items() if d is not None)
    )


def test_a_valid_plan_holds(problem):
    assert verify(problem, plan()) == ()


@pytest.mark.parametrize(
    ("moved", "family", "message"),
    [
        ({"FAIR": None}, Family.STEPS, "FAIR : l'étape n'est pas placée."),
        ({"GHOST": VALID["FAIR"]}, Family.STEPS, "GHOST : cette étape du plan n'existe pas"),
        ({"WORK": (date(2027, 2, 8), date(2027, 3, 1))}, Family.STEPS, "4 semaines entières"),
        ({"WORK": (date(2027, 2, 9), date(2027, 3, 9))}, Family.STEPS, "à partir d'un lundi"),
        ({"CHECK": (date(2027, 3, 29), date(2027, 4, 14))}, Family.STEPS, "2 semaines entières"),
        ({"VOTE": (date(2027, 1, 25), date(2027, 1, 28))}, Family.STEPS, "VOTE"),
        ({"WORK": (date(2027, 1, 25), date(2027, 2, 22))}, Family.PRECEDENCE, "VOTE s'achève le 28/01/2027"),
        ({"OPEN": (date(2027, 4, 12), date(2027, 4, 12))}, Family.PRECEDENCE, "OPEN : elle commence"),
        (
            {"VOTE": (date(2027, 1, 27), date(2027, 1, 27))},
            Family.GATES,
            "27/01/2027, où AD ne se réunit pas",
        ),
        ({"VOTE": (date(2026, 12, 30),) * 2}, Family.GATES, "avant le début du programme"),
        ({"WORK": (date(2027, 1, 18), date(2027, 2, 15))}, Family.DATES, "avant le 01/02/2027"),
        ({"CHECK": (date(2027, 9, 6), date(2027, 9, 15))}, Family.DATES, "sa date limite du 30/06/2027"),
        ({"FAIR": (date(2027, 3, 22), date(2027, 3, 29))}, Family.FIXED, "le 17/03/2027 est imposé"),
        ({"PREP": (date(2026, 12, 21), date(2027, 1, 11))}, Family.HORIZON, "PREP : du 21/12/2026"),
        ({"OPEN": (date(2029, 1, 8),) * 2}, Family.HORIZON, "sort du programme"),
        (
            {"FAIR": (date(2027, 1, 4), date(2027, 1, 11))},
            Family.CAPACITY,
            "semaine du 04/01/2027 : 4,33 jours",
        ),
        ({"WORK": (date(2028, 2, 7), date(2028, 3, 6))}, Family.CEILINGS, "2028, investissement"),
        ({"WORK": (date(2028, 2, 7), date(2028, 3, 6))}, Family.CAPACITY, "semaine du 07/02/2028"),
    ],
)
def test_a_planted_mistake_is_found(problem, moved, family, message):
    found = verify(problem, plan(**moved))
    assert any(v.family is family and message in v.message for v in found), found


def test_a_step_placed_twice_is_found(problem):
    twice = Plan(placements=(*plan().placements, plan().placements[0]))
    assert any("placée 2 fois" in violation.message for violation in verify(problem, twice))


def test_a_ceiling_exceeded_by_a_euro_is_found(problem):
    lower = replace(
        problem, ceilings=(Ceiling(year=2027, section=Section.INVESTMENT, amount_ht=Decimal(999)),)
    )
    (violation,) = verify(lower, plan())
    assert violation.family is Family.CEILINGS
    assert violation.where == "2027, investissement"


def test_the_friday_of_the_last_week_decides_the_budget_year(problem):
    # Monday 27 December 2027 to Friday the 31st: spent in 2027, though the next Monday is in 2028.
    ends_in_2027 = (date(2027, 12, 6), date(2028, 1, 3))
    broken = {v.family for v in verify(problem, plan(WORK=ends_in_2027))}
    assert Family.CEILINGS not in broken
    one_week_later = tuple(day + WEEK for day in ends_in_2027)
    broken = {v.family for v in verify(problem, plan(WORK=one_week_later))}
    assert Family.CEILINGS in broken


def test_without_capacity_no_week_is_too_full(problem):
    crowded = plan(FAIR=(date(2027, 1, 4), date(2027, 1, 11)))
    families = {v.family for v in verify(replace(problem, capacity=None), crowded)}
    assert families == {Family.FIXED}


def test_the_verifier_shares_no_code_with_the_solver():
    tree = ast.parse(Path(verifier.__file__).read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    own = {module for module in modules if module and "phasing" in module}
    assert own == {"maillage.phasing.domain.plan", "maillage.phasing.domain.problem"}
