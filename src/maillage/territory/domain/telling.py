"""Each figure of a library: the value that stands, where it comes from, and those of every year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from maillage.base.values.fields import Choice
from maillage.territory.domain.observing import observe
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.domain.register import Observation, Record, State
from maillage.territory.domain.variables import VARIABLES, Variable
from maillage.territory.domain.vintages import data_year

# From one year to another, a figure that is multiplied or divided by more is shown as a break to be explained.
LARGEST_STEP = 3


class Break(Choice):
    """Why two values of a figure do not follow one another."""

    SOURCE = "source", "la source change"
    STEP = "step", f"plus de {LARGEST_STEP} fois plus ou moins"


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A number of a year. `given` by the service, else published. `breaks`: why it does not follow the one before."""

    year: int
    value: Decimal
    given: bool
    breaks: Break | None = None


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known of one variable of a library.

    `current` is what stands today (None: nobody was asked), `published` what exports say of it by vintage, `given`
    what the service says, the oldest year first, one without a year before all.
    """

    variable: Variable
    current: Observation | None
    published: tuple[Observation, ...]
    given: tuple[OwnValue, ...]

    @property
    def year(self) -> int | None:
        """The year that the value which stands was measured; None when it is unknown."""
        if self.current is None:
            return None
        return self.current.own.year if self.current.own else data_year(self.current.vintage)

    @property
    def hidden(self) -> Observation | None:
        """What was published of the value that the service gave in its place."""
        if self.current is None or self.current.own is None:
            return None
        return next((seen for seen in self.published if seen.vintage == self.current.vintage), None)

    @property
    def dots(self) -> tuple[Dot, ...]:
        """The numbers of known years, the oldest first: one a year, the service's before the published one."""
        found = {
            year: Dot(year=year, value=seen.number, given=False)
            for seen in self.published
            if seen.number is not None and (year := data_year(seen.vintage)) is not None
        }
        if self.hidden is not None and self._disowned():
            found.pop(data_year(self.hidden.vintage) or 0, None)
        for own in self.given:
            if own.year is not None and isinstance(own.value, Decimal):
                found[own.year] = Dot(year=own.year, value=own.value, given=True)
        return _broken([found[year] for year in sorted(found)])

    def _disowned(self) -> bool:
        """The service said that what was published is wrong, or gave a value without a year in its place."""
        own = self.current.own if self.current else None
        return own is not None and (own.value is None or own.year is None)


def _broken(dots: Sequence[Dot]) -> tuple[Dot, ...]:
    later = tuple(
        Dot(year=dot.year, value=dot.value, given=dot.given, breaks=_break(before, dot))
        for before, dot in pairwise(dots)
    )
    return (*dots[:1], *later)


def _break(before: Dot, dot: Dot) -> Break | None:
    if before.given is not dot.given:
        return Break.SOURCE
    low, high = sorted((abs(before.value), abs(dot.value)))
    return Break.STEP if low and high > low * LARGEST_STEP else None


def told(record: Record | None, values: Iterable[OwnValue]) -> tuple[Told, ...]:
    """Every variable of a library; `values` are those of this library, in any order."""
    given: dict[str, list[OwnValue]] = {}
    for value in sorted(values, key=lambda own: own.year or 0):
        given.setdefault(value.variable, []).append(value)
    published: dict[str, list[Observation]] = {}
    for seen in reversed(record.appearances if record else ()):
        for observation in observe(seen):
            published.setdefault(observation.variable, []).append(observation)
    return tuple(
        Told(
            variable=variable,
            current=record.observation(variable.code) if record else None,
            published=tuple(published.get(variable.code, ())),
            given=tuple(given.get(variable.code, ())),
        )
        for variable in VARIABLES
    )


def is_known(seen: Observation | None) -> bool:
    return seen is not None and seen.state is State.ANSWERED and seen.value is not None
