"""A library as a campaign saw it: what it is, what it said, or that it stayed silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from maillage.campaigns.domain.answers import Missing
from maillage.campaigns.domain.scores import Band, CoreState

NO_EPCI = "Intercommunalité inconnue"
UNSIZED = "Population inconnue"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One library asked. `population` is that of its `commune`: two libraries of a commune share its inhabitants.

    `levels`: known levels by item; `missing`: why others have none; `core`: the state of the core services that were
    asked. `scores`: 0 to 100 by domain, in the order of the framework (None: not enough answered); `overall`: idem.
    Silent (`answered` False), everything is empty.
    """

    code: str
    name: str
    epci_code: str = ""
    epci: str = NO_EPCI
    stratum: str = UNSIZED
    commune: str
    population: int | None = None
    answered: bool = False
    levels: Mapping[str, int] = field(default_factory=dict)
    missing: Mapping[str, Missing] = field(default_factory=dict)
    core: Mapping[str, CoreState] = field(default_factory=dict)
    scores: tuple[float | None, ...] = ()
    overall: float | None = None
    band: Band | None = None

    def core_state(self, item: str) -> CoreState:
        return self.core.get(item, CoreState.UNKNOWN)

    @property
    def core_whole(self) -> CoreState:
        """All core services that apply: one missing says no, one unknown leaves it in doubt."""
        states = set(self.core.values()) - {CoreState.NOT_APPLICABLE}
        if not self.answered:
            return CoreState.UNKNOWN
        if not states:
            return CoreState.NOT_APPLICABLE
        return next(
            (state for state in (CoreState.MISSING, CoreState.UNKNOWN) if state in states), CoreState.MET
        )
