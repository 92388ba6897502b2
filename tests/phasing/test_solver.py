"""The optimiser of the phasing: instances solved by hand, by brute force, and one of a real programme's size."""

import itertools
import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.phasing.domain.explain import explain
from maillage.phasing.domain.plan import Placement, Plan, Status
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
from maillage.phasing.domain.solver import solve
from maillage.phasing.domain.verifier import verify

MONDAY = date(2027, 1, 4)
WEEK = timedelta(days=7)
INVESTMENT, RUNNING = Section.INVESTMENT, Section.RUNNING


def step(code: str, weeks: int = 1, *before: str, days: str = "0", **fields: object) -> Task:
    """A step of the action named by the first part of its code: "A-1" is of action "A"."""
    return Task(
        code=code,
        title=f"Étape {code}",
        action=code.split("-")[0],
        weeks=weeks,
        predecessors=before,
        person_days=Decimal(days),
        **fields,  # type: ignore[arg-type]
    )


def programme(*tasks: Task, months: int = 12, **fields: object) -> Problem:
    return Problem(start=MONDAY, months=months, tasks=tasks, **fields)  # type: ignore[arg-type]


def team(days: str, *years: tuple[int, str]) -> Capacity:
    amounts = tuple((year, Decimal(amount)) for year, amount in years)
    return Capacity(person_days_per_week=Decimal(days), years=amounts)


def dates(problem: Problem, code: str) -> tuple[date, date]:
    placed = solved(problem).by_task[code]
    return placed.start, placed.end


def solved(problem: Problem) -> Plan:
    result = solve(problem)
    assert result.found, explain(problem)
    assert verify(problem, result.plan) == ()
    return result.plan


# --- what a problem refuses at birth


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: step(""), "le code manque"),
        (lambda: replace(step("A"), action=""), "code de l'action"),
        (lambda: step("A", -1), "durée"),
        (lambda: step("A", days="-1"), "charge de travail ne peut pas"),
        (lambda: step("A", 0, days="1"), "jalon"),
        (lambda: step("A", priority=6), "priorité"),
        (lambda: step("A", 1, "A"), "elle-même"),
        (lambda: step("A", earliest=date(2027, 3, 1), latest=date(2027, 2, 1)), "date limite"),
        (lambda: Cost(code="D", section="autre", amount_ht=Decimal(1), year=2027), "section"),
        (lambda: Cost(code="D", section=RUNNING, amount_ht=Decimal(-1), year=2027), "négatif"),
        (lambda: Cost(code="D", section=RUNNING, amount_ht=Decimal(1)), "soit"),
        (lambda: Cost(code="D", section=RUNNING, amount_ht=Decimal(1), year=2027, task="A"), "soit"),
        (lambda: Ceiling(year=2027, section=RUNNING, amount_ht=Decimal(-1)), "négatif"),
        (lambda: Ceiling(year=2027, section="autre", amount_ht=Decimal(1)), "section"),
        (lambda: team("-1"), "négatif"),
        (lambda: team("1", (2028, "2"), (2028, "3")), "deux fois"),
        (lambda: programme(months=0), "un mois"),
        (lambda: programme(effort=0), "effort"),
        (lambda: programme(step("A"), step("A")), "deux fois"),
        (lambda: programme(step("A", 1, "B")), "précédente inconnue"),
        (lambda: programme(step("A", gate="AD")), "instance AD est inconnue"),
        (lambda: programme(gates=(Gate(body="AD"), Gate(body="AD"))), "deux fois"),
        (
            lambda: programme(costs=(Cost(code="D", task="A", section=RUNNING, amount_ht=Decimal(1)),)),
            "étape A est inconnue",
        ),
        (
            lambda: programme(costs=(Cost(code="D", year=2027, section=RUNNING, amount_ht=Decimal(1)),) * 2),
            "deux fois",
        ),
        (
            lambda: programme(ceilings=(Ceiling(year=2027, section=RUNNING, amount_ht=Decimal(1)),) * 2),
            "deux fois",
        ),
    ],
)
def test_a_problem_that_makes_no_sense_is_refused_in_french(build, message):
    with pytest.raises(ValueError, match=message):
        build()


# --- instances solved by hand


def test_a_chain_without_limits_runs_without_waiting():
    result = solve(programme(step("A-1", 3), step("A-2", 2, "A-1"), step("A-3", 0, "A-2"), months=6))
    assert result.status is Status.OPTIMAL
    assert result.objective == result.bound == 15
    assert result.gap == 0
    placed = result.plan.by_task
    assert placed["A-2"] == Placement(task="A-2", start=MONDAY + 3 * WEEK, end=MONDAY + 5 * WEEK)
    assert placed["A-3"].start == placed["A-3"].end == MONDAY + 5 * WEEK


def test_week_zero_starts_on_the_monday_on_or_before_the_start():
    problem = Problem(start=date(2027, 1, 1), months=2, tasks=(step("A"),))
    assert dates(problem, "A") == (date(2026, 12, 28), date(2027, 1, 4))


def test_capacity_makes_two_steps_take_turns_the_most_pressing_first():
    slow, urgent = step("A", 4, days="8", priority=1), step("B", 4, days="8", priority=5)
    result = solve(programme(slow, urgent, capacity=team("3")))
    assert result.status is Status.OPTIMAL
    assert result.objective == 5 * 4 + 1 * 8
    assert result.plan.by_task["A"].start == MONDAY + 4 * WEEK


def test_two_steps_share_a_week_that_is_large_enough():
    problem = programme(step("A", 4, days="8"), step("B", 4, days="8"), capacity=team("4"))
    assert {placed.start for placed in solved(problem).placements} == {MONDAY}


def test_a_year_with_less_capacity_holds_the_work_back():
    problem = programme(step("A", 2, days="4"), months=24, capacity=team("2", (2027, "1")))
    assert dates(problem, "A")[0] == date(2028, 1, 3)


def test_a_gated_milestone_falls_on_the_exact_date_of_a_meeting():
    gate = Gate(body="AD", dates=(date(2027, 6, 24), date(2027, 2, 18), date(2027, 1, 21)))
    problem = programme(
        step("A-1", 4), step("A-2", 0, "A-1", gate="AD"), step("A-3", 1, "A-2"), gates=(gate,)
    )
    plan = solved(problem)
    assert plan.by_task["A-2"] == Placement(task="A-2", start=date(2027, 2, 18), end=date(2027, 2, 18))
    # What follows waits for the Monday after the decision.
    assert plan.by_task["A-3"].start == date(2027, 2, 22)


def test_a_gated_step_ends_in_the_week_of_its_meeting():
    problem = programme(step("A", 3, gate="AD"), gates=(Gate(body="AD", dates=(date(2027, 3, 17),)),))
    assert dates(problem, "A") == (date(2027, 3, 1), date(2027, 3, 17))


def test_a_meeting_in_the_last_incomplete_week_counts_but_not_on_the_closing_day():
    # Two months from 4 January 2027: the programme closes on Thursday 4 March.
    gates = (Gate(body="AD", dates=(date(2027, 3, 3),)),)
    problem = programme(step("A", 0, gate="AD"), months=2, gates=gates)
    assert dates(problem, "A")[1] == date(2027, 3, 3)
    late = replace(problem, gates=(Gate(body="AD", dates=(date(2027, 3, 4),)),))
    assert blamed(late)[0] == {Family.GATES}


def test_a_ceiling_pushes_the_least_pressing_action_to_the_next_year():
    tasks = (step("A", 4, priority=2), step("B", 4, priority=4))
    costs = tuple(Cost(code=c, task=c, section=INVESTMENT, amount_ht=Decimal(60_000)) for c in "AB")
    ceilings = (Ceiling(year=2027, section=INVESTMENT, amount_ht=Decimal(100_000)),)
    problem = programme(*tasks, months=24, costs=costs, ceilings=ceilings)
    result = solve(problem)
    assert result.status is Status.OPTIMAL
    assert result.plan.by_task["B"].start == MONDAY
    # The week of Monday 3 January 2028 is the last of the four: its Friday is the first one in 2028.
    assert result.plan.by_task["A"].end == date(2028, 1, 10)
    assert [(s.year, s.amount_ht, s.ceiling_ht) for s in result.spending] == [
        (2027, Decimal(60_000), Decimal(100_000)),
        (2028, Decimal(60_000), None),
    ]


def test_spending_of_a_given_year_takes_its_share_of_the_ceiling():
    costs = (
        Cost(code="D1", task="A", section=RUNNING, amount_ht=Decimal(60)),
        Cost(code="D2", year=2027, section=RUNNING, amount_ht=Decimal(50)),
    )
    ceilings = (Ceiling(year=2027, section=RUNNING, amount_ht=Decimal(100)),)
    problem = programme(step("A"), months=24, costs=costs, ceilings=ceilings)
    assert dates(problem, "A")[1] == date(2028, 1, 10)


def test_dates_bound_a_step_and_its_last_friday_counts_as_its_end():
    problem = programme(step("A", 2, earliest=date(2027, 1, 6), latest=date(2027, 1, 22)))
    assert dates(problem, "A") == (date(2027, 1, 11), date(2027, 1, 25))


def test_an_imposed_start_is_kept_and_its_work_is_reserved():
    fixed = step("A", 2, days="4", priority=1, fixed_start=date(2027, 1, 13))
    problem = programme(fixed, step("B", 2, days="4", priority=5), capacity=team("2"))
    assert dates(problem, "A")[0] == date(2027, 1, 11)
    assert dates(problem, "B")[0] == date(2027, 1, 25)


def test_an_action_counts_once_by_its_last_step_and_its_most_pressing_one():
    result = solve(programme(step("A-1", 2, priority=5), step("A-2", 3, priority=1)))
    assert result.objective == 5 * 3


def test_the_load_of_a_week_astride_two_months_is_shared_by_working_days():
    problem = programme(step("A", 1, days="5", earliest=date(2027, 3, 29)), months=4, capacity=team("5"))
    result = solve(problem)
    loads = {load.month: load.person_days for load in result.loads}
    assert loads == {
        date(2027, 1, 1): 0,
        date(2027, 2, 1): 0,
        date(2027, 3, 1): 3,
        date(2027, 4, 1): 2,
    }
    assert result.loads[1].available == 20


def test_slack_and_the_critical_path_come_from_precedence():
    result = solve(programme(step("A-1", 4), step("B-1", 1), step("A-2", 2, "A-1", "B-1")))
    slacks = {slack.task: slack for slack in result.slacks}
    assert result.critical_path == ("A-1", "A-2")
    assert slacks["B-1"].weeks == 3
    assert slacks["B-1"].latest == MONDAY + 3 * WEEK


def test_a_programme_without_steps_is_solved():
    assert solve(programme()).status is Status.OPTIMAL


# --- against brute force, and for any instance


def tiny(seed: int) -> Problem:
    rng = random.Random(seed)
    codes = ["A-1", "A-2", "B-1", "C-1"][: rng.randint(2, 4)]
    tasks = []
    for i, code in enumerate(codes):
        weeks = rng.randint(0, 3)
        tasks.append(
            step(
                code,
                weeks,
                *rng.sample(codes[:i], rng.randint(0, min(i, 2))),
                days=str(rng.randint(0, 3) * weeks),
                priority=rng.randint(1, 5),
                gate="AD" if rng.random() < 0.3 else None,
                latest=MONDAY + rng.randint(20, 60) * timedelta(days=1) if rng.random() < 0.3 else None,
            )
        )
    costs = tuple(
        Cost(
            code=f"D{t.code}",
            task=t.code,
            section=rng.choice(list(Section)),
            amount_ht=Decimal(rng.randint(1, 5)),
        )
        for t in tasks
    )
    start = date(2027, 12, rng.randint(1, 14))
    meetings = tuple(start + timedelta(days=rng.randint(0, 60)) for _ in range(4))
    return Problem(
        start=start,
        months=2,
        tasks=tuple(replace(t, latest=t.latest and t.latest + timedelta(days=333)) for t in tasks),
        costs=costs,
        ceilings=tuple(
            Ceiling(year=year, section=section, amount_ht=Decimal(rng.randint(3, 9)))
            for year in (2027, 2028)
            for section in Section
        ),
        capacity=team(str(rng.randint(2, 5)), (2028, str(rng.randint(2, 5)))),
        gates=(Gate(body="AD", dates=meetings),),
    )


def best_by_brute_force(problem: Problem) -> int | None:
    """The least objective over every plan the verifier accepts, one week at a time."""
    monday = problem.start - timedelta(days=problem.start.weekday())
    choices = []
    for task in problem.tasks:
        if task.gate is None:
            starts = [monday + i * WEEK for i in range(11)]
            options = [(s, s + task.weeks * WEEK, i + task.weeks) for i, s in enumerate(starts)]
        else:
            options = []
            for meeting in problem.gates[0].dates:
                first = meeting - timedelta(days=meeting.weekday()) - max(task.weeks - 1, 0) * WEEK
                week = (meeting - monday).days // 7 + 1
                options.append((first if task.weeks else meeting, meeting, week))
        alone = replace(problem, tasks=(replace(task, predecessors=()),), costs=())
        placed = [(Placement(task=task.code, start=s, end=e), week) for s, e, week in options]
        choices.append([(p, w) for p, w in placed if not verify(alone, Plan(placements=(p,)))])
    best = None
    for combination in itertools.product(*choices):
        ends: dict[str, int] = {}
        weights: dict[str, int] = {}
        for task, (_, week) in zip(problem.tasks, combination, strict=True):
            ends[task.action] = max(ends.get(task.action, 0), week)
            weights[task.action] = max(weights.get(task.action, 0), task.priority)
        value = sum(weights[action] * end for action, end in ends.items())
        if best is None or value < best:
            plan = Plan(placements=tuple(placed for placed, _ in combination))
            best = best if verify(problem, plan) else value
    return best


@pytest.mark.parametrize("seed", range(25))
def test_the_solver_proves_what_brute_force_finds(seed):
    problem = tiny(seed)
    best, result = best_by_brute_force(problem), solve(problem)
    assert result.objective == best
    assert result.status is (Status.INFEASIBLE if best is None else Status.OPTIMAL)
    if best is None:
        assert explain(problem) != ()
    else:
        assert verify(problem, result.plan) == ()
        assert explain(problem) == ()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(1000, 10**6))
def test_whatever_the_instance_a_plan_passes_the_verifier_and_a_refusal_is_explained(seed):
    problem = tiny(seed)
    result = solve(problem, effort=0.2)
    if result.found:
        assert verify(problem, result.plan) == ()
        assert result.bound <= result.objective
    else:
        assert result.status is Status.INFEASIBLE
        assert explain(problem) != ()


# --- what cannot be done is explained


def blamed(problem: Problem) -> tuple[set[Family], str]:
    assert solve(problem).status is Status.INFEASIBLE
    found = explain(problem)
    texts = " ".join(f"{explanation.message} {explanation.remedy}" for explanation in found)
    return {family for explanation in found for family in explanation.families}, texts


def test_steps_that_wait_for_each_other_are_named():
    families, text = blamed(programme(step("A", 1, "B"), step("B", 1, "A")))
    assert families == {Family.PRECEDENCE}
    assert "A « Étape A »" in text
    assert "B « Étape B »" in text


def test_a_gate_without_meeting_in_the_programme_is_explained():
    problem = programme(step("A", 0, gate="AD"), gates=(Gate(body="AD", dates=(date(2026, 12, 1),)),))
    families, text = blamed(problem)
    assert families == {Family.GATES}
    assert "aucune séance" in text


def test_a_date_limit_before_the_first_possible_meeting_names_both():
    problem = programme(
        step("A-1", 20),
        step("A-2", 0, "A-1", gate="assemblée", latest=date(2027, 6, 30)),
        gates=(Gate(body="assemblée", dates=(date(2027, 2, 1), date(2027, 9, 15))),),
    )
    families, text = blamed(problem)
    assert families == {Family.DATES, Family.GATES}
    assert "L'étape A-2 « Étape A-2 » doit finir au plus tard le 30/06/2027" in text
    assert "A-1 « Étape A-1 » ne peut finir avant le 21/05/2027" in text
    assert "assemblée est celle du 15/09/2027" in text


def test_a_chain_longer_than_the_programme_is_explained():
    families, text = blamed(programme(step("A-1", 10), step("A-2", 10, "A-1"), months=3))
    assert families == {Family.HORIZON}
    assert "A-2" in text


def test_an_imposed_start_before_its_predecessor_or_out_of_the_programme_is_explained():
    problem = programme(step("A-1", 4), step("A-2", 1, "A-1", fixed_start=date(2027, 1, 11)))
    families, text = blamed(problem)
    assert families == {Family.FIXED}
    assert "fixez-la à partir du 01/02/2027" in text
    assert "hors du programme" in blamed(programme(step("A", fixed_start=date(2031, 1, 6))))[1]


def test_spending_above_a_ceiling_is_explained_to_the_euro():
    ceilings = (Ceiling(year=2027, section=RUNNING, amount_ht=Decimal(1000)),)
    costs = (Cost(code="D", year=2027, section=RUNNING, amount_ht=Decimal(1250)),)
    families, text = blamed(programme(step("A"), costs=costs, ceilings=ceilings))
    assert families == {Family.CEILINGS}
    assert "Relevez ce plafond de 250" in text


def test_steps_dearer_than_all_the_ceilings_are_explained():
    ceilings = (Ceiling(year=2027, section=RUNNING, amount_ht=Decimal(1000)),)
    costs = tuple(Cost(code=c, task=c, section=RUNNING, amount_ht=Decimal(800)) for c in "AB")
    problem = programme(step("A"), step("B"), months=11, costs=costs, ceilings=ceilings)
    assert "Relevez ces plafonds de 600" in blamed(problem)[1]


def test_more_work_than_the_team_has_is_explained():
    families, text = blamed(programme(step("A", 2, days="10"), capacity=team("4")))
    assert families == {Family.CAPACITY}
    assert "5,0 jours-personnes par semaine" in text


def test_a_search_finds_by_how_much_each_family_must_give_way():
    # Two steps of one week's full capacity, both due by the end of the first week.
    due = date(2027, 1, 8)
    tasks = (step("A", 1, days="4", latest=due), step("B", 1, days="4", latest=due))
    families, text = blamed(programme(*tasks, capacity=team("4")))
    assert families == {Family.CAPACITY, Family.DATES}
    assert "renforcer l'équipe de 4,00" in text
    assert "reporter du 08/01/2027 au 15/01/2027 la date limite de" in text


def test_a_search_finds_the_ceiling_to_raise_and_the_meeting_to_add():
    ceilings = (
        Ceiling(year=2027, section=INVESTMENT, amount_ht=Decimal(100)),
        Ceiling(year=2028, section=INVESTMENT, amount_ht=Decimal(300)),
    )
    costs = tuple(Cost(code=c, task=c, section=INVESTMENT, amount_ht=Decimal(90)) for c in "ABC")
    meetings = (date(2027, 3, 10), date(2028, 3, 8))
    tasks = (
        step("A", 1, latest=date(2027, 6, 30)),
        step("B", 1, gate="AD", latest=date(2028, 3, 1)),
        step("C", 1),
    )
    gates = (Gate(body="AD", dates=meetings),)
    problem = programme(*tasks, months=20, costs=costs, ceilings=ceilings, gates=gates)
    families, text = blamed(problem)
    assert families == {Family.CEILINGS, Family.GATES, Family.DATES}
    assert "relever le plafond 2027 en investissement de 100" in text
    assert "(+80" in text
    assert "ajouter une séance de AD" in text
    assert "reporter du 30/06/2027 au 07/01/2028 la date limite de A" in text


def test_families_that_must_give_way_together_are_named_together():
    # Two imposed steps overload a week, and three bills of 60 cannot be split over two years of 100.
    fixed = [step(code, 1, days="4", fixed_start=MONDAY) for code in "AB"]
    costs = tuple(Cost(code=c, task=c, section=RUNNING, amount_ht=Decimal(60)) for c in "CEF")
    ceilings = tuple(Ceiling(year=y, section=RUNNING, amount_ht=Decimal(100)) for y in (2027, 2028))
    tasks = (*fixed, step("C"), step("E"), step("F"))
    problem = programme(*tasks, months=23, capacity=team("4"), costs=costs, ceilings=ceilings)
    families, text = blamed(problem)
    assert families & {Family.CAPACITY, Family.FIXED}
    assert families & {Family.CEILINGS, Family.HORIZON}
    assert "à la fois" in text


def test_a_feasible_problem_needs_no_explanation():
    assert explain(programme(step("A", 2, days="2"), capacity=team("1"))) == ()


# --- a real programme's size


def realistic(seed: int = 0, actions: int = 50) -> Problem:
    """About 150 steps over 36 months: prepare, vote, consult, carry out; three bodies, six ceilings, a team."""
    rng = random.Random(seed)
    months = {
        "Assemblée": (1, 3, 6, 9, 11, 12),
        "Commission permanente": range(1, 13),
        "COPIL": (2, 4, 6, 9, 12),
    }
    gates = tuple(
        Gate(body=body, dates=tuple(date(y, m, 14) for y in (2027, 2028, 2029) for m in chosen if m != 8))
        for body, chosen in months.items()
    )
    tasks: list[Task] = []
    costs = []
    for number in range(1, actions + 1):
        action, priority = f"A{number:02d}", rng.randint(1, 5)
        shapes: list[tuple[str, int, int, str | None]] = [
            ("Préparer", rng.randint(3, 10), rng.randint(4, 25), None)
        ]
        if rng.random() < 0.5:
            shapes.append(("Voter", 0, 0, rng.choice(list(months))))
        if rng.random() < 0.6:
            shapes.append(("Consulter", rng.randint(8, 16), rng.randint(3, 12), None))
        shapes.append(("Réaliser", rng.randint(8, 40), rng.randint(5, 40), None))
        before = (rng.choice(tasks).code,) if number > 5 and rng.random() < 0.35 else ()
        for i, (title, weeks, days, gate) in enumerate(shapes, 1):
            code = f"{action}-{i}"
            fields = {"priority": priority, "gate": gate}
            tasks.append(replace(step(code, weeks, *before, days=str(days), **fields), title=title))
            before = (code,)
        for section, least, most in ((INVESTMENT, 5, 120), (RUNNING, 1, 30)):
            amount = Decimal(1000 * rng.randint(least, most))
            costs.append(Cost(code=f"{action} {section}", task=code, section=section, amount_ht=amount))
    ceilings = tuple(
        Ceiling(year=year, section=section, amount_ht=whole * Decimal(share) / 100)
        for section in Section
        for whole in [sum(cost.amount_ht for cost in costs if cost.section is section)]
        for year, share in ((2027, 29), (2028, 46), (2029, 40))
    )
    weekly = round(sum(task.person_days for task in tasks) / 156 / Decimal("0.7"), 1)
    return Problem(
        start=date(2027, 1, 1),
        months=36,
        tasks=tuple(tasks),
        costs=tuple(costs),
        ceilings=ceilings,
        capacity=Capacity(person_days_per_week=weekly, years=((2029, weekly - 1),)),
        gates=gates,
    )


@pytest.mark.slow
def test_a_programme_of_150_steps_is_planned_in_seconds_close_to_the_bound_and_twice_the_same():
    problem = realistic()
    assert len(problem.tasks) >= 150
    result = solve(problem)
    assert verify(problem, result.plan) == ()
    assert result.gap is not None
    assert result.gap < 0.12
    assert result.seconds < 8
    again = solve(problem)
    assert again.plan == result.plan
    assert again.bound == result.bound


def test_a_small_effort_still_gives_a_whole_plan_at_once():
    problem = realistic(1)
    result = solve(problem, effort=0.02)
    assert verify(problem, result.plan) == ()
    assert result.status is Status.FEASIBLE
