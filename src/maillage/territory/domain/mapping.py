"""What a map is asked to show, and how each library answers it: a value, a doubt, or nothing known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from maillage.base.values.fields import Choice
from maillage.statistics.classes import ValueClass, class_of, natural_classes, quantile_classes
from maillage.statistics.strata import Stratum
from maillage.territory.domain.communes import Commune
from maillage.territory.domain.directory import Line, epci_of
from maillage.territory.domain.geography import box_of, distance_km
from maillage.territory.domain.limits import USUAL
from maillage.territory.domain.nearby import Position, Site
from maillage.territory.domain.reaching import centre_of
from maillage.territory.domain.register import Observation, State
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.domain.variables import BY_CODE, ValueKind, Variable

Answer: TypeAlias = "Decimal | bool | None"

EVERY_KIND = "toutes"
CLASSES = 4
LONGEST_KM = 30


class Ground(Choice):
    """What the communes beneath the libraries show."""

    REACH = "desserte", "Communes desservies"
    POPULATION = "population", "Population des communes"


@dataclass(frozen=True, kw_only=True)
class MapAsked:
    """`figure`: code of a variable, "" for presence; `within`: km to a library, None for the commune itself;
    `hours`: fewest weekly hours of a library that serves, None for any open one."""

    figure: str = ""
    natural: bool = False
    ground: Ground = Ground.REACH
    epci: str = ""
    stratum: Stratum | None = None
    kind: str = LibraryKind.OPEN.value
    within: int | None = None
    hours: int | None = None

    @property
    def variable(self) -> Variable | None:
        return BY_CODE.get(self.figure)

    @property
    def is_whole(self) -> bool:
        """The whole département is shown, all sizes of communes."""
        return not self.epci and self.stratum is None

    def shows(self, line: Line) -> bool:
        return (
            (self.kind == EVERY_KIND or line.is_of_kind(self.kind))
            and self.epci in ("", epci_of(line))
            and self._sized(line.population)
        )

    def holds(self, commune: Commune) -> bool:
        return self.epci in ("", commune.epci_code or "inconnu") and self._sized(commune.population)

    def _sized(self, population: int | None) -> bool:
        return self.stratum is None or (population is not None and population in self.stratum)


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """A library with its place and what it answers. `own`: the position is its own, not that of its commune.

    `doubtful`: something was published, and a quality rule does not believe it; `value` is then None.
    """

    line: Line
    position: Position | None
    own: bool
    value: Answer = None
    doubtful: bool = False


def mapped(line: Line, variable: Variable | None) -> Mapped:
    own = own_position(line)
    position = own or (centre_of(line.commune) if line.commune else None)
    value, doubtful = answer(line, variable) if variable else (None, False)
    return Mapped(line=line, position=position, own=own is not None, value=value, doubtful=doubtful)


def answer(line: Line, variable: Variable) -> tuple[Answer, bool]:
    """What a library answers (a number, or yes or no), and whether what it published is doubted."""
    seen = line.record.observation(variable.code) if line.record else None
    if seen is None:
        return None, False
    return _value(seen, variable), seen.state is State.SUSPECT


def _value(seen: Observation, variable: Variable) -> Answer:
    if variable.kind is ValueKind.NUMBER or seen.state is not State.ANSWERED:
        return seen.number
    # The address of a website is a yes.
    return seen.value if isinstance(seen.value, bool) else isinstance(seen.value, str) or None


def own_position(line: Line) -> Position | None:
    """Where the library says it is, when that is believable: in the territory and not far from its commune."""
    library = line.library
    if library.latitude is None or library.longitude is None:
        return None
    position = float(library.latitude), float(library.longitude)
    centre = centre_of(line.commune) if line.commune else None
    if centre is not None:
        return position if distance_km(position, centre) <= USUAL.distance_km else None
    department = line.record.department if line.record else ""
    return position if 0 not in position and box_of(department).holds(*position) else None


def sites_of(lines: Iterable[Line], hours: int | None) -> tuple[Site, ...]:
    """The open libraries; whether each one serves when it must be open `hours` a week at least."""
    return tuple(
        Site(
            key=line.library.code,
            name=line.library.name,
            town=line.library.town,
            commune=line.commune.code if line.commune else "",
            position=own_position(line),
            serves=_serves(line, hours),
        )
        for line in lines
        if line.is_open
    )


def _serves(line: Line, hours: int | None) -> bool | None:
    if hours is None:
        return True
    opened = line.number("weekly_hours")
    return None if opened is None else opened >= hours


def classed(values: Sequence[Decimal | int], natural: bool) -> tuple[ValueClass, ...]:
    return (natural_classes if natural else quantile_classes)(values, CLASSES)


def rank_in(value: Decimal | int, classes: tuple[ValueClass, ...]) -> int:
    """The rank of the class of a value that the classes were made of."""
    found = class_of(value, classes)
    return len(classes) - 1 if found is None else found


def mappable(lines: Iterable[Line]) -> tuple[Variable, ...]:
    """The variables that one open library at least answered, in the order of the survey."""
    opened = [line for line in lines if line.is_open]
    return tuple(
        variable
        for variable in BY_CODE.values()
        if variable.kind is not ValueKind.GRADE
        and any(answer(line, variable)[0] is not None for line in opened)
    )
