"""What an address of the work list asks for, and which cases answer it."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.values.french import folded
from maillage.territory.domain.worklist import Case


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
