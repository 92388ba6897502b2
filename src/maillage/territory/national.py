"""The national reference: national files kept, and the tables computed from them that pages read."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from maillage.statistics.peers import Points
from maillage.territory import models
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.domain.exports import Export
from maillage.territory.domain.national import (
    NATIONAL_FROM,
    columns_of,
    departments_of,
    is_national,
    places,
)
from maillage.territory.files import FileRead, read_files
from maillage.territory.national_refresh import refresh_reference
from maillage.territory.national_tables import to_parquet

# A later file of the same vintage takes the place of the one kept unless it has lost more lines than this.
KEPT_SHARE = 0.95


def load_national(paths: Sequence[Path], year: int | None = None) -> models.NationalReference:
    """Keep these national files and compute the reference anew; `year` is the year they measured, when it was told.

    Raises ImportRefused, also for a partial file.
    """
    files = [file.of_year(year) if year else file.of_proposed_year() for file in read_files(paths)]
    for file in files:
        if not is_national(file.export):
            n = len(departments_of(file.export))
            raise ImportRefused(
                f"{file.name} : ce fichier ne couvre pas le pays (départements trouvés : {n}).",
                f"Donnez le fichier national complet : il en faut {NATIONAL_FROM} au moins. Un extrait s'importe "
                "par « maillage libraries import ».",
            )
    keep_exports(file_exports(files))
    found = refresh_reference()
    assert found is not None
    return found


def offer_national(files: Iterable[FileRead]) -> None:
    """After an import: its national files, if any, also feed the reference, once the import is sure."""
    if settings.MIGRATION_MODULES:
        return  # a base that lives one command long shows no page
    national = [file for file in files if is_national(file.export)]
    if national:
        # Robust: the import is done, and a trouble here must not make it look failed.
        transaction.on_commit(lambda: _feed(national), robust=True)


def _feed(files: Sequence[FileRead]) -> None:
    if keep_exports(file_exports(files)):
        refresh_reference()


def file_exports(files: Iterable[FileRead]) -> list[tuple[Export, str]]:
    return [(file.export, file.digest) for file in files]


@transaction.atomic
def keep_exports(exports: Iterable[tuple[Export, str]], *, fictitious: bool = False) -> int:
    """Store these files (each with its digest), one a vintage; returns how many are new.

    A real file always takes the place of a fictitious one; one that has lost many lines never takes any place.
    """
    known = {row.vintage: row for row in models.NationalExport.objects.defer("content")}
    kept = 0
    for export, digest in exports:
        held = known.get(export.vintage)
        if held is not None and not _replaces(export, digest, held):
            continue
        models.NationalExport.objects.update_or_create(
            vintage=export.vintage,
            defaults={
                "name": export.name[:200],
                "digest": digest,
                "rows": len(export.rows),
                "departments": len(departments_of(export)),
                "fictitious": fictitious,
                "content": to_parquet(list(places(export)), columns_of(export)),
            },
        )
        kept += 1
    if kept and not fictitious:
        models.NationalExport.objects.filter(fictitious=True).delete()
    return kept


def _replaces(export: Export, digest: str, held: models.NationalExport) -> bool:
    if held.digest == digest:
        return False
    return held.fictitious or len(export.rows) >= KEPT_SHARE * held.rows


def points_of(reference: models.NationalReference) -> Points:
    """The libraries as points, as they were stored: no computing, no heavy import."""
    flat = array("d")
    flat.frombytes(bytes(reference.points))
    names = tuple(str(scale["name"]) for scale in reference.scales)
    size = len(flat) // len(names) if names else 0
    return Points(names, tuple(flat[rank * size : (rank + 1) * size] for rank in range(len(names))))


def reference_of() -> models.NationalReference | None:
    found: Any = models.NationalReference.objects.defer("points").first()
    return found
