"""Do the questions of an opinion scale measure one thing? Cronbach's α and McDonald's ω.

Only for opinions that one feeling causes (satisfaction, confidence). A checklist of services makes its score, no
feeling causes it: α means nothing there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from maillage.statistics.omega import mcdonald_omega
from maillage.statistics.quantiles import Number
from maillage.statistics.resampling import Bootstrap, bootstrap


class TooLittle(Enum):
    """Why α is not computed: too few full answers, too few items that vary, or a total that does not vary."""

    ANSWERS = "answers"
    ITEMS = "items"
    VARIATION = "variation"


@dataclass(frozen=True, kw_only=True)
class Consistency:
    """α and McDonald's ω of the items `kept`, on `n` people who answered them all; `dropped` ones never vary.

    `alpha` is None when `lacking` says why; `bootstrap` holds its 95 % interval. `omega` is also None where one
    factor does not fit.
    """

    alpha: float | None
    omega: float | None
    lacking: TooLittle | None
    n: int
    kept: tuple[str, ...]
    dropped: tuple[str, ...]
    bootstrap: Bootstrap | None


def cronbach_alpha(
    items: Mapping[str, Sequence[Number | None]],
    *,
    least_answers: int,
    least_items: int,
    seed: int = 1,
    draws: int = 1000,
) -> Consistency:
    """α = k/(k − 1)·(1 − Σ s²_j / s²_T), s² with n − 1: KR-20 when answers are 0 or 1.

    `items` give the answers of people in the same order (None: no answer); those who skipped one are left out, and
    items all of whose remaining answers are the same are dropped. Items must point the same way: turn reversed ones
    first. The order of people does not matter. Raises ValueError for items of different lengths. Cronbach (1951).
    """
    if len({len(answers) for answers in items.values()}) > 1:
        raise ValueError("Il faut autant de réponses à chaque question.")
    full = [row for row in zip(*items.values(), strict=True) if None not in row]
    people = sorted(tuple(float(value) for value in row if value is not None) for row in full)
    varying = [rank for rank in range(len(items)) if len({row[rank] for row in people}) > 1]
    names = tuple(items)
    kept = tuple(names[rank] for rank in varying)
    rows = [tuple(row[rank] for rank in varying) for row in people]
    lacking = _lacking(rows, kept, least_answers, least_items)
    alpha = None if lacking else _alpha(rows)
    if lacking is None and alpha is None:
        lacking = TooLittle.VARIATION
    return Consistency(
        alpha=alpha,
        omega=None if lacking else mcdonald_omega(rows),
        lacking=lacking,
        n=len(rows),
        kept=kept,
        dropped=tuple(name for name in names if name not in kept),
        bootstrap=None if lacking else bootstrap(rows, _alpha, seed=seed, draws=draws, least=least_answers),
    )


def _lacking(
    rows: Sequence[Sequence[float]], kept: Sequence[str], least_answers: int, least_items: int
) -> TooLittle | None:
    if len(rows) < max(2, least_answers):
        return TooLittle.ANSWERS
    return TooLittle.ITEMS if len(kept) < max(2, least_items) else None


def _alpha(rows: Sequence[Sequence[float]]) -> float | None:
    k = len(rows[0])
    whole = _variance([sum(row) for row in rows])
    parts = sum(_variance(column) for column in zip(*rows, strict=True))
    return k / (k - 1) * (1 - parts / whole) if whole else None


def _variance(values: Sequence[float]) -> float:
    middle = sum(values) / len(values)
    return sum((value - middle) ** 2 for value in values) / (len(values) - 1)
