"""One figure of a library: what stands, what is published, what the service gave, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from maillage.territory.domain.breaks import Dot, with_breaks
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.domain.register import Observation
from maillage.territory.domain.variables import Variable
from maillage.territory.domain.vintages import data_year


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
        return with_breaks([found[year] for year in sorted(found)])

    def _disowned(self) -> bool:
        """The service said that what was published is wrong, or gave a value without a year in its place."""
        own = self.current.own if self.current else None
        return own is not None and (own.value is None or own.year is None)
