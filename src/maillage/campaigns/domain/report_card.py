"""The report card (fiche de restitution) of a library: composed once, read by the page, the PDF and the letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from maillage.base.values.french import count
from maillage.campaigns.domain.frameworks import FrameworkKind
from maillage.campaigns.domain.lacking import Lack
from maillage.campaigns.domain.placing import Place
from maillage.campaigns.domain.scores import Band, CoreState


@dataclass(frozen=True, kw_only=True)
class ProfileRow:
    """A bar of the profile: points of 100, None when too little is answered. `low`, `middle`, `high`: the quartiles
    of the peers, None when they are too few."""

    code: str
    title: str
    score: float | None
    answered: int
    asked: int
    low: float | None = None
    middle: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class CoreLine:
    """A core service and what the library says of it."""

    code: str
    title: str
    state: CoreState
    now: str
    lack: Lack | None = None


@dataclass(frozen=True, kw_only=True)
class StepLine:
    """A next step that is proposed. `item` and `level` name it."""

    item: str
    level: int
    title: str
    domain: str
    do: str
    who: str
    effort: str
    help: str
    is_core: bool


@dataclass(frozen=True, kw_only=True)
class ReportCard:
    """What a library gets back. Sentences are final French; `peers`: how many others are compared with it.

    `network`, `owner`: who gives it. `provisional`: the campaign goes on, more libraries will answer.
    """

    network: str
    owner: str
    contact: str
    campaign: str
    campaign_title: str
    kind: FrameworkKind
    library: str
    name: str
    epci: str
    sent_on: date | None
    express: bool
    band: Band | None
    overall: float | None
    towards: str
    profile: tuple[ProfileRow, ...]
    core: tuple[CoreLine, ...]
    peers: int
    peers_label: str
    provisional: bool
    place: Place | None
    place_text: str
    change_text: str
    progress: tuple[str, ...]
    strengths: tuple[str, ...]
    steps: tuple[StepLine, ...]
    heard: tuple[str, ...]

    @property
    def title(self) -> str:
        return f"Fiche de restitution : {self.name}"

    @property
    def is_grid(self) -> bool:
        return self.kind is FrameworkKind.GRID

    @property
    def band_label(self) -> str:
        return self.band.label if self.band else "à compléter"

    def core_in(self, state: CoreState) -> tuple[CoreLine, ...]:
        return tuple(line for line in self.core if line.state is state)

    @property
    def met(self) -> tuple[CoreLine, ...]:
        return self.core_in(CoreState.MET)

    @property
    def missing(self) -> tuple[CoreLine, ...]:
        return self.core_in(CoreState.MISSING)

    @property
    def unknown(self) -> tuple[CoreLine, ...]:
        return self.core_in(CoreState.UNKNOWN)

    @property
    def core_text(self) -> str:
        """ "5 services assurés sur 9": those without object do not count."""
        asked = len(self.met) + len(self.missing) + len(self.unknown)
        return f"{len(self.met)} sur {count(asked, 'service')}"

    @property
    def peers_text(self) -> str:
        """Who the others are, and that more will come."""
        so_far = " à ce jour" if self.provisional else ""
        return f"{self.peers_label}, sur {count(self.peers, 'autre réponse', 'autres réponses')}{so_far}"
