"""Change over time, measured on the same units at both dates: a matched panel, and tests made for pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from maillage.statistics.discrete import mid_p_sign, two_sided_sign
from maillage.statistics.quantiles import Number, quantile
from maillage.statistics.signed_ranks import wilcoxon


@dataclass(frozen=True, kw_only=True)
class PairedChange:
    """How `n` units known at both dates changed, in the unit of the values.

    `p_value` is that of Wilcoxon's signed-rank test, two-sided; None when no unit changed.
    """

    n: int
    ups: int
    downs: int
    before: float
    after: float
    mean_change: float
    median_change: float
    p_value: float | None

    @property
    def same(self) -> int:
        return self.n - self.ups - self.downs


def paired_change(before: Mapping[str, Number], after: Mapping[str, Number]) -> PairedChange | None:
    """The change of the units that both mappings know; None when they share none."""
    shared = sorted(before.keys() & after.keys())
    if not shared:
        return None
    old, new = ([float(values[key]) for key in shared] for values in (before, after))
    changes = [b - a for a, b in zip(old, new, strict=True)]
    n = len(shared)
    return PairedChange(
        n=n,
        ups=sum(change > 0 for change in changes),
        downs=sum(change < 0 for change in changes),
        before=sum(old) / n,
        after=sum(new) / n,
        mean_change=sum(changes) / n,
        median_change=quantile(changes, 0.5),
        p_value=wilcoxon(changes),
    )


@dataclass(frozen=True, kw_only=True)
class Switches:
    """Yes-or-no answers of `n` units at both dates: how many said yes, gained it, lost it.

    `p_value` is that of McNemar's exact test, `mid_p` its mid-p variant; None when no unit changed its answer.
    """

    n: int
    yes_before: int
    yes_after: int
    gained: int
    lost: int
    p_value: float | None
    mid_p: float | None


def switches(before: Mapping[str, bool], after: Mapping[str, bool]) -> Switches | None:
    """The change of a yes-or-no answer among the units that both mappings know; None when they share none.

    McNemar's exact test: among the b + c units that changed, gains and losses equally likely;
    p = 2·P(X ≤ min(b, c)), X binomial (b + c, ½), 1 at most.
    """
    shared = before.keys() & after.keys()
    if not shared:
        return None
    gained = sum(after[key] and not before[key] for key in shared)
    lost = sum(before[key] and not after[key] for key in shared)
    return Switches(
        n=len(shared),
        yes_before=sum(before[key] for key in shared),
        yes_after=sum(after[key] for key in shared),
        gained=gained,
        lost=lost,
        p_value=two_sided_sign(min(gained, lost), gained + lost) if gained + lost else None,
        mid_p=mid_p_sign(min(gained, lost), gained + lost) if gained + lost else None,
    )


@dataclass(frozen=True)
class ChainLink:
    """The index at a date (100 at the first one), and how many units link it to the date before."""

    index: float | None
    matched: int


def chain_index(dates: Sequence[Mapping[str, Number]]) -> list[ChainLink]:
    """I_t = I_{t−1} · Σx_t / Σx_{t−1}, over the units known at both dates: who comes or goes moves nothing.

    `dates` hold the values of each date, oldest first. An index is None once a link is broken (no common unit, or
    a total of zero before it).
    """
    links = [ChainLink(100.0, len(dates[0]))] if dates else []
    for old, new in pairwise(dates):
        shared = old.keys() & new.keys()
        base = sum(float(old[key]) for key in shared)
        last = links[-1].index
        now = sum(float(new[key]) for key in sorted(shared))
        links.append(ChainLink(last * now / base if last is not None and base else None, len(shared)))
    return links


@dataclass(frozen=True, kw_only=True)
class Regression:
    """What the units lowest at first gained, and what they would have gained by chance alone.

    `correlation` r is that of the two dates; `expected` = (1 − r)(μ₁ − mean of the lowest) + (μ₂ − μ₁), in the
    unit of the values: regression to the mean, plus the change of everybody.
    """

    n: int
    correlation: float
    observed: float
    expected: float


def regression_to_mean(
    before: Mapping[str, Number], after: Mapping[str, Number], *, part: float = 0.25
) -> Regression | None:
    """The warning to read before praising "the most improved": the `part` (0 to 1) lowest at the first date.

    Ties are broken by key. None with fewer than 8 units in common, or when one date does not vary.
    """
    shared = sorted(before.keys() & after.keys(), key=lambda key: (before[key], key))
    if len(shared) < 8:
        return None
    old, new = ([float(values[key]) for key in shared] for values in (before, after))
    n = len(shared)
    first, second = sum(old) / n, sum(new) / n
    spread_old, spread_new = (
        sum((x - m) ** 2 for x in values) for values, m in ((old, first), (new, second))
    )
    if spread_old == 0 or spread_new == 0:
        return None
    together = sum((a - first) * (b - second) for a, b in zip(old, new, strict=True))
    correlation = together / sqrt(spread_old * spread_new)
    kept = max(1, int(part * n))
    low = sum(old[:kept]) / kept
    return Regression(
        n=kept,
        correlation=correlation,
        observed=sum(new[:kept]) / kept - low,
        expected=(1 - correlation) * (first - low) + (second - first),
    )
