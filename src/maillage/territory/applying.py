"""Gives the figures that a decision says, and takes them away again; what somebody typed since is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from maillage.accounts.models import Network
from maillage.territory.domain.own_values import Known, OwnValue
from maillage.territory.domain.proposals import ValueChange
from maillage.territory.giving import forget_values, give_values
from maillage.territory.models import OwnValue as Stored

# A figure as JSON keeps it: [value, is it a number, source]; None where the service said nothing.
Kept = list[Any]


def own_values(network: Network, libraries: Iterable[str]) -> dict[tuple[str, str, int | None], Stored]:
    rows = Stored.objects.filter(network=network, library_code__in=set(libraries))
    return {(row.library_code, row.variable, row.year): row for row in rows}


def _kept(row: Stored | None) -> Kept | None:
    return [row.value, row.is_number, row.source] if row else None


def give(
    *, network: Network, wanted: Mapping[str, tuple[str, tuple[ValueChange, ...]]], sources: Mapping[str, str],
    actor: Any,
) -> dict[str, list[dict[str, Any]]]:  # fmt: skip
    """Give the values of several corrections at once; `wanted` is (library, changes) by key of remark.

    Returns, by key, what each changed: library, variable, year, and the value before and after.
    """
    there = own_values(network, (library for library, _ in wanted.values()))
    given = [
        OwnValue(
            library=library,
            variable=change.variable,
            value=change.value,
            year=change.year,
            source=sources[key][:200],
        )
        for key, (library, changes) in wanted.items()
        for change in changes
    ]
    give_values(network=network, values=given, actor=actor)
    return {
        key: [
            {
                "library": library,
                "variable": change.variable,
                "year": change.year,
                "before": _kept(there.get((library, change.variable, change.year))),
                "after": _after(change.value, sources[key]),
            }
            for change in changes
        ]
        for key, (library, changes) in wanted.items()
    }


def _after(value: Known | None, source: str) -> Kept:
    number = isinstance(value, Decimal)
    return [str(value) if number else value, number, source[:200]]


def ungive(*, network: Network, changes: Iterable[Mapping[str, Any]], actor: Any) -> list[str]:
    """Take values back as they were before; returns the variables that somebody changed since, and that stay."""
    changes = list(changes)
    there = own_values(network, (change["library"] for change in changes))
    forgotten, back, kept = [], [], []
    for change in changes:
        key = (change["library"], change["variable"], change["year"])
        if _kept(there.get(key)) != change["after"]:
            kept.append(change["variable"])
        elif change["before"] is None:
            forgotten.append(key)
        else:
            value, is_number, source = change["before"]
            value = Decimal(value) if is_number else value
            back.append(OwnValue(library=key[0], variable=key[1], value=value, year=key[2], source=source))
    forget_values(network=network, keys=forgotten, actor=actor)
    give_values(network=network, values=back, actor=actor)
    return kept
