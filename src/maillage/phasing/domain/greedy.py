"""A good first plan at once, in pure Python: serial schedules, then every step shifted to the left."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from maillage.phasing.domain.grid import Ledger, Sheet

Starts = dict[str, int]


@dataclass
class _Board:
    """What is taken so far: work per week, euros per year and section."""

    sheet: Sheet
    starts: Starts = field(default_factory=dict)
    free: list[int] | None = None
    room: Ledger = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.free = None if self.sheet.available is None else list(self.sheet.available)
        self.room = dict(self.sheet.room)

    def fits(self, code: str, start: int) -> bool:
        slot = self.sheet.slots[code]
        if self.free is not None and slot.demand and min(self.free[start : start + slot.span]) < slot.demand:
            return False
        year = slot.last_days[start].year
        needs: Ledger = {}
        for section, amount in self.sheet.bills.get(code, ()):
            needs[year, section] = needs.get((year, section), 0) + amount
        return all(self.room.get(key, amount) >= amount for key, amount in needs.items())

    def put(self, code: str, start: int, sign: int = 1) -> None:
        """Place the step (`sign=1`) or take it away (`sign=-1`)."""
        slot = self.sheet.slots[code]
        if self.free is not None:
            for week in range(start, start + slot.span):
                self.free[week] -= sign * slot.demand
        for section, amount in self.sheet.bills.get(code, ()):
            key = (slot.last_days[start].year, section)
            if key in self.room:
                self.room[key] -= sign * amount
        if sign == 1:
            self.starts[code] = start
        else:
            del self.starts[code]

    def earliest(self, code: str) -> int | None:
        """The first start that fits after the predecessors, which must all be placed."""
        slot = self.sheet.slots[code]
        ends = (self.starts[p] + self.sheet.slots[p].span for p in slot.task.predecessors)
        ready = max(ends, default=0) + slot.task.lag
        return next((s for s in slot.starts if s >= ready and self.fits(code, s)), None)


def first_plan(sheet: Sheet, *, tries: int, enough: int) -> Starts | None:
    """The best of `tries` serial schedules, or the first whose objective is `enough`; None when none fits.

    As long as nothing fits, the action that found no room moves up the list; then actions change places at
    random (seeded: same problem, same plan) and what is not worse is kept.
    """
    chance = Random(len(sheet.order))  # noqa: S311 (a reproducible shuffle, nothing secret)
    order, best, least = _by_density(sheet), None, 0
    for _ in range(tries):
        trial = list(order)
        if best is not None:
            moved = trial.pop(chance.randrange(len(trial)))
            trial.insert(chance.randrange(len(trial) + 1), moved)
        plan, stuck = serial(sheet, trial, limit=None if best is None else least)
        if plan is None:
            if best is None:
                order = _moved_up(order, sheet.slots[stuck].task.action, chance)
            continue
        value = objective(sheet, plan)
        if best is None or value <= least:
            best, least, order = plan, value, trial
        if least <= enough:
            break
    return best


def serial(sheet: Sheet, actions: list[str], *, limit: int | None = None) -> tuple[Starts | None, str]:
    """Place the steps action by action, each as early as it fits; (None, the step that found no room).

    Gives up as soon as the objective is bound to exceed `limit`.
    """
    board = _Board(sheet)
    weights, ends = action_weights(sheet), action_ends(sheet, sheet.alone)
    spare = None if limit is None else limit - objective(sheet, sheet.alone)
    rank = {action: i for i, action in enumerate(actions)}
    # Steps with one possible start take their room before anybody else.
    single = [code for code in sheet.order if len(sheet.slots[code].starts) == 1]
    for code in [*single, *_in_turn(sheet, rank)]:
        if code in board.starts:
            continue
        start = board.earliest(code) if code not in single else sheet.slots[code].starts[0]
        if start is None or not board.fits(code, start):
            return None, code
        board.put(code, start)
        slot = sheet.slots[code]
        late = start + slot.span - ends[slot.task.action]
        if late > 0 and spare is not None:
            ends[slot.task.action] += late
            spare -= weights[slot.task.action] * late
            if spare < 0:
                return None, code
    return board.starts, ""


def _in_turn(sheet: Sheet, rank: dict[str, int]) -> list[str]:
    """Every step after its predecessors, those of the first actions as early as possible in the list."""
    slots, turn = sheet.slots, dict[str, None]()
    for code in sorted(sheet.order, key=lambda c: rank[slots[c].task.action]):
        for before in (*sheet.ancestors[code], code):
            turn.setdefault(before)
    return list(turn)


def _by_density(sheet: Sheet) -> list[str]:
    """Actions with the most priority for the least work first (Smith's rule)."""
    weights = action_weights(sheet)
    work = dict.fromkeys(weights, 1)
    for slot in sheet.slots.values():
        work[slot.task.action] += slot.demand * slot.span
    return sorted(weights, key=lambda action: -weights[action] / work[action])


def _moved_up(order: list[str], action: str, chance: Random) -> list[str]:
    rest = [other for other in order if other != action]
    place = order.index(action) - 1 - chance.randrange(len(order) // 2 + 1)
    return [*rest[: max(0, place)], action, *rest[max(0, place) :]]


def shifted_left(sheet: Sheet, starts: Starts) -> Starts:
    """The same plan with no step that could start earlier on its own. Never worse: ends only decrease."""
    board = _Board(sheet)
    for code, start in starts.items():
        board.put(code, start)
    moved = True
    while moved:
        moved = False
        for code in sorted(sheet.order, key=lambda c: (board.starts[c], c)):
            start = board.starts[code]
            board.put(code, start, -1)
            found = board.earliest(code)
            best = start if found is None else min(start, found)
            board.put(code, best)
            moved = moved or best < start
    return board.starts


def action_weights(sheet: Sheet) -> dict[str, int]:
    """An action weighs as much as its most pressing step."""
    weights: dict[str, int] = {}
    for task in sheet.problem.tasks:
        weights[task.action] = max(weights.get(task.action, 0), task.priority)
    return weights


def action_ends(sheet: Sheet, starts: Starts) -> dict[str, int]:
    ends: dict[str, int] = {}
    for code, slot in sheet.slots.items():
        ends[slot.task.action] = max(ends.get(slot.task.action, 0), starts[code] + slot.span)
    return ends


def objective(sheet: Sheet, starts: Starts) -> int:
    """Sum over actions of priority x end week."""
    weights = action_weights(sheet)
    return sum(weights[action] * end for action, end in action_ends(sheet, starts).items())
