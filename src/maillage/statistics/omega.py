"""McDonald's ω: the part of a total score that one common factor causes, when items do not all weigh the same."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

# The factor is sought until no communality moves by more than this.
_TOLERANCE = 1e-10
_ROUNDS = 5000


def mcdonald_omega(rows: Sequence[Sequence[float]]) -> float | None:
    """ω = (Σλ)² / ((Σλ)² + Σ(1 − λ²)), λ the loadings of standardised items on one factor (principal axes, iterated).

    `rows` are people with all their answers, one column an item, reversed items turned first. None with fewer than
    three items (a factor of two is anything), a constant one, or where no factor fits (a communality above 1,
    or no convergence). McDonald (1999), Test Theory, chapter 6.
    """
    table = _correlations(rows)
    if table is None or len(table) < 3:
        return None
    loadings = _loadings(table)
    if loadings is None:
        return None
    common = sum(loadings) ** 2
    return common / (common + sum(1 - loading * loading for loading in loadings))


def _correlations(rows: Sequence[Sequence[float]]) -> list[list[float]] | None:
    columns = list(zip(*rows, strict=True))
    if any(len(set(column)) < 2 for column in columns):
        return None
    scaled = []
    for column in columns:
        middle = sum(column) / len(column)
        norm = sqrt(sum((value - middle) ** 2 for value in column))
        scaled.append([(value - middle) / norm for value in column])
    return [[sum(x * y for x, y in zip(a, b, strict=True)) for b in scaled] for a in scaled]


def _loadings(table: list[list[float]]) -> list[float] | None:
    """The first principal axis of the correlations, whose diagonal is replaced by the communalities it gives."""
    size = len(table)
    # The largest correlation of each item: a usual first guess of what it shares with the others.
    shared = [max(abs(r) for j, r in enumerate(row) if j != i) for i, row in enumerate(table)]
    axis = [1.0] * size
    for _ in range(_ROUNDS):
        reduced = [[shared[i] if i == j else table[i][j] for j in range(size)] for i in range(size)]
        axis, value = _first_axis(reduced, axis)
        found = [sqrt(value) * part for part in axis]
        moved = max(abs(one * one - old) for one, old in zip(found, shared, strict=True))
        shared = [one * one for one in found]
        if value <= 0 or max(shared) > 1 + _TOLERANCE:
            return None
        if moved < _TOLERANCE:
            return found
    return None


def _first_axis(table: list[list[float]], start: list[float]) -> tuple[list[float], float]:
    """The eigenvector of the largest eigenvalue, and that value (0 when it is not positive)."""
    # Shifted, so that the largest eigenvalue is also the largest in size.
    shift = max(sum(abs(value) for value in row) for row in table)
    axis, norm = start, 0.0
    for _ in range(_ROUNDS):
        moved = [
            sum(a * b for a, b in zip(row, axis, strict=True)) + shift * own
            for row, own in zip(table, axis, strict=True)
        ]
        norm = sqrt(sum(part * part for part in moved))
        if not norm:
            return axis, 0.0
        moved = [part / norm for part in moved]
        gap = max(abs(a - b) for a, b in zip(moved, axis, strict=True))
        axis = moved
        if gap < _TOLERANCE:
            break
    return axis, max(norm - shift, 0.0)
