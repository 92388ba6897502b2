"""Weights against non-response: strata merged until each has answers, and raking on several margins at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.statistics.quantiles import Number
from maillage.statistics.strata import Weighted, poststratified

# A class with a single answer has no variance: two are needed for a margin.
LEAST_ANSWERS = 2


@dataclass(frozen=True, kw_only=True)
class Collapsed:
    """A post-stratified mean, and the classes that were put together to get it (names, in order)."""

    estimate: Weighted
    groups: tuple[tuple[str, ...], ...]

    @property
    def merged(self) -> tuple[tuple[str, ...], ...]:
        """The groups of several classes: those that had too few answers alone."""
        return tuple(group for group in self.groups if len(group) > 1)


def collapsed_mean(
    answers: Mapping[str, Sequence[Number]], sizes: Mapping[str, int], *, least: int = LEAST_ANSWERS
) -> Collapsed | None:
    """Post-stratified mean where classes with fewer than `least` answers join a neighbour first.

    `sizes` gives the classes in their order, with their number of units; `answers` the known values of each. A
    class whose units all answered is enough by itself. A lacking class joins the neighbour that has the fewest
    units (the lower among equals). None when nobody answered.
    """
    names = [name for name, size in sizes.items() if size]
    if not any(answers.get(name) for name in names):
        return None
    groups: list[tuple[str, ...]] = [(name,) for name in names]

    def known(group: tuple[str, ...]) -> int:
        return sum(len(answers.get(name, ())) for name in group)

    def units(group: tuple[str, ...]) -> int:
        return sum(sizes[name] for name in group)

    while len(groups) > 1:
        lacking = [r for r, g in enumerate(groups) if known(g) < min(least, units(g))]
        if not lacking:
            break
        place = min(lacking, key=lambda rank: (known(groups[rank]), rank))
        beside = [rank for rank in (place - 1, place + 1) if 0 <= rank < len(groups)]
        low = min(place, min(beside, key=lambda rank: (units(groups[rank]), rank)))
        groups[low : low + 2] = [groups[low] + groups[low + 1]]
    values = {"+".join(g): [value for name in g for value in answers.get(name, ())] for g in groups}
    estimate = poststratified(values, {"+".join(g): units(g) for g in groups})
    return Collapsed(estimate=estimate, groups=tuple(groups))


def raked(
    rows: Sequence[Sequence[str]],
    margins: Sequence[Mapping[str, float]],
    *,
    rounds: int = 200,
    tolerance: float = 1e-9,
) -> list[float]:
    """Weights of answers that add up to every margin (raking, or iterative proportional fitting).

    `rows` gives, for each answer, its class in each of the margins; `margins` the number of units of each class.
    Weights start at 1 and are multiplied by target/current, one margin after the other, until nothing moves.
    Raises ValueError when a class that has units has no answer (merge it first), when margins do not have the
    same total, or when they cannot be met together.
    """
    totals = [sum(margin.values()) for margin in margins]
    if not rows or any(len(row) != len(margins) for row in rows):
        raise ValueError("Il faut des réponses, chacune avec une classe par marge.")
    if any(abs(total - totals[0]) > tolerance * max(1.0, totals[0]) for total in totals):
        raise ValueError("Les marges n'ont pas le même total.")
    for rank, margin in enumerate(margins):
        silent = {name for name, size in margin.items() if size > 0} - {row[rank] for row in rows}
        if silent or any(row[rank] not in margin for row in rows):
            told = ", ".join(sorted(silent)) or "inconnue de la marge"
            raise ValueError(f"Classe sans réponse : {told}. Réunissez-la à une voisine.")
    weights = [1.0] * len(rows)
    for _ in range(rounds):
        moved = 0.0
        for rank, margin in enumerate(margins):
            held = dict.fromkeys(margin, 0.0)
            for row, weight in zip(rows, weights, strict=True):
                held[row[rank]] += weight
            factors = {name: size / held[name] if held[name] else 0.0 for name, size in margin.items()}
            moved = max(moved, *(abs(factor - 1) for name, factor in factors.items() if held[name]))
            weights = [weight * factors[row[rank]] for row, weight in zip(rows, weights, strict=True)]
        if moved < tolerance:
            return weights
    raise ValueError("Les marges ne peuvent pas être respectées ensemble.")
