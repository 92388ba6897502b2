"""The verb behind a paste: every line in one transaction, with a line of history each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from maillage.base.models import AuditEntry, record
from maillage.base.models.reading import read_section
from maillage.base.models.store import Saver, values_of
from maillage.base.plugs import sections
from maillage.base.ui.editing.plain import plain
from maillage.base.ui.editing.saving import TAKEN_MEANWHILE, Refused, target_of
from maillage.base.values.fields import specs
from maillage.base.values.french import count
from maillage.funding.domain import CostLine
from maillage.funding.models import CostLine as Row
from maillage.funding.section import SECTION

# The line of the trail that stands for a whole paste: it is taken back by it.
PASTE = "funding.costs-paste"
TARGET = "funding.FundingSection/paste"


@transaction.atomic
def take(*, network: Any, values: Sequence[CostLine], actor: Any) -> AuditEntry:
    """Write the lines, new or stored; returns the line by which all is taken back.

    Raises Refused, and then nothing is changed.
    """
    known = {problem.message for problem in problems_of(network)}
    try:
        with transaction.atomic():
            entries = _write(network, values, actor)
            # Once for all the lines: judging the whole programme after each would take seconds.
            new = [problem for problem in problems_of(network) if problem.message not in known]
            if new:
                raise Refused(f"{problem.message} {problem.remedy_on_screen}" for problem in new)
    except IntegrityError as error:
        raise Refused([TAKEN_MEANWHILE]) from error
    return record(
        network=network,
        actor=actor,
        verb=PASTE,
        target=TARGET,
        label=count(len(values), "dépense collée", "dépenses collées"),
        entries=entries,
    )


def _write(network: Any, values: Sequence[CostLine], actor: Any) -> list[int]:
    """Returns the keys of the lines of history written."""
    stored = {value.code: value for value in values_of(network, Row)}
    rows = {row.code: row for row in Row.objects.filter(network=network).select_related("network")}
    last = Row.objects.filter(network=network).aggregate(last=Max("position"))["last"]
    place = 0 if last is None else last + 1
    for value in values:
        if value.code not in rows:
            rows[value.code], place = Row(network=network, position=place), place + 1
    pairs = [(rows[value.code], value) for value in values]
    Saver(network, SECTION).save_each(pairs, only=specs(CostLine))
    entries = []
    # As the base keeps them: a text of 0.2 becomes 0.200000 there, and the history compares texts.
    kept = {value.code: value for value in values_of(network, Row)}
    for value in values:
        old = stored.get(value.code)
        entry = record(
            network=network,
            actor=actor,
            verb="change" if old else "create",
            target=target_of(rows[value.code]),
            label=value.label[:300],
            before=plain(old) if old else None,
            after=plain(kept[value.code]),
        )
        entries.append(entry.pk)
    return entries


def problems_of(network: Any) -> list[Any]:
    stored = {one.key: read_section(network, one) for one in sections() if one.key != "network"}
    return [problem for one in sections() for problem in one.problems(stored)]
