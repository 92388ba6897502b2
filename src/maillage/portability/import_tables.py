"""What imports keep beside open data: outlines of communes, columns of the service's own files, as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator

from maillage.accounts.models import Network
from maillage.territory.models import ColumnMapping, Contour

CONTOURS = "territory/contours.csv"
MAPPINGS = "territory/correspondances.csv"

CONTOUR_FIELDS = ("insee", "geometry")
MAPPING_FIELDS = ("name", "fingerprint", "targets")

Row = dict[str, str]


def contour_rows(network: Network) -> Iterator[tuple[object, ...]]:
    for row in Contour.objects.filter(network=network).order_by("insee"):
        yield row.insee, json.dumps(row.geometry)


def mapping_rows(network: Network) -> Iterator[tuple[object, ...]]:
    for row in ColumnMapping.objects.filter(network=network).order_by("fingerprint"):
        yield row.name, row.fingerprint, json.dumps(row.targets, ensure_ascii=False, sort_keys=True)


def restore_contours(network: Network, rows: list[Row]) -> None:
    Contour.objects.filter(network=network).delete()
    Contour.objects.bulk_create(
        Contour(network=network, insee=row["insee"], geometry=_object(row["geometry"])) for row in rows
    )


def restore_mappings(network: Network, rows: list[Row]) -> None:
    ColumnMapping.objects.filter(network=network).delete()
    ColumnMapping.objects.bulk_create(
        ColumnMapping(
            network=network,
            name=row["name"],
            fingerprint=row["fingerprint"],
            targets=_object(row["targets"]),
        )
        for row in rows
    )


def _object(text: str) -> dict[str, object]:
    """Raises ValueError when a cell was edited into something else than a JSON object."""
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError("objet attendu")
    return found
