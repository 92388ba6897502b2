"""What makes a programme impossible at first sight: cycles, missing meetings, too long chains, plain sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from maillage.base.values.euros import total
from maillage.base.values.french import count, euros, listed, number, short_date
from maillage.phasing.domain.grid import Grid, Sheet, cycle_of, grid_of, order_of, sheet_of, slot_of
from maillage.phasing.domain.problem import Family, Problem, Section, Task

# The first week free after each step, and the step's last day, when nothing else is in its way.
Ends = dict[str, tuple[int, date]]


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
    ends: Ends = {}
    blamed: set[str] = set()
    for code in order:
        task = problem.by_code[code]
        slot = slot_of(task, problem, grid)
        ready = max((ends[p][0] for p in task.predecessors), default=0) + task.lag
        start = slot.first_start(ready)
        end = (ready if start is None else start) + slot.span
        ends[code] = (end, grid.day(end) - timedelta(days=3) if start is None else slot.last_days[start])
        if start is None and blamed.isdisjoint(task.predecessors):
            yield _late(problem, grid, task, ready, ends)
        if start is None or not blamed.isdisjoint(task.predecessors):
            blamed.add(code)


def _late(problem: Problem, grid: Grid, task: Task, ready: int, ends: Ends) -> Explanation:
    free = slot_of(replace(task, latest=None, fixed_start=None), problem, grid)
    start = free.first_start(ready)
    reasons = _reasons(problem, grid, task, ends)
    if start is None:
        return _no_room(problem, grid, task, ready, reasons)
    if task.gate:
        meeting = short_date(free.last_days[start])
        reasons.append(f"la première séance possible de {task.gate} est celle du {meeting}")
    if task.fixed_start is not None:
        return _fixed(grid, task, task.fixed_start, start, reasons)
    last = short_date(free.last_days[start])
    return Explanation(
        families=(Family.DATES, Family.GATES) if task.gate else (Family.DATES,),
        message=f"L'étape {task.name} doit finir au plus tard le {short_date(task.latest)},"
        f" or {listed(reasons)}.",
        remedy=f"Reportez cette date limite au {last} au moins, ou raccourcissez {_shortened(task)}.",
    )


def _shortened(task: Task) -> str:
    return "ce qui précède ou ce délai" if task.lag else "ce qui précède"


def _reasons(problem: Problem, grid: Grid, task: Task, ends: Ends) -> list[str]:
    """What keeps a step from ending earlier; never empty for a step that lasts."""
    reasons = []
    if task.predecessors:
        before = max(task.predecessors, key=lambda code: ends[code])
        last = short_date(ends[before][1])
        reasons.append(f"l'étape précédente {problem.by_code[before].name} ne peut finir avant le {last}")
        if task.lag:
            reasons.append(f"un délai de {count(task.lag, 'semaine')} court ensuite")
    elif task.earliest is None:
        reasons.append(f"le programme commence le {short_date(problem.start)}")
    if task.earliest is not None:
        reasons.append(f"elle ne peut commencer avant le {short_date(task.earliest)}")
    if task.weeks:
        reasons.append(f"elle dure {count(task.weeks, 'semaine')}")
    return reasons


def _fixed(grid: Grid, task: Task, fixed: date, start: int, reasons: list[str]) -> Explanation:
    """`start` is the first week in which the step could start if it were free."""
    remedy = f"Libérez cette date, ou fixez-la à partir du {short_date(grid.day(start))}."
    if not 0 <= grid.week(fixed) < grid.weeks:
        reasons = ["cette date est hors du programme"]
    elif grid.week(fixed) >= start:
        reasons = ["cette date ne convient pas à sa durée, à sa date limite ou au calendrier de son instance"]
        remedy = "Libérez cette date, ou revoyez la durée, la date limite ou les séances."
    return Explanation(
        families=(Family.FIXED,),
        message=f"L'étape {task.name} est fixée au {short_date(fixed)}, or {listed(reasons)}.",
        remedy=remedy,
    )


def _no_room(problem: Problem, grid: Grid, task: Task, ready: int, reasons: list[str]) -> Explanation:
    opening = short_date(max(grid.day(ready), task.earliest or problem.start, problem.start))
    closing = short_date(grid.closing - timedelta(days=1))
    if task.gate:
        return Explanation(
            families=(Family.GATES,),
            message=f"L'étape {task.name} attend une décision de {task.gate}, or aucune séance"
            f" ne lui convient entre le {opening} et le {closing}.",
            remedy=f"Ajoutez une séance de {task.gate} dans cette période, ou raccourcissez {_shortened(task)}.",
        )
    return Explanation(
        families=(Family.HORIZON,),
        message=f"Le programme s'arrête le {closing}, trop tôt pour l'étape {task.name} : {listed(reasons)}.",
        remedy="Allongez le programme, ou raccourcissez l'enchaînement qui mène à cette étape"
        f"{' et ses délais' if task.lag else ''}.",
    )


def _money(problem: Problem) -> Iterator[Explanation]:
    for ceiling in problem.ceilings:
        place = (ceiling.year, ceiling.section)
        fixed = total(cost.amount_ht for cost in problem.costs if (cost.year, cost.section) == place)
        if fixed > ceiling.amount_ht:
            yield Explanation(
                families=(Family.CEILINGS,),
                message=f"Les dépenses fixées en {ceiling.year} font {euros(fixed)} HT"
                f" en {ceiling.section.label}, pour un plafond de {euros(ceiling.amount_ht)}.",
                remedy=f"Relevez ce plafond de {euros(fixed - ceiling.amount_ht)},"
                " ou changez ces dépenses d'année.",
            )
    sheet = sheet_of(problem)
    if sheet is not None and not sheet.cramped:
        for section in sorted({ceiling.section for ceiling in problem.ceilings}):
            yield from _sums(sheet, section)


def _sums(sheet: Sheet, section: Section) -> Iterator[Explanation]:
    """Spending triggered by steps against the ceilings, for steps that only end in years that have one."""
    room = {year: left for (year, s), left in sheet.room.items() if s == section and left >= 0}
    due, years = 0, set[int]()
    for code, items in sheet.bills.items():
        amount = sum(amount for s, amount in items if s == section)
        slot = sheet.slots[code]
        own = {slot.last_days[start].year for start in slot.starts}
        if amount and own <= room.keys():
            due, years, most = due + amount, years | own, max(room[year] for year in own)
            if amount > most:
                yield _too_dear(slot.task.name, section.label, amount, most)
    left = sum(room[year] for year in years)
    if due > left:
        those = listed([str(year) for year in sorted(years)])
        yield Explanation(
            families=(Family.CEILINGS,),
            message=f"Les étapes déclenchent {_cents(due)} HT de dépenses en {section.label},"
            f" et il ne reste que {_cents(left)} sous les plafonds ({those}).",
            remedy=f"Relevez ces plafonds de {_cents(due - left)} en tout, ou retirez des dépenses.",
        )


def _too_dear(name: str, section: str, amount: int, room: int) -> Explanation:
    return Explanation(
        families=(Family.CEILINGS,),
        message=f"L'étape {name} coûte {_cents(amount)} HT en {section}, et aucune année où elle peut finir"
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
    most = max(weekly, default=Decimal(0))
    for task in problem.tasks:
        if task.weeks and task.person_days / task.weeks > most:
            rate = number(task.person_days / task.weeks, 1)
            yield Explanation(
                families=(Family.CAPACITY,),
                message=f"L'étape {task.name} demande {rate} jours-personnes par semaine,"
                f" l'équipe n'en a jamais plus de {number(most, 1)}.",
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
