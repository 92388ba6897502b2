"""Reads a whole section in one query, whatever the number of its tables: a page that speaks of everything stays quick.

Every table of the section gives its rows as JSON, in one UNION; they are put together here, by the declared fields.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, JSONObject

from maillage.base.models.store import from_column
from maillage.base.plugs import Section
from maillage.base.values.fields import Kind, Spec, specs

DECIMALS = (Kind.MONEY, Kind.RATE, Kind.NUMBER)
STRUCTURES = (Kind.WORDS, Kind.YEARLY, Kind.CHILD)
ROOT = "root"

# Rows by table (or link between tables) and by the row that holds them, in order.
Rows = dict[tuple[str, int], list[tuple[int, dict[str, Any]]]]


def read_section(network: Any, section: Section) -> Any:
    """The section's dataclass as stored for a network, or None when nothing was ever saved. One query."""
    rows = _rows(network, section)
    given: dict[str, Any] = {name: tuple(_values(model, 0, rows)) for name, model in section.parts.items()}
    if section.root is not None:
        roots = rows.get((ROOT, 0))
        if roots:
            given |= _fields(section.root, *roots[0], rows)
        elif not any(given.values()):  # the register of libraries comes without its root
            return None
    return section.value_type(**given)


def _rows(network: Any, section: Section) -> Rows:
    queries = [query for model in section.parts.values() for query in _queries(network, model, "")]
    if section.root is not None:
        queries.append(_query(network, section.root, ROOT, ""))
    first, *others = queries
    found: Rows = defaultdict(list)
    # An order of its own: UNION keeps none, and a link is in the order in which it was written.
    for kind, owner, _, pk, data in sorted(first.union(*others, all=True), key=lambda row: row[2:4]):
        found[kind, owner].append((pk, json.loads(data) if isinstance(data, str) else data))
    return found


def _queries(network: Any, model: Any, owner: str) -> Iterator[models.QuerySet]:
    """The query of a table, those of its links, those of the tables nested in it."""
    yield _query(network, model, _name(model), owner)
    for name, spec in specs(model.value_type).items():
        field: Any = model._meta.get_field(name)
        if spec.kind is Kind.REFS:
            yield _links(network, model, field)
        elif spec.kind is Kind.CHILDREN:
            yield from _queries(network, field.related_model, field.field.attname)


def _query(network: Any, model: Any, kind: str, owner: str) -> models.QuerySet:
    return _shaped(
        model.objects.filter(network=network),
        kind=kind,
        owner=F(owner) if owner else Value(0),
        place=F("position"),
        data=JSONObject(**dict(_columns(model))),
    )


def _links(network: Any, model: Any, field: Any) -> models.QuerySet:
    through, source, target = (
        field.remote_field.through,
        field.m2m_field_name(),
        field.m2m_reverse_field_name(),
    )
    return _shaped(
        through.objects.filter(**{f"{source}__network": network}),
        kind=f"{_name(model)}.{field.name}",
        owner=F(f"{source}_id"),
        place=Value(0),
        data=JSONObject(code=F(f"{target}__code")),
    )


def _shaped(rows: models.QuerySet, *, kind: str, **columns: Any) -> models.QuerySet:
    """The same five columns of any table: what it is, whose, at which place, its number, its fields."""
    named = {
        "row_kind": Value(kind, TextField()),
        **{f"row_{name}": value for name, value in columns.items()},
    }
    order = ("row_kind", "row_owner", "row_place", "pk", "row_data")
    return rows.order_by().annotate(**named).values_list(*order)


def _columns(model: Any) -> Iterator[tuple[str, Any]]:
    for name, spec in specs(model.value_type).items():
        if spec.kind is Kind.REF:
            yield name, F(f"{name}__code")
        elif spec.kind in DECIMALS:
            yield name, Cast(name, TextField())  # an exact text: a number of JSON would pass through float
        elif spec.kind not in (Kind.REFS, Kind.CHILDREN):
            yield name, F(name)


def _values(model: Any, owner: int, rows: Rows) -> Iterator[Any]:
    for pk, data in rows.get((_name(model), owner), ()):
        yield model.value_type(**_fields(model, pk, data, rows))


def _fields(model: Any, pk: int, data: dict[str, Any], rows: Rows) -> dict[str, Any]:
    given = {}
    for name, spec in specs(model.value_type).items():
        if spec.kind is Kind.REFS:
            given[name] = tuple(link["code"] for _, link in rows.get((f"{_name(model)}.{name}", pk), ()))
        elif spec.kind is Kind.CHILDREN:
            if hasattr(model, name):  # a root's lists are tables of their own
                given[name] = tuple(_values(model._meta.get_field(name).related_model, pk, rows))
        elif spec.kind is Kind.REF:
            code = data[name]
            given[name] = model.value_type.__dataclass_fields__[name].default if code is None else code
        else:
            given[name] = from_column(spec, _typed(spec, data[name]))
    return given


def _typed(spec: Spec, raw: Any) -> Any:
    """What the column holds, from what JSON carries of it."""
    if raw is None:
        return None
    if spec.kind in DECIMALS:
        return Decimal(raw)
    if spec.kind in STRUCTURES:
        return json.loads(raw) if isinstance(raw, str) else raw
    if spec.kind is Kind.DAY:
        return date.fromisoformat(raw[:10])
    return bool(raw) if spec.kind is Kind.FLAG else raw


def _name(model: Any) -> str:
    return str(model._meta.label)
