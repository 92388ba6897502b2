"""The work list searched and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from maillage.base.values.french import folded
from maillage.base.values.remarks import Severity
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.quality import BY_ID
from maillage.territory.domain.worklist import TO_DO, Case, CaseState


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is looked for in the work list; "" asks for nothing, and the state "" for what is to do."""

    text: str = ""
    rule: str = ""
    epci: str = ""
    state: str = ""
    severity: str = ""
    place: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Asked()

    def keeps(self, case: Case) -> bool:
        words = folded(self.text).split()
        return (
            self.keeps_state(case)
            and self.rule in ("", case.rule.id)
            and self.severity in ("", case.severity.value)
            and self.place in ("", case.place)
            and self.epci in ("", epci_of(case))
            and all(word in case.searched for word in words)
        )

    def keeps_state(self, case: Case) -> bool:
        if self.state == ANY_STATE:
            return True
        return case.is_to_do if not self.state else case.state.value == self.state


ANY_STATE = "all"
UNKNOWN_EPCI = "inconnu"


def epci_of(case: Case) -> str:
    """The code of its EPCI, or "inconnu"."""
    return (case.commune.epci_code if case.commune else "") or UNKNOWN_EPCI


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
