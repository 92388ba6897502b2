"""Units drawn by lot within strata: a sample to be rated twice, or waves that look alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor
from random import Random


def proportional(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """Shares `total` among strata as their number of units, with one at least for each that has any; exact.

    Strata too small for their share get one; the others share the rest by the largest remainder (the bigger
    stratum, then the first name, among equals). Raises ValueError for a negative size, for fewer than one a stratum
    or for more than there are units.
    """
    filled = {name: size for name, size in sizes.items() if size}
    if any(size < 0 for size in filled.values()) or not len(filled) <= total <= sum(filled.values()):
        raise ValueError("Il faut au moins une unité tirée par strate, et pas plus que d'unités.")
    found, left = dict.fromkeys(sizes, 0), total
    while small := [name for name, size in filled.items() if left * size < sum(filled.values())]:
        for name in small:
            found[name] = 1
            left -= 1
            del filled[name]
    units = sum(filled.values())
    # Whole numbers: a remainder computed with floats would not be exact.
    found |= {name: left * size // units for name, size in filled.items()}
    by_remainder = sorted(filled, key=lambda name: (-(left * filled[name] % units), -filled[name], name))
    for name in by_remainder[: total - sum(found.values())]:
        found[name] += 1
    return found


def size_of_share(share: float, units: int, strata: int) -> int:
    """How many units make a `share` (0 to 1) of all, rounded to the nearest, with one a stratum at least."""
    if not 0 <= share <= 1:
        raise ValueError("La part à tirer est comprise entre 0 et 1.")
    return min(units, max(strata, floor(share * units + 0.5)))


def stratified_sample(strata: Mapping[str, Sequence[str]], total: int, *, seed: int) -> dict[str, list[str]]:
    """Draws `total` units without replacement, shared among strata by `proportional`; sorted in each stratum.

    `strata` gives the codes of each. The same seed gives the same sample, whatever the order of strata and units.
    Raises ValueError as `proportional` does, or for a code given twice.
    """
    _checked(strata)
    shares = proportional({name: len(units) for name, units in strata.items()}, total)
    chance = Random(seed)  # noqa: S311 (a draw that can be done again, nothing secret)
    drawn = {name: sorted(chance.sample(sorted(strata[name]), shares[name])) for name in sorted(strata)}
    return {name: drawn[name] for name in strata}


def waves(strata: Mapping[str, Sequence[str]], count: int, *, seed: int) -> list[list[str]]:
    """Deals all units by lot into `count` waves, each sorted: no two waves differ by more than one unit.

    Nor do they in any stratum. Same seed, same waves, whatever the order of strata and units. Raises ValueError when
    `count` < 1 or a code is given twice.
    """
    _checked(strata)
    if count < 1:
        raise ValueError("Il faut une vague au moins.")
    chance = Random(seed)  # noqa: S311 (a draw that can be done again, nothing secret)
    dealt: list[str] = []
    for name in sorted(strata):
        units = sorted(strata[name])
        chance.shuffle(units)
        dealt += units
    return [sorted(dealt[rank::count]) for rank in range(count)]


def _checked(strata: Mapping[str, Sequence[str]]) -> None:
    codes = [code for units in strata.values() for code in units]
    if len(codes) != len(set(codes)):
        raise ValueError("Une unité n'est que dans une strate, et une seule fois.")
