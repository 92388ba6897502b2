"""A whole network in one archive: the programme file, and bulk tables as CSV beside it. No secret leaves here."""

from __future__ import annotations

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from maillage.accounts.models import Network
from maillage.base import plugs
from maillage.diagnosis.models import Contribution
from maillage.evaluation.models import Indicator, Measure
from maillage.portability.campaign_tables import (
    QUESTIONNAIRES,
    RESTORED,
    campaign_tables,
    forget_answers,
)
from maillage.portability.decided_tables import (
    DECISION_FIELDS,
    DECISIONS,
    decision_rows,
    restore_decisions,
)
from maillage.portability.domain.reader import read
from maillage.portability.entry_tables import (
    ENTRIES,
    ENTRY_FIELDS,
    ENTRY_FILE_FIELDS,
    ENTRY_FILES,
    entry_file_rows,
    entry_rows,
    restore_entries,
    restore_entry_files,
)
from maillage.portability.file_tables import FILE_TABLES, FOLDER, file_contents, restore_files
from maillage.portability.heard_tables import (
    CONTRIBUTION_FIELDS,
    CONTRIBUTIONS,
    contribution_rows,
    restore_contributions,
)
from maillage.portability.import_tables import (
    CONTOUR_FIELDS,
    CONTOURS,
    MAPPING_FIELDS,
    MAPPINGS,
    contour_rows,
    mapping_rows,
    restore_contours,
    restore_mappings,
)
from maillage.portability.kept_tables import (
    CONTACT_FIELDS,
    CONTACTS,
    VALUE_FIELDS,
    VALUES,
    VIEW_FIELDS,
    VIEWS,
    contact_rows,
    restore_contacts,
    restore_values,
    restore_views,
    value_rows,
    view_rows,
)
from maillage.portability.services import Imported, programme_text, save_programme
from maillage.portability.talk_tables import (
    COMMENT_FIELDS,
    COMMENTS,
    comment_rows,
    restore_comments,
)
from maillage.territory.models import Commune, SourceFile, SourceRow
from maillage.territory.services import attach_libraries

PROGRAMME = "programme.yaml"
LINES = "territory/lignes.csv"
FILES = "territory/fichiers.csv"
COMMUNES = "territory/communes.csv"
MEASURES = "evaluation/mesures.csv"

FILE_FIELDS = ("digest", "name", "vintage", "delimiter")
COMMUNE_FIELDS = (
    "insee", "name", "department", "department_name", "postcodes", "population", "population_year",
    "epci_code", "epci_name", "epci_type", "latitude", "longitude", "former_codes",
)  # fmt: skip


MAX_BYTES = 500_000_000
LONGEST_PIECE = 100_000_000


class BadArchive(ValueError):
    """An archive that cannot be used; the message is French."""


def export_archive(*, network: Network, path: Path | IO[bytes], with_contacts: bool = False) -> None:
    """Write the archive. The same content gives the same bytes: entries carry no date.

    `with_contacts`: contacts of libraries, persons included, and who gave each figure.
    """
    tables = {
        PROGRAMME: programme_text(network),
        FILES: _csv(FILE_FIELDS, _file_rows(network)),
        LINES: _csv(("digest", "line", "content"), _line_rows(network)),
        COMMUNES: _csv(COMMUNE_FIELDS, _commune_rows(network)),
        MEASURES: _csv(("indicator", "day", "value", "note"), _measure_rows(network)),
        VALUES: _csv(VALUE_FIELDS, value_rows(network, with_people=with_contacts)),
        VIEWS: _csv(VIEW_FIELDS, view_rows(network)),
        CONTOURS: _csv(CONTOUR_FIELDS, contour_rows(network)),
        MAPPINGS: _csv(MAPPING_FIELDS, mapping_rows(network)),
        CONTRIBUTIONS: _csv(CONTRIBUTION_FIELDS, contribution_rows(network)),
        DECISIONS: _csv(DECISION_FIELDS, decision_rows(network, with_people=with_contacts)),
        COMMENTS: _csv(COMMENT_FIELDS, comment_rows(network, with_people=with_contacts)),
        ENTRY_FILES: _csv(ENTRY_FILE_FIELDS, entry_file_rows(network, with_people=with_contacts)),
        ENTRIES: _csv(ENTRY_FIELDS, entry_rows(network, with_people=with_contacts)),
    }
    for table in FILE_TABLES:
        tables[table.entry] = _csv(table.fields, table.rows(network, with_people=with_contacts))
    for name, (header, rows) in campaign_tables(network, with_people=with_contacts).items():
        tables[name] = _csv(header, rows)
    if with_contacts:
        tables[CONTACTS] = _csv(CONTACT_FIELDS, contact_rows(network))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in tables.items():
            _put(archive, name, text.encode())
        for name, content in file_contents(network):
            _put(archive, name, content)


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def _csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue()


def _file_rows(network: Network) -> Iterator[tuple[object, ...]]:
    for file in SourceFile.objects.filter(network=network):
        yield file.digest, file.name, file.vintage, file.delimiter


def _line_rows(network: Network) -> Iterator[tuple[object, ...]]:
    rows = SourceRow.objects.filter(network=network).select_related("file")
    for row in rows.order_by("file__vintage", "file__digest", "line", "pk"):
        yield row.file.digest, row.line, json.dumps(row.content, ensure_ascii=False, sort_keys=True)


def _commune_rows(network: Network) -> Iterator[tuple[object, ...]]:
    for commune in Commune.objects.filter(network=network).order_by("insee"):
        values = [getattr(commune, name) for name in COMMUNE_FIELDS]
        yield tuple(" ".join(v) if isinstance(v, list) else "" if v is None else v for v in values)


def _measure_rows(network: Network) -> Iterator[tuple[object, ...]]:
    rows = Measure.objects.filter(network=network).select_related("indicator")
    for row in rows.order_by("indicator__code", "day"):
        yield row.indicator.code, row.day.isoformat(), row.value, row.note


def texts_of(path: Path, *, name: str = "", limit: int = MAX_BYTES) -> dict[str, str]:
    """The texts of an archive, by entry. `name` is what it is called in messages. Raises BadArchive."""
    name = name or path.name
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            # A few kilobytes may unfold into gigabytes: the size is read before anything is unfolded.
            if sum(entry.file_size for entry in archive.infolist()) > limit:
                raise BadArchive(
                    f"{name} est trop grande une fois dépliée : ce n'est pas une archive de Maillage."
                )
            texts = {entry: archive.read(entry).decode("utf-8") for entry in _WANTED if entry in names}
    except _UNREADABLE as error:
        raise BadArchive(
            f"{name} n'est pas une archive de Maillage lisible. Exportez-la de nouveau."
        ) from error
    if PROGRAMME not in texts:
        raise BadArchive(f"{name} ne contient pas {PROGRAMME} : ce n'est pas une archive de Maillage.")
    return texts


class Pieces(Mapping[str, bytes]):
    """The bytes of an archive's pieces, read one at a time. Raises KeyError, BadArchive when one cannot be read."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name

    def __getitem__(self, entry: str) -> bytes:
        try:
            with zipfile.ZipFile(self.path) as archive:
                # A few kilobytes may unfold into gigabytes: no piece is that long.
                if archive.getinfo(entry).file_size > LONGEST_PIECE:
                    raise BadArchive(f"{self.name} : une pièce jointe de l'archive est trop lourde.")
                return archive.read(entry)
        except _UNREADABLE as error:
            raise BadArchive(
                f"{self.name} : une pièce jointe est abîmée. Exportez de nouveau le réseau."
            ) from error

    def __iter__(self) -> Iterator[str]:
        with zipfile.ZipFile(self.path) as archive:
            yield from (entry for entry in archive.namelist() if entry.startswith(FOLDER))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@transaction.atomic
def import_archive(*, path: Path, replace: bool = True, actor: Any = None, name: str = "") -> Imported:
    """Read a whole network back, or nothing. Raises BadArchive, UnreadableFile."""
    texts = texts_of(path, name=name)
    # A network may be left before it has a programme: the register alone comes back.
    file = read(texts[PROGRAMME], plugs.sections(), required=("network",))
    # The archive holds its own measures: those of before must not hold back an indicator that it leaves out.
    Measure.objects.filter(network__department=file.sections["network"].department).delete()
    if CONTRIBUTIONS in texts:  # nor a consultation
        Contribution.objects.filter(network__department=file.sections["network"].department).delete()
    if QUESTIONNAIRES in texts:  # nor a campaign
        forget_answers(file.sections["network"].department)
    imported = save_programme(file=file, replace=replace, actor=actor)
    try:
        tables = {entry: _rows(text) for entry, text in texts.items() if entry != PROGRAMME}
        _restore(imported.network, tables)
        restore_files(imported.network, tables, Pieces(path, name or path.name))
    except _DAMAGED as error:
        raise BadArchive(
            f"{name or path.name} : une table est abîmée. Exportez de nouveau le réseau."
        ) from error
    return imported


# What an older archive, or one exported without contacts, does not hold stays as it is in the base.
_KEPT = {
    VALUES: restore_values,
    CONTACTS: restore_contacts,
    VIEWS: restore_views,
    CONTOURS: restore_contours,
    MAPPINGS: restore_mappings,
    DECISIONS: restore_decisions,
    CONTRIBUTIONS: restore_contributions,
    COMMENTS: restore_comments,
    # In this order: the entries are those of the files.
    ENTRY_FILES: restore_entry_files,
    ENTRIES: restore_entries,
    **RESTORED,
}
_WANTED = (PROGRAMME, FILES, LINES, COMMUNES, MEASURES, *(table.entry for table in FILE_TABLES), *_KEPT)
# RuntimeError: an encrypted archive, or a compression that this Python does not have.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, UnicodeDecodeError)
# What a table that was edited by hand can raise on its way to the base; the whole import is undone.
_DAMAGED = (KeyError, ValueError, TypeError, ArithmeticError, ValidationError, DatabaseError)


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def _restore(network: Network, tables: dict[str, list[dict[str, str]]]) -> None:
    SourceFile.objects.filter(network=network).delete()
    # A column planted in the archive (an id, another network's key) must never reach a table: see `_only`.
    files = {
        row["digest"]: SourceFile.objects.create(network=network, **_only(row, FILE_FIELDS))
        for row in tables.get(FILES, [])
    }
    SourceRow.objects.bulk_create(
        SourceRow(
            network=network, file=files[r["digest"]], line=int(r["line"]), content=json.loads(r["content"])
        )
        for r in tables.get(LINES, [])
    )
    Commune.objects.filter(network=network).delete()
    Commune.objects.bulk_create(_commune(network, row) for row in tables.get(COMMUNES, []))
    attach_libraries(network)
    indicators = {row.code: row for row in Indicator.objects.filter(network=network)}
    Measure.objects.filter(network=network).delete()
    Measure.objects.bulk_create(
        Measure(
            network=network,
            indicator=indicators[r["indicator"]],
            day=r["day"],
            value=r["value"],
            note=r["note"],
        )
        for r in tables.get(MEASURES, [])
    )
    for name, restore in _KEPT.items():
        if name in tables:
            restore(network, tables[name])


def _only(row: dict[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """The row, when it has these columns and no other. Raises ValueError."""
    if set(row) != set(names):
        raise ValueError("colonnes inattendues")
    return row


def _commune(network: Network, row: dict[str, str]) -> Commune:
    row.setdefault("former_codes", "")  # archives of before this column have none
    given: dict[str, object] = dict(_only(row, COMMUNE_FIELDS))
    for name in ("postcodes", "former_codes"):
        given[name] = row[name].split()
    for name, kind in (
        ("population", int),
        ("population_year", int),
        ("latitude", float),
        ("longitude", float),
    ):
        given[name] = kind(row[name]) if row[name] else None
    return Commune(network=network, **given)
