"""A campaign as a file: its table and its dictionary, in the format that is wanted, and how large it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from maillage.base.spreadsheet_streams import Table, csv_stream, ods_file, xlsx_file
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.exports.cases import Source
from maillage.campaigns.exports.columns import dictionary_of
from maillage.campaigns.exports.long import item_columns, long_columns, long_table
from maillage.campaigns.exports.wide import wide_columns, wide_table
from maillage.campaigns.models import Answer, Participation
from maillage.territory.readings import directory_of

# Cells above which a workbook is made in the background: about two seconds of work.
AT_ONCE = 200_000


@dataclass(frozen=True)
class Size:
    rows: int
    columns: int

    @property
    def is_small(self) -> bool:
        return self.rows * self.columns <= AT_ONCE


def tables_of(source: Source) -> list[Table]:
    """The table, then its dictionary. The rows of the first are read once."""
    return [long_table(source) if source.wanted.long else wide_table(source), dictionary(source)]


def dictionary(source: Source) -> Table:
    if source.wanted.long:
        return dictionary_of([*long_columns(source), *item_columns(source)])
    return dictionary_of(wide_columns(source))


def csv_of(source: Source) -> Iterator[bytes]:
    """The table alone, as it is read: nothing is held."""
    table = tables_of(source)[0]
    return csv_stream(table.heads, table.rows, comma=source.wanted.comma)


def write_workbook(source: Source, path: Path) -> None:
    """The table and its dictionary at `path`."""
    write = ods_file if source.wanted.ending == "ods" else xlsx_file
    write(path, tables_of(source))


def size_of(source: Source) -> Size:
    """Rows and columns of the table, heads left aside; for the long form, at most this many rows."""
    rows = Participation.objects.filter(campaign=source.campaign)
    known = set(rows.filter(rater=Rater.SELF.value).values_list("library_code", flat=True).order_by("pk"))
    others = sum(line.is_open and line.library.code not in known for line in directory_of(source.project))
    if not source.wanted.long:
        return Size(rows.count() + others, len(wide_columns(source)))
    read = Participation.objects.filter(campaign=source.campaign)
    answers = Answer.objects.filter(participation__campaign=source.campaign)
    if not source.wanted.drafts:
        read = read.submitted()
        answers = answers.exclude(participation__submitted_at=None)
    silent = rows.count() - read.filter(answers__isnull=False).distinct().count()
    return Size(answers.count() + silent + others, len(long_columns(source)))
