"""What a quality check receives, and how it is declared: a rule and the function that applies it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from maillage.base.values.remarks import Severity
from maillage.territory.domain.communes import Attachment, Commune, Places
from maillage.territory.domain.findings import QualityRemark, Rule
from maillage.territory.domain.limits import Limits
from maillage.territory.domain.register import Observation, Record, Register


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


def on_record(rule: Rule, record: Record, message: str, remedy: str) -> QualityRemark:
    """A remark on a place, at its newest line."""
    newest = record.appearances[0]
    return rule.remark(
        message,
        remedy,
        code=record.code,
        name=record.name,
        town=record.town,
        line=newest.row.line,
        source=newest.source_name,
    )


def on_value(rule: Rule, record: Record, seen: Observation, message: str, remedy: str) -> QualityRemark:
    """A remark on a value, at the line where it was read."""
    return rule.remark(
        message,
        remedy,
        code=record.code,
        name=record.name,
        town=record.town,
        line=seen.source_line,
        source=seen.source_name,
    )
