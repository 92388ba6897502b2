"""Writes pages as an ODS workbook, for who has no Excel: the same formulas, in the notation of OpenFormula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from html import escape

from maillage.dossier.renderings.workbook.ods_looks import STYLES, style_name, styles_of
from maillage.dossier.renderings.workbook.page import Cell, Page

# A text in quotes, or an address: 'Sheet'!$A$1:$B$2, A1, $E5.
_TOKEN = re.compile(r"\"[^\"]*\"|(?:'([^']+)'!)?(\$?[A-Z]{1,3}\$?\d+)(?::(\$?[A-Z]{1,3}\$?\d+))?|,")
# On paper: A4 on its side, as wide as one page.
PRINTED = {
    "fo:page-width": "29.7cm",
    "fo:page-height": "21cm",
    "style:print-orientation": "landscape",
    "style:scale-to-X": "1",
    "style:scale-to-Y": "0",
}
# A unit of width of XLSX, in centimetres.
UNIT_CM = 0.2


def open_formula(formula: str) -> str:
    """`=SUM('Dépenses'!$A$1:$A$9,B2)` as `of:=SUM([$'Dépenses'.$A$1:.$A$9];[.B2])`."""
    return f"of:{_TOKEN.sub(_token, formula)}"


def _token(found: re.Match[str]) -> str:
    sheet, first, last = found.groups()
    if not first:
        return ";" if found.group() == "," else found.group()
    page = f"$'{sheet}'" if sheet else ""
    return f"[{page}.{first}:.{last}]" if last else f"[{page}.{first}]"


def write_ods(pages: Sequence[Page], *, title: str, author: str) -> bytes:
    from odfdo import Document, Element  # 0.3 s to import, for this function only

    document = Document("spreadsheet")
    document.body.clear()
    meta = document.meta
    meta.title = title
    meta.creator = meta.initial_creator = author
    meta.language = "fr-FR"
    automatic = document.content.get_element("//office:automatic-styles")
    for style in (*STYLES, *_columns(pages)):
        automatic.append(Element.from_tag(style))
    for layout in document.styles.get_elements("//style:page-layout/style:page-layout-properties"):
        for name, value in PRINTED.items():
            layout.set_attribute(name, value)
    # Cell by cell, odfdo takes seconds: each table is handed over whole.
    for rank, page in enumerate(pages):
        document.body.append(Element.from_tag(_table(page, rank)))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _columns(pages: Sequence[Page]) -> Iterator[str]:
    yield from styles_of()
    for rank, page in enumerate(pages):
        for position, width in enumerate(page.widths):
            yield (
                f'<style:style style:name="co{rank}-{position}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{width * UNIT_CM:.2f}cm"/></style:style>'
            )


def _table(page: Page, rank: int) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="co{rank}-{i}"/>' for i in range(len(page.widths))
    )
    amounts = page.amounts
    head, rest = page.rows[: page.head], page.rows[page.head :]
    return (
        f'<table:table table:name="{escape(page.name)}">{columns}'
        f"<table:table-header-rows>{''.join(_row(row, amounts) for row in head)}</table:table-header-rows>"
        f"{''.join(_row(row, amounts) for row in rest)}</table:table>"
    )


def _row(row: Sequence[Cell], amounts: str) -> str:
    cells = "".join(_cell(cell, amounts) for cell in row) or "<table:table-cell/>"
    return f'<table:table-row table:style-name="row">{cells}</table:table-row>'


def _cell(cell: Cell, amounts: str) -> str:
    style = f' table:style-name="{style_name(cell.kind, amounts)}"'
    formula = f' table:formula="{escape(open_formula(cell.formula))}"' if cell.formula else ""
    if cell.value is None or cell.value == "":
        return f"<table:table-cell{style}{formula}/>"
    if isinstance(cell.value, str):
        said = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.value.split("\n"))
        return f'<table:table-cell{style}{formula} office:value-type="string">{said}</table:table-cell>'
    kind = "percentage" if cell.kind.endswith(("rate", "share")) else "float"
    return f'<table:table-cell{style}{formula} office:value-type="{kind}" office:value="{cell.value}"/>'
