"""The verb behind the board: what people say of the status of some actions, or that it follows their steps again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from maillage.base.models import one_writer, record
from maillage.base.models.store import Loader
from maillage.base.ui.editing.plain import plain
from maillage.base.ui.editing.saving import target_of
from maillage.programme.domain import ActionStatus
from maillage.programme.models import Action


def set_statuses(*, network: Any, wanted: Mapping[str, ActionStatus | None], actor: Any) -> list[Any]:
    """Write the status of actions by code, None for one that follows its steps; returns the rows changed.

    What is archived or no more is left alone.
    """
    changed = []
    with one_writer(network):
        loader = Loader(network)
        for row in loader.rows(Action).filter(code__in=wanted, archived=None):
            before = loader.value(row)
            after = replace(before, status=wanted[row.code])
            if after == before:
                continue
            row.status = after.status.value if after.status else ""
            row.save(update_fields=["status", "changed_at"])
            changed.append(row)
            record(
                network=network,
                actor=actor,
                verb="change",
                target=target_of(row),
                label=str(row)[:300],
                before=plain(before),
                after=plain(after),
            )
    return changed
