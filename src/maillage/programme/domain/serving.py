"""What each objective serves, in the schéma and in the label; what nothing serves; what serves nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from maillage.base.values.fields import Choice
from maillage.programme.domain.programme import Axis, LabelCriterion, Objective, Orientation, ProgrammeSection


class Serving(Choice):
    """Whether an objective serves a thing: it says so itself, its axis says so for all its objectives, or nobody does."""

    OWN = "own", "oui"
    BY_AXIS = "by_axis", "par son axe"
    NO = "no", "non"


@dataclass(frozen=True, kw_only=True)
class ServingLine:
    """An objective with, for each thing of the table and in its order, whether it serves it."""

    axis: Axis
    objective: Objective
    cells: tuple[Serving, ...]

    @property
    def is_idle(self) -> bool:
        return all(cell is Serving.NO for cell in self.cells)


@dataclass(frozen=True, kw_only=True)
class ServingTable:
    """Objectives × what they may serve (orientations of the schéma, or criteria of the label)."""

    things: tuple[Orientation | LabelCriterion, ...]
    lines: tuple[ServingLine, ...]
    # What axes without any objective serve: served all the same.
    by_axes: frozenset[str] = frozenset()

    def servers(self, code: str) -> tuple[tuple[Objective, Serving], ...]:
        """The objectives that serve a thing, in order, and how. Raises ValueError when it is not in the table."""
        place = [thing.code for thing in self.things].index(code)
        pairs = ((line.objective, line.cells[place]) for line in self.lines)
        return tuple(pair for pair in pairs if pair[1] is not Serving.NO)

    @cached_property
    def unserved(self) -> tuple[Orientation | LabelCriterion, ...]:
        """What no objective and no axis serves."""
        return tuple(
            thing for thing in self.things if thing.code not in self.by_axes and not self.servers(thing.code)
        )

    @cached_property
    def idle(self) -> tuple[Objective, ...]:
        """The objectives that serve nothing of this table."""
        return tuple(line.objective for line in self.lines if line.is_idle)


def orientations_served(programme: ProgrammeSection) -> ServingTable:
    """Objectives × orientations; an objective also serves what its axis serves."""
    return _table(
        programme,
        programme.orientations,
        own=lambda objective: objective.orientations,
        by_axis=lambda axis: axis.orientations,
    )


def criteria_served(programme: ProgrammeSection) -> ServingTable:
    """Objectives × criteria of the label, which objectives alone serve."""
    return _table(programme, programme.criteria, own=lambda objective: objective.criteria)


def _table(
    programme: ProgrammeSection,
    things: Sequence[Orientation | LabelCriterion],
    *,
    own: Callable[[Objective], Collection[str]],
    by_axis: Callable[[Axis], Collection[str]] = lambda axis: (),
) -> ServingTable:
    lines = tuple(
        ServingLine(
            axis=axis,
            objective=objective,
            cells=tuple(_cell(thing.code, own(objective), by_axis(axis)) for thing in things),
        )
        for axis, objective in programme.objectives()
    )
    served = frozenset(code for axis in programme.axes for code in by_axis(axis))
    return ServingTable(things=tuple(things), lines=lines, by_axes=served)


def _cell(code: str, own: Collection[str], inherited: Collection[str]) -> Serving:
    if code in own:
        return Serving.OWN
    return Serving.BY_AXIS if code in inherited else Serving.NO


def idle_objectives(programme: ProgrammeSection) -> tuple[Objective, ...]:
    """The objectives that serve neither an orientation (their own or their axis's) nor a criterion of the label."""
    label = {objective.code for objective in criteria_served(programme).idle}
    return tuple(one for one in orientations_served(programme).idle if one.code in label)
