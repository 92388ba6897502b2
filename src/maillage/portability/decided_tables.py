"""Decisions on the data as CSV: what was accepted, rejected or put off, and what taking it back needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from maillage.accounts.models import Membership, Network
from maillage.portability.kept_tables import Row, only
from maillage.territory.domain.worklist import Answer
from maillage.territory.models import QualityDecision

DECISIONS = "territory/decisions.csv"
_TEXTS = (
    "key", "answer", "rule", "place", "name", "town", "vintage", "published", "cells", "message", "act",
    "proposes", "note",
)  # fmt: skip
DECISION_FIELDS = (*_TEXTS, "variables", "until", "applied", "at", "by")


def decision_rows(network: Network, *, with_people: bool) -> Iterator[tuple[object, ...]]:
    """In the order of keys. Who decided leaves only where people's contacts do; a removal has no sense elsewhere."""
    for row in QualityDecision.objects.filter(network=network).select_related("by").order_by("key", "pk"):
        applied = {name: value for name, value in row.applied.items() if name != "removal"}
        yield (
            *(getattr(row, name) for name in _TEXTS),
            json.dumps(row.variables, ensure_ascii=False),
            row.until.isoformat() if row.until else "",
            json.dumps(applied, ensure_ascii=False, sort_keys=True),
            row.at.isoformat(),
            row.by.username if with_people and row.by else "",
        )


def restore_decisions(network: Network, rows: list[Row]) -> None:
    """Replace the decisions. Raises ValueError or KeyError on a row of another shape."""
    members = {
        membership.user.username: membership.user
        for membership in Membership.objects.filter(network=network).select_related("user")
    }
    QualityDecision.objects.filter(network=network).delete()
    QualityDecision.objects.bulk_create(
        _decision(network, only(row, DECISION_FIELDS), members) for row in rows
    )


def _decision(network: Network, row: Row, members: dict[str, Any]) -> QualityDecision:
    answers = {answer.value for answer in Answer}
    variables, applied = json.loads(row["variables"]), json.loads(row["applied"])
    at = datetime.fromisoformat(row["at"])
    if row["answer"] not in answers or at.tzinfo is None:
        raise ValueError("décision illisible")
    if not isinstance(variables, list) or not _is_ours(applied, row["place"]):
        raise ValueError("décision d'une autre forme")
    return QualityDecision(
        network=network,
        **{name: row[name] for name in _TEXTS},
        variables=[str(variable) for variable in variables],
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        applied=applied,
        at=at,
        by=members.get(row["by"]),
    )


# What a decision may have changed. A removal planted in an archive could bring back another network's things.
_APPLIED = {
    "values": {"library", "variable", "year", "before", "after"},
    "fields": {"field", "before", "after"},
}


def _is_ours(applied: Any, place: str) -> bool:
    """What was changed is about this library, and has the shape that taking it back reads."""
    if not isinstance(applied, dict) or not set(applied) <= set(_APPLIED):
        return False
    return all(
        isinstance(change, dict) and set(change) == _APPLIED[kind] and change.get("library", place) == place
        for kind, changes in applied.items()
        for change in changes
    )
