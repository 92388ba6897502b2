"""The place of a library among those like it: a share with its interval, never a rank, nothing about too few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.base.values.fields import Choice
from maillage.statistics.disclosure import LEAST_SHOWN
from maillage.statistics.intervals import wilson
from maillage.statistics.merging import merged_strata
from maillage.statistics.quantiles import Quartiles, quartiles
from maillage.statistics.strata import Stratum, stratum_of

EVERYONE = "toutes tailles de commune"


class Standing(Choice):
    """What may be said of a place: an interval that crosses the middle says nothing more than "around it"."""

    AHEAD = "ahead", "en avance sur la plupart"
    AROUND = "around", "au milieu des autres"
    BEHIND = "behind", "moins avancée que la plupart"


@dataclass(frozen=True, kw_only=True)
class PeerGroup:
    """The libraries that one is compared with, itself among them. `label`: the class of their communes."""

    label: str
    members: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Among `peers` others: `below` have less, `same` as much. `low` and `high` (0 to 1): the share of libraries of
    this kind that have less, as far as so few others can tell."""

    peers: int
    below: int
    same: int
    low: float
    high: float

    @property
    def above(self) -> int:
        return self.peers - self.below - self.same

    @property
    def standing(self) -> Standing:
        if self.low > 0.5:
            return Standing.AHEAD
        return Standing.BEHIND if self.high < 0.5 else Standing.AROUND


def peer_groups(populations: Mapping[str, int | None], classes: Sequence[Stratum]) -> Mapping[str, PeerGroup]:
    """The group of each library by its code. Classes too small are merged with a neighbour; a library whose commune
    has no known population is compared with all."""
    merged = merged_strata(classes, populations.values())
    found: dict[str, PeerGroup] = {}
    for own in merged:
        members = tuple(code for code, size in populations.items() if stratum_of(size, merged) is own)
        label = EVERYONE if own.low == 0 and own.high is None else _communes(own.label)
        found |= dict.fromkeys(members, PeerGroup(label=label, members=members))
    everyone = PeerGroup(label=EVERYONE, members=tuple(populations))
    return {code: found.get(code, everyone) for code in populations}


def _communes(label: str) -> str:
    """ "communes de moins de 500 habitants", "communes de 5 000 habitants et plus"."""
    size, more, _ = label.partition(" et plus")
    start = "" if size.startswith("de ") else "de "
    return f"communes {start}{size} habitants{more}"


def disclosed(values: Sequence[float]) -> Sequence[float]:
    """The values, or none when they are of so few libraries that one would be recognised: the rule of small cells."""
    return values if len(values) >= LEAST_SHOWN else ()


def shown_quartiles(values: Sequence[float]) -> Quartiles | None:
    """Quartiles of the others; None when they are too few to be shown."""
    return quartiles(disclosed(values))


def place(own: float | None, others: Sequence[float]) -> Place | None:
    """Where a score (0 to 100) stands among others; None without a score or with too few others.

    Scores are compared as they are shown, rounded to a point. The interval is Wilson's (95 %) on the share of peers:
    from its lower end when none of the equals is below to its upper end when all are.
    """
    shown = disclosed(others)
    if own is None or not shown:
        return None
    below = sum(round(value) < round(own) for value in shown)
    same = sum(round(value) == round(own) for value in shown)
    n = len(shown)
    return Place(peers=n, below=below, same=same, low=wilson(below, n).low, high=wilson(below + same, n).high)
