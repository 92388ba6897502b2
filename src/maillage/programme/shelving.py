"""Setting an action aside, and taking it back: it keeps all it holds, and counts nowhere meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from maillage.base.ui.editing.saving import save_thing, value_of
from maillage.programme.models import Action
from maillage.programme.section import SECTION


@transaction.atomic
def archive(*, network: Any, code: str, day: date, actor: Any) -> Action:
    """Set an action aside on a day; nothing changes when it is already. Raises Action.DoesNotExist."""
    return _shelve(network, code, day, actor)


@transaction.atomic
def unarchive(*, network: Any, code: str, actor: Any) -> Action:
    """Put an action back in force, with all it held. Raises Action.DoesNotExist."""
    return _shelve(network, code, None, actor)


def _shelve(network: Any, code: str, day: date | None, actor: Any) -> Action:
    row = Action.objects.select_related("network").get(network=network, code=code)
    value = value_of(row)
    if bool(value.archived) == bool(day):
        return row
    saved: Action = save_thing(
        row=row,
        value=replace(value, archived=day),
        section=SECTION,
        only=("archived",),
        parents={},
        actor=actor,
    )
    return saved
