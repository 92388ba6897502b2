"""Tables and cards of the Word dossier."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from maillage.base.charts import theme
from maillage.base.values.tree import Column, Sheet, Table
from maillage.dossier.renderings.measures import TEXT_MM, column_widths, paired, stays_whole
from maillage.dossier.renderings.word_markup import (
    Targets,
    cell_xml,
    grid_xml,
    paragraph_xml,
    row_xml,
    run_xml,
    runs_xml,
    twips,
)
from maillage.dossier.renderings.word_styles import TABLE_STYLE_ID, hexa

# Longer cards may be cut by a page.
WHOLE_SHEET_LETTERS = 2600
# Label and value, twice: a short fact takes one half.
CARD_MM = (29.0, 56.0, 22.0, 59.0)

StyleId = Callable[[str], str]


def table_xml(block: Table, style_id: StyleId) -> str:
    """A table with its header repeated. The caption stays with the first rows, the source with the last."""
    widths = column_widths(block)
    last, whole = len(block.rows) - 1, stays_whole(block)
    aligns = [_alignment(column) for column in block.columns]

    def row(texts: Sequence[str], style: str, keep: bool, fill: str = "") -> list[str]:
        return [
            cell_xml(width, paragraph_xml(style_id(style), run_xml(text), align=align, keep=keep), fill=fill)
            for text, width, align in zip(texts, widths, aligns, strict=True)
        ]

    header = row([column.label for column in block.columns], "En-tête de tableau", keep=True)
    rows = [row_xml(header, header=True)]
    for rank, texts in enumerate(block.rows):
        total = rank in block.totals
        keep = whole or rank == 0 or rank >= last - 1
        cells = row(texts, "Total" if total else "Cellule", keep, theme.BAND if total else "")
        rows.append(row_xml(cells))
    properties = (
        f'<w:tblStyle w:val="{TABLE_STYLE_ID}"/><w:tblW w:w="{twips(TEXT_MM)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="0" w:noVBand="1"/>'
    )
    return grid_xml(properties, widths, rows, block.caption)


def _alignment(column: Column) -> str:
    return column.align if column.align in ("left", "right", "center") else "left"


def card_xml(block: Sheet, style_id: StyleId, targets: Targets) -> str:
    """A card: its tag on a dark band, its title, then its facts, short ones two by two."""
    letters = sum(len(run.text) for _, value in block.facts for run in value)
    lines, style = list(paired(block)), style_id("Fait")
    whole = letters <= WHOLE_SHEET_LETTERS
    tag = paragraph_xml(style_id("Étiquette de fiche"), run_xml(block.tag), keep=True)
    title = paragraph_xml(style_id("Titre de fiche"), run_xml(block.title), keep=True)
    rows = [
        row_xml([cell_xml(TEXT_MM, tag, fill=theme.PRIMARY, span=4)]),
        row_xml([cell_xml(TEXT_MM, title, span=4)]),
    ]
    for rank, line in enumerate(lines):
        keep = rank < len(lines) - 1 if whole else rank == 0
        cells = []
        for at, (label, value) in enumerate(line):
            span = 3 if len(line) == 1 else 1
            name = run_xml(label, bold=True, colour=theme.MUTED)
            shown = runs_xml(value, targets)
            cells.append(cell_xml(CARD_MM[2 * at], paragraph_xml(style, name, keep=keep)))
            width = sum(CARD_MM[2 * at + 1 : 2 * at + 1 + span])
            cells.append(cell_xml(width, paragraph_xml(style, shown, keep=keep), span=span))
        rows.append(row_xml(cells))
    return grid_xml(_card_properties(), CARD_MM, rows, block.title)


def _card_properties() -> str:
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{hexa(theme.RULE)}"'
    borders = "".join(f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right", "insideH"))
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 22), ("left", 110), ("bottom", 22), ("right", 90))
    )
    return (
        f'<w:tblW w:w="{twips(TEXT_MM)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0000"/>'
    )
