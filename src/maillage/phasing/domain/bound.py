"""What no plan can go below: a relaxation solved exactly in milliseconds, which CP-SAT alone finds slowly."""

from __future__ import annotations

import heapq
import math

from maillage.phasing.domain.greedy import action_ends, action_weights, objective
from maillage.phasing.domain.grid import Sheet


def floor_of(sheet: Sheet) -> int:
    """The best of two lower bounds of the objective: no waiting at all, and work as a fluid."""
    return max(objective(sheet, sheet.alone), _fluid(sheet))


def _fluid(sheet: Sheet) -> int:
    """Cut the work of each step into weeks that may be done in any order, even shared, from their first week.

    An action cannot end before the middle of any of its weeks of work plus what must follow it, hence not
    before their average weighted by work. Serving the highest priority per unit of work first minimises the
    sum of these averages (mean busy time: Goemans and others, 2002).
    """
    if sheet.available is None:
        return 0
    weights, work = action_weights(sheet), _work(sheet)
    tails = _tails(sheet)
    total = 0.0
    pieces: list[tuple[int, float, int]] = []
    for code, slot in sheet.slots.items():
        if slot.demand:
            density = weights[slot.task.action] / work[slot.task.action]
            for week in range(slot.span):
                pieces.append((slot.starts[0] + week, density, slot.demand))
                total += density * slot.demand * (tails[code] - week - 0.5)
    total += sum(weights[a] * end for a, end in action_ends(sheet, sheet.alone).items() if not work[a])
    served = _served(sorted(pieces), sheet.available)
    # A float sum may land a hair above a whole number: never let it round up by that hair.
    return math.ceil(total + served - 1e-6) if served is not None else 0


def _served(pieces: list[tuple[int, float, int]], available: tuple[int, ...]) -> float | None:
    """Sum of density x work x middle of its week, highest density first; None when work is left over."""
    ready: list[list[float]] = []
    total, i = 0.0, 0
    for week, room in enumerate(available):
        while i < len(pieces) and pieces[i][0] <= week:
            heapq.heappush(ready, [-pieces[i][1], pieces[i][2]])
            i += 1
        left: float = room
        while ready and left > 0:
            density, amount = -ready[0][0], min(left, ready[0][1])
            total += density * amount * (week + 0.5)
            left -= amount
            ready[0][1] -= amount
            if not ready[0][1]:
                heapq.heappop(ready)
    return None if ready or i < len(pieces) else total


def _work(sheet: Sheet) -> dict[str, int]:
    work = dict.fromkeys(action_weights(sheet), 0)
    for slot in sheet.slots.values():
        work[slot.task.action] += slot.demand * slot.span
    return work


def _tails(sheet: Sheet) -> dict[str, int]:
    """Weeks from the start of each step to the end of its action, at least."""
    tails = {code: slot.span for code, slot in sheet.slots.items()}
    for code in sheet.order:
        after, distance = sheet.slots[code], {code: sheet.slots[code].span}
        for before in reversed(sheet.ancestors[code]):
            # Longest way from `before` to the end of `code`, through any step between them.
            distance[before] = sheet.slots[before].span + max(
                sheet.slots[c].task.lag + d
                for c, d in distance.items()
                if before in sheet.slots[c].task.predecessors
            )
            if sheet.slots[before].task.action == after.task.action:
                tails[before] = max(tails[before], distance[before])
    return tails
