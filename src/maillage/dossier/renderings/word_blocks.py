"""Each kind of block of the tree, written into a Word document."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from maillage.base.charts import theme
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Bullets, Callout, Inline, Paragraph, Picture, Run, Sheet, Table
from maillage.dossier.domain.document import Cover
from maillage.dossier.renderings.pictures import as_png
from maillage.dossier.renderings.texts import clean, followed
from maillage.dossier.renderings.word_styles import CALLOUTS, DOUBT, TABLE_STYLE, callout_style, hexa
from maillage.dossier.renderings.word_xml import (
    borders,
    cell_margins,
    describe_picture,
    describe_table,
    fix_widths,
    into_link,
    keep_with_next,
    place,
    restarted_numbering,
    row_flag,
    shade_cell,
)

ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}
# Longer tables and cards may be cut by a page.
WHOLE_TABLE_ROWS = 14
WHOLE_SHEET_ROWS = 20
PARAGRAPHS = {"body": "Normal", "lead": "Chapeau", "note": "Note"}


class Writer:
    """Appends blocks at the end of `document`; `bookmarks` gives the bookmark of each anchor."""

    def __init__(self, document: Any, bookmarks: dict[str, str]) -> None:
        self.document = document
        self.bookmarks = bookmarks
        self._style_ids: dict[str, str] = {}

    def style_id(self, name: str) -> str:
        if name not in self._style_ids:
            self._style_ids[name] = self.document.styles[name].style_id
        return self._style_ids[name]

    def runs(self, paragraph: Any, runs: Inline) -> None:
        for run in runs:
            made = paragraph.add_run(clean(run.text))
            # None, not False: the paragraph's style keeps its say.
            made.bold, made.italic = run.bold or None, run.italic or None
            url, anchor = (
                followed(run.link),
                self.bookmarks.get(run.link[1:], "") if run.link[:1] == "#" else "",
            )
            if url or anchor:
                made.style = "Hyperlink"
                into_link(paragraph, made, url=url, anchor=anchor)

    def paragraph(self, block: Paragraph) -> None:
        self.runs(self.document.add_paragraph(style=PARAGRAPHS.get(block.style, "Normal")), block.runs)

    def bullets(self, block: Bullets) -> None:
        style = "List Number" if block.ordered else "List Bullet"
        number = restarted_numbering(self.document, style) if block.ordered else None
        for item in block.items:
            paragraph = self.document.add_paragraph(style=style)
            if number is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number
            self.runs(paragraph, item)

    def callout(self, block: Callout) -> None:
        self.boxed(block.kind if block.kind in CALLOUTS else "info", block.runs)

    def boxed(self, kind: str, runs: Inline) -> None:
        name, colour, _ = CALLOUTS[kind]
        paragraph = self.document.add_paragraph(style=callout_style(kind))
        title = paragraph.add_run(name)
        title.bold = True
        title.font.color.rgb = RGBColor.from_string(hexa(colour))
        title.add_break()
        self.runs(paragraph, runs)

    def source(self, source: str, doubtful: bool) -> None:
        """The source line under a table or a figure; always there: its space closes the block."""
        paragraph = self.document.add_paragraph(style="Source")
        if source:
            paragraph.add_run(f"Source\u00a0: {clean(source)}")
        if doubtful:
            flag = paragraph.add_run("  ·  à confirmer" if source else "à confirmer")
            flag.bold = True
            flag.font.color.rgb = RGBColor.from_string(hexa(DOUBT))

    def picture(self, block: Picture, rank: int) -> None:
        drawing = as_png(block)
        holder = self.document.add_paragraph(style="Figure")
        holder.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = holder.add_run().add_picture(io.BytesIO(drawing.image), width=Mm(drawing.width_mm))
        describe_picture(shape, f"Figure {rank}", clean(block.alt))
        caption = self.document.add_paragraph(clean(block.caption), style="Caption")
        caption.paragraph_format.space_before = Pt(2)
        caption.paragraph_format.keep_with_next = True
        self.source(block.source, False)

    def table(self, block: Table) -> None:
        self.document.add_paragraph(clean(block.caption), style="Caption")
        table = self.document.add_table(rows=1, cols=len(block.columns), style=TABLE_STYLE)
        describe_table(table, clean(block.caption))
        fix_widths(table, [column.width for column in block.columns])
        header = table.rows[0]
        row_flag(header, "w:cantSplit")
        row_flag(header, "w:tblHeader")
        aligns = [ALIGNMENTS.get(column.align, WD_ALIGN_PARAGRAPH.LEFT) for column in block.columns]
        self._row(header, [column.label for column in block.columns], aligns, "En-tête de tableau")
        for rank, texts in enumerate(block.rows):
            row = table.add_row()
            row_flag(row, "w:cantSplit")
            self._row(row, texts, aligns, "Total" if rank in block.totals else "Cellule")
        # A short table stays whole; a long one keeps its first rows with the caption, its last with the source.
        rows = list(table.rows)
        for row in rows if len(rows) <= WHOLE_TABLE_ROWS else (*rows[:3], *rows[-2:]):
            keep_with_next(row)
        if not block.rows:
            self.document.add_paragraph("Aucune donnée.", style="Note")
        self.source(block.source, block.confidence is Confidence.TO_CONFIRM)

    def _row(self, row: Any, texts: Sequence[str], aligns: list[Any], style: str) -> None:
        # `row.cells` rebuilds the grid at each access: once a row. The identifier of the style is given
        # straight to the XML, since python-docx would search all styles again for each cell.
        identifier = self.style_id(style)
        for cell, text, align in zip(row.cells, texts, aligns, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph._p.style = identifier
            paragraph.alignment = align
            paragraph.add_run(clean(text))
            if style == "Total":
                shade_cell(cell, hexa(theme.BAND))

    def sheet(self, block: Sheet) -> Any:
        """The card of an action; returns the paragraph of its title, to be bookmarked."""
        table = self.document.add_table(rows=2, cols=2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        edge = ("single", 4, hexa(theme.RULE))
        place(
            table._tbl.tblPr,
            borders("w:tblBorders", top=edge, left=edge, bottom=edge, right=edge, insideH=edge),
        )
        cell_margins(table, top=60, bottom=60, left=160, right=120)
        describe_table(table, clean(block.title))
        fix_widths(table, [0.3, 0.7])
        tag, title = (row.cells[0].merge(row.cells[1]) for row in table.rows)
        shade_cell(tag, hexa(theme.PRIMARY))
        tag.paragraphs[0].style = "Étiquette de fiche"
        tag.paragraphs[0].add_run(clean(block.tag))
        title.paragraphs[0].style = "Titre de fiche"
        title.paragraphs[0].add_run(clean(block.title))
        for label, runs in block.facts:
            self._fact(table.add_row(), label, runs)
        rows = list(table.rows)
        for row in rows:
            row_flag(row, "w:cantSplit")
        for row in rows[:-1] if len(rows) <= WHOLE_SHEET_ROWS else rows[:3]:
            keep_with_next(row)
        self.document.add_paragraph(style="Source")
        return title.paragraphs[0]

    def cover(self, cover: Cover) -> None:
        """The title block, white on the main colour, then the facts and the notice."""
        table = self.document.add_table(rows=1, cols=1)
        fix_widths(table, [1.0])
        cell_margins(table, top=560, bottom=560, left=560, right=560)
        row, cell = table.rows[0], table.rows[0].cells[0]
        row.height, row.height_rule = Mm(118), WD_ROW_HEIGHT_RULE.AT_LEAST
        shade_cell(cell, hexa(theme.PRIMARY))
        owner = cell.paragraphs[0]
        owner.style = "Propriétaire"
        owner.add_run(clean(cover.owner))
        cell.add_paragraph(clean(cover.title), style="Title")
        cell.add_paragraph(clean(cover.subtitle), style="Subtitle")
        self.document.add_paragraph(style="Source")
        self.facts(cover.facts)
        if cover.notice:
            self.document.add_paragraph(style="Source")
            self.boxed("warning", (Run(cover.notice),))

    def facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Labels and values, on the cover."""
        if not facts:
            return
        table = self.document.add_table(rows=0, cols=2)
        edge = ("single", 4, hexa(theme.RULE))
        place(table._tbl.tblPr, borders("w:tblBorders", bottom=edge, insideH=edge))
        cell_margins(table, top=90, bottom=90, right=120)
        for label, value in facts:
            self._fact(table.add_row(), label, (Run(value, bold=True),))
        fix_widths(table, [0.34, 0.66])

    def _fact(self, row: Any, label: str, runs: Inline) -> None:
        left, right = (cell.paragraphs[0] for cell in row.cells)
        left._p.style = right._p.style = self.style_id("Cellule")
        name = left.add_run(clean(label))
        name.bold = True
        name.font.color.rgb = RGBColor.from_string(hexa(theme.MUTED))
        self.runs(right, runs)
