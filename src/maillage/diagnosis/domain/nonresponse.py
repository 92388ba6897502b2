"""What silence allows to say of a figure: who answered, bounds without assumption, and an estimate that weighs classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.diagnosis.domain.spreads import Site, grouped
from maillage.statistics.coverage import Coverage, Interval, bounds_of_mean, bounds_of_median, bounds_of_share
from maillage.statistics.intervals import finite_population_margin
from maillage.statistics.quantiles import quantile
from maillage.statistics.weighting import Collapsed, collapsed_mean

# What a campaign aims at (evaluation methods, §5.4): overall, and in every class.
GOOD_ANSWER, FAIR_ANSWER = 0.8, 0.6


@dataclass(frozen=True, kw_only=True)
class Silence:
    """A figure under non-response. Values are those of the figure: a share is between 0 and 1.

    `bounds` hold the mean (or the share) whatever the silent would have said, if they lie between the lowest and the
    highest value known (`plausible`; None for a share, which has its own limits). `margin`: half-width of a share
    at 95 % if the silent were silent by chance; None for another figure.
    """

    classes: tuple[tuple[str, Coverage], ...]
    whole: Coverage
    raw: float
    bounds: Interval
    median: float | None
    median_bounds: Interval | None
    plausible: Interval | None
    margin: float | None
    weighted: Collapsed

    @property
    def uneven(self) -> tuple[str, ...]:
        """The classes in which fewer than 60 % answered."""
        return tuple(name for name, own in self.classes if own.share is not None and own.share < FAIR_ANSWER)


def silence(sites: Sequence[Site], *, yes_or_no: bool) -> Silence | None:
    """`sites` by class (their group), in the order of the classes. None when nobody answered."""
    groups = grouped(sites)
    answers = {name: [s.value for s in inside if s.value is not None] for name, inside in groups.items()}
    known = [value for values in answers.values() for value in values]
    weighted = collapsed_mean(answers, {name: len(inside) for name, inside in groups.items()})
    if weighted is None:
        return None
    total = len(sites)
    plausible = None if yes_or_no else Interval(min(known), max(known))
    raw = sum(known) / len(known)
    return Silence(
        classes=tuple((name, Coverage(len(answers[name]), len(inside))) for name, inside in groups.items()),
        whole=Coverage(len(known), total),
        raw=raw,
        bounds=bounds_of_mean(known, total, plausible)
        if plausible
        else bounds_of_share(round(sum(known)), len(known), total),
        median=quantile(known, 0.5) if plausible else None,
        median_bounds=bounds_of_median(known, total, plausible) if plausible else None,
        plausible=plausible,
        margin=finite_population_margin(len(known), total) if yes_or_no else None,
        weighted=weighted,
    )
