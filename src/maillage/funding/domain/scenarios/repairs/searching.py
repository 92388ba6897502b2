"""The fewest things to change so that something holds: every small set is tried, then the heaviest are taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import comb

from maillage.funding.domain.scenarios.repairs.case import Change


@dataclass(frozen=True, kw_only=True)
class Option:
    """A change that may be made, and what it should bring, in euros: an estimate that orders the search."""

    change: Change
    gain: Decimal


Set = tuple[Option, ...]
# What a set is worth once tried, the smallest the best; None when it does not make it hold.
Try = Callable[[Set], tuple[Decimal, ...] | None]


def fewest(options: Sequence[Option], short: Decimal, tried: Try, budget: int) -> tuple[Set, bool] | None:
    """The fewest options that make it hold, the best of that number, and whether every smaller set was tried.

    None when even all do not. `short`: what has to be brought; `budget`: how many sets may be tried in all.
    """
    ordered = sorted(options, key=lambda option: (-option.gain, option.change.text))
    size = 1
    while size <= len(ordered) and comb(len(ordered), size) <= budget:
        budget -= comb(len(ordered), size)
        worths = ((tried(chosen), chosen) for chosen in combinations(ordered, size))
        held = [(worth, chosen) for worth, chosen in worths if worth is not None]
        if held:
            return min(held, key=lambda one: one[0])[1], True
        size += 1
    chosen = _greedy(ordered, short, tried)
    # Every set of fewer options was tried, and failed.
    return None if chosen is None else (chosen, len(chosen) <= size)


def _greedy(ordered: Sequence[Option], short: Decimal, tried: Try) -> Set | None:
    """The heaviest first, from the number that should be enough; then what turns out useless is left out."""
    gained, chosen = Decimal(0), []
    for option in ordered:
        chosen.append(option)
        gained += option.gain
        if gained >= short and tried(tuple(chosen)) is not None:
            break
    else:
        return None
    for option in reversed(chosen[:-1]):
        fewer = [one for one in chosen if one is not option]
        if fewer and tried(tuple(fewer)) is not None:
            chosen = fewer
    return tuple(chosen)
