"""Five scenarios of a plan of 2,000 cost lines: computed again, compared, with what each of them breaks.

The peer is what people do in a spreadsheet, in Python: for every figure (year by year, operation by operation, aid by
aid, month by month) all the lines are gone through again, as SUMIFS does. It computes less: no payment schedule, no
rule, no ceiling, nothing of what breaks.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from bench.made_money import FUNDERS, YEARS, made_inputs, what_ifs
from bench.measures import Measured

ACTIONS, LINES, GOAL, RUNS = 300, 2000, 1.0, 5
TOLERANCE, CENT = Decimal("0.05"), Decimal("0.01")
PEER = "the totals alone, each summed over all lines as SUMIFS does"


def scenarios(project: Path) -> list[Measured]:
    """The goal, then the curve: half the size and twice the size, which should take half and twice the time."""
    times = {lines: _ours(ACTIONS * lines // LINES, lines) for lines in (LINES // 2, LINES, LINES * 2)}
    peer = _time(lambda: _sums(ACTIONS, LINES), 1)
    found = [
        _measured(
            "funding-scenarios",
            times[LINES],
            GOAL,
            peer,
            f"{ACTIONS} actions, {LINES} lines, {FUNDERS} funders",
        )
    ]
    for lines in (LINES // 2, LINES * 2):
        goal = GOAL * lines / LINES
        size = f"{ACTIONS * lines // LINES} actions, {lines} lines; {times[lines] / times[LINES]:.2f} times {LINES}"
        found.append(_measured(f"funding-scenarios-{lines}", times[lines], goal, None, size))
    return found


def _ours(actions: int, lines: int) -> float:
    from maillage.funding.domain.plan import plan_of_inputs
    from maillage.funding.domain.scenarios import Movable, compare

    inputs = made_inputs(actions, lines)
    movable = Movable(steps={f"N{n}": (f"N{n}-1",) for n in range(actions)})
    before, asked = plan_of_inputs(inputs), what_ifs()
    return _time(lambda: compare(before, asked, movable, TOLERANCE), RUNS)


def _time(run: Callable[[], Any], runs: int) -> float:
    """The median of `runs`, after one that is not counted when there are several."""
    times = []
    for _ in range(runs + (runs > 1)):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:] or times)


def _sums(actions: int, lines: int) -> Decimal:
    """What a workbook holds for each scenario: a row a cost (HT, VAT, FCTVA), then sums of rows under conditions."""
    inputs = made_inputs(actions, lines)
    checked = Decimal(0)
    for rise in (Decimal(1), Decimal(1), Decimal(1), Decimal("1.1"), Decimal(1)):
        rows = [_row(inputs, cost, rise) for cost in inputs.costs]
        for year in YEARS:
            for operation in inputs.operations:
                checked += sum((r[2] for r in rows if r[0] == year and r[1] == operation.code), Decimal(0))
            for line in inputs.lines:
                base = sum((r[2] for r in rows if r[0] == year and r[1] == line.operation), Decimal(0))
                checked += (base * (line.rate or 0)).quantize(CENT, ROUND_HALF_UP)
            for month in range(12):
                checked += sum((r[3] for r in rows if r[0] == year and r[4] == month), Decimal(0))
            checked += sum((r[5] for r in rows if r[0] == year), Decimal(0))
    return checked


def _row(inputs: Any, cost: Any, rise: Decimal) -> tuple[int, str, Decimal, Decimal, int, Decimal]:
    """Year, operation, HT, TTC, month (from 0), FCTVA."""
    day = inputs.calendar.ends[cost.step] if cost.step else None
    ht = (cost.ht * rise).quantize(CENT, ROUND_HALF_UP)
    rate = Decimal("0.20") if cost.vat_rate is None else cost.vat_rate
    ttc = ht + (ht * rate).quantize(CENT, ROUND_HALF_UP)
    fctva = (ttc * Decimal("0.16404")).quantize(CENT, ROUND_HALF_UP)
    return (day.year if day else cost.year, cost.operation, ht, ttc, day.month - 1 if day else 11, fctva)


def _measured(name: str, value: float, goal: float, peer: float | None, size: str) -> Measured:
    return Measured(
        name=name,
        value=round(value, 3),
        unit="s",
        goal=goal,
        better="lower",
        ok=value <= goal,
        peer=PEER if peer else "",
        peer_value=peer and round(peer, 3),
        ratio=value / peer if peer else None,
        size=f"{size}, 5 scenarios",
    )
