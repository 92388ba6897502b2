"""The files, communes and values that an import replaces, as plain data, and how they are put back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from maillage.accounts.models import Network
from maillage.territory import models


def files_snapshot(files: Iterable[models.SourceFile]) -> list[dict[str, Any]]:
    return [
        {
            "name": file.name,
            "vintage": file.vintage,
            "delimiter": file.delimiter,
            "digest": file.digest,
            "rows": [[row.line, row.content] for row in file.rows.all()],
        }
        for file in files
    ]


def restore_files(network: Network, files: Sequence[Mapping[str, Any]]) -> None:
    """Files come back as they were read, unless a newer import already brought the same ones again."""
    present = set(models.SourceFile.objects.filter(network=network).values_list("digest", flat=True))
    for file in files:
        if file["digest"] in present:
            continue
        kept = {name: file[name] for name in ("name", "vintage", "delimiter", "digest")}
        source = models.SourceFile.objects.create(network=network, **kept)
        models.SourceRow.objects.bulk_create(
            models.SourceRow(network=network, file=source, line=line, content=content)
            for line, content in file["rows"]
        )


_NOT_COMMUNE = ("id", "network_id", "created_at", "changed_at")


def communes_snapshot(network: Network) -> list[dict[str, Any]]:
    rows = models.Commune.objects.filter(network=network).order_by("pk").values()
    return [{name: value for name, value in row.items() if name not in _NOT_COMMUNE} for row in rows]


def restore_communes(network: Network, communes: Sequence[Mapping[str, Any]]) -> None:
    models.Commune.objects.filter(network=network).delete()
    models.Commune.objects.bulk_create(models.Commune(network=network, **commune) for commune in communes)


_VALUE = ("library_code", "variable", "year", "value", "is_number", "source", "by_id", "run_id")


def values_snapshot(values: Iterable[models.OwnValue]) -> list[dict[str, Any]]:
    return [{name: getattr(row, name) for name in _VALUE} | {"at": row.at.isoformat()} for row in values]


def restore_values(network: Network, values: Sequence[Mapping[str, Any]]) -> int:
    """Own values come back where nothing was given since; returns how many did."""
    taken = set(
        models.OwnValue.objects.filter(network=network).values_list("library_code", "variable", "year")
    )
    back = [v for v in values if (v["library_code"], v["variable"], v["year"]) not in taken]
    models.OwnValue.objects.bulk_create(models.OwnValue(network=network, **value) for value in back)
    return len(back)
