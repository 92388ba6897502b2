"""Tables too long to be held: written row after row, in a memory that does not grow with them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

from maillage.base.spreadsheets import (
    ODS,
    Sheet,
    Value,
    clean,
    disarmed,
    ods_cell,
    plain_number,
    xlsx_cell,
)

# Rows gathered before they are written: fewer is slower, more is memory.
_BATCH = 50
# Spaces that a reader would merge: all but one between two words.
_SPACED = re.compile(r"\t|^ +| +$| {2,}")
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest='
    '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry '
    f'manifest:full-path="/" manifest:version="1.3" manifest:media-type="{ODS}"/><manifest:file-entry '
    'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A sheet whose rows come one at a time, each as long as `heads`; they are read once."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Value]]

    @property
    def title(self) -> str:
        return Sheet(name=self.name, heads=(), rows=()).title


def csv_stream(heads: Sequence[str], rows: Iterable[Sequence[Value]], *, comma: bool) -> Iterator[bytes]:
    """CSV in UTF-8 with BOM, formulas disarmed. Semicolons, decimal commas, 31/01/2027; with `comma`, commas, decimal
    points and 2027-01-31."""
    text = _pointed if comma else _french
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter="," if comma else ";", lineterminator="\r\n")
    writer.writerow([disarmed(head) for head in heads])
    yield b"\xef\xbb\xbf"
    for rank, row in enumerate(rows, 1):
        writer.writerow([disarmed(clean(value)) if isinstance(value, str) else text(value) for value in row])
        if rank % _BATCH == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _french(value: Value) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return _flag(value) if not _is_number(value) else plain_number(value)  # type: ignore[arg-type]


def _pointed(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return _flag(value) if not _is_number(value) else plain_number(value).replace(",", ".")  # type: ignore[arg-type]


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _flag(value: Value) -> str:
    return "" if value is None else ("oui" if value else "non")


def xlsx_file(path: Path, tables: Sequence[Table]) -> None:
    """Write a workbook for Excel; nothing in it runs. Memory holds one row."""
    import xlsxwriter  # 0.25 s to import; only who asks for a workbook waits

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), {**options, "tmpdir": str(path.parent)}) as book:
        book.set_properties({"created": date(2000, 1, 1)})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        }
        for table in tables:
            _xlsx_table(book.add_worksheet(table.title), table, formats)


def _xlsx_table(page: Any, table: Table, formats: dict[str, Any]) -> None:
    page.freeze_panes(1, 1)
    page.set_column(0, max(len(table.heads) - 1, 0), 16)
    for column, head in enumerate(table.heads):
        page.write_string(0, column, clean(head), formats["head"])
    for rank, row in enumerate(table.rows, 1):
        for column, value in enumerate(row):
            if value is not None and value != "":
                xlsx_cell(page, rank, column, value, formats)


def ods_file(path: Path, tables: Sequence[Table]) -> None:
    """Write the same workbook for LibreOffice. Memory holds a few rows."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as bundle:
        # The kind comes first and unpacked: that is how a spreadsheet knows the file.
        bundle.writestr(zipfile.ZipInfo("mimetype"), ODS, zipfile.ZIP_STORED)
        bundle.writestr("META-INF/manifest.xml", _MANIFEST)
        with bundle.open("content.xml", "w", force_zip64=True) as content:
            for part in _ods_content(tables):
                content.write(part.encode())


def _ods_content(tables: Sequence[Table]) -> Iterator[str]:
    yield (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.3">'
        "<office:body><office:spreadsheet>"
    )
    for table in tables:
        wide = len(table.heads)
        yield (
            f'<table:table table:name="{escape(table.title)}">'
            f'<table:table-column table:number-columns-repeated="{wide}"/>'
            f"<table:table-header-rows>{_ods_row(table.heads)}</table:table-header-rows>"
        )
        for row in table.rows:
            yield _ods_row(row)
        yield "</table:table>"
    yield "</office:spreadsheet></office:body></office:document-content>"


def _ods_row(row: Sequence[Value]) -> str:
    cells = (_ods_text(value) if isinstance(value, str) and value else ods_cell(value) for value in row)
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _ods_text(value: str) -> str:
    """A text as it was typed: in this format, lines are paragraphs and spaces in a row would be one."""
    lines = clean(value).replace("\r\n", "\n").split("\n")
    paragraphs = "".join(f"<text:p>{_SPACED.sub(_space, escape(line))}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def _space(found: re.Match[str]) -> str:
    return "<text:tab/>" if found[0] == "\t" else f'<text:s text:c="{len(found[0])}"/>'
