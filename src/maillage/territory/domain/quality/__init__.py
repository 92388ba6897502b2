"""The quality report of a register: every rule, and what each one finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from maillage.base.values.remarks import Severity
from maillage.territory.domain.communes import Attachment, Places
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.joining_rules import JOIN_RULES
from maillage.territory.domain.limits import USUAL, Limits
from maillage.territory.domain.quality.checking import Check, Context
from maillage.territory.domain.quality.doubts import DOUBT_CHECKS
from maillage.territory.domain.quality.identities import IDENTITY_CHECKS
from maillage.territory.domain.quality.locations import LOCATION_CHECKS
from maillage.territory.domain.quality.moves import MOVE_CHECKS
from maillage.territory.domain.quality.networks import NETWORK_CHECKS
from maillage.territory.domain.quality.sizes import SIZE_CHECKS
from maillage.territory.domain.quality.spreads import SPREAD_CHECKS
from maillage.territory.domain.quality.sums import SUM_CHECKS
from maillage.territory.domain.quality.vintages import VINTAGE_CHECKS
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Register

__all__ = [
    "BY_ID",
    "CHECKS",
    "RULES",
    "Context",
    "QualityRemark",
    "QualityReport",
    "Rule",
    "attachments",
    "context_of",
    "quality_report",
]

CHECKS: tuple[Check, ...] = (
    *IDENTITY_CHECKS,
    *LOCATION_CHECKS,
    *DOUBT_CHECKS,
    *SIZE_CHECKS,
    *SPREAD_CHECKS,
    *SUM_CHECKS,
    *VINTAGE_CHECKS,
    *NETWORK_CHECKS,
    *MOVE_CHECKS,
)
# The published list: what is tested, in French, with its threshold.
RULES: tuple[Rule, ...] = (*JOIN_RULES, *(check.rule for check in CHECKS))
BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}
_ORDER = {Severity.BLOCKING: 0, Severity.WARNING: 1, Severity.ADVICE: 2}


@dataclass(frozen=True, kw_only=True)
class QualityReport:
    """All remarks, most severe first. `not_run`: rules that need a file of communes and had none."""

    remarks: tuple[QualityRemark, ...]
    not_run: tuple[Rule, ...]

    def by_rule(self) -> dict[str, int]:
        """Number of remarks by rule id, in the order of RULES; rules without a remark are left out."""
        counts = Counter(remark.rule for remark in self.remarks)
        return {rule.id: counts[rule.id] for rule in RULES if counts[rule.id]}

    def of(self, rule: str) -> tuple[QualityRemark, ...]:
        return tuple(remark for remark in self.remarks if remark.rule == rule)


def attachments(register: Register, places: Places) -> Mapping[str, Attachment]:
    """The commune of each record, by its key."""
    return {
        record.key: places.attach(
            insee=record.insee, town=record.town, postcode=record.postcode, department=record.department
        )
        for record in register.records
    }


def context_of(register: Register, places: Places | None = None, *, limits: Limits = USUAL) -> Context:
    """What the checks and the proposals look at."""
    found = attachments(register, places) if places else {}
    return Context(register=register, places=places, attachments=found, limits=limits)


def quality_report(
    register: Register, places: Places | None = None, *, limits: Limits = USUAL
) -> QualityReport:
    """What deserves a look in a register. Without communes, rules that need them are listed as not run."""
    context = context_of(register, places, limits=limits)
    remarks = list(register.remarks)
    not_run: list[Rule] = []
    for check in CHECKS:
        if check.needs_places and places is None:
            not_run.append(check.rule)
        else:
            remarks.extend(check.find(check.rule, context))
    remarks.sort(key=_rank)
    return QualityReport(remarks=tuple(remarks), not_run=tuple(not_run))


_RULE_RANK = {rule.id: rank for rank, rule in enumerate(RULES)}


def _rank(remark: QualityRemark) -> tuple[int, int, str, str, str, str]:
    # Never the line: a remark's place in the report must not depend on the order of the file.
    return (
        _ORDER[remark.severity],
        _RULE_RANK[remark.rule],
        remark.town,
        remark.library_code,
        remark.source,
        remark.message,
    )
