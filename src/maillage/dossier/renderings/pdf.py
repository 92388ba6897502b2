"""The dossier as an accessible PDF (PDF/UA-1), laid out by Typst.

Texts travel to the template as data (JSON), never as Typst source: nothing that an author types can be
taken for markup. The look is in `template.typ`.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from maillage.base.charts import theme
from maillage.base.charts.render import FONTS
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import (
    Block,
    Bullets,
    Callout,
    Inline,
    Paragraph,
    Part,
    Picture,
    Sheet,
    Table,
)
from maillage.dossier.domain.document import Document, walk_blocks
from maillage.dossier.renderings.measures import column_widths, paired, stays_whole
from maillage.dossier.renderings.pictures import as_svg
from maillage.dossier.renderings.texts import drawn, followed, printable, shortened, source_line

TEMPLATE = Path(__file__).with_name("template.typ")

Data = dict[str, Any]


def render_pdf(document: Document, *, day: date | None = None) -> bytes:
    """The PDF of a document already passed through `numbered`.

    `day` is written as its date of creation; without it the file carries none. Same document and day, same
    bytes.
    """
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else None
    content = _Content(document).data() | {"dated": noon is not None}
    pdf: bytes = _compiler().compile(
        sys_inputs={"document": json.dumps(content)},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=noon,
    )
    return pdf


@cache
def _fonts() -> Any:
    import typst  # a 33 MB compiler: only processes that make PDFs load it

    # No system font: the same document looks the same on every machine.
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _compiler() -> Any:
    import typst  # idem

    return typst.Compiler(TEMPLATE.read_bytes(), font_paths=_fonts())


class _Content:
    """What the template reads: the tree as plain dictionaries, with printable texts and safe links."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.anchors = _anchors(document)
        self._labelled: set[str] = set()

    def data(self) -> Data:
        cover = self.document.cover
        return {
            # PDF/UA refuses a document without a title.
            "title": printable(cover.title).strip() or "Sans titre",
            "running": printable(shortened(cover.title, 90)),
            "subtitle": printable(cover.subtitle),
            "owner": printable(cover.owner),
            "facts": [[printable(label), printable(value)] for label, value in cover.facts],
            "notice": printable(cover.notice),
            "subject": printable(self.document.subject),
            "contents": self.document.contents,
            "blocks": [self.block(chapter, 1) for chapter in self.document.chapters],
            "colours": {
                name: getattr(theme, name.upper())
                for name in ("ink", "muted", "rule", "grid", "band", "primary", "accent")
            },
        }

    def block(self, block: Block, level: int) -> Data:
        """One block; `level` is the heading level that a title takes here."""
        match block:
            case Part():
                inner = [self.block(child, level + 1) for child in block.blocks]
                return {"is": "part", "level": level, "blocks": inner, **self.titled(block)}
            case Paragraph():
                return {"is": "paragraph", "style": block.style, "runs": self.runs(block.runs)}
            case Bullets():
                return {
                    "is": "bullets",
                    "ordered": block.ordered,
                    "items": [self.runs(i) for i in block.items],
                }
            case Table():
                return self.table(block)
            case Picture():
                return _picture(block)
            case Sheet():
                return {"is": "sheet", "level": level, **self.card(block), **self.titled(block)}
            case Callout():
                return {"is": "callout", "kind": block.kind, "runs": self.runs(block.runs)}

    def card(self, sheet: Sheet) -> Data:
        """The tag and the lines of facts of a card."""
        lines = [[[printable(label), self.runs(runs)] for label, runs in line] for line in paired(sheet)]
        return {"tag": printable(sheet.tag), "facts": lines}

    def titled(self, block: Part | Sheet) -> Data:
        """Title and label; an anchor used twice labels its first place only."""
        anchor = "" if block.anchor in self._labelled else block.anchor
        self._labelled.add(anchor)
        return {"title": printable(block.title), "anchor": _label(anchor)}

    def runs(self, runs: Inline) -> list[Data]:
        return [
            {
                "text": printable(run.text),
                "bold": run.bold,
                "italic": run.italic,
                "link": followed(run.link),
                "to": _label(run.link[1:]) if run.link[:1] == "#" and run.link[1:] in self.anchors else "",
            }
            for run in runs
        ]

    def table(self, table: Table) -> Data:
        return {
            "is": "table",
            "caption": printable(table.caption),
            "columns": [
                {"label": printable(column.label), "align": column.align, "width": round(width, 2)}
                for column, width in zip(table.columns, column_widths(table), strict=True)
            ],
            "rows": [[printable(text) for text in row] for row in table.rows],
            "totals": list(table.totals),
            "whole": stays_whole(table),
            "source": printable(source_line(table.source)),
            "doubt": table.confidence is Confidence.TO_CONFIRM,
        }


def _picture(picture: Picture) -> Data:
    drawing = as_svg(picture)
    letters = (letter if ord(letter) < 128 else drawn(letter) for letter in drawing.image.decode())
    return {
        "is": "picture",
        "caption": printable(picture.caption),
        "alt": printable(picture.alt).strip() or "Figure",
        "svg": "".join(letters),
        "width": drawing.width_mm,
        "source": printable(source_line(picture.source)),
    }


def _anchors(document: Document) -> set[str]:
    blocks = walk_blocks(document.chapters)
    return {block.anchor for block in blocks if isinstance(block, Part | Sheet) and block.anchor}


def _label(anchor: str) -> str:
    # The prefix keeps an author's anchor apart from labels that the template may use.
    return f"anchor:{anchor}" if anchor else ""
