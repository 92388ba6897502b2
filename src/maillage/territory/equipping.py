"""Writes a pasted list of machines: all its good lines, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max

from maillage.accounts.models import Network
from maillage.base.models import record
from maillage.base.models.store import values_of
from maillage.base.values.fields import specs
from maillage.territory.domain.inventory import Equipment as Declared
from maillage.territory.domain.pasting import Pasted, read_pasted
from maillage.territory.models import Equipment, Library

FIELDS = tuple(specs(Declared))


def read_list(network: Network, text: str) -> tuple[Pasted, ...]:
    """What a list says, line by line; nothing is written. Raises ImportRefused or ValueError."""
    return read_pasted(text, libraries=values_of(network, Library), stored=values_of(network, Equipment))


@transaction.atomic
def give_equipment(*, network: Network, lines: Iterable[Pasted], actor: Any = None) -> tuple[int, int]:
    """Write the lines that could be read; returns how many were created and changed. One audit entry in all."""
    given = {line.equipment.code: line.equipment for line in lines if line.equipment}
    known = {row.code: row for row in Equipment.objects.filter(network=network)}
    last = Equipment.objects.filter(network=network).aggregate(last=Max("position"))["last"]
    start = 0 if last is None else last + 1
    new = [value for code, value in given.items() if code not in known]
    Equipment.objects.bulk_create(
        Equipment(network=network, position=start + rank, **_columns(value)) for rank, value in enumerate(new)
    )
    changed = []
    for code, row in known.items():
        if code in given and _columns(given[code]) != {name: getattr(row, name) for name in FIELDS}:
            for name, value in _columns(given[code]).items():
                setattr(row, name, value)
            changed.append(row)
    Equipment.objects.bulk_update(changed, [name for name in FIELDS if name != "code"])
    if new or changed:
        target = f"{len(new)} + {len(changed)}"
        record(network=network, actor=actor, verb="territory.equipment", target=target)
    return len(new), len(changed)


def _columns(value: Declared) -> dict[str, Any]:
    given = {name: getattr(value, name) for name in FIELDS}
    return {**given, "kind": value.kind.value, "state": value.state.value if value.state else ""}
