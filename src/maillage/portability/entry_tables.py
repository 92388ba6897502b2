"""The entries of the finance software, and the files that brought them, as tables."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.accounts.models import Network
from maillage.funding.models import CostLine, Entry, EntryFile, FundingLine
from maillage.portability.kept_tables import Row, only
from maillage.portability.plain_tables import cells, given

ENTRY_FILES = "funding/fichiers.csv"
ENTRIES = "funding/ecritures.csv"
_FILE = ("name", "digest", "at", "author_name")
ENTRY_FILE_FIELDS = ("file", *_FILE)
_ENTRY = (
    "row", "kind", "number", "commitment", "day", "amount_ttc", "label", "account", "match", "third_party",
)  # fmt: skip
ENTRY_FIELDS = ("file", "cost", "line", *_ENTRY)


def entry_file_rows(network: Network, *, with_people: bool) -> Iterator[tuple[object, ...]]:
    """Numbered in the order in which they came. Who brought them leaves only where people's contacts do."""
    for rank, file in enumerate(_files(network), start=1):
        *told, author = cells(file, _FILE)
        yield (rank, *told, author if with_people else "")


def entry_rows(network: Network, *, with_people: bool) -> Iterator[tuple[object, ...]]:
    """File by file, in the order of their lines. A third party may be a person: it leaves with contacts only."""
    ranks = {file.pk: rank for rank, file in enumerate(_files(network), start=1)}
    rows = Entry.objects.filter(network=network).select_related("cost", "line")
    for row in sorted(rows.order_by("row", "pk"), key=lambda one: ranks[one.file_id]):
        *told, third_party = cells(row, _ENTRY)
        cost, line = (one.code if one else "" for one in (row.cost, row.line))
        yield (ranks[row.file_id], cost, line, *told, third_party if with_people else "")


def _files(network: Network) -> list[EntryFile]:
    return list(EntryFile.objects.filter(network=network).order_by("at", "pk"))


def restore_entry_files(network: Network, rows: list[Row]) -> None:
    """Replace the files, and so all entries: those of the archive follow. Raises ValueError or KeyError."""
    EntryFile.objects.filter(network=network).delete()
    ordered = sorted((only(row, ENTRY_FILE_FIELDS) for row in rows), key=lambda row: int(row["file"]))
    for row in ordered:
        EntryFile.objects.create(network=network, **given(EntryFile, row, _FILE))


def restore_entries(network: Network, rows: list[Row]) -> None:
    """The entries of the files just restored, tied as they were. Raises ValueError or KeyError."""
    files = {str(rank): file for rank, file in enumerate(_files(network), start=1)}
    costs = {"": None, **{row.code: row for row in CostLine.objects.filter(network=network)}}
    lines = {"": None, **{row.code: row for row in FundingLine.objects.filter(network=network)}}
    Entry.objects.bulk_create(
        (
            Entry(
                network=network,
                file=files[row["file"]],
                cost=costs[row["cost"]],
                line=lines[row["line"]],
                **given(Entry, only(row, ENTRY_FIELDS), _ENTRY),
            )
            for row in rows
        ),
        batch_size=1000,
    )
