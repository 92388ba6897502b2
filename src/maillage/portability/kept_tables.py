"""What people typed in numbers beside the programme file: figures of libraries, contacts, shared views, as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from maillage.accounts.models import Membership, Network
from maillage.territory.models import Contact, OwnValue, SavedView

VALUES = "territory/valeurs.csv"
CONTACTS = "territory/contacts.csv"
VIEWS = "territory/vues.csv"

VALUE_FIELDS = ("library_code", "variable", "year", "value", "is_number", "source", "at", "by")
CONTACT_FIELDS = (
    "library_code", "role", "label", "email", "phone", "personal", "notice_given_on", "purge_on", "note",
)  # fmt: skip
VIEW_FIELDS = ("name", "query")


def value_rows(network: Network, *, with_people: bool) -> Iterator[tuple[object, ...]]:
    """Figures given by the service. Who gave them leaves only where people's contacts do."""
    for row in OwnValue.objects.filter(network=network).select_related("by"):
        yield (
            row.library_code,
            row.variable,
            "" if row.year is None else row.year,
            json.dumps(row.value, ensure_ascii=False),
            "1" if row.is_number else "0",
            row.source,
            row.at.isoformat(),
            row.by.username if with_people and row.by else "",
        )


def contact_rows(network: Network) -> Iterator[tuple[object, ...]]:
    for row in Contact.objects.filter(network=network):
        values = [getattr(row, name) for name in CONTACT_FIELDS]
        yield tuple(_written(value) for value in values)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def view_rows(network: Network) -> Iterator[tuple[object, ...]]:
    """The views of the team; a person's own are hers and stay."""
    for row in SavedView.objects.filter(network=network, shared=True):
        yield row.name, row.query


Row = dict[str, str]


def restore_values(network: Network, rows: list[Row]) -> None:
    """Replace the figures given by the service. Raises ValueError or KeyError on a row of another shape."""
    members = {
        membership.user.username: membership.user
        for membership in Membership.objects.filter(network=network).select_related("user")
    }
    OwnValue.objects.filter(network=network).delete()
    OwnValue.objects.bulk_create(
        OwnValue(
            network=network,
            library_code=row["library_code"],
            variable=row["variable"],
            year=int(row["year"]) if row["year"] else None,
            value=_value(row),
            is_number=row["is_number"] == "1",
            source=row["source"],
            at=_moment(row["at"]),
            by=members.get(row["by"]),
        )
        for row in (only(row, VALUE_FIELDS) for row in rows)
    )


def _value(row: Row) -> Any:
    """A number as its text, a flag, an address, or None. Raises ValueError or ArithmeticError."""
    value = json.loads(row["value"])
    if row["is_number"] == "1" and value is not None:
        return str(Decimal(value))
    if value is not None and not isinstance(value, bool | str):
        raise ValueError("valeur d'une autre nature")
    return value


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("instant sans fuseau")
    return moment


def restore_contacts(network: Network, rows: list[Row]) -> None:
    Contact.objects.filter(network=network).delete()
    Contact.objects.bulk_create(_contact(network, only(row, CONTACT_FIELDS)) for row in rows)


def _contact(network: Network, row: Row) -> Contact:
    given: dict[str, Any] = dict(row)
    given["personal"] = row["personal"] == "1"
    for name in ("notice_given_on", "purge_on"):
        given[name] = date.fromisoformat(row[name]) if row[name] else None
    return Contact(network=network, **given)


def restore_views(network: Network, rows: list[Row]) -> None:
    """Replace the views of the team; each person's own stay."""
    SavedView.objects.filter(network=network, shared=True).delete()
    SavedView.objects.bulk_create(
        SavedView(network=network, shared=True, name=row["name"], query=row["query"])
        for row in (only(row, VIEW_FIELDS) for row in rows)
    )


def only(row: Row, names: tuple[str, ...]) -> Row:
    """The row, when it has these columns and no other: a planted key must never reach a table. Raises ValueError."""
    if set(row) != set(names):
        raise ValueError("colonnes inattendues")
    return row
