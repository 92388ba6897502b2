"""Imports of open data: a dry run tells all that would happen; a real one does all of it, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base.models import record
from maillage.base.values.french import count, listed
from maillage.territory import models
from maillage.territory.attaching import attach_libraries, update_libraries
from maillage.territory.domain import departments
from maillage.territory.domain.communes import Places
from maillage.territory.domain.corrections import FIELDS, Difference
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.domain.exports import ExportRow
from maillage.territory.domain.joining import join
from maillage.territory.domain.quality import QualityReport, attachments, quality_report
from maillage.territory.domain.register import JoinedBy, Register
from maillage.territory.domain.sheet import Library
from maillage.territory.domain.typed_overlay import corrected
from maillage.territory.files import FileRead, read_files
from maillage.territory.library_snapshots import fields_of, library_changes
from maillage.territory.merging import merge
from maillage.territory.national import offer_national
from maillage.territory.placing import import_communes, replace_communes
from maillage.territory.snapshots import files_snapshot
from maillage.territory.stored import exports_of, row_to_json
from maillage.territory.stored_communes import places_of

__all__ = [
    "FileRead",
    "LibrariesImport",
    "attach_libraries",
    "import_communes",
    "import_libraries",
    "read_files",
    "replace_communes",
]


@dataclass(frozen=True, kw_only=True)
class LibrariesImport:
    """What an import of libraries found and did.

    `unchanged`: files that had been imported before. `kept`: what people typed and the files say otherwise.
    `replaced`: what a library written before any file of it was imported said, and the files say otherwise.
    `back`: libraries that were removed from the register, and that the files bring back.
    `elsewhere`: (file, lines it has, lines of other départements) for each file that holds some; they are not kept.
    """

    register: Register
    report: QualityReport
    created: int
    updated: int
    unchanged: tuple[str, ...]
    done: bool
    kept: tuple[Difference, ...] = ()
    replaced: tuple[Difference, ...] = ()
    back: tuple[Library, ...] = ()
    elsewhere: tuple[tuple[str, int, int], ...] = ()

    @property
    def joined_by(self) -> Counter[JoinedBy]:
        return Counter(record.joined_by for record in self.register.records)

    def all_zero(self) -> Counter[str]:
        """Lines that are zero everywhere (non-answers), by source."""
        return Counter(remark.source for remark in self.report.of("all_zero_row"))


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
    before = list(exports_of(network))
    staying = [export for export in before if export.vintage not in vintages]
    register = join([*staying, *(file.export for file in fresh)], department=network.department)
    if files and not register.records:
        raise ImportRefused(
            f"Aucune ligne ne concerne le département {network.department}.",
            "Vérifiez le code du département, ou le fichier choisi.",
        )
    merged = merge(network=network, before=join(before, department=network.department), register=register)
    register, places = corrected(register, merged.libraries), places_of(network)
    created, updated = merged.created, merged.updated
    kept_for_undo: dict[str, Any] = {}
    if not dry_run and fresh:
        replaced = models.SourceFile.objects.filter(network=network, vintage__in=vintages)
        kept_for_undo["files"] = files_snapshot(replaced.prefetch_related("rows"))
        kept_for_undo["brought"] = [file.digest for file in fresh]
        replaced.delete()
        _store_files(network, fresh)
        kept_for_undo["libraries"] = _store_libraries(network, merged.libraries, register, places)
    elif not fresh:
        created, updated = 0, 0
    outcome = LibrariesImport(
        register=register,
        report=quality_report(register, places),
        created=created,
        updated=updated,
        unchanged=tuple(file.export.name for file in files if file.digest in known),
        done=bool(fresh) and not dry_run,
        kept=merged.kept if fresh else (),
        replaced=merged.replaced if fresh else (),
        back=merged.back if fresh else (),
        elsewhere=tuple(_elsewhere(fresh, network)),
    )
    if outcome.done:
        run = _note_run(network, fresh, outcome, actor)
        models.BeforeImport.objects.create(network=network, run=run, content=kept_for_undo)
        offer_national(fresh)
    return outcome


def _refuse_foreign(file: FileRead, network: Network) -> None:
    """A file without a line of ours would silently take the place of the one we have of that vintage."""
    if not any(_may_be_ours(row, network) for row in file.export.rows):
        found = Counter(row.department or "inconnu" for row in file.export.rows)
        where = listed([f"{code} ({count(n, 'ligne')})" for code, n in found.most_common(3)])
        more = f" et {count(len(found) - 3, 'autre')}" if len(found) > 3 else ""
        raise ImportRefused(
            f"{file.export.name} : aucune ligne ne concerne le département {network.department}. "
            f"Départements déclarés dans le fichier : {where}{more}.",
            "Vérifiez le code du département, ou le fichier choisi.",
        )


def _elsewhere(files: Iterable[FileRead], network: Network) -> Iterator[tuple[str, int, int]]:
    for file in files:
        others = sum(not _may_be_ours(row, network) for row in file.export.rows)
        if others:
            yield file.export.name, len(file.export.rows), others


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


def _store_libraries(
    network: Network, libraries: Sequence[Library], register: Register, places: Places | None
) -> dict[str, Any]:
    """Write them; returns what was written over and what is new, to undo it."""
    communes = {row.insee: row for row in models.Commune.objects.filter(network=network)}
    attached = attachments(register, places) if places else {}
    known = {row.code: row for row in models.Library.objects.filter(network=network)}
    before = {code: fields_of(row) for code, row in known.items()}
    rows: dict[str, models.Library] = {}
    for position, (library, found) in enumerate(zip(libraries, register.records, strict=True)):
        row = known.get(library.code) or models.Library(network=network, code=library.code, position=position)
        for name in FIELDS:
            setattr(row, name, getattr(library, name))
        commune = attached[found.key].commune if found.key in attached else None
        row.commune = communes.get(commune.code) if commune else None
        rows[library.code] = row
    models.Library.objects.bulk_create(row for row in rows.values() if row.pk is None)
    update_libraries([row for row in rows.values() if row.pk is not None], *FIELDS, "commune")
    return library_changes(before, {code: fields_of(row) for code, row in rows.items()})


def _note_run(
    network: Network, files: Sequence[FileRead], outcome: LibrariesImport, actor: Any
) -> models.ImportRun:
    names = [file.export.name for file in files]
    run = models.ImportRun.objects.create(
        network=network,
        kind="libraries",
        by=actor if getattr(actor, "pk", None) else None,
        files=[{"name": file.export.name, "sha256": file.digest} for file in files],
        summary={
            "records": len(outcome.register.records),
            "created": outcome.created,
            "updated": outcome.updated,
            **({"kept": len(outcome.kept)} if outcome.kept else {}),
        },
        remarks=[
            {
                "rule": r.rule,
                "code": r.library_code,
                "name": r.library_name,
                "town": r.town,
                "line": r.line,
                "source": r.source,
                "message": r.message,
                "remedy": r.remedy,
            }
            for r in outcome.report.remarks
        ],
    )
    record(network=network, actor=actor, verb="territory.import", target=", ".join(names)[:200])
    return run
