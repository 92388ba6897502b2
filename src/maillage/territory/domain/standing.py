"""Where a library stands among those of communes of its size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maillage.statistics.quantiles import Quartiles, quartiles
from maillage.statistics.strata import Stratum, stratum_of
from maillage.territory.domain.directory import Line
from maillage.territory.domain.variables import BY_CODE, Variable

COMPARED = ("weekly_hours", "surface_m2", "volunteers", "employees", "books", "visits")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """`value` of a library (None: unknown) among the `known` answers of the `total` libraries of its class.

    `below` of the other answers are lower. `quartiles` are those of the class, itself included.
    """

    variable: Variable
    value: Decimal | None
    known: int
    total: int
    below: int
    quartiles: Quartiles | None


def class_of(line: Line, classes: Sequence[Stratum]) -> Stratum | None:
    return stratum_of(line.population, classes)


def peers_of(line: Line, lines: Iterable[Line], classes: Sequence[Stratum]) -> tuple[Line, ...]:
    """The open libraries of communes of the same class, itself included; empty when its class is unknown."""
    own = class_of(line, classes)
    if own is None:
        return ()
    return tuple(other for other in lines if other.is_open and class_of(other, classes) is own)


def standings(line: Line, peers: Sequence[Line]) -> tuple[Standing, ...]:
    """One for each variable that one of the peers answered."""
    found = []
    for variable in COMPARED:
        answers = [value for peer in peers if (value := peer.number(variable)) is not None]
        value = line.number(variable)
        if answers:
            found.append(
                Standing(
                    variable=BY_CODE[variable],
                    value=value,
                    known=len(answers),
                    total=len(peers),
                    below=0 if value is None else sum(answer < value for answer in answers),
                    quartiles=quartiles(answers),
                )
            )
    return tuple(found)
