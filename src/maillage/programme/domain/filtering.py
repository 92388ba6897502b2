"""Which actions a person asked to see: by axis, kind, scope, state, status, lead, words without accents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from maillage.base.values.french import folded
from maillage.programme.domain.progress import (
    ActionProgress,
    AxisProgress,
    ObjectiveProgress,
    ProgrammeProgress,
)
from maillage.programme.domain.statuses import status_of


@dataclass(frozen=True, kw_only=True)
class ActionFilter:
    """What is asked for; "" asks for everything. Choices are given by their value."""

    axis: str = ""
    kind: str = ""
    scope: str = ""
    state: str = ""
    lead: str = ""
    status: str = ""
    outlook: str = ""
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return self == ActionFilter()

    def keeps(self, axis: AxisProgress, objective: ObjectiveProgress, item: ActionProgress) -> bool:
        action = item.action
        asked = (
            (self.axis, axis.axis.code),
            (self.kind, action.kind.value),
            (self.scope, action.scope.value),
            (self.outlook, action.outlook.value if action.outlook else ""),
        )
        return (
            all(not want or want == have for want, have in asked)
            # What has to be worked out is only where it is asked: a list of hundreds is filtered at each key typed.
            and (not self.state or self.state == item.state.value)
            and (not self.status or self.status == status_of(item).value)
            and (not self.lead or folded(self.lead) == folded(action.lead))
            and (not self.words or self._speaks_of(objective, item))
        )

    def _speaks_of(self, objective: ObjectiveProgress, item: ActionProgress) -> bool:
        """Every word is somewhere in the action, its steps or its objective."""
        action = item.action
        texts = (
            action.code,
            action.title,
            action.description,
            action.target_group,
            *action.partners,
            objective.objective.title,
            *(step.title for step in action.steps),
        )
        read = folded(" ".join(texts))
        return all(word in read for word in folded(self.words).split())


@dataclass(frozen=True, kw_only=True)
class Branch:
    """An axis with the objectives kept, each with the actions kept."""

    axis: AxisProgress
    objectives: tuple[tuple[ObjectiveProgress, tuple[ActionProgress, ...]], ...]

    @property
    def actions(self) -> int:
        return sum(len(kept) for _, kept in self.objectives)


def branches(progress: ProgrammeProgress, asked: ActionFilter) -> Iterator[Branch]:
    """The tree that answers `asked`: without a question the whole, empty axes and objectives included."""
    for axis in progress.axes:
        kept = tuple(
            (one, tuple(item for item in one.actions if asked.keeps(axis, one, item)))
            for one in axis.objectives
        )
        if asked.is_empty:
            yield Branch(axis=axis, objectives=kept)
        elif some := tuple((one, actions) for one, actions in kept if actions):
            yield Branch(axis=axis, objectives=some)


def leads(progress: ProgrammeProgress) -> list[str]:
    """The functions that lead at least one action, once each, in order."""
    found = {folded(item.action.lead): item.action.lead for item in progress.actions() if item.action.lead}
    return [found[key] for key in sorted(found)]
