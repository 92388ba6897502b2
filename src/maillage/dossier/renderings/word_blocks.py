"""Each kind of block of the tree, written into a Word document."""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from maillage.base.charts import theme
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Bullets, Callout, Inline, Paragraph, Picture, Run, Sheet, Table
from maillage.dossier.domain.document import Cover
from maillage.dossier.renderings.pictures import as_png
from maillage.dossier.renderings.texts import clean, followed, source_line
from maillage.dossier.renderings.word_markup import (
    cell_xml,
    grid_xml,
    paragraph_xml,
    row_xml,
    run_xml,
    runs_xml,
)
from maillage.dossier.renderings.word_styles import CALLOUTS, DOUBT, callout_style, hexa
from maillage.dossier.renderings.word_tables import card_xml, table_xml
from maillage.dossier.renderings.word_xml import (
    cell_margins,
    describe_picture,
    fix_widths,
    restarted_numbering,
    shade_cell,
)

PARAGRAPHS = {"body": "Normal", "lead": "Chapeau", "note": "Note"}
FACTS_MM = (56.0, 110.0)


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

    def insert(self, xml: str) -> Any:
        """Append a block given as XML: the last element of the text is its section."""
        made = parse_xml(xml)
        self.document.element.body[-1].addprevious(made)
        return made

    def line(self, style: str, inside: str = "", **more: Any) -> Any:
        """Append a paragraph of the style called `style`, its inside given as XML."""
        made = self.insert(paragraph_xml(self.style_id(style), inside, root=True, **more))
        return WordParagraph(made, self.document._body)

    def target(self, link: str) -> str:
        """The attribute of a link that leads somewhere: a web address or a bookmark of this document."""
        if link[:1] == "#":
            name = self.bookmarks.get(link[1:], "")
            return f"w:anchor={quoteattr(name)}" if name else ""
        url = followed(link)
        if not url:
            return ""
        relation = self.document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return f"r:id={quoteattr(relation)}"

    def runs(self, runs: Inline) -> str:
        return runs_xml(runs, self.target)

    def paragraph(self, block: Paragraph, *, keep: bool = False) -> None:
        self.line(PARAGRAPHS.get(block.style, "Normal"), self.runs(block.runs), keep=keep)

    def bullets(self, block: Bullets) -> None:
        style = "List Number" if block.ordered else "List Bullet"
        number = restarted_numbering(self.document, style) if block.ordered else None
        for item in block.items:
            self.line(style, self.runs(item), number=number)

    def callout(self, block: Callout) -> None:
        self.boxed(block.kind if block.kind in CALLOUTS else "info", block.runs)

    def boxed(self, kind: str, runs: Inline) -> None:
        name, colour, _ = CALLOUTS[kind]
        title = run_xml(f"{name}\n", bold=True, colour=colour)
        self.line(callout_style(kind), title + self.runs(runs))

    def source(self, source: str, doubtful: bool) -> None:
        """The source line under a table or a figure; always there: its space closes the block."""
        shown = source_line(source)
        inside = run_xml(shown) if shown else ""
        if doubtful:
            inside += run_xml("  ·  à confirmer" if shown else "à confirmer", bold=True, colour=DOUBT)
        self.line("Source", inside)

    def picture(self, block: Picture, rank: int) -> None:
        drawing = as_png(block)
        holder = self.line("Figure", align="center")
        shape = holder.add_run().add_picture(io.BytesIO(drawing.image), width=Mm(drawing.width_mm))
        describe_picture(shape, f"Figure {rank}", clean(block.alt))
        caption = self.line("Caption", run_xml(block.caption), keep=True)
        caption.paragraph_format.space_before = Pt(2)
        self.source(block.source, False)

    def table(self, block: Table) -> None:
        self.line("Caption", run_xml(block.caption))
        self.insert(table_xml(block, self.style_id))
        if not block.rows:
            self.line("Note", run_xml("Aucune donnée."))
        self.source(block.source, block.confidence is Confidence.TO_CONFIRM)

    def sheet(self, block: Sheet) -> Any:
        """The card of an action; returns the paragraph of its title, to be bookmarked."""
        table = self.insert(card_xml(block, self.style_id, self.target))
        self.line("Intervalle")
        return WordParagraph(list(table.iter(qn("w:p")))[1], self.document._body)

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
        self.line("Source")
        self.facts(cover.facts)
        if cover.notice:
            self.line("Source")
            self.boxed("warning", (Run(cover.notice),))

    def facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Labels and values, on the cover."""
        style, rows = self.style_id("Cellule"), []
        for label, value in facts:
            pieces = (run_xml(label, bold=True, colour=theme.MUTED), run_xml(value, bold=True))
            cells = zip(FACTS_MM, pieces, strict=True)
            rows.append(row_xml(cell_xml(width, paragraph_xml(style, piece)) for width, piece in cells))
        if rows:
            self.insert(grid_xml(FACTS_PROPERTIES, FACTS_MM, rows, "Le dossier"))


_EDGE = f'w:val="single" w:sz="4" w:space="0" w:color="{hexa(theme.RULE)}"'
FACTS_PROPERTIES = (
    f"<w:tblBorders><w:bottom {_EDGE}/><w:insideH {_EDGE}/></w:tblBorders>"
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="90" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="90" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar>'
)
