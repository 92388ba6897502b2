"""Départements like ours, on what and by how much; and how much of each answers the national survey. Never a ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.statistics.peers import Points, Scale, nearest, reasons
from maillage.statistics.quantiles import Quartiles, quartiles
from maillage.territory.domain.national import PROFILE_SCALES

# Fewer open libraries than this are another kind of place (Paris, an overseas collectivity just counted).
LEAST_LIBRARIES = 20
# How the figures of a profile are said.
PROFILE_LABELS = {
    "libraries": "taille du réseau",
    "inhabitants": "population",
    "small_share": "petites communes",
    "weekly_hours": "horaires",
    "surface_m2": "surfaces",
    "without_employee": "lieux sans salarié",
}
Figures = Mapping[str, float | None]


@dataclass(frozen=True, kw_only=True)
class Alike:
    """A département near ours: `distance` in standard deviations, the quantities close to ours, those far from it."""

    code: str
    distance: float
    close: tuple[str, ...]
    apart: tuple[str, ...]


def alike(profiles: Mapping[str, Figures], code: str, k: int) -> tuple[Alike, ...]:
    """The `k` départements whose profile is the nearest to that of `code`; empty when it has none."""
    kept = {
        name: figures
        for name, figures in profiles.items()
        if (figures.get("libraries") or 0) >= LEAST_LIBRARIES
    }
    if code not in kept:
        return ()
    scales = [
        Scale.of(name, [figures.get(name) for figures in kept.values()], logarithm=logarithm)
        for name, logarithm in PROFILE_SCALES
    ]
    rows = [
        ([scale.standard(figures.get(scale.name)) for scale in scales], name)
        for name, figures in kept.items()
    ]
    rows.sort(key=lambda row: (row[0][0], row[1]))  # the first quantity is known of all those kept
    points = Points.of([scale.name for scale in scales], [row for row, _ in rows])
    names = [name for _, name in rows]
    itself = names.index(code)
    found = []
    for peer in nearest(rows[itself][0], points, k, skip=(itself,)):
        why = reasons(peer)
        found.append(
            Alike(code=names[peer.position], distance=peer.distance, close=why.close, apart=why.apart)
        )
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Answering:
    """A vintage: how many of our open libraries gave a usable answer, beside the shares of all départements.

    `filled` counts lines where something is written, be it zero everywhere. `lower`: départements that answer less.
    """

    vintage: str
    open: int
    filled: int
    answered: int
    shares: tuple[float, ...]
    country_open: int
    country_answered: int

    @property
    def share(self) -> float | None:
        return self.answered / self.open if self.open else None

    @property
    def lower(self) -> int:
        return 0 if self.share is None else sum(share < self.share for share in self.shares)

    @property
    def quartiles(self) -> Quartiles | None:
        return quartiles(self.shares)


Answers = Mapping[str, Mapping[str, int]]


def answering(answers: Mapping[str, Answers], code: str, vintages: Sequence[str]) -> tuple[Answering, ...]:
    """One for each vintage in which the département has open libraries; `answers` by département, then vintage."""
    found = []
    for vintage in vintages:
        told = {name: own[vintage] for name, own in answers.items() if vintage in own}
        ours = told.get(code)
        if ours is None or not ours["open"]:
            continue
        shares = [row["answered"] / row["open"] for row in told.values() if row["open"] > LEAST_LIBRARIES]
        found.append(
            Answering(
                vintage=vintage,
                open=ours["open"],
                filled=ours["filled"],
                answered=ours["answered"],
                shares=tuple(sorted(shares)),
                country_open=sum(row["open"] for row in told.values()),
                country_answered=sum(row["answered"] for row in told.values()),
            )
        )
    return tuple(found)
