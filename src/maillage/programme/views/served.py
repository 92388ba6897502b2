"""What the pages of orientations and criteria share: the three bands of one menu entry, the objectives that serve a thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from maillage.base.ui.components import Badge, Link
from maillage.base.ui.pages import to
from maillage.programme.domain.serving import Serving, ServingTable
from maillage.programme.readings import number_of, programme_of, progress_of
from maillage.programme.views import shown

BANDS = (
    ("programme:orientations", "Orientations du schéma"),
    ("programme:criteria", "Critères du label"),
    ("programme:serves", "Ce que servent les objectifs"),
)


@dataclass(frozen=True, kw_only=True)
class Band:
    label: str
    url: str
    current: bool


def bands(request: Any, name: str) -> list[Band]:
    """The pages of the menu entry "Orientations et label", that of `name` marked."""
    return [Band(label=label, url=to(request, one), current=one == name) for one, label in BANDS]


@dataclass(frozen=True, kw_only=True)
class Server:
    """An objective that serves something, as a line: its link, where it stands, that its axis says so for it."""

    link: Link
    told: str
    badges: list[Badge]


def servers(request: Any, table: ServingTable, code: str) -> list[Server]:
    """The objectives that serve a thing of the table."""
    progress = progress_of(request.project)
    tallies = {one.objective.code: one for axis in progress.axes for one in axis.objectives}
    found = []
    for objective, how in table.servers(code):
        tally = tallies[objective.code]
        number = number_of(request.project, "Objective", objective.code)
        by_axis = [Badge("par son axe")] if how is Serving.BY_AXIS else []
        found.append(
            Server(
                link=Link(
                    f"{number} {shown.named(objective)}", to(request, "programme:objective", objective.code)
                ),
                told=shown.done_text(tally),
                badges=[shown.state_badge(tally.state, tracked=progress.tracked), *by_axis],
            )
        )
    return found


@dataclass(frozen=True, kw_only=True)
class Served:
    """Something that an objective or an axis serves; `note` says how, when it is not the objective's own word."""

    link: Link
    note: str = ""


def orientations_of(request: Any, codes: Iterable[str], by_axis: Iterable[str] = ()) -> list[Served]:
    """The orientations of an axis, or of an objective: its own and those of its axis."""
    own, inherited = set(codes), set(by_axis)
    return [
        Served(
            link=Link(shown.named(one), to(request, "programme:orientation", one.code)),
            note="" if one.code in own else "par son axe",
        )
        for one in programme_of(request.project).orientations
        if one.code in own | inherited
    ]


def criteria_of(request: Any, codes: Iterable[str]) -> list[Served]:
    """The criteria of the label that an objective serves."""
    own = set(codes)
    return [
        Served(link=Link(shown.named(one), to(request, "programme:labelcriterion", one.code)))
        for one in programme_of(request.project).criteria
        if one.code in own
    ]
