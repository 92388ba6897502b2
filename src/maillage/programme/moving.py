"""The order of the programme: up and down among siblings, or under another axis or objective. Numbers follow."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Max

from maillage.base.models import one_writer, record
from maillage.base.ui.editing.saving import target_of
from maillage.programme.models import Action, Axis, Objective, Orientation, Step

# The field that tells siblings from others; None when all of the network are siblings.
PARENTS: dict[type[models.Model], str | None] = {
    Orientation: None,
    Axis: None,
    Objective: "axis",
    Action: "objective",
    Step: "action",
}


def move(*, row: Any, up: bool, actor: Any) -> bool:
    """Put a thing one place higher or lower among its siblings; False when it is already at the end, or is no more."""
    with one_writer(row.network):
        now = type(row).objects.select_related("network").filter(pk=row.pk).first()
        return now is not None and _move(now, up, actor)


def _move(row: Any, up: bool, actor: Any) -> bool:
    parent = PARENTS[type(row)]
    siblings = type(row).objects.filter(network=row.network)
    if parent:
        siblings = siblings.filter(**{parent: getattr(row, parent)})
    ordered = list(siblings.order_by("position", "pk"))
    # An archived action keeps its place, but nobody sees it: it is no neighbour.
    seen = [one for one in ordered if one == row or not getattr(one, "archived", None)]
    place = seen.index(row) + (-1 if up else 1)
    if not 0 <= place < len(seen):
        return False
    rank = ordered.index(seen[place])
    ordered.remove(row)
    ordered.insert(rank, row)
    # Siblings that moved from elsewhere may share a rank: all are numbered anew.
    for position, thing in enumerate(ordered):
        thing.position = position
    type(row).objects.bulk_update(ordered, ["position"])
    record(
        network=row.network, actor=actor, verb="move", target=target_of(row), label=str(row), rank=place + 1
    )
    return True


def move_under(*, row: Any, parent: Any, actor: Any) -> bool:
    """Put an objective last under another axis, or an action under another objective; False when it is there already,
    or is no more."""
    with one_writer(row.network):
        now = type(row).objects.select_related("network").filter(pk=row.pk).first()
        there = type(parent).objects.filter(pk=parent.pk).first()
        return None not in (now, there) and _move_under(now, there, actor)


def _move_under(row: Any, parent: Any, actor: Any) -> bool:
    name = PARENTS[type(row)]
    assert name is not None, "orientations and axes hang under nothing"
    if getattr(row, name) == parent:
        return False
    setattr(row, name, parent)
    row.position = last_place(type(row), name, parent)
    row.save(update_fields=[name, "position"])
    record(
        network=row.network,
        actor=actor,
        verb="move",
        target=target_of(row),
        label=str(row),
        under=target_of(parent),
    )
    return True


def last_place(model: Any, name: str, parent: Any) -> int:
    """The rank after those of the things already under `parent`."""
    last = model.objects.filter(**{name: parent}).aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1
