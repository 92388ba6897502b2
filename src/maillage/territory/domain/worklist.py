"""The remarks as work to do: each with its proposal, what was decided of it, and where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from maillage.base.values.fields import Choice
from maillage.base.values.french import folded
from maillage.base.values.remarks import Severity
from maillage.territory.domain.communes import Commune
from maillage.territory.domain.corrections import library_code
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.proposals import Act, Proposal, Trust
from maillage.territory.domain.quality import BY_ID, Context
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Record


class Answer(Choice):
    """What was decided of a remark."""

    ACCEPTED = "accepted", "acceptée"
    REJECTED = "rejected", "écartée"
    POSTPONED = "postponed", "reportée"


class CaseState(Choice):
    """Where a remark stands today."""

    OPEN = "open", "à traiter"
    # The correction stands, but what was published is no longer what it corrected.
    CHANGED = "changed", "à revoir"
    POSTPONED = "postponed", "reportée"
    ACCEPTED = "accepted", "acceptée"
    REJECTED = "rejected", "écartée"


TO_DO = (CaseState.OPEN, CaseState.CHANGED)


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """A decision on the remark named `key`, with what it was about: a remark that is settled may no longer be found.

    `until`: the day when a postponed one comes back. `published` is what was questioned, `cells` the newest cells of
    the variables then, `gave` tells that values of the service rest on the decision. `by` is a person's name, or "".
    """

    key: str
    answer: Answer
    rule: str
    place: str = ""
    name: str = ""
    town: str = ""
    variables: tuple[str, ...] = ()
    vintage: str = ""
    published: str = ""
    cells: str = ""
    message: str = ""
    act: str = ""
    proposes: str = ""
    gave: bool = False
    until: date | None = None
    note: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Case:
    """A line of the work list. `remark` is None when what was decided made it vanish."""

    key: str
    rule: Rule
    state: CaseState
    place: str
    name: str
    town: str
    message: str
    published: str
    remark: QualityRemark | None = None
    proposal: Proposal | None = None
    settlement: Settlement | None = None
    commune: Commune | None = None

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def is_to_do(self) -> bool:
        return self.state in TO_DO

    @property
    def version(self) -> str:
        """Changes with what is published, what is proposed and what was decided: what a person saw before deciding."""
        settled = self.settlement
        seen = (
            self.published,
            self.proposal.proposes if self.proposal else "",
            f"{settled.answer.value} {settled.at}" if settled else "",
            self.state.value,
        )
        return sha256("\n".join(seen).encode()).hexdigest()[:12]

    @property
    def searched(self) -> str:
        commune = self.commune.name if self.commune else ""
        return folded(" ".join((self.name, self.town, commune, self.place)))


def cells_of(record: Record | None, variables: Iterable[str]) -> str:
    """The newest cells of the variables as published, whatever the service says of them."""
    seen = [record.observation(variable) for variable in variables] if record else []
    return " | ".join(f"{found.vintage} {found.raw}" if found else "" for found in seen)


def cases(
    remarks: Iterable[QualityRemark],
    proposed: Mapping[str, Proposal],
    settlements: Iterable[Settlement],
    context: Context,
    today: date,
) -> tuple[Case, ...]:
    """Every remark with its state, then what was decided of remarks that are no longer found."""
    settled = {settlement.key: settlement for settlement in settlements}
    records = {library_code(record): record for record in context.register.records}
    found: dict[str, Case] = {}
    for remark in _named(remarks):
        settlement = settled.pop(remark.key, None)
        found[remark.key] = Case(
            key=remark.key,
            rule=BY_ID[remark.rule],
            state=_state(remark, settlement, today),
            place=remark.place,
            name=remark.library_name,
            town=remark.town,
            message=remark.message,
            published=remark.published,
            remark=remark,
            proposal=proposed.get(remark.key),
            settlement=settlement,
            commune=_commune(records, remark.place, context),
        )
    for settlement in settled.values():
        if settlement.rule in BY_ID and settlement.answer is not Answer.POSTPONED:
            record = records.get(settlement.place)
            found[settlement.key] = _past(settlement, record, _commune(records, settlement.place, context))
    return tuple(found.values())


def _named(remarks: Iterable[QualityRemark]) -> Iterator[QualityRemark]:
    """The remarks with one key each: the second of a key is numbered."""
    seen: Counter[str] = Counter()
    for remark in remarks:
        seen[remark.key] += 1
        n = seen[remark.key]
        yield remark if n == 1 else replace(remark, place=remark.place, vintage=f"{remark.vintage}#{n}")


def _commune(records: Mapping[str, Record], place: str, context: Context) -> Commune | None:
    record = records.get(place)
    return context.commune(record) if record else None


def _state(remark: QualityRemark, settlement: Settlement | None, today: date) -> CaseState:
    if settlement is None:
        return CaseState.OPEN
    if settlement.answer is Answer.POSTPONED:
        waits = settlement.until is not None and settlement.until > today
        return CaseState.POSTPONED if waits else CaseState.OPEN
    # A value that was given and no longer stands settles nothing.
    if settlement.published != remark.published or settlement.gave:
        return CaseState.OPEN
    return CaseState.ACCEPTED if settlement.answer is Answer.ACCEPTED else CaseState.REJECTED


def _past(settlement: Settlement, record: Record | None, commune: Commune | None) -> Case:
    """A remark that the decision itself made vanish, or that is no longer found."""
    state = CaseState.ACCEPTED if settlement.answer is Answer.ACCEPTED else CaseState.REJECTED
    cells = cells_of(record, settlement.variables)
    changed = settlement.gave and record is not None and cells != settlement.cells
    return Case(
        key=settlement.key,
        rule=BY_ID[settlement.rule],
        state=CaseState.CHANGED if changed else state,
        place=settlement.place,
        name=settlement.name,
        town=settlement.town,
        message=settlement.message,
        published=settlement.published,
        proposal=_revert(settlement, cells) if changed else None,
        settlement=settlement,
        commune=commune,
    )


def _revert(settlement: Settlement, cells: str) -> Proposal:
    return Proposal(
        key=settlement.key,
        act=Act.REVERT,
        says=f"« {cells} », au lieu de « {settlement.cells} »",
        proposes="Revenir à la valeur publiée",
        why="Ce qui est publié a changé depuis la décision, qui couvre toujours la nouvelle valeur.",
        trust=Trust.LIKELY,
    )


def unsettled(found: Iterable[Case]) -> tuple[QualityRemark, ...]:
    """The remarks that still call for something: those that nobody settled or put off."""
    return tuple(case.remark for case in found if case.remark and case.is_to_do)
