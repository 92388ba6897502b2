"""The verb behind a paste: every line in one transaction, with a line of history each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from maillage.base.models import record
from maillage.base.models.reading import read_section
from maillage.base.models.store import Saver, values_of
from maillage.base.plugs import sections
from maillage.base.ui.editing.plain import plain
from maillage.base.ui.editing.saving import TAKEN_MEANWHILE, Refused, target_of
from maillage.base.values.fields import specs
from maillage.funding.domain import CostLine
from maillage.funding.models import CostLine as Row
from maillage.funding.section import SECTION


@transaction.atomic
def take(*, network: Any, values: Sequence[CostLine], actor: Any) -> None:
    """Write the lines, new or stored. Raises Refused, and then nothing is changed."""
    known = {problem.message for problem in _problems(network)}
    try:
        with transaction.atomic():
            _write(network, values, actor)
            # Once for all the lines: judging the whole programme after each would take seconds.
            new = [problem for problem in _problems(network) if problem.message not in known]
            if new:
                raise Refused(f"{problem.message} {problem.remedy_on_screen}" for problem in new)
    except IntegrityError as error:
        raise Refused([TAKEN_MEANWHILE]) from error


def _write(network: Any, values: Sequence[CostLine], actor: Any) -> None:
    stored = {value.code: value for value in values_of(network, Row)}
    rows = {row.code: row for row in Row.objects.filter(network=network).select_related("network")}
    last = Row.objects.filter(network=network).aggregate(last=Max("position"))["last"]
    place = 0 if last is None else last + 1
    saver = Saver(network, SECTION)
    for value in values:
        old, row = stored.get(value.code), rows.get(value.code)
        if row is None:
            row, place = Row(network=network, position=place), place + 1
        saver.save_one(row, value, only=specs(CostLine))
        record(
            network=network,
            actor=actor,
            verb="change" if old else "create",
            target=target_of(row),
            label=value.label[:300],
            before=plain(old) if old else None,
            after=plain(value),
        )


def _problems(network: Any) -> list[Any]:
    stored = {one.key: read_section(network, one) for one in sections() if one.key != "network"}
    return [problem for one in sections() for problem in one.problems(stored)]
