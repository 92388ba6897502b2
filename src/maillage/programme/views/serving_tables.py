"""A table of what objectives serve, ready to be shown: heads, objectives by axis, marks in words, what nothing serves."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from maillage.base.ui.components import Badge, Link, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import count
from maillage.programme.domain.serving import Serving, ServingLine, ServingTable
from maillage.programme.domain.ticking import Tick
from maillage.programme.readings import number_of
from maillage.programme.views import shown

TEXTS = {
    "orientations": (
        "orientations",
        "Orientations du schéma",
        "Aucune orientation n'est encore citée.",
        Link("Ajouter une orientation", "programme:orientation-new", "button", "plus"),
    ),
    "criteria": (
        "criteres",
        "Critères du label",
        "Aucun critère du label n'est encore cité.",
        Link("Reprendre les cinq critères", "programme:criteria", "button", "copy-plus"),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Box:
    """A cell: its column, what is said in words, its box (`value` posted when `ticked`)."""

    head: str
    label: str
    value: str
    ticked: bool
    by_axis: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    link: Link
    idle: bool
    boxes: list[Box]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A table; `feet` say for each column how many objectives serve it, or that nothing does."""

    anchor: str
    title: str
    heads: list[str]
    groups: list[tuple[str, list[Line]]]
    feet: list[tuple[str, str, Badge | None]]
    empty: str
    add: Link

    @property
    def width(self) -> int:
        return len(self.heads) + 1


def serving_table(request: Any, table: ServingTable, field: str, ticks: frozenset[Tick]) -> Shown:
    """`ticks` are the boxes as the person left them: those stored, or typed before her session ended."""
    anchor, title, empty, add = TEXTS[field]
    groups = []
    for axis, lines in groupby(table.lines, key=lambda line: line.axis):
        number = number_of(request.project, "Axis", axis.code)
        groups.append(
            (f"Axe {number}. {axis.title}", [_line(request, table, one, field, ticks) for one in lines])
        )
    bare = {thing.code for thing in table.unserved}
    return Shown(
        anchor=anchor,
        title=title,
        heads=[shown.named(thing) for thing in table.things],
        groups=groups,
        feet=[
            (
                thing.code,
                _served(table, thing.code),
                Badge("rien", Tone.WARNING) if thing.code in bare else None,
            )
            for thing in table.things
        ],
        empty=empty,
        add=Link(add.label, to(request, add.url), add.kind, add.icon),
    )


def _served(table: ServingTable, code: str) -> str:
    number = len(table.servers(code))
    return count(number, "objectif") if number else "un axe, sans objectif"


def _line(request: Any, table: ServingTable, line: ServingLine, field: str, ticks: frozenset[Tick]) -> Line:
    number = number_of(request.project, "Objective", line.objective.code)
    boxes = []
    for thing, cell in zip(table.things, line.cells, strict=True):
        tick = Tick(field, line.objective.code, thing.code)
        boxes.append(
            Box(
                head=shown.named(thing),
                label=f"{number} sert {thing.code}",
                value=str(tick),
                ticked=tick in ticks,
                by_axis=cell is Serving.BY_AXIS or thing.code in getattr(line.axis, field, ()),
            )
        )
    return Line(
        link=Link(
            f"{number} {line.objective.title}", to(request, "programme:objective", line.objective.code)
        ),
        idle=line.is_idle,
        boxes=boxes,
    )
