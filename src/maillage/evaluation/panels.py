"""What evaluation adds to an action: the indicators of its objective."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Panel, Project
from maillage.evaluation.readings import evaluation_of
from maillage.programme.readings import programme_of


def panels(project: Project) -> Iterator[Panel]:
    by_objective: dict[str, list[str]] = {}
    for indicator in evaluation_of(project).indicators:
        by_objective.setdefault(indicator.objective, []).append(f"{indicator.code}. {indicator.title}")
    for _, objective, action in programme_of(project).actions():
        if told := by_objective.get(objective.code):
            yield Panel(target="programme.Action", code=action.code, label="Suivi par", text=" ; ".join(told))
