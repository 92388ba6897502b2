"""The register as people look it up: each library with its commune, its answers and what is doubted of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.fields import Choice
from maillage.base.values.french import folded
from maillage.base.values.remarks import Severity
from maillage.statistics.strata import Stratum, stratum_of
from maillage.territory.domain.communes import Commune, Places
from maillage.territory.domain.corrections import library_code
from maillage.territory.domain.quality import attachments
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Record, Register, State
from maillage.territory.domain.sheet import Library, LibraryKind

# A library that answered nothing in as many surveys deserves a call.
SILENT_SURVEYS = 2


class Answered(Choice):
    """What is known of a yes-or-no question."""

    YES = "oui", "oui"
    NO = "non", "non"
    UNKNOWN = "inconnu", "inconnu"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A library of the register. Without a `record`, and in one that people added, its answers are unknown."""

    library: Library
    record: Record | None = None
    commune: Commune | None = None
    remarks: tuple[QualityRemark, ...] = ()
    # Whether somebody there is known, whoever may see whom; and how many figures the service gave.
    is_reachable: bool = False
    given: int = 0
    # Whether the register counts it, which says it alone: pages and figures cannot differ.
    is_open: bool

    @property
    def is_gone(self) -> bool:
        """Known as open, and the newest export no longer lists it as such: figures leave it out."""
        return self.library.kind is LibraryKind.OPEN and not self.is_open

    def is_of_kind(self, kind: str) -> bool:
        """Whether a filter on a kind of place keeps it: the open ones are those that count."""
        return self.is_open if kind == LibraryKind.OPEN.value else self.library.kind.value == kind

    @property
    def is_surveyed(self) -> bool:
        """An export at least tells of it."""
        return self.record is not None and not self.record.is_typed

    @property
    def population(self) -> int | None:
        """Of the commune, else as the export has it."""
        if self.commune and self.commune.population is not None:
            return self.commune.population
        return self.record.population if self.record else None

    def number(self, variable: str) -> Decimal | None:
        seen = self.record.observation(variable) if self.record else None
        return seen.number if seen else None

    def wifi(self) -> Answered:
        seen = self.record.observation("wifi") if self.record else None
        if seen is None or seen.state is not State.ANSWERED or not isinstance(seen.value, bool):
            return Answered.UNKNOWN
        return Answered.YES if seen.value else Answered.NO

    @property
    def grade(self) -> str:
        """Its official grade as it stands, from A to E; "" when unknown."""
        seen = self.record.observation("grade") if self.record else None
        return seen.value if seen and isinstance(seen.value, str) else ""

    @property
    def doubts(self) -> tuple[QualityRemark, ...]:
        """The remarks that call for a check: advice is left out."""
        return tuple(remark for remark in self.remarks if remark.severity is not Severity.ADVICE)

    @property
    def is_silent(self) -> bool:
        """Open, listed by two surveys at least, and not one usable answer in the newest two."""
        if self.record is None or not self.is_open:
            return False
        recent = self.record.vintages[:SILENT_SURVEYS]
        answered = any(
            seen.state is State.ANSWERED and seen.vintage in recent for seen in self.record.observations
        )
        return len(recent) == SILENT_SURVEYS and not answered

    @property
    def searched(self) -> str:
        """Everything that a search looks into, without case or accents."""
        commune = self.commune.name if self.commune else ""
        library = self.library
        words = (library.name, library.town, commune, library.postcode, library.insee, library.code)
        return folded(" ".join(words))


def directory(libraries: Iterable[Library], register: Register, places: Places | None) -> tuple[Line, ...]:
    """Every library with what is known of it, by commune then by name. Remarks come with `with_remarks`."""
    records = {library_code(found): found for found in register.records}
    opened = {found.key for found in register.open_records()}
    found = attachments(register, places) if places else {}
    lines = []
    for library in libraries:
        record = records.get(library.code)
        if record is not None and record.key in found:
            commune = found[record.key].commune
        else:
            commune = _attached(library, places, register.department)
        is_open = record.key in opened if record else library.kind is LibraryKind.OPEN
        lines.append(Line(library=library, record=record, commune=commune, is_open=is_open))
    return tuple(sorted(lines, key=lambda line: (folded(line.library.town), folded(line.library.name))))


def _attached(library: Library, places: Places | None, department: str) -> Commune | None:
    if places is None:
        return None
    return places.attach(
        insee=library.insee, town=library.town, postcode=library.postcode, department=department
    ).commune


def owner_of(register: Register) -> Callable[[QualityRemark], str]:
    """A function that gives the key of the place that a remark is about, or "".

    A place without a code is found by the line it was read on.
    """
    by_code = {record.code: record.key for record in register.records if record.code}
    by_line = {
        (seen.source_name, seen.row.line): record.key
        for record in register.records
        for seen in record.appearances
    }

    def owner(remark: QualityRemark) -> str:
        if remark.library_code:
            return by_code.get(remark.library_code, "")
        return by_line.get((remark.source, remark.line or 0), "")

    return owner


def remarks_by_key(register: Register, remarks: Iterable[QualityRemark]) -> Mapping[str, list[QualityRemark]]:
    """The remarks on each place, by its key; those about a whole file are left out."""
    owner = owner_of(register)
    found: dict[str, list[QualityRemark]] = defaultdict(list)
    for remark in remarks:
        if key := owner(remark):
            found[key].append(remark)
    return found


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for in the register; "" and False ask for nothing. `epci` and others may be "inconnu".

    `stratum` is the slug of a class of commune population, `contact` "avec" or "sans"; `given`: libraries of which the
    service gave a figure at least.
    """

    text: str = ""
    epci: str = ""
    kind: str = ""
    status: str = ""
    wifi: str = ""
    stratum: str = ""
    grade: str = ""
    contact: str = ""
    doubtful: bool = False
    silent: bool = False
    given: bool = False

    @property
    def is_empty(self) -> bool:
        return self == Wanted()

    def keeps(self, line: Line, classes: Sequence[Stratum] = ()) -> bool:
        """Whether a library is asked for; `classes` are those that `stratum` names."""
        words = folded(self.text).split()
        return (
            all(word in line.searched for word in words)
            and self.epci in ("", epci_of(line))
            and (not self.kind or line.is_of_kind(self.kind))
            and self.status in ("", line.library.status or UNKNOWN_STATUS)
            and self.wifi in ("", line.wifi().value)
            and self.stratum in ("", stratum_slug(line, classes))
            and self.grade in ("", line.grade or UNKNOWN_GRADE)
            and self.contact in ("", "avec" if line.is_reachable else "sans")
            and (not self.given or bool(line.given))
            and (not self.doubtful or bool(line.doubts))
            and (not self.silent or line.is_silent)
        )


UNKNOWN_EPCI = UNKNOWN_STATUS = UNKNOWN_STRATUM = UNKNOWN_GRADE = "inconnu"


def stratum_slug(line: Line, classes: Sequence[Stratum]) -> str:
    """The slug of the class of its commune, or "inconnu"."""
    found = stratum_of(line.population, classes)
    return found.slug if found else UNKNOWN_STRATUM


def epci_of(line: Line) -> str:
    """The code of its EPCI, or "inconnu"."""
    return (line.commune.epci_code if line.commune else "") or UNKNOWN_EPCI
