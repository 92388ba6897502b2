"""Stores the outlines of the communes of a network, in place of those of before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base.models import record
from maillage.territory.domain.contours import Geometry, Outlines
from maillage.territory.files import OutlinesRead
from maillage.territory.models import BeforeImport, Commune, Contour, ImportRun


@dataclass(frozen=True, kw_only=True)
class OutlinesImport:
    """What came of it: outlines stored; communes without any, and outlines of no known commune."""

    stored: int
    elsewhere: int
    without: tuple[str, ...]
    unknown: tuple[str, ...]
    unusable: tuple[str, ...]


@transaction.atomic
def replace_contours(*, network: Network, files: Sequence[OutlinesRead], actor: Any = None) -> OutlinesImport:
    """Replace the outlines of a network by those of these files; the run can be undone."""
    geometries = {code: shape for file in files for code, shape in file.outlines.geometries.items()}
    before = contours_stored(network)
    Contour.objects.filter(network=network).delete()
    Contour.objects.bulk_create(
        Contour(network=network, insee=code, geometry=shape) for code, shape in geometries.items()
    )
    outcome = _compared(network, geometries, [file.outlines for file in files])
    run = ImportRun.objects.create(
        network=network,
        kind="contours",
        by=actor if getattr(actor, "pk", None) else None,
        files=[{"name": file.name, "sha256": file.digest} for file in files],
        summary={
            "contours": outcome.stored,
            "elsewhere": outcome.elsewhere,
            "without": len(outcome.without),
            "unknown": len(outcome.unknown),
        },
    )
    BeforeImport.objects.create(network=network, run=run, content={"contours": before})
    names = ", ".join(file.name for file in files)
    record(network=network, actor=actor, verb="territory.contours", target=names[:200])
    return outcome


def contours_stored(network: Network) -> dict[str, Geometry]:
    """The outlines by INSEE code. One query."""
    return dict(Contour.objects.filter(network=network).values_list("insee", "geometry"))


def _compared(
    network: Network, geometries: Mapping[str, Geometry], files: Sequence[Outlines]
) -> OutlinesImport:
    known = dict(Commune.objects.filter(network=network).values_list("insee", "name"))
    return OutlinesImport(
        stored=len(geometries),
        elsewhere=sum(file.elsewhere for file in files),
        without=tuple(sorted(name for code, name in known.items() if code not in geometries)),
        unknown=tuple(sorted(code for code in geometries if known and code not in known)),
        unusable=tuple(code for file in files for code in file.unusable),
    )
