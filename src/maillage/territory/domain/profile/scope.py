"""What key figures are computed on: open libraries, their communes, and the values known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from maillage.base.values.french import folded
from maillage.territory.domain.communes import Attachment, Commune, Places
from maillage.territory.domain.register import Record, Register, State
from maillage.territory.domain.vintages import OWN


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The libraries open in the newest vintage. `places` is None when communes are unknown."""

    register: Register
    places: Places | None
    attachments: Mapping[str, Attachment]

    @cached_property
    def libraries(self) -> tuple[Record, ...]:
        return self.register.open_records()

    @cached_property
    def vintages(self) -> dict[str, str]:
        """The newest vintage that publishes each variable."""
        newest: dict[str, str] = {}
        for vintage in (*reversed(self.register.vintages), OWN):
            for record in self.register.records:
                newest.update({o.variable: vintage for o in record.observations if o.vintage == vintage})
        return newest

    def vintage(self, variable: str) -> str:
        return self.vintages.get(variable, "")

    def commune(self, record: Record) -> Commune | None:
        found = self.attachments.get(record.key)
        return found.commune if found else None

    def commune_key(self, record: Record) -> str:
        """What tells two communes apart, even without a file of communes."""
        commune = self.commune(record)
        return commune.code if commune else record.insee or folded(record.town)

    def population(self, record: Record) -> int | None:
        """Municipal population of the commune, else that of the export."""
        commune = self.commune(record)
        return commune.population if commune and commune.population is not None else record.population

    def numbers(self, variable: str, among: Sequence[Record] | None = None) -> dict[str, Decimal]:
        """Usable values of a variable by record key, all from its newest vintage."""
        wanted = self.vintage(variable)
        found: dict[str, Decimal] = {}
        for record in self.libraries if among is None else among:
            seen = record.observation(variable, wanted)
            if seen is not None and seen.number is not None:
                found[record.key] = seen.number
        return found

    def flags(self, variable: str) -> dict[str, bool]:
        """Yes or no by record key; a website's address is a yes."""
        wanted = self.vintage(variable)
        found: dict[str, bool] = {}
        for record in self.libraries:
            seen = record.observation(variable, wanted)
            if seen is not None and seen.state is State.ANSWERED and isinstance(seen.value, bool | str):
                found[record.key] = seen.value if isinstance(seen.value, bool) else True
        return found
