"""Why there is no plan: which family of constraints to loosen, and by how much."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from maillage.base.values.french import listed
from maillage.phasing.domain import model
from maillage.phasing.domain.grid import grid_of, sheet_of, slot_of
from maillage.phasing.domain.loosen import Changes, changes, minimise_changes, reinforced_plan
from maillage.phasing.domain.prechecks import Explanation, obvious
from maillage.phasing.domain.problem import Family, Gate, Problem

__all__ = ["Explanation", "explain"]

EFFORT = 0.5
MORE_MONTHS = 24


def explain(problem: Problem, *, effort: float = EFFORT) -> tuple[Explanation, ...]:
    """One explanation per cause. () when a plan exists, or when nothing was found within the effort.

    First what needs no search; else each family of constraints is loosened in turn, as little as possible,
    then
    all together. `effort` is CP-SAT's deterministic time for each of these searches.
    """
    if found := obvious(problem):
        return found
    families = _present(problem)
    singles = []
    for family in families:
        needed = _loosened(problem, frozenset({family}), effort)
        if needed is not None and not needed:
            return ()
        if needed:
            singles.append(_advice(needed))
    if singles or len(families) < 2:
        return tuple(singles)
    together = _loosened(problem, frozenset(families), effort)
    return (_advice(together),) if together else ()


def _advice(needed: Changes) -> Explanation:
    blamed = tuple(dict.fromkeys(family for family, _ in needed))
    names = listed([f"« {family.label} »" for family in blamed])
    if len(blamed) == 1:
        message = f"Aucun plan trouvé ne respecte toutes les contraintes ; il suffirait de desserrer {names}."
    else:
        message = (
            f"Aucun plan trouvé ne respecte toutes les contraintes ; il faut desserrer à la fois {names}."
        )
    listing = " ; ".join(change for _, change in needed)
    return Explanation(families=blamed, message=message, remedy=f"Par exemple : {listing}.")


def _present(problem: Problem) -> list[Family]:
    """The families that may be loosened because they hold something."""
    there = {
        Family.CEILINGS: bool(problem.ceilings),
        Family.CAPACITY: problem.capacity is not None,
        Family.GATES: any(task.gate for task in problem.tasks),
        Family.DATES: any(task.latest for task in problem.tasks),
        Family.FIXED: any(task.fixed_start for task in problem.tasks),
        Family.HORIZON: True,
    }
    return [family for family, present in there.items() if present]


def _without(problem: Problem, families: frozenset[Family]) -> Problem:
    """The problem with dates, meetings and length loosened; ceilings and capacity are in the model."""
    tasks = problem.tasks
    if Family.DATES in families:
        tasks = tuple(replace(task, latest=None) for task in tasks)
    if Family.FIXED in families:
        tasks = tuple(replace(task, fixed_start=None) for task in tasks)
    months = problem.months + (MORE_MONTHS if Family.HORIZON in families else 0)
    loose = replace(problem, tasks=tasks, months=months)
    if Family.GATES not in families:
        return loose
    return replace(loose, gates=tuple(_weekly(loose, gate) for gate in loose.gates))


def _weekly(problem: Problem, gate: Gate) -> Gate:
    """A meeting every week: on Wednesday where the body has none."""
    grid = grid_of(problem)
    known = {grid.week(day) for day in gate.dates}
    added = [grid.day(week) + timedelta(days=2) for week in range(grid.weeks) if week not in known]
    return replace(gate, dates=(*gate.dates, *(day for day in added if day >= problem.start)))


def _loosened(problem: Problem, families: frozenset[Family], effort: float) -> Changes | None:
    """The least changes found in these families that let a plan exist; None when none was found."""
    loose = sheet_of(_without(problem, families))
    over_ceilings = Family.CEILINGS in families
    if loose is None or loose.cramped or (loose.overspent and not over_ceilings):
        return None
    built = model.build(loose, over_ceilings=over_ceilings, over_capacity=Family.CAPACITY in families)
    # The same dates and meetings over the longer period: staying beyond the end is counted once, as lateness.
    strict = replace(problem, months=loose.problem.months)
    wanted = {task.code: slot_of(task, strict, loose.grid).starts for task in problem.tasks}
    minimise_changes(built, loose, wanted, grid_of(problem))
    if families == {Family.CAPACITY}:
        model.hint(built, reinforced_plan(loose) or {})
    found = model.search(built, effort=effort)
    return changes(problem, loose, wanted, found) if found.starts else None
