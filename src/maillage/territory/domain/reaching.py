"""How far each commune is from a library that serves: as the crow flies, from centre to centre or to its door."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maillage.base.values.fields import Choice
from maillage.territory.domain.communes import Commune
from maillage.territory.domain.nearby import Nearby, Nearest, Position, Site


class Reach(Choice):
    """Whether the inhabitants of a commune are covered. Only the first two are answers."""

    COVERED = "covered", "desservie"
    FAR = "far", "non desservie"
    UNKNOWN = "unknown", "inconnu"


@dataclass(frozen=True, kw_only=True)
class Distance:
    """How far a commune is from a library that serves (`sure`) and from one that may (`possible`).

    Both are None when there is none, or when the commune has no position and no library of its own.
    """

    commune: Commune
    placed: bool
    sure: Nearest | None
    possible: Nearest | None

    def reach(self, within: float | None) -> Reach:
        """Whether a library that serves is at most `within` km away; None: in the commune itself."""
        limit = 0.0 if within is None else within
        if self.sure is not None and self.sure.km <= limit:
            return Reach.COVERED
        if self.possible is not None and self.possible.km <= limit:
            return Reach.UNKNOWN
        return Reach.FAR if self.placed or within is None else Reach.UNKNOWN


def distances(communes: Iterable[Commune], sites: Sequence[Site]) -> tuple[Distance, ...]:
    """The nearest library of each commune, in the order of `communes`. Sites that do not serve are left out.

    A commune with a library is at 0 km of it wherever its door is. A site without a position stands at the centre
    of its commune when that is known.
    """
    everywhere = list(communes)
    centres = {commune.code: centre for commune in everywhere if (centre := centre_of(commune))}
    sure = Nearby([site for site in sites if site.serves is True], centres)
    possible = Nearby([site for site in sites if site.serves is None], centres)
    return tuple(
        Distance(
            commune=commune,
            placed=commune.code in centres,
            sure=sure.nearest(commune, centres.get(commune.code)),
            possible=possible.nearest(commune, centres.get(commune.code)),
        )
        for commune in everywhere
    )


def centre_of(commune: Commune) -> Position | None:
    """The point of a commune: (latitude, longitude), or None when the file has none."""
    if commune.latitude is None or commune.longitude is None:
        return None
    return commune.latitude, commune.longitude
