"""How a figure is spread over the network: quartiles by group, and how many sites and inhabitants reach a mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maillage.statistics.coverage import Coverage, Interval, bounds_of_share
from maillage.statistics.quantiles import Quartiles, mean, quartiles


@dataclass(frozen=True, kw_only=True)
class Site:
    """An open library seen through one figure. `value` and `inhabitants` (of its commune) are None when unknown.

    A yes is 1 and a no is 0. `commune` tells communes apart: the inhabitants of one that has two libraries are
    counted once.
    """

    code: str
    name: str
    group: str
    commune: str
    inhabitants: int | None
    value: float | None


@dataclass(frozen=True, kw_only=True)
class Spread:
    """The known values of a group: never a mean or a median without its number of answers."""

    group: str
    coverage: Coverage
    quartiles: Quartiles | None
    mean: float | None


def spread(group: str, sites: Sequence[Site]) -> Spread:
    known = [site.value for site in sites if site.value is not None]
    return Spread(
        group=group,
        coverage=Coverage(len(known), len(sites)),
        quartiles=quartiles(known),
        mean=mean(known),
    )


def grouped(sites: Iterable[Site]) -> dict[str, list[Site]]:
    """The sites by group, in order of appearance."""
    found: dict[str, list[Site]] = defaultdict(list)
    for site in sites:
        found[site.group].append(site)
    return dict(found)


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Who reaches a mark, in sites and in inhabitants, and what is missing to those who do not.

    `reached` of the `coverage.known` sites; `people_reached` of `people_known` inhabitants live in a commune that
    has such a library, out of `people_total` in communes that have one at all. `shortfall` adds up what the sites
    below the mark lack, in the unit of the figure: it says nothing of the silent ones. `bounds` is where the share
    of sites lies whatever the silent ones would have said; None without a site.
    """

    group: str
    mark: float
    coverage: Coverage
    reached: int
    bounds: Interval | None
    people_reached: int
    people_known: int
    people_total: int
    communes_unsized: int
    short: int
    shortfall: float

    @property
    def share(self) -> float | None:
        """Of the sites that answered, 0 to 1."""
        return self.reached / self.coverage.known if self.coverage.known else None

    @property
    def people_share(self) -> float | None:
        """Of the inhabitants whose commune's answer is known, 0 to 1."""
        return self.people_reached / self.people_known if self.people_known else None


def reach(group: str, sites: Sequence[Site], mark: float) -> Reach:
    """How far the sites of a group reach `mark` (inclusive)."""
    known = [site.value for site in sites if site.value is not None]
    reached = sum(value >= mark for value in known)
    below = [mark - value for value in known if value < mark]
    told, sized = _communes(sites, mark)
    return Reach(
        group=group,
        mark=mark,
        coverage=Coverage(len(known), len(sites)),
        reached=reached,
        bounds=bounds_of_share(reached, len(known), len(sites)) if sites else None,
        people_reached=sum(sized[commune] for commune, yes in told.items() if yes and commune in sized),
        people_known=sum(sized[c] for c, yes in told.items() if yes is not None and c in sized),
        people_total=sum(sized.values()),
        communes_unsized=len(told.keys() - sized.keys()),
        short=len(below),
        shortfall=sum(below),
    )


def _communes(sites: Iterable[Site], mark: float) -> tuple[dict[str, bool | None], dict[str, int]]:
    """Whether each commune has a library that reaches the mark (None: nobody can say), and its inhabitants."""
    told: dict[str, bool | None] = {}
    sized: dict[str, int] = {}
    for site in sites:
        yes = None if site.value is None else site.value >= mark
        before = told.get(site.commune, False)
        # One library that reaches it is enough; a silent one beside leaves a no in doubt.
        told[site.commune] = True if before or yes else None if None in (before, yes) else False
        if site.inhabitants is not None:
            sized[site.commune] = site.inhabitants
    return told, sized


@dataclass(frozen=True, kw_only=True)
class Standardised:
    """The mean of some sites beside the one that libraries of the same classes have elsewhere.

    `observed` and `expected` rest on the same `known` sites; both None when a class has no answer elsewhere.
    """

    known: int
    observed: float | None
    expected: float | None


def standardised(inside: Sequence[Site], outside: Sequence[Site]) -> Standardised:
    """Indirect standardisation: each site that answered counts for the mean of its class (`group`) elsewhere.

    An EPCI of villages is thus compared with villages, not with the towns of the network. Sites whose class has no
    answer outside are left out of both means.
    """
    elsewhere: dict[str, list[float]] = defaultdict(list)
    for site in outside:
        if site.value is not None:
            elsewhere[site.group].append(site.value)
    pairs = [
        (site.value, sum(elsewhere[site.group]) / len(elsewhere[site.group]))
        for site in inside
        if site.value is not None and site.group in elsewhere
    ]
    return Standardised(
        known=len(pairs),
        observed=mean(own for own, _ in pairs),
        expected=mean(usual for _, usual in pairs),
    )
