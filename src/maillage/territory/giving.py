"""Writes what the service says of its libraries' figures: one value at a time or thousands, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import Network
from maillage.base.models import record
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.domain.variables import BY_CODE
from maillage.territory.models import ImportRun
from maillage.territory.models import OwnValue as Stored


@transaction.atomic
def give_values(
    *, network: Network, values: Iterable[OwnValue], actor: Any = None, run: ImportRun | None = None
) -> int:
    """Write values over those of the same library, variable and year; returns how many. One audit entry in all.

    Raises ValueError for a variable that nobody knows. `by` and `at` of the values are not read: they are those of
    the actor, now.
    """
    given = {(value.library, value.variable, value.year): value for value in values}
    unknown = sorted({variable for _, variable, _ in given} - BY_CODE.keys())
    if unknown:
        raise ValueError(f"Donnée inconnue : {', '.join(unknown)}.")
    if not given:
        return 0
    _forget(network, given)
    now = timezone.now()
    Stored.objects.bulk_create(_stored(network, value, actor, run, now) for value in given.values())
    sources = ", ".join(sorted({value.source for value in given.values()}))
    record(network=network, actor=actor, verb="territory.values", target=f"{len(given)} : {sources}"[:200])
    return len(given)


@transaction.atomic
def forget_values(*, network: Network, keys: Sequence[tuple[str, str, int | None]], actor: Any = None) -> int:
    """Take values back, named by (library, variable, year): the published ones show again. Returns how many."""
    gone = _forget(network, keys)
    if gone:
        record(network=network, actor=actor, verb="territory.values-forgotten", target=str(gone))
    return gone


def _forget(network: Network, keys: Iterable[tuple[str, str, int | None]]) -> int:
    wanted = set(keys)
    libraries = {library for library, _, _ in wanted}
    rows = Stored.objects.filter(network=network, library_code__in=libraries)
    gone = [row.pk for row in rows if (row.library_code, row.variable, row.year) in wanted]
    Stored.objects.filter(pk__in=gone).delete()
    return len(gone)


def _stored(network: Network, value: OwnValue, actor: Any, run: ImportRun | None, now: Any) -> Stored:
    number = isinstance(value.value, Decimal)
    return Stored(
        network=network,
        library_code=value.library,
        variable=value.variable,
        year=value.year,
        value=str(value.value) if number else value.value,
        is_number=number,
        source=value.source[:200],
        by=actor if getattr(actor, "pk", None) else None,
        at=now,
        run=run,
    )
