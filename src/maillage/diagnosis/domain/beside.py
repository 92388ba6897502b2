"""The network beside the country: the same figure, the same vintage, the same class of commune, and on how many answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maillage.statistics.distribution import Distribution
from maillage.statistics.quantiles import Quartiles, quartiles
from maillage.statistics.strata import Stratum, stratum_of
from maillage.territory.domain.national import COMPARED, FLAGS
from maillage.territory.domain.register import Observation, Register, State

# Below this many answers, a median says who answered rather than what the network is.
FEW = 5
# All classes together.
ALL = ""


@dataclass(frozen=True, kw_only=True)
class Country:
    """A figure of the national reference in a vintage and a class. `answers` is empty for all classes together."""

    variable: str
    vintage: str
    stratum: str
    total: int
    known: int
    quartiles: Quartiles | None
    answers: Distribution
    share: float | None = None

    @property
    def is_flag(self) -> bool:
        return self.variable in FLAGS


@dataclass(frozen=True)
class Own:
    """The network's answers to the same question, and how many libraries were asked."""

    total: int
    answers: tuple[float, ...]

    @property
    def known(self) -> int:
        return len(self.answers)

    @property
    def quartiles(self) -> Quartiles | None:
        return quartiles(self.answers)

    @property
    def share(self) -> float | None:
        """Of yes, for a question answered by yes or no."""
        return sum(self.answers) / self.known if self.answers else None


@dataclass(frozen=True, kw_only=True)
class Beside:
    """`stratum` None: all classes together."""

    stratum: Stratum | None
    own: Own
    country: Country

    @property
    def few(self) -> bool:
        return self.own.known < FEW

    @property
    def rank(self) -> float | None:
        """Where the network's median stands among the country's answers of the class: 0 to 1."""
        middle = self.own.quartiles
        return None if middle is None or self.country.is_flag else self.country.answers.rank(middle.median)


def plain(seen: Observation) -> float | None:
    """An answer as a number, yes as 1 and no as 0; None when it is not a sure one."""
    if seen.state is not State.ANSWERED or not isinstance(seen.value, (Decimal, bool)):
        return None
    return float(seen.value)


Sides = Mapping[tuple[str, str, str], Own]


def own_sides(register: Register, classes: Sequence[Stratum]) -> Sides:
    """The network's answers by (figure, vintage, class), the class as the vintage itself has the commune's population.

    Both sides are classed by the population that the national file gives, or they would not be comparable.
    """
    totals: dict[tuple[str, str, str], int] = defaultdict(int)
    answers: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for vintage in register.vintages:
        for record in register.open_records(vintage):
            row = record.row(vintage)
            stratum = stratum_of(row.population if row else None, classes)
            slugs = (ALL, stratum.slug) if stratum else (ALL,)
            for seen in record.observations:
                if seen.vintage == vintage and seen.variable in COMPARED:
                    value = plain(seen)
                    for slug in slugs:
                        totals[seen.variable, vintage, slug] += 1
                        if value is not None:
                            answers[seen.variable, vintage, slug].append(value)
    return {key: Own(total, tuple(answers[key])) for key, total in totals.items()}


def sized_rank(sides: Sides, country: Sequence[Country]) -> tuple[float | None, int]:
    """The median rank of the network's libraries, each within its own class, and how many of them it rests on.

    1/2: in the middle of the country at equal size. `country` holds one figure in one vintage.
    """
    ranks: list[float] = []
    for spread in country:
        own = sides.get((spread.variable, spread.vintage, spread.stratum))
        if own is not None and spread.stratum != ALL:
            ranks.extend(rank for value in own.answers if (rank := spread.answers.rank(value)) is not None)
    found = quartiles(ranks)
    return (found.median if found else None), len(ranks)
