"""What changes in the programme apart from its forms: the order of siblings, the day on which a step was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import models, transaction

from maillage.base.models import record
from maillage.base.ui.editing.saving import Refused, save_thing, target_of, value_of
from maillage.base.values.french import plain_date
from maillage.programme.models import Action, Axis, Objective, Orientation, Step
from maillage.programme.section import SECTION

# The field that tells siblings from others; None when all of the network are siblings.
PARENTS: dict[type[models.Model], str | None] = {
    Orientation: None,
    Axis: None,
    Objective: "axis",
    Action: "objective",
}


@transaction.atomic
def move(*, row: Any, up: bool, actor: Any) -> bool:
    """Put a thing one place higher or lower among its siblings; False when it is already at the end."""
    parent = PARENTS[type(row)]
    siblings = type(row).objects.filter(network=row.network)
    if parent:
        siblings = siblings.filter(**{parent: getattr(row, parent)})
    ordered = list(siblings.order_by("position", "pk"))
    place = ordered.index(row)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(ordered):
        return False
    ordered[place], ordered[other] = ordered[other], ordered[place]
    # Siblings that moved from elsewhere may share a rank: all are numbered anew.
    for rank, thing in enumerate(ordered):
        thing.position = rank
    type(row).objects.bulk_update(ordered, ["position"])
    record(
        network=row.network, actor=actor, verb="move", target=target_of(row), label=str(row), rank=other + 1
    )
    return True


def mark_done(*, network: Any, code: str, day: date | None, today: date, actor: Any) -> Step:
    """Note the day on which a step was done, or None to take it back. Raises Refused, and Step.DoesNotExist."""
    step = Step.objects.select_related("action", "action__network").get(network=network, code=code)
    if day is not None and day > today:
        raise Refused([f"Le {plain_date(day)} est à venir : une étape finie l'est au plus tard aujourd'hui."])
    value = value_of(step.action)
    steps = tuple(replace(one, done=day) if one.code == code else one for one in value.steps)
    save_thing(
        row=step.action,
        value=replace(value, steps=steps),
        section=SECTION,
        only=("steps",),
        parents={},
        actor=actor,
    )
    return step
