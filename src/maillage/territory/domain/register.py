"""The register of libraries: one record for each place, with every value published and where it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.fields import Choice
from maillage.territory.domain.exports import ExportRow, SiteKind, Value
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.vintages import vintage_rank


class State(Choice):
    """What a published value is worth. Only `answered` ones enter the key figures."""

    ANSWERED = "answered", "renseigné"
    MISSING = "missing", "non renseigné"
    NON_ANSWER = "non_answer", "non-réponse (zéro partout)"
    SUSPECT = "suspect", "douteux"


@dataclass(frozen=True, kw_only=True)
class Observation:
    """A variable of a library in one vintage.

    `value` is None when missing or not an answer; `raw` is the cell as written; `doubt` is the id of the
    quality rule that made the value something else than an answer, or "". `own` is the value that the service gave
    in its place: then `source_name` says where that one comes from, and `raw` is still what was published.
    """

    variable: str
    vintage: str
    value: Value
    state: State
    raw: str
    doubt: str
    source_line: int
    source_name: str
    own: OwnValue | None = None

    @property
    def number(self) -> Decimal | None:
        """The value when it is an answer and a number."""
        usable = self.state is State.ANSWERED and isinstance(self.value, Decimal)
        return self.value if usable and isinstance(self.value, Decimal) else None


class JoinedBy(Choice):
    """How the lines of several exports were found to be the same place."""

    CODE = "code", "code national"
    TYPE = "type", "bibliothèque départementale"
    NAME = "name", "nom et adresse, sans code"
    ALONE = "alone", "présente dans un seul export"
    TYPED = "typed", "saisie dans Maillage"


@dataclass(frozen=True, kw_only=True)
class Appearance:
    """A line of an export that tells of this place."""

    vintage: str
    source_name: str
    row: ExportRow


@dataclass(frozen=True, kw_only=True)
class Record:
    """A place of the network. Each identity field is the newest one known; "" and None are unknown.

    `key` is the national code, or "sans-code:…" for a place without one. `appearances`: newest first; a place that
    people added and that no export tells of has none.
    """

    key: str
    code: str
    name: str
    address: str
    postcode: str
    town: str
    insee: str
    department: str
    population: int | None
    latitude: float | None
    longitude: float | None
    site_kind: SiteKind
    status: str
    joined_by: JoinedBy
    appearances: tuple[Appearance, ...]
    observations: tuple[Observation, ...]

    @property
    def vintages(self) -> tuple[str, ...]:
        """Those it appears in, newest first."""
        return tuple(appearance.vintage for appearance in self.appearances)

    @property
    def is_typed(self) -> bool:
        """Added by people: no export tells of it."""
        return self.joined_by is JoinedBy.TYPED

    def row(self, vintage: str) -> ExportRow | None:
        return next((seen.row for seen in self.appearances if seen.vintage == vintage), None)

    def is_open(self, vintage: str) -> bool:
        row = self.row(vintage)
        return row is not None and row.site_kind is SiteKind.OPEN

    def observation(self, variable: str, vintage: str | None = None) -> Observation | None:
        """The variable in a vintage; without one, in the newest vintage that publishes it."""
        found = [o for o in self.observations if o.variable == variable and vintage in (None, o.vintage)]
        return max(found, key=lambda o: vintage_rank(o.vintage), default=None)


@dataclass(frozen=True, kw_only=True)
class SourceSummary:
    """A file given: lines it has, lines kept for the département. `used=False`: same content as another."""

    name: str
    vintage: str
    n_rows: int
    n_kept: int
    used: bool = True


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """A line that was not kept, and why, in French. Nothing is erased."""

    appearance: Appearance
    reason: str


@dataclass(frozen=True, kw_only=True)
class Register:
    """All places of a département. `remarks` are what joining found; quality adds its own."""

    department: str
    records: tuple[Record, ...]
    sources: tuple[SourceSummary, ...]
    set_aside: tuple[SetAside, ...]
    remarks: tuple[QualityRemark, ...]

    @property
    def vintages(self) -> tuple[str, ...]:
        """Those given, newest first."""
        return newest_first(source.vintage for source in self.sources)

    @property
    def latest(self) -> str:
        """The newest vintage, or "" for a register made of nothing."""
        return next(iter(self.vintages), "")

    def open_records(self, vintage: str | None = None) -> tuple[Record, ...]:
        """Buildings open to the public in a vintage; without one, in the newest and among those that people added."""
        if vintage:
            return tuple(record for record in self.records if record.is_open(vintage))
        return tuple(
            record
            for record in self.records
            if (record.site_kind is SiteKind.OPEN if record.is_typed else record.is_open(self.latest))
        )

    def only_in(self, vintage: str) -> tuple[Record, ...]:
        """Records that no other vintage has; empty when a single vintage was given."""
        if len(self.vintages) < 2:
            return ()
        return tuple(record for record in self.records if record.vintages == (vintage,))

    def by_code(self, code: str) -> Record | None:
        return next((record for record in self.records if record.code == code), None)

    def vintage_of(self, variable: str) -> str:
        """The newest vintage that publishes a variable, or ""."""
        found = {o.vintage for record in self.records for o in record.observations if o.variable == variable}
        return next(iter(newest_first(found)), "")


def newest_first(vintages: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(vintages), key=lambda vintage: -vintage_rank(vintage)))
