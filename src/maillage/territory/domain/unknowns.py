"""What is still unknown, question by question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.territory.domain.directory import Line
from maillage.territory.domain.register import Observation, Register, State
from maillage.territory.domain.variables import VARIABLES, ValueKind, Variable


@dataclass(frozen=True, kw_only=True)
class Question:
    """How many of `total` open libraries answered; `doubtful` answers are not counted among the `known`."""

    variable: Variable
    known: int
    doubtful: int
    total: int

    @property
    def unknown(self) -> int:
        return self.total - self.known


def is_known(seen: Observation | None) -> bool:
    return seen is not None and seen.state is State.ANSWERED


def asked_variables(register: Register) -> tuple[Variable, ...]:
    """The questions that one library at least was asked, in a survey or by the service; addresses are left out."""
    published = {seen.variable for record in register.records for seen in record.observations}
    return tuple(v for v in VARIABLES if v.code in published and v.kind is not ValueKind.WEBSITE)


def questions(register: Register, lines: Iterable[Line]) -> tuple[Question, ...]:
    """The least known question first."""
    opened = [line for line in lines if line.is_open]
    found = []
    for variable in asked_variables(register):
        seen = [line.record.observation(variable.code) if line.record else None for line in opened]
        found.append(
            Question(
                variable=variable,
                known=sum(is_known(one) for one in seen),
                doubtful=sum(one is not None and one.state is State.SUSPECT for one in seen),
                total=len(opened),
            )
        )
    return tuple(sorted(found, key=lambda question: question.known))
