"""WordprocessingML written as text and parsed once a block: python-docx would search its styles for every cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls

from maillage.base.values.tree import Inline
from maillage.dossier.renderings.texts import clean
from maillage.dossier.renderings.word_styles import hexa

TWIPS_PER_MM = 56.7
NAMESPACES = nsdecls("w", "r")

# What a link becomes: the attribute of `w:hyperlink` that says where it goes, or "".
Targets = Callable[[str], str]


def twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)


def text_xml(text: str) -> str:
    """The inside of a run; line ends and tabs become Word's own."""
    pieces = []
    for rank, line in enumerate(clean(text).split("\n")):
        shown = "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in line.split("\t")
        )
        pieces.append(f"<w:br/>{shown}" if rank else shown)
    return "".join(pieces)


def run_xml(text: str, *, bold: bool = False, italic: bool = False, colour: str = "", style: str = "") -> str:
    properties = (
        (f'<w:rStyle w:val="{style}"/>' if style else "")
        + ("<w:b/>" if bold else "")
        + ("<w:i/>" if italic else "")
        + (f'<w:color w:val="{hexa(colour)}"/>' if colour else "")
    )
    kept = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{kept}{text_xml(text)}</w:r>"


def runs_xml(runs: Inline, targets: Targets) -> str:
    """Stretches of text, with the links that may be followed."""
    pieces = []
    for run in runs:
        target = targets(run.link) if run.link else ""
        style = "Hyperlink" if target else ""
        made = run_xml(run.text, bold=run.bold, italic=run.italic, style=style)
        pieces.append(f'<w:hyperlink {target} w:history="1">{made}</w:hyperlink>' if target else made)
    return "".join(pieces)


def paragraph_xml(
    style: str,
    inside: str,
    *,
    align: str = "",
    keep: bool = False,
    number: int | None = None,
    root: bool = False,
) -> str:
    """A paragraph of the style whose identifier is given. `keep`: on the page of what follows. `root`: alone."""
    kept = "<w:keepNext/>" if keep else ""
    listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    names = f" {NAMESPACES}" if root else ""
    return f'<w:p{names}><w:pPr><w:pStyle w:val="{style}"/>{kept}{listed}{aligned}</w:pPr>{inside}</w:p>'


def cell_xml(width: float, paragraph: str, *, fill: str = "", span: int = 1) -> str:
    """A cell `width` millimetres wide."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{hexa(fill)}"/>' if fill else ""
    properties = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>{spanned}{shaded}'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph}</w:tc>"


def row_xml(cells: Iterable[str], *, header: bool = False) -> str:
    """A row that no page cuts; a header is repeated on each page."""
    flags = "<w:cantSplit/>" + ("<w:tblHeader/>" if header else "")
    return f"<w:tr><w:trPr>{flags}</w:trPr>{''.join(cells)}</w:tr>"


def grid_xml(properties: str, widths: Sequence[float], rows: Iterable[str], caption: str) -> str:
    """A whole table; `widths` in millimetres."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    described = f"<w:tblCaption w:val={quoteattr(clean(caption))}/>"
    return (
        f"<w:tbl {NAMESPACES}><w:tblPr>{properties}{described}</w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
