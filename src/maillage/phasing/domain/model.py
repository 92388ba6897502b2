"""The problem as a CP-SAT model: intervals, one cumulative, meeting weeks as domains, yearly budgets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillage.phasing.domain.greedy import Starts, action_weights
from maillage.phasing.domain.grid import Sheet
from maillage.phasing.domain.problem import Section

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar, LinearExprT

# No bound in practice (11 billion euros in cents), yet far from overflowing sums of products.
ENOUGH = 2**40
SEED = 18


@dataclass
class Built:
    """The model and its variables. `excess` and `extra` exist when ceilings or capacity may be exceeded."""

    model: CpModel
    starts: dict[str, IntVar] = field(default_factory=dict)
    excess: dict[tuple[int, Section], IntVar] = field(default_factory=dict)
    extra: IntVar | None = None


@dataclass(frozen=True, kw_only=True)
class Found:
    """CP-SAT's status name, the starts ({} without a plan), and by how much loosened limits are exceeded."""

    status: str
    starts: Starts
    bound: float
    seconds: float
    excess: dict[tuple[int, Section], int] = field(default_factory=dict)
    extra: int = 0


NOTHING = Found(status="UNKNOWN", starts={}, bound=0.0, seconds=0.0)


def build(sheet: Sheet, *, over_ceilings: bool = False, over_capacity: bool = False) -> Built:
    """All constraints, no objective."""
    from ortools.sat.python import cp_model  # 0.5 s and 130 MB: only where a plan is computed

    built = Built(model=cp_model.CpModel())
    for code in sheet.order:
        domain = cp_model.Domain.from_values(sheet.slots[code].starts)
        built.starts[code] = built.model.new_int_var_from_domain(domain, f"start {code}")
    for code, slot in sheet.slots.items():
        for before in slot.task.predecessors:
            ready = sheet.slots[before].span + slot.task.lag
            built.model.add(built.starts[before] + ready <= built.starts[code])
    _limit_work(built, sheet, over_capacity)
    _limit_spending(built, sheet, over_ceilings)
    return built


def _limit_work(built: Built, sheet: Sheet, elastic: bool) -> None:
    if sheet.available is None:
        return
    model, top = built.model, max(sheet.available)
    intervals, demands = [], []
    for code, slot in sheet.slots.items():
        if slot.demand:
            intervals.append(model.new_fixed_size_interval_var(built.starts[code], slot.span, f"work {code}"))
            demands.append(slot.demand)
    # A year with less capacity than the best one is a fixed block that takes the difference.
    for first, last, missing in _blocks(sheet.available, top):
        intervals.append(model.new_fixed_size_interval_var(first, last - first, f"block {first}"))
        demands.append(missing)
    if elastic:
        most = sum(slot.demand for slot in sheet.slots.values())
        built.extra = model.new_int_var(0, most, "extra capacity")
        model.add_cumulative(intervals, demands, top + built.extra)
    else:
        model.add_cumulative(intervals, demands, top)


def _blocks(available: tuple[int, ...], top: int) -> list[tuple[int, int, int]]:
    blocks: list[tuple[int, int, int]] = []
    for week, amount in enumerate(available):
        if blocks and blocks[-1][1] == week and blocks[-1][2] == top - amount:
            blocks[-1] = (blocks[-1][0], week + 1, top - amount)
        elif amount < top:
            blocks.append((week, week + 1, top - amount))
    return blocks


def _limit_spending(built: Built, sheet: Sheet, elastic: bool) -> None:
    terms: dict[tuple[int, Section], list[LinearExprT]] = {key: [] for key in sheet.room}
    for code, items in sheet.bills.items():
        by_year = _starts_by_year(sheet, code)
        for year, literal in _year_literals(built, code, by_year).items():
            for section, amount in items:
                if (year, section) in terms:
                    terms[year, section].append(amount * literal)
    for (year, section), room in sheet.room.items():
        if elastic:
            excess = built.model.new_int_var(0, ENOUGH, f"excess {year} {section}")
            built.excess[year, section] = excess
            terms[year, section].append(-1 * excess)
        if terms[year, section]:
            built.model.add_linear_constraint(sum(terms[year, section]), -ENOUGH, room)


def _starts_by_year(sheet: Sheet, code: str) -> dict[int, list[int]]:
    years: dict[int, list[int]] = {}
    for start in sheet.slots[code].starts:
        years.setdefault(sheet.slots[code].last_days[start].year, []).append(start)
    return years


def _year_literals(built: Built, code: str, by_year: dict[int, list[int]]) -> dict[int, LinearExprT]:
    """For each year in which the step may end, 1 when it does."""
    from ortools.sat.python import cp_model  # already loaded by `build`

    if len(by_year) == 1:
        return dict.fromkeys(by_year, 1)
    model, literals = built.model, {}
    for year, starts in by_year.items():
        literals[year] = model.new_bool_var(f"{code} ends in {year}")
        domain = cp_model.Domain.from_values(starts)
        model.add_linear_expression_in_domain(built.starts[code], domain).only_enforce_if(literals[year])
    model.add_exactly_one(literals.values())
    return dict(literals)


def minimise_ends(built: Built, sheet: Sheet, floor: int) -> None:
    """Sum over actions of priority x end week, known to be at least `floor`."""
    model, tasks = built.model, sheet.problem.tasks
    inner = {p for t in tasks for p in t.predecessors if sheet.problem.by_code[p].action == t.action}
    ends = []
    for action, weight in action_weights(sheet).items():
        last = [task.code for task in tasks if task.action == action and task.code not in inner]
        end = model.new_int_var(0, sheet.grid.weeks, f"end {action}")
        for code in last:
            model.add(end >= built.starts[code] + sheet.slots[code].span)
        ends.append(weight * end)
    total = sum(ends)
    model.add_linear_constraint(total, floor, ENOUGH)
    model.minimize(total)


def hint(built: Built, starts: Starts) -> None:
    for code, start in starts.items():
        built.model.add_hint(built.starts[code], start)


def search(built: Built, *, effort: float) -> Found:
    """Run CP-SAT reproducibly: seed and deterministic time fixed, workers taking turns in a fixed order."""
    from ortools.sat.python import cp_model  # already loaded by `build`

    solver = cp_model.CpSolver()
    solver.parameters.random_seed = SEED
    solver.parameters.num_workers = 1
    # The cuts on sums of ends: measured, a better plan and a far better bound than the default.
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = effort
    status = solver.solve(built.model)
    known = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Found(
        status=solver.status_name(status),
        starts={code: solver.value(var) for code, var in built.starts.items()} if known else {},
        bound=solver.best_objective_bound,
        seconds=solver.wall_time,
        excess={key: solver.value(var) for key, var in built.excess.items()} if known else {},
        extra=solver.value(built.extra) if known and built.extra is not None else 0,
    )
