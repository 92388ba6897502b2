"""The verb behind the sheet of an action's costs: several lines at once, all or none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from maillage.base.models.removals import Removal, remove
from maillage.base.models.store import values_of
from maillage.base.ui.editing.saving import save_thing, target_of
from maillage.base.values.fields import specs
from maillage.funding.domain import CostLine
from maillage.funding.models import CostLine as Row
from maillage.funding.section import SECTION


@transaction.atomic
def save_costs(
    *, network: Any, kept: Iterable[CostLine], removed: Iterable[str], actor: Any
) -> tuple[Removal, ...]:
    """Write the lines of `kept` (new codes are created, unchanged lines left alone) and remove those of `removed`.

    Returns what was removed, to be offered back. Raises Refused, and then nothing is changed.
    """
    rows = {row.code: row for row in Row.objects.filter(network=network).select_related("network")}
    stored = {value.code: value for value in values_of(network, Row)}
    gone = [rows[code] for code in removed if code in rows]
    removals = tuple(remove(row=row, target=target_of(row), actor=actor) for row in gone)
    for value in kept:
        if stored.get(value.code) == value:
            continue
        save_thing(
            row=rows.get(value.code) or Row(network=network),
            value=value,
            section=SECTION,
            only=specs(CostLine),
            parents={},
            actor=actor,
        )
    return removals
