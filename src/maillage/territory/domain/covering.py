"""Communes and inhabitants within reach of a library that serves, EPCI by EPCI; what is unknown is counted apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maillage.base.values.french import folded
from maillage.territory.domain.communes import Commune
from maillage.territory.domain.meshing import EPCI_UNKNOWN, epci_label
from maillage.territory.domain.reaching import Distance, Reach


@dataclass(frozen=True, kw_only=True)
class Tally:
    """So many communes, with the inhabitants of those whose population is known, and how many are not."""

    communes: int = 0
    people: int = 0
    uncounted: int = 0


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What is covered, what is too far and what is unknown, of an EPCI; `code` is "" for the whole."""

    code: str
    name: str
    covered: Tally
    far: Tally
    unknown: Tally

    @property
    def communes(self) -> int:
        return self.covered.communes + self.far.communes + self.unknown.communes

    @property
    def people(self) -> int:
        """Inhabitants of the communes whose population is known."""
        return self.covered.people + self.far.people + self.unknown.people

    @property
    def uncounted(self) -> int:
        """Communes of unknown population: they are in no share of inhabitants."""
        return self.covered.uncounted + self.far.uncounted + self.unknown.uncounted

    @property
    def share(self) -> float | None:
        """Part of the counted inhabitants that is covered for sure, from 0 to 1; None when nobody is counted."""
        return self.covered.people / self.people if self.people else None

    @property
    def share_at_most(self) -> float | None:
        """The same, should everything that is unknown be covered."""
        return (self.covered.people + self.unknown.people) / self.people if self.people else None


def covers(found: Iterable[Distance], within: float | None) -> tuple[Cover, ...]:
    """One for each EPCI by name, then the whole; empty without communes. `within`: km, None for the commune itself."""
    everything = list(found)
    groups: dict[str, list[Distance]] = defaultdict(list)
    for distance in everything:
        groups[distance.commune.epci_code].append(distance)
    parts = [
        _cover(code or EPCI_UNKNOWN, epci_label([d.commune for d in members]), members, within)
        for code, members in groups.items()
    ]
    parts.sort(key=lambda cover: (cover.code == EPCI_UNKNOWN, folded(cover.name)))
    return (*parts, whole(everything, within)) if everything else ()


def whole(found: Sequence[Distance], within: float | None) -> Cover:
    return _cover("", "Ensemble", found, within)


def farthest_first(found: Iterable[Distance]) -> tuple[Distance, ...]:
    """The communes without a library that serves, from the most isolated; distances unknown come last."""
    bare = [distance for distance in found if distance.sure is None or distance.sure.km > 0]
    return tuple(
        sorted(
            bare,
            key=lambda d: (
                d.sure is None,
                -(d.sure.km if d.sure else 0.0),
                -(d.commune.population or 0),
                folded(d.commune.name),
            ),
        )
    )


def _cover(code: str, name: str, found: Iterable[Distance], within: float | None) -> Cover:
    communes: dict[Reach, list[Commune]] = {reach: [] for reach in Reach}
    for distance in found:
        communes[distance.reach(within)].append(distance.commune)
    covered, far, unknown = (_tally(communes[reach]) for reach in (Reach.COVERED, Reach.FAR, Reach.UNKNOWN))
    return Cover(code=code, name=name, covered=covered, far=far, unknown=unknown)


def _tally(communes: Sequence[Commune]) -> Tally:
    known = [commune.population for commune in communes if commune.population is not None]
    return Tally(communes=len(communes), people=sum(known), uncounted=len(communes) - len(known))
