"""What each action sheet of a project has and lacks, and the columns that later rooms add to lists of actions."""

from __future__ import annotations

from collections.abc import Iterable

from maillage.base.plugs import Project
from maillage.base.ui.panels import PageColumn, columns_for
from maillage.base.values.french import percent
from maillage.programme.domain import Action
from maillage.programme.domain.completeness import Filled, filled, summed
from maillage.programme.readings import programme_of


def _columns(project: Project) -> list[PageColumn]:
    return columns_for(project, "programme.Action")


def action_columns(project: Project) -> list[PageColumn]:
    """The figures that other rooms know of each action: its cost…"""
    return project.once(_columns)


def _completeness(project: Project) -> dict[str, Filled]:
    wanted = {column.wanted: column.values.keys() for column in action_columns(project) if column.wanted}
    return {
        action.code: filled(action, objective, wanted)
        for _, objective, action in programme_of(project).actions()
    }


def completeness_of(project: Project) -> dict[str, Filled]:
    """What each sheet in force has and lacks, by the code of its action."""
    return project.once(_completeness)


def summed_text(project: Project, actions: Iterable[Action]) -> str:
    """`fiches remplies à 62 %` for several actions; "" without any."""
    sheets = completeness_of(project)
    done, total = summed(sheets[one.code] for one in actions)
    return f"fiches remplies à {percent(done / total)}" if total else ""
