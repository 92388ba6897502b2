"""Imports of open data: a dry run tells all that would happen; a real one does all of it, or nothing."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import Network
from maillage.base.models import record
from maillage.territory import models
from maillage.territory.domain import departments
from maillage.territory.domain.communes import Places, read_communes
from maillage.territory.domain.errors import ImportRefused, UnreadableFile
from maillage.territory.domain.exports import Export, ExportRow, read_export
from maillage.territory.domain.joining import join
from maillage.territory.domain.quality import QualityReport, attachments, quality_report
from maillage.territory.domain.register import JoinedBy, Record, Register
from maillage.territory.domain.tables import decode
from maillage.territory.stored import commune_row, exports_of, places_of, row_to_json


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """An export read from disk, with the digest that tells it from others."""

    export: Export
    digest: str


@dataclass(frozen=True, kw_only=True)
class LibrariesImport:
    """What an import of libraries found and did. `unchanged`: files that had been imported before."""

    register: Register
    report: QualityReport
    created: int
    updated: int
    unchanged: tuple[str, ...]
    done: bool

    @property
    def joined_by(self) -> Counter[JoinedBy]:
        return Counter(record.joined_by for record in self.register.records)

    def all_zero(self) -> Counter[str]:
        """Lines that are zero everywhere (non-answers), by source."""
        return Counter(remark.source for remark in self.report.of("all_zero_row"))


def read_files(paths: Sequence[Path]) -> list[FileRead]:
    """Read every file before anything is written. Raises ImportRefused, whose message names the file."""
    found = []
    for path in paths:
        data = _bytes(path)
        try:
            export = read_export(decode(data), name=path.name)
        except ImportRefused as error:
            error.message = f"{path.name} : {error.message}"
            raise
        found.append(FileRead(export=export, digest=hashlib.sha256(data).hexdigest()))
    return found


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = "n'existe pas" if isinstance(error, FileNotFoundError) else "ne peut pas être lu"
        raise UnreadableFile(f"Le fichier {path} {reason}.", "Vérifiez le chemin et vos droits.") from error


@transaction.atomic
def import_libraries(
    *, network: Network, files: Sequence[FileRead], dry_run: bool = False, actor: Any = None
) -> LibrariesImport:
    """Join these files with those imported before, and bring the register up to date.

    A file of a vintage already there takes its place. Libraries are matched by code: what people typed on them
    stays, none is deleted. Raises ImportRefused when a file has no line of the network's département.
    """
    known = set(models.SourceFile.objects.filter(network=network).values_list("digest", flat=True))
    # By digest: a file given twice is read once.
    fresh = list({file.digest: file for file in files if file.digest not in known}.values())
    for file in fresh:
        _refuse_foreign(file, network)
    vintages = {file.export.vintage for file in fresh}
    kept = [export for export in exports_of(network) if export.vintage not in vintages]
    register = join([*kept, *(file.export for file in fresh)], department=network.department)
    if files and not register.records:
        raise ImportRefused(
            f"Aucune ligne ne concerne le département {network.department}.",
            "Vérifiez le code du département, ou le fichier choisi.",
        )
    places = places_of(network)
    created, updated = (0, 0)
    if not dry_run and fresh:
        models.SourceFile.objects.filter(network=network, vintage__in=vintages).delete()
        _store_files(network, fresh)
        created, updated = _store_libraries(network, register, places)
    elif fresh:
        created, updated = _foreseen(network, register)
    outcome = LibrariesImport(
        register=register,
        report=quality_report(register, places),
        created=created,
        updated=updated,
        unchanged=tuple(file.export.name for file in files if file.digest in known),
        done=bool(fresh) and not dry_run,
    )
    if outcome.done:
        _note_run(network, fresh, outcome, actor)
    return outcome


def _refuse_foreign(file: FileRead, network: Network) -> None:
    """A file without a line of ours would silently take the place of the one we have of that vintage."""
    if not any(_may_be_ours(row, network) for row in file.export.rows):
        raise ImportRefused(
            f"{file.export.name} : aucune ligne ne concerne le département {network.department}.",
            "Vérifiez le code du département, ou le fichier choisi.",
        )


def _store_files(network: Network, files: Iterable[FileRead]) -> None:
    for file in files:
        source = models.SourceFile.objects.create(
            network=network,
            name=file.export.name,
            vintage=file.export.vintage,
            delimiter=file.export.delimiter,
            digest=file.digest,
        )
        # A national file holds 98 other départements: only the lines that may be ours are kept.
        rows = [row for row in file.export.rows if _may_be_ours(row, network)]
        models.SourceRow.objects.bulk_create(
            models.SourceRow(network=network, file=source, line=row.line, content=row_to_json(row))
            for row in rows
        )


def _may_be_ours(row: ExportRow, network: Network) -> bool:
    ours = network.department
    return (
        departments.same(row.department, ours)
        or departments.same(departments.of_insee(row.insee), ours)
        or any(departments.same(found, ours) for found in departments.of_postcode(row.postcode))
    )


def library_code(found: Record) -> str:
    """The national code, or a stable one made of the key for a place without any."""
    return found.code or re.sub(r"[^A-Za-z0-9]+", "-", found.key).strip("-")[:40]


def _store_libraries(network: Network, register: Register, places: Places | None) -> tuple[int, int]:
    communes = {row.insee: row for row in models.Commune.objects.filter(network=network)}
    attached = attachments(register, places) if places else {}
    known = {row.code: row for row in models.Library.objects.filter(network=network)}
    rows: dict[str, models.Library] = {}
    for position, found in enumerate(register.records):
        code = library_code(found)
        row = known.get(code) or models.Library(network=network, code=code, position=position)
        row.name, row.kind, row.status = found.name[:300], found.site_kind.value, found.status[:300]
        row.town, row.postcode, row.insee = found.town[:300], found.postcode[:10], found.insee[:5]
        row.latitude, row.longitude = found.latitude, found.longitude
        commune = attached[found.key].commune if found.key in attached else None
        row.commune = communes.get(commune.code) if commune else None
        rows[code] = row
    created = [row for row in rows.values() if row.pk is None]
    updated = [row for row in rows.values() if row.pk is not None]
    models.Library.objects.bulk_create(created)
    _update(
        updated, "name", "kind", "status", "town", "postcode", "insee", "latitude", "longitude", "commune"
    )
    return len(created), len(updated)


def _update(rows: Iterable[models.Library], *fields: str) -> None:
    """A few queries, however many libraries; `bulk_update` leaves the day of the change to us."""
    changed = list(rows)
    for row in changed:
        row.changed_at = timezone.now()
    models.Library.objects.bulk_update(changed, [*fields, "changed_at"])


def _foreseen(network: Network, register: Register) -> tuple[int, int]:
    known = set(models.Library.objects.filter(network=network).values_list("code", flat=True))
    updated = sum(library_code(found) in known for found in register.records)
    return len(register.records) - updated, updated


def _note_run(network: Network, files: Sequence[FileRead], outcome: LibrariesImport, actor: Any) -> None:
    names = [file.export.name for file in files]
    models.ImportRun.objects.create(
        network=network,
        kind="libraries",
        files=[{"name": file.export.name, "sha256": file.digest} for file in files],
        summary={
            "records": len(outcome.register.records),
            "created": outcome.created,
            "updated": outcome.updated,
        },
        remarks=[
            {"rule": r.rule, "code": r.library_code, "line": r.line, "source": r.source, "message": r.message}
            for r in outcome.report.remarks
        ],
    )
    record(network=network, actor=actor, verb="territory.import", target=", ".join(names)[:200])


@transaction.atomic
def import_communes(*, network: Network, paths: Sequence[Path], actor: Any = None) -> int:
    """Replace the communes of the network by those of the files that are in its département; returns how many.

    Raises ImportRefused when a file cannot be read, or when none of its communes is in the département.
    """
    found = []
    for path in paths:
        try:
            found += read_communes(decode(_bytes(path)), name=path.name)
        except ImportRefused as error:
            error.message = f"{path.name} : {error.message}"
            raise
    ours = {c.code: c for c in found if departments.same(c.department, network.department)}
    if not ours:
        raise ImportRefused(
            f"Aucune commune du fichier n'est dans le département {network.department}.",
            "Vérifiez le code du département, ou le fichier choisi.",
        )
    models.Commune.objects.filter(network=network).delete()
    models.Commune.objects.bulk_create(commune_row(network, commune) for commune in ours.values())
    attach_libraries(network)
    record(
        network=network, actor=actor, verb="territory.communes", target=", ".join(p.name for p in paths)[:200]
    )
    return len(ours)


def attach_libraries(network: Network) -> int:
    """Link every library to its commune by INSEE code, else by name and postcode; returns how many are linked."""
    places = places_of(network)
    communes = {row.insee: row for row in models.Commune.objects.filter(network=network)}
    rows = list(models.Library.objects.filter(network=network))
    for row in rows:
        found = places and places.attach(
            insee=row.insee, town=row.town, postcode=row.postcode, department=network.department
        )
        row.commune = communes.get(found.commune.code) if found and found.commune else None
    _update(rows, "commune")
    return sum(row.commune is not None for row in rows)
