"""What changes in the programme apart from its forms: the day on which a step was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from maillage.base.ui.editing.saving import Refused, save_thing, value_of
from maillage.base.values.french import plain_date
from maillage.programme.models import Step
from maillage.programme.section import SECTION


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
