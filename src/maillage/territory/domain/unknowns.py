"""What is still unknown, question by question, and whom to call first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True, kw_only=True)
class Call:
    """An open library with the questions that it leaves unknown, and how many were decided to be asked."""

    line: Line
    unknown: tuple[Variable, ...]
    to_ask: int


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


def calls(
    register: Register, lines: Iterable[Line], asked: Mapping[str, int], *, only: Sequence[str] = ()
) -> tuple[Call, ...]:
    """The open libraries to call, those that leave most unknown first.

    `asked`: number of questions that people decided to ask, by code of library. `only`: codes of variables; all of
    them by default.
    """
    variables = asked_variables(register)
    found = []
    for line in lines:
        if not line.is_open:
            continue
        unknown = tuple(
            v for v in variables if not is_known(line.record.observation(v.code) if line.record else None)
        )
        wanted = [v for v in unknown if not only or v.code in only]
        to_ask = asked.get(line.library.code, 0)
        if wanted or (to_ask and not only):
            found.append(Call(line=line, unknown=unknown, to_ask=to_ask))
    # Python's sort is stable: those of equal silence stay by commune.
    return tuple(sorted(found, key=lambda call: -len(call.unknown)))
