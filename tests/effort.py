"""How much work something is, as a test may ask it: a busy machine must not make a true sentence false."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

RUNS = 3


def effort(act: Callable[[], object], least: float = 0) -> float:
    """Seconds of processor of this process, in the best of three runs of `act`; one below `least` is enough.

    Time waited for other programs is not counted, and a run that shares its core with a hungry neighbour is not kept.
    """
    spent: list[float] = []
    while len(spent) < RUNS and (not spent or spent[-1] > least):
        start = process_time()
        act()
        spent.append(process_time() - start)
    return min(spent)
