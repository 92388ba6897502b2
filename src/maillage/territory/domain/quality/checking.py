"""What a quality check receives, and how it is declared: a rule and the function that applies it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from maillage.base.values.remarks import Severity
from maillage.territory.domain.communes import Attachment, Commune, Places
from maillage.territory.domain.corrections import library_code
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.limits import Limits
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Appearance, Observation, Record, Register


@dataclass(frozen=True, kw_only=True)
class Context:
    """A register with, when communes are known, the commune of each record by its key."""

    register: Register
    places: Places | None
    attachments: Mapping[str, Attachment]
    limits: Limits

    def commune(self, record: Record) -> Commune | None:
        found = self.attachments.get(record.key)
        return found.commune if found else None

    def population(self, record: Record) -> int | None:
        """Of the commune, else as the export has it."""
        commune = self.commune(record)
        return commune.population if commune and commune.population is not None else record.population

    def by_epci(self, vintage: str) -> dict[str, list[Record]]:
        """Open places of a vintage by name of EPCI; those of none are left out."""
        return self._grouped(vintage, lambda commune: commune.epci_name if commune.epci_code else "")

    def by_commune(self, vintage: str) -> dict[str, list[Record]]:
        """Open places of a vintage by name of commune."""
        return self._grouped(vintage, lambda commune: commune.name)

    def _grouped(self, vintage: str, name: Callable[[Commune], str]) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self.register.open_records(vintage):
            commune = self.commune(record)
            if commune and name(commune):
                found[name(commune)].append(record)
        return dict(sorted(found.items()))


Find: TypeAlias = Callable[[Rule, Context], Iterator[QualityRemark]]


@dataclass(frozen=True, kw_only=True)
class Check:
    """A rule with its function. `needs_places`: it cannot run without a file of communes."""

    rule: Rule
    find: Find
    needs_places: bool = False


def checked(
    id: str, severity: Severity, label: str, explanation: str, *, needs_places: bool = False
) -> Callable[[Find], Check]:
    """Declares a check; the decorated function becomes a `Check`."""
    rule = Rule(id=id, severity=severity, label=label, explanation=explanation)
    return lambda find: Check(rule=rule, find=find, needs_places=needs_places)


def on_record(
    rule: Rule,
    record: Record,
    message: str,
    remedy: str,
    *,
    published: str = "",
    vintage: str = "",
    other: str = "",
) -> QualityRemark:
    """A remark on a place, at its newest line; a place that people added was read nowhere."""
    newest = next(iter(record.appearances), None)
    return rule.remark(
        message,
        remedy,
        code=record.code,
        name=record.name,
        town=record.town,
        line=newest.row.line if newest else None,
        source=newest.source_name if newest else record.joined_by.label,
        place=library_code(record),
        vintage=vintage,
        published=published,
        other=other,
    )


def on_line(
    rule: Rule, record: Record, seen: Appearance, message: str, remedy: str, *, published: str = ""
) -> QualityRemark:
    """A remark on what one line says of a place."""
    return rule.remark(
        message,
        remedy,
        code=record.code,
        name=record.name,
        town=record.town,
        line=seen.row.line,
        source=seen.source_name,
        place=library_code(record),
        vintage=seen.vintage,
        published=published,
    )


def on_value(
    rule: Rule,
    record: Record,
    seen: Observation,
    message: str,
    remedy: str,
    *,
    among: Sequence[Observation] = (),
    before: Observation | None = None,
    other: str = "",
) -> QualityRemark:
    """A remark on a value, at the line where it was read.

    `among` are all those that it questions, if several; `before` is the older value that contradicts it.
    """
    questioned = among or (seen,)
    return rule.remark(
        message,
        remedy,
        code=record.code,
        name=record.name,
        town=record.town,
        line=seen.source_line or None,
        source=seen.source_name,
        place=library_code(record),
        variables=tuple(dict.fromkeys(found.variable for found in questioned)),
        vintage=seen.vintage,
        published=published((*questioned, before) if before else questioned),
        other=other,
    )


def published(observations: Iterable[Observation]) -> str:
    """The cells as read, `12 | 0`; a value that the service gave instead is shown after an arrow."""
    return " | ".join(f"{o.raw} → {o.own.value}" if o.own else o.raw for o in observations)
