"""What makes a programme impossible at first sight: cycles, missing meetings, too long chains, plain sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from maillage.base.values.euros import total
from maillage.base.values.french import count, euros, listed, number, short_date
from maillage.phasing.domain.grid import Grid, Slot, cycle_of, grid_of, order_of, sheet_of, slot_of
from maillage.phasing.domain.problem import Family, Problem, Task


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why there is no plan, and what to change. `families` are to blame together when there are several."""

    families: tuple[Family, ...]
    message: str
    remedy: str


def obvious(problem: Problem) -> tuple[Explanation, ...]:
    """Every impossibility that needs no search; () proves nothing."""
    order = order_of(problem)
    if order is None:
        return (_cycle(problem),)
    return (*_chains(problem, order), *_money(problem), *_work(problem))


def _cycle(problem: Problem) -> Explanation:
    steps = [problem.by_code[code].name for code in cycle_of(problem)]
    return Explanation(
        families=(Family.PRECEDENCE,),
        message=f"Ces étapes s'attendent l'une l'autre : {', puis '.join(steps)}.",
        remedy="Retirez l'un de ces enchaînements.",
    )


def _chains(problem: Problem, order: tuple[str, ...]) -> Iterator[Explanation]:
    """Steps that cannot fit even if nothing else were in their way; those that follow them are left out."""
    grid = grid_of(problem)
    ends: dict[str, int] = {}
    blamed: set[str] = set()
    for code in order:
        task = problem.by_code[code]
        slot = slot_of(task, problem, grid)
        ready = max((ends[p] for p in task.predecessors), default=0)
        start = slot.first_start(ready)
        ends[code] = (ready if start is None else start) + slot.span
        if start is None and blamed.isdisjoint(task.predecessors):
            yield _late(problem, grid, task, ready, ends)
        if start is None or not blamed.isdisjoint(task.predecessors):
            blamed.add(code)


def _late(problem: Problem, grid: Grid, task: Task, ready: int, ends: dict[str, int]) -> Explanation:
    free = slot_of(replace(task, latest=None, fixed_start=None), problem, grid)
    start = free.first_start(ready)
    if start is None:
        return _no_room(problem, grid, task, free, ready)
    reason = _reason(problem, grid, task, free, start, ends)
    if task.fixed_start is not None:
        return Explanation(
            families=(Family.FIXED,),
            message=f"L'étape {task.name} est fixée au {short_date(task.fixed_start)}, or {reason}.",
            remedy=f"Libérez cette date, ou fixez-la à partir du {short_date(grid.day(start))}.",
        )
    last = short_date(free.last_days[start])
    return Explanation(
        families=(Family.DATES, Family.GATES) if task.gate else (Family.DATES,),
        message=f"L'étape {task.name} doit finir au plus tard le {short_date(task.latest)}, or {reason}.",
        remedy=f"Reportez cette date limite au {last} au moins, ou raccourcissez ce qui précède.",
    )


def _reason(problem: Problem, grid: Grid, task: Task, free: Slot, start: int, ends: dict[str, int]) -> str:
    parts = []
    if task.predecessors:
        before = max(task.predecessors, key=lambda p: ends[p])
        day = short_date(grid.day(ends[before]) - timedelta(days=1))
        parts.append(f"l'étape précédente {problem.by_code[before].name} occupe au moins jusqu'au {day}")
    if task.earliest is not None:
        parts.append(f"elle ne peut commencer avant le {short_date(task.earliest)}")
    if task.weeks:
        parts.append(f"elle dure {count(task.weeks, 'semaine')}")
    if task.gate:
        parts.append(
            f"la première séance possible de {task.gate} est celle du {short_date(free.last_days[start])}"
        )
    return listed(parts) or f"elle ne peut commencer avant le {short_date(grid.day(start))}"


def _no_room(problem: Problem, grid: Grid, task: Task, free: Slot, ready: int) -> Explanation:
    opening = max(grid.day(ready), problem.start)
    closing = short_date(grid.day(grid.weeks) - timedelta(days=1))
    if task.gate:
        return Explanation(
            families=(Family.GATES,),
            message=f"L'étape {task.name} attend une décision de {task.gate}, or aucune séance ne lui convient"
            f" entre le {short_date(opening)} et le {closing}.",
            remedy=f"Ajoutez une séance de {task.gate} dans cette période, ou allégez ce qui précède l'étape.",
        )
    return Explanation(
        families=(Family.HORIZON,),
        message=f"L'étape {task.name} ne peut commencer avant le {short_date(max(opening, task.earliest or opening))}"
        f" et dure {count(task.weeks, 'semaine')} ; le programme s'arrête le {closing}.",
        remedy="Allongez le programme, ou raccourcissez l'enchaînement qui mène à cette étape.",
    )


def _money(problem: Problem) -> Iterator[Explanation]:
    for ceiling in problem.ceilings:
        fixed = total(
            cost.amount_ht
            for cost in problem.costs
            if cost.year == ceiling.year and cost.section == ceiling.section
        )
        if fixed > ceiling.amount_ht:
            yield Explanation(
                families=(Family.CEILINGS,),
                message=f"Les dépenses de {ceiling.section.label} fixées en {ceiling.year} font {euros(fixed)} HT,"
                f" pour un plafond de {euros(ceiling.amount_ht)}.",
                remedy=f"Relevez ce plafond de {euros(fixed - ceiling.amount_ht)}, ou changez ces dépenses d'année.",
            )
    yield from _sums(problem)


def _sums(problem: Problem) -> Iterator[Explanation]:
    """Spending triggered by steps against all the ceilings, where every year it may fall in has one."""
    sheet = sheet_of(problem)
    if sheet is None or sheet.cramped:
        return
    for section in sorted({ceiling.section for ceiling in problem.ceilings}):
        room = {year: left for (year, s), left in sheet.room.items() if s == section and left >= 0}
        due, years = 0, set[int]()
        for code, items in sheet.bills.items():
            amount = sum(amount for s, amount in items if s == section)
            slot = sheet.slots[code]
            own = {slot.last_days[start].year for start in slot.starts}
            if amount and own <= room.keys():
                due, years = due + amount, years | own
                if amount > max(room[year] for year in own):
                    yield _too_dear(slot.task.name, section.label, amount, max(room[year] for year in own))
        left = sum(room[year] for year in years)
        if due > left:
            yield Explanation(
                families=(Family.CEILINGS,),
                message=f"Les étapes déclenchent {_cents(due)} HT de dépenses de {section.label}, et les plafonds de"
                f" {listed([str(year) for year in sorted(years)])} n'en laissent que {_cents(left)}.",
                remedy=f"Relevez ces plafonds de {_cents(due - left)} en tout, ou retirez des dépenses.",
            )


def _too_dear(name: str, section: str, amount: int, room: int) -> Explanation:
    return Explanation(
        families=(Family.CEILINGS,),
        message=f"L'étape {name} coûte {_cents(amount)} HT de {section}, et aucune année où elle peut finir"
        f" ne laisse plus de {_cents(room)}.",
        remedy=f"Relevez de {_cents(amount - room)} le plafond d'une de ces années, ou partagez la dépense.",
    )


def _cents(amount: int) -> str:
    return euros(Decimal(amount) / 100)


def _work(problem: Problem) -> Iterator[Explanation]:
    if problem.capacity is None:
        return
    grid = grid_of(problem)
    weekly = [problem.capacity.on(grid.day(week)) for week in range(grid.weeks)]
    for task in problem.tasks:
        if task.weeks and task.person_days / task.weeks > max(weekly, default=Decimal(0)):
            yield Explanation(
                families=(Family.CAPACITY,),
                message=f"L'étape {task.name} demande {number(task.person_days / task.weeks, 1)} jours-personnes par"
                f" semaine, l'équipe n'en a jamais plus de {number(max(weekly, default=0), 1)}.",
                remedy="Allongez l'étape, allégez-la, ou renforcez l'équipe.",
            )
    needed, offered = sum(task.person_days for task in problem.tasks), sum(weekly)
    if needed > offered:
        yield Explanation(
            families=(Family.CAPACITY,),
            message=f"Les étapes demandent {number(needed)} jours-personnes, l'équipe en a {number(offered)}"
            " sur la durée du programme.",
            remedy=f"Trouvez {number(needed - offered)} jours-personnes, ou réduisez le programme.",
        )
