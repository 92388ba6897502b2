"""The verb behind the two tables of what objectives serve: what a person ticked, over what is stored now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from maillage.base.models import one_writer, record
from maillage.base.models.store import Loader, Saver
from maillage.base.ui.editing.plain import plain
from maillage.base.ui.editing.saving import target_of
from maillage.programme.domain.ticking import FIELDS, Tick, ticked
from maillage.programme.models import LabelCriterion, Objective, Orientation
from maillage.programme.section import SECTION


@dataclass(frozen=True, kw_only=True)
class Ticked:
    """What was written: the objectives changed; the ticks whose objective or thing is no more."""

    changed: tuple[str, ...]
    lost: tuple[Tick, ...]


def set_served(*, network: Any, shown: frozenset[Tick], wanted: frozenset[Tick], actor: Any) -> Ticked:
    """Write the difference between the boxes that were `shown` and those `wanted`.

    Boxes that a colleague changed meanwhile and that this person did not touch keep what the colleague said.
    """
    added, removed = wanted - shown, shown - wanted
    touched = {tick.objective for tick in added | removed}
    changed = []
    with one_writer(network):
        loader, saver = Loader(network), Saver(network, SECTION)
        rows = {row.code: row for row in loader.rows(Objective).filter(code__in=touched)}
        lost = tuple(sorted(added - _possible(network, added, rows)))
        for code, row in rows.items():
            before = loader.value(row)
            after = ticked(before, added.difference(lost), removed)
            if after == before:
                continue
            saver.save_one(row, after, only=FIELDS)
            changed.append(code)
            record(
                network=network,
                actor=actor,
                verb="change",
                target=target_of(row),
                label=str(row)[:300],
                before=plain(before),
                after=plain(after),
            )
    return Ticked(changed=tuple(sorted(changed)), lost=lost)


def _possible(network: Any, added: frozenset[Tick], rows: dict[str, Any]) -> frozenset[Tick]:
    """The ticks whose objective and thing are still there."""
    known = {
        field: set(model.objects.filter(network=network).values_list("code", flat=True))
        for field, model in (("orientations", Orientation), ("criteria", LabelCriterion))
    }
    return frozenset(tick for tick in added if tick.objective in rows and tick.code in known[tick.field])
