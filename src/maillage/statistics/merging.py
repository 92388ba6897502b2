"""Small strata are merged with a neighbour: a class of three libraries compares nobody with anybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from maillage.statistics.strata import Stratum, stratum

# Fewest units of a class that is compared (evaluation methods, §5.3).
LEAST_SITES = 8


def merged(sizes: Sequence[int], *, least: int = LEAST_SITES) -> tuple[tuple[int, ...], ...]:
    """Which neighbours go together so that every group holds `least` units: the ranks of `sizes`, in order.

    `sizes` are numbers of units of classes in their order. While a group is too small, the smallest of them (the
    first among equals) joins its smaller neighbour (the lower among equals). One group is left when all units
    together are fewer than `least`. Raises ValueError for a negative size.
    """
    if any(size < 0 for size in sizes):
        raise ValueError("Un nombre d'unités n'est jamais négatif.")
    groups: list[tuple[int, ...]] = [(rank,) for rank in range(len(sizes))]

    def held(group: tuple[int, ...]) -> int:
        return sum(sizes[rank] for rank in group)

    while len(groups) > 1:
        place = min(range(len(groups)), key=lambda rank: (held(groups[rank]), rank))
        if held(groups[place]) >= least:
            break
        beside = [rank for rank in (place - 1, place + 1) if 0 <= rank < len(groups)]
        other = min(beside, key=lambda rank: (held(groups[rank]), rank))
        low = min(place, other)
        groups[low : low + 2] = [groups[low] + groups[low + 1]]
    return tuple(groups)


def merged_strata(
    classes: Sequence[Stratum], sizes: Iterable[int | None], *, least: int = LEAST_SITES
) -> tuple[Stratum, ...]:
    """`classes` (in increasing order) merged so that each holds `least` of the units of `sizes`.

    A merged class bears the label of the union: "moins de 1 000", "2 000 et plus". Unknown sizes (None) count in
    no class.
    """
    known = [size for size in sizes if size is not None]
    counts = [sum(size in own for size in known) for own in classes]
    return tuple(stratum(classes[g[0]].low, classes[g[-1]].high) for g in merged(counts, least=least))
