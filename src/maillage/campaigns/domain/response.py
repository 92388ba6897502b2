"""Who answered: rates by group with what they leave unsaid. A library closed during the campaign is not a silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from maillage.statistics.intervals import finite_population_margin


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A library that was asked. `is_closed`: it closed during the campaign, and leaves the denominators."""

    library: str
    epci: str
    stratum: str
    is_sent: bool
    is_begun: bool = False
    is_closed: bool = False


@dataclass(frozen=True, kw_only=True)
class Rate:
    """How many of a group answered. `asked` leaves out the `closed`; `begun`: drafts that were not sent."""

    label: str
    asked: int
    sent: int
    begun: int = 0
    closed: int = 0

    @property
    def share(self) -> float | None:
        """0 to 1; None when nobody of the group could answer."""
        return self.sent / self.asked if self.asked else None

    @property
    def left(self) -> int:
        return self.asked - self.sent

    def is_under(self, target: float) -> bool:
        return self.share is not None and self.share < target

    @property
    def margin(self) -> float | None:
        """Half-width (0 to 1) of the widest 95 % interval of a share, had those who answered been drawn by lot."""
        return finite_population_margin(self.sent, self.asked) if self.sent else None

    def bounds(self, share: float) -> tuple[float, float]:
        """Between what and what a share seen among the answers lies for all, whatever the silent would have said
        (Manski): all no, then all yes. Raises ValueError when nobody was asked."""
        if not self.asked:
            raise ValueError("Personne n'a été interrogé : il n'y a rien à encadrer.")
        yes = share * self.sent
        return yes / self.asked, (yes + self.left) / self.asked


def rate(label: str, asked: Iterable[Asked]) -> Rate:
    """The rate of one group. An answer that came is counted, though its library closed afterwards."""
    all_of = list(asked)
    counted = [one for one in all_of if not one.is_closed or one.is_sent]
    return Rate(
        label=label,
        asked=len(counted),
        sent=sum(one.is_sent for one in counted),
        begun=sum(one.is_begun and not one.is_sent for one in counted),
        closed=len(all_of) - len(counted),
    )


def rates_by(
    asked: Sequence[Asked], key: Callable[[Asked], str], order: Sequence[str] = ()
) -> tuple[Rate, ...]:
    """The rate of each group: those that `order` names first, the others in alphabetical order."""
    groups: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        groups[key(one)].append(one)
    ranks = {label: rank for rank, label in enumerate(order)}
    labels = sorted(groups, key=lambda label: (ranks.get(label, len(ranks)), label))
    return tuple(rate(label, groups[label]) for label in labels)
