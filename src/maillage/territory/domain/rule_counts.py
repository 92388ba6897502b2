"""How many cases each quality rule found, the gravest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from maillage.base.values.remarks import Severity
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.quality import BY_ID
from maillage.territory.domain.worklist import TO_DO, Case, CaseState


@dataclass(frozen=True, kw_only=True)
class RuleCount:
    """How many remarks of a rule stand where."""

    rule: Rule
    to_do: int
    postponed: int
    accepted: int
    rejected: int

    @property
    def total(self) -> int:
        return self.to_do + self.postponed + self.accepted + self.rejected


def counts(found: Iterable[Case]) -> tuple[RuleCount, ...]:
    """By rule, the gravest first, then those with most left to do; those that found nothing are left out."""
    by: Counter[tuple[str, CaseState]] = Counter((case.rule.id, case.state) for case in found)
    rows = (
        RuleCount(
            rule=rule,
            to_do=sum(by[id, state] for state in TO_DO),
            postponed=by[id, CaseState.POSTPONED],
            accepted=by[id, CaseState.ACCEPTED],
            rejected=by[id, CaseState.REJECTED],
        )
        for id, rule in BY_ID.items()
    )
    found_some = (row for row in rows if row.total)
    return tuple(sorted(found_some, key=lambda row: (_GRAVITY[row.rule.severity], -row.to_do)))


_GRAVITY = {Severity.BLOCKING: 0, Severity.WARNING: 1, Severity.ADVICE: 2}
