"""Whom to call first: the libraries whose answers would fill most unknowns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from maillage.territory.domain.directory import Line
from maillage.territory.domain.register import Register
from maillage.territory.domain.unknowns import asked_variables, is_known
from maillage.territory.domain.variables import Variable


@dataclass(frozen=True, kw_only=True)
class Call:
    """An open library with the questions that it leaves unknown, and how many were decided to be asked."""

    line: Line
    unknown: tuple[Variable, ...]
    to_ask: int


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
