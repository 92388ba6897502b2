"""Export lines and own values to and from their tables, without loss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from itertools import groupby
from typing import Any

from maillage.accounts.models import Network
from maillage.territory import models
from maillage.territory.domain.exports import Export, ExportRow, SiteKind, Value
from maillage.territory.domain.own_values import OwnValue

_PLAIN = tuple(f.name for f in fields(ExportRow) if f.name not in ("site_kind", "values", "raw", "line"))


def row_to_json(row: ExportRow) -> dict[str, Any]:
    """A JSON object; numbers are marked, so that 12 and "12" come back as they were."""
    content: dict[str, Any] = {name: getattr(row, name) for name in _PLAIN}
    content["site_kind"] = row.site_kind.value
    content["raw"] = dict(row.raw)
    content["values"] = {
        name: {"number": str(value)} if isinstance(value, Decimal) else value
        for name, value in row.values.items()
    }
    return content


def row_from_json(line: int, content: Mapping[str, Any]) -> ExportRow:
    values: dict[str, Value] = {
        name: Decimal(value["number"]) if isinstance(value, dict) else value
        for name, value in content["values"].items()
    }
    return ExportRow(
        line=line,
        site_kind=SiteKind(content["site_kind"]),
        values=values,
        raw=content["raw"],
        **{name: content[name] for name in _PLAIN},
    )


def exports_of(network: Network) -> Iterator[Export]:
    """The exports that were imported, as they were read. One query."""
    lines = (
        models.SourceFile.objects.filter(network=network)
        .order_by("vintage", "name", "pk", "rows__line", "rows__pk")
        .values_list("pk", "name", "vintage", "delimiter", "rows__line", "rows__content")
    )
    for (_, name, vintage, delimiter), group in groupby(lines, key=lambda line: line[:4]):
        rows = tuple(row_from_json(line, content) for *_, line, content in group if line is not None)
        yield Export(name=name, vintage=vintage, delimiter=delimiter, rows=rows)


def own_values_of(network: Network) -> tuple[OwnValue, ...]:
    """Every value that the service gave of its libraries. One query."""
    rows = models.OwnValue.objects.filter(network=network).select_related("by")
    return tuple(
        OwnValue(
            library=row.library_code,
            variable=row.variable,
            value=Decimal(row.value) if row.is_number and row.value is not None else row.value,
            year=row.year,
            source=row.source,
            by=row.by.shown_name if row.by else "",
            at=row.at,
        )
        for row in rows
    )
