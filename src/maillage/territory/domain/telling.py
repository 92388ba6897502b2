"""Every figure of a library told, from its record and what the service gave."""

from __future__ import annotations

from collections.abc import Iterable

from maillage.territory.domain.observing import observe
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.domain.register import Observation, Record, State
from maillage.territory.domain.told_figure import Told
from maillage.territory.domain.variables import VARIABLES


def told(record: Record | None, values: Iterable[OwnValue]) -> tuple[Told, ...]:
    """Every variable of a library; `values` are those of this library, in any order."""
    given: dict[str, list[OwnValue]] = {}
    for value in sorted(values, key=lambda own: own.year or 0):
        given.setdefault(value.variable, []).append(value)
    published: dict[str, list[Observation]] = {}
    for seen in reversed(record.appearances if record else ()):
        for observation in observe(seen):
            published.setdefault(observation.variable, []).append(observation)
    return tuple(
        Told(
            variable=variable,
            current=record.observation(variable.code) if record else None,
            published=tuple(published.get(variable.code, ())),
            given=tuple(given.get(variable.code, ())),
        )
        for variable in VARIABLES
    )


def is_known(seen: Observation | None) -> bool:
    return seen is not None and seen.state is State.ANSWERED and seen.value is not None
