"""The dossier as a Word document that people go on editing: real styles and headings, filled contents page."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from maillage.base.values.tree import Block, Bullets, Callout, Paragraph, Part, Picture, Sheet, Table
from maillage.dossier.domain.document import Document
from maillage.dossier.renderings.texts import clean, shortened

# Chapters and their parts. \n leaves page numbers out: only Word could know them, so none can be wrong.
CONTENTS = 'TOC \\o "1-2" \\n \\h \\z \\u'
CONTENTS_LEVELS = 2
HEADING_LEVELS = 4
# Zip archives have no date before 1980; a fixed one makes equal documents equal files.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def render_docx(document: Document, *, day: date | None = None) -> bytes:
    """The Word file of a document already passed through `numbered`.

    `day` is written as its dates of creation and change; without it the file carries none. Same document and
    day, same bytes.
    """
    # python-docx and lxml take 0.4 s to load: only processes that write Word files pay for them
    import docx

    from maillage.dossier.renderings import word_styles  # with python-docx

    word = docx.Document()
    word_styles.prepare(word)
    _Composer(word, document).compose()
    _properties(word, document, day)
    buffer = io.BytesIO()
    word.save(buffer)
    return undated(buffer.getvalue())


class _Composer:
    """Lays the tree out, in order: cover, contents, chapters."""

    def __init__(self, word: Any, document: Document) -> None:
        from maillage.dossier.renderings.word_blocks import Writer  # with python-docx, see render_docx

        self.word = word
        self.document = document
        self.names = _Bookmarks(document)
        self.writer = Writer(word, self.names.of_anchors)
        self.pictures = 0

    def compose(self) -> None:
        self.writer.cover(self.document.cover)
        if self.document.contents:
            self.contents()
        for chapter in self.document.chapters:
            self.block(chapter, 1)
        self.footer()

    def contents(self) -> None:
        """The contents page: a real field whose result is written: Word has nothing to ask on opening."""
        # with python-docx, see render_docx
        from maillage.dossier.renderings.word_markup import run_xml
        from maillage.dossier.renderings.word_xml import close_field, end_section, into_link, open_field

        title = self.writer.line("Titre du sommaire", run_xml("Sommaire"))
        title.paragraph_format.page_break_before = True
        entries = list(self.names.entries(CONTENTS_LEVELS))
        if not entries:
            return
        end_section(self.word, self.writer.line("Intervalle"), columns=1)
        for rank, (level, text, name) in enumerate(entries):
            line = self.writer.line(f"TOC {level}")
            if rank == 0:
                open_field(line, CONTENTS)
            into_link(line, line.add_run(clean(text)), anchor=name)
        close_field(line)
        # Two narrow columns: the whole dossier is seen on one page. Past the field: it may be updated.
        end_section(self.word, self.writer.line("Intervalle"), columns=2)

    def block(self, block: Block, level: int) -> None:
        match block:
            case Part():
                self.part(block, level)
            case Paragraph():
                self.writer.paragraph(block)
            case Bullets():
                self.writer.bullets(block)
            case Table():
                self.writer.table(block)
            case Picture():
                self.pictures += 1
                self.writer.picture(block, self.pictures)
            case Sheet():
                self.mark(self.writer.sheet(block), block)
            case Callout():
                self.writer.callout(block)

    def part(self, part: Part, level: int) -> None:
        from maillage.dossier.renderings.word_markup import run_xml  # idem

        self.mark(self.writer.line(f"Heading {min(level, HEADING_LEVELS)}", run_xml(part.title)), part)
        for block, after in zip_longest(part.blocks, part.blocks[1:]):
            if isinstance(block, Paragraph) and isinstance(after, Table | Picture):
                # A sentence that announces a table or a figure stays on its page.
                self.writer.paragraph(block, keep=True)
            else:
                self.block(block, level + 1)

    def mark(self, paragraph: Any, block: Part | Sheet) -> None:
        from maillage.dossier.renderings.word_xml import bookmark  # idem

        bookmark(paragraph, *self.names.of_block(block))

    def footer(self) -> None:
        from maillage.dossier.renderings.word_xml import field, right_tab  # idem

        line = self.word.sections[0].footer.paragraphs[0]
        line.style = "Footer"
        right_tab(line)
        line.add_run(clean(shortened(self.document.cover.title, 90)) + "\t")
        field(line, "PAGE", "2")
        line.add_run(" / ")
        field(line, "NUMPAGES", "2")


class _Bookmarks:
    """A bookmark for each part and sheet, named once: `_Toc000000001`, as Word does for its contents."""

    def __init__(self, document: Document) -> None:
        self._ids: dict[int, int] = {}
        self._listed: list[tuple[int, str, str]] = []
        self.of_anchors: dict[str, str] = {}
        for chapter in document.chapters:
            self._visit(chapter, 1)

    def _visit(self, block: Block, level: int) -> None:
        if not isinstance(block, Part | Sheet):
            return
        number = self._ids.setdefault(id(block), len(self._ids) + 1)
        if block.anchor:
            self.of_anchors.setdefault(block.anchor, self._name(number))
        if isinstance(block, Part):
            self._listed.append((level, block.title, self._name(number)))
            for child in block.blocks:
                self._visit(child, level + 1)

    @staticmethod
    def _name(number: int) -> str:
        return f"_Toc{number:09d}"

    def of_block(self, block: Part | Sheet) -> tuple[str, int]:
        """Name and number of the bookmark of a block of this document."""
        number = self._ids[id(block)]
        return self._name(number), number

    def entries(self, levels: int) -> list[tuple[int, str, str]]:
        """`(level, title, bookmark)` of the headings down to `levels`, in reading order."""
        return [entry for entry in self._listed if entry[0] <= levels]


def _properties(word: Any, document: Document, day: date | None) -> None:
    """Title, subject, author and language; the template's own dates and comments are dropped."""
    properties = word.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title = clean(document.cover.title)[:255]
    properties.subject = clean(document.subject)[:255]
    properties.author = clean(document.cover.owner)[:255]
    properties.language = "fr-FR"
    if day:
        properties.created = properties.modified = datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001


def undated(file: bytes) -> bytes:
    """The same archive with one fixed date on every member."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(file)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            plain = zipfile.ZipInfo(member.filename, ZIP_DATE)
            plain.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(plain, source.read(member))
    return result.getvalue()
