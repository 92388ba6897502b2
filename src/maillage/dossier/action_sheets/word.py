"""Printed action sheets in Word, that people go on editing: real styles and headings, one A4 page each."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from maillage.base.charts import theme
from maillage.dossier.action_sheets.fitting import COLUMN_MM, WIDTH_MM, Fitted, fitted
from maillage.dossier.action_sheets.parts import Grid, Passage, PrintedSheet
from maillage.dossier.renderings.docx import undated
from maillage.dossier.renderings.texts import clean

CUT = "Fiche abrégée pour tenir sur une page : ce qui manque est marqué, et se lit en entier dans Maillage."


def sheets_docx(sheets: Sequence[PrintedSheet], *, title: str, day: date | None = None) -> bytes:
    """One page for each sheet, in the order given, each in the letters that fit it."""
    # python-docx and lxml take 0.4 s to load: only processes that write Word files pay for them
    import docx
    from docx.oxml import parse_xml

    from maillage.dossier.action_sheets.word_look import dress  # with python-docx

    word = docx.Document()
    laid = [fitted(sheet) for sheet in sheets]
    dress(word, [one.size for one in laid])
    for rank, one in enumerate(laid):
        for xml in _Page(one, first=rank == 0).blocks():
            word.element.body[-1].addprevious(parse_xml(xml))
    footer = word.sections[0].footer.paragraphs[0]
    footer.style = "Footer"
    footer.add_run(clean(sheets[0].dated if sheets else ""))
    _properties(word, title, day)
    buffer = io.BytesIO()
    word.save(buffer)
    return undated(buffer.getvalue())


def _properties(word: Any, title: str, day: date | None) -> None:
    properties = word.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title, properties.language = clean(title)[:255], "fr-FR"
    if day:
        properties.created = properties.modified = datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001


class _Page:
    """One sheet as WordprocessingML, from top to bottom; its styles are those of the size of its letters."""

    def __init__(self, laid: Fitted, *, first: bool) -> None:
        from maillage.dossier.action_sheets import word_look  # with python-docx
        from maillage.dossier.renderings import word_markup  # idem

        self.sheet, self.split, self.first = laid.sheet, laid.first_column, first
        self.look, self.markup = word_look, word_markup
        self.size = laid.size

    def blocks(self) -> Iterator[str]:
        sheet = self.sheet
        yield self.gap(breaks=not self.first)
        yield self.head()
        yield self.gap()
        yield self.strip()
        yield self.gap()
        yield self.columns()
        for grid in sheet.grids:
            yield self.paragraph("Partie", self.run(grid.title), root=True)
            yield self.table(grid) if grid.rows else self.paragraph("Texte", self.run(grid.empty), root=True)
            if grid.more:
                yield self.paragraph("Texte", self.run(grid.more, italic=True), root=True)
        if sheet.cut:
            yield self.gap()
            yield self.paragraph("Texte", self.run(CUT, italic=True), root=True)

    def run(self, text: str, **look: Any) -> str:
        made: str = self.markup.run_xml(text, **look)
        return made

    def paragraph(self, kind: str, inside: str, *, root: bool = False) -> str:
        """`root`: it stands by itself, in no cell."""
        made: str = self.markup.paragraph_xml(self.look.style_id(kind, self.size), inside, root=root)
        return made

    def gap(self, *, breaks: bool = False) -> str:
        """An empty line of a point: two tables would else be one. `breaks`: it begins the page."""
        return self.paragraph("Page" if breaks else "Intervalle", "", root=True)

    def grid(self, widths: Sequence[float], rows: Iterable[str], caption: str, *, lines: bool = False) -> str:
        made: str = self.markup.grid_xml(self.look.table_properties(lines=lines), widths, rows, caption)
        return made

    def head(self) -> str:
        sheet = self.sheet
        title = f"{sheet.number}\u2002{sheet.title}" if sheet.number else sheet.title
        inside = (
            self.paragraph("Bandeau", self.run(sheet.above))
            + self.paragraph("Titre", self.run(title))
            + self.paragraph("Bandeau", self.run(sheet.below))
        )
        cell = self.markup.cell_xml(WIDTH_MM, inside, fill=theme.PRIMARY)
        return self.grid([WIDTH_MM], [self.markup.row_xml([cell])], "Fiche action")

    def strip(self) -> str:
        width = WIDTH_MM / len(self.sheet.strip)
        cells = [
            self.markup.cell_xml(
                width,
                self.paragraph("Texte", self.run(label, colour=theme.MUTED))
                + self.paragraph("Texte", self.run(value, bold=True)),
                fill=theme.BAND,
            )
            for label, value in self.sheet.strip
        ]
        return self.grid([width] * len(cells), [self.markup.row_xml(cells)], "En bref")

    def columns(self) -> str:
        passages = self.sheet.passages
        sides = (passages[: self.split], passages[self.split :])
        cells = [
            self.markup.cell_xml(COLUMN_MM, "".join(map(self.passage, side)) or self.paragraph("Texte", ""))
            for side in sides
        ]
        widths = [COLUMN_MM, COLUMN_MM]
        cells.insert(1, self.markup.cell_xml(WIDTH_MM - sum(widths), self.paragraph("Texte", "")))
        widths.insert(1, WIDTH_MM - sum(widths))
        return self.grid(widths, [self.markup.row_xml(cells)], "L'action, en deux colonnes")

    def passage(self, passage: Passage) -> str:
        lines = []
        for line in passage.lines:
            label = self.run(f"{line.label} : ", bold=True, colour=theme.MUTED) if line.label else ""
            kind = "Puce" if line.bullet else "Texte"
            lines.append(self.paragraph(kind, label + self.run(line.text)))
        return self.paragraph("Partie", self.run(passage.title)) + "".join(lines)

    def table(self, grid: Grid) -> str:
        widths = [WIDTH_MM * width / sum(grid.widths) for width in grid.widths]

        def row(texts: Sequence[str], *, header: bool = False) -> str:
            look: dict[str, Any] = {"bold": True, "colour": theme.MUTED} if header else {}
            cells = [
                self.markup.cell_xml(width, self.paragraph("Cellule", self.run(text, **look)))
                for text, width in zip(texts, widths, strict=True)
            ]
            made: str = self.markup.row_xml(cells, header=header)
            return made

        rows = [row(grid.heads, header=True), *map(row, grid.rows)]
        return self.grid(widths, rows, grid.title, lines=True)
