"""WordprocessingML that python-docx does not write: fields, links, bookmarks, borders, shading."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from maillage.dossier.renderings.measures import TEXT_MM

# Word wants properties in the order of its schema (ECMA-376, 17.3 and 17.4): what comes after each one that
# is written here.
_AFTER = {
    "w:pBdr": (
        "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
        "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid",
        "w:spacing", "w:ind",
        "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection",
        "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr",
        "w:pPrChange",
    ),
    "w:tblBorders": ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription"),
    "w:tblCellMar": ("w:tblLook", "w:tblCaption", "w:tblDescription"),
    "w:tblCaption": ("w:tblDescription",),
    "w:tcShd": ("w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark"),
}  # fmt: skip


def element(tag: str, **attributes: str) -> Any:
    """`element("w:shd", val="clear")`: an XML element with attributes of Word's namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _run(paragraph: Any, child: Any) -> None:
    paragraph.add_run()._r.append(child)


def open_field(paragraph: Any, instruction: str) -> None:
    """Begin a field that shows what is added until `close_field`; Word is not asked to update it."""
    _run(paragraph, element("w:fldChar", fldCharType="begin"))
    text = element("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {instruction} "
    _run(paragraph, text)
    _run(paragraph, element("w:fldChar", fldCharType="separate"))


def close_field(paragraph: Any) -> None:
    _run(paragraph, element("w:fldChar", fldCharType="end"))


def field(paragraph: Any, instruction: str, shown: str) -> None:
    open_field(paragraph, instruction)
    paragraph.add_run(shown)
    close_field(paragraph)


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Put everything that the paragraph holds under a bookmark; `number` is unique in the document."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def into_link(paragraph: Any, run: Any, *, url: str = "", anchor: str = "") -> None:
    """Move a run of the paragraph into a hyperlink, to a web address or to a bookmark."""
    link = element("w:hyperlink", history="1")
    if url:
        link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    else:
        link.set(qn("w:anchor"), anchor)
    run._r.addprevious(link)
    link.append(run._r)


def borders(tag: str, **edges: tuple[str, int, str] | None) -> Any:
    """`borders("w:pBdr", bottom=("single", 8, "17466A"))`: size in eighths of a point; None is no border."""
    made = element(tag)
    for name in ("top", "left", "bottom", "right", "insideH", "insideV"):
        if name in edges:
            style, size, colour = edges[name] or ("nil", 0, "auto")
            made.append(element(f"w:{name}", val=style, sz=str(size), space="0", color=colour))
    return made


def right_tab(paragraph: Any) -> None:
    """One tab stop, at the right edge of the text, instead of those of the style."""
    stops = paragraph.style.paragraph_format.tab_stops
    for _ in range(len(stops)):
        del stops[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_MM), WD_TAB_ALIGNMENT.RIGHT)


def shading(colour: str) -> Any:
    return element("w:shd", val="clear", color="auto", fill=colour)


def place(properties: Any, child: Any, kind: str = "") -> None:
    """Put a property where the schema wants it. `kind` names the entry of `_AFTER` when the tag does not."""
    prefixed = "w:" + child.tag.rpartition("}")[2]
    properties.insert_element_before(child, *_AFTER[kind or prefixed])


def shade_paragraph(style: Any, colour: str) -> None:
    style.element.get_or_add_pPr().insert_element_before(shading(colour), *_AFTER["w:pBdr"][1:])


def shade_cell(cell: Any, colour: str) -> None:
    place(cell._tc.get_or_add_tcPr(), shading(colour), "w:tcShd")


def cell_margins(table: Any, **twips: int) -> None:
    """Inner margins of a table's cells: `top`, `left`, `bottom`, `right`, in twentieths of a point."""
    margins = element("w:tblCellMar")
    for edge in ("top", "left", "bottom", "right"):
        margins.append(element(f"w:{edge}", w=str(twips.get(edge, 0)), type="dxa"))
    place(table._tbl.tblPr, margins)


def describe_picture(shape: Any, name: str, alt: str) -> None:
    """Give an inline picture its name and its alternative text."""
    shape._inline.docPr.set("name", name)
    shape._inline.docPr.set("descr", alt)


def restarted_numbering(document: Any, style_name: str) -> int:
    """A new numbering instance, starting at 1, of the list that a style uses. Returns its `numId`."""
    numbering = document.part.numbering_part.element
    used = document.styles[style_name].element.pPr.numPr.numId.val
    (source,) = (num for num in numbering.num_lst if num.numId == used)
    made = numbering.add_num(source.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    number: int = made.numId
    return number


def fix_widths(table: Any, shares: list[float]) -> None:
    """Fix the widths of columns, in proportion to `shares`, over the whole text."""
    table.autofit = False
    kept = [max(share, 0.1) for share in shares]
    for column, share in zip(table.columns, kept, strict=True):
        column.width = Mm(TEXT_MM * share / sum(kept))
    properties = table._tbl.tblPr
    for width in properties.findall(qn("w:tblW")):
        width.set(qn("w:w"), str(round(TEXT_MM * 56.7)))
        width.set(qn("w:type"), "dxa")


def end_section(document: Any, paragraph: Any, *, columns: int) -> None:
    """End a section with `paragraph`; what follows stays on the page, in one column, under the same footer."""
    last = document.element.body[-1]
    ended = deepcopy(last)
    ended.find(qn("w:cols")).set(qn("w:num"), str(columns))
    ended.find(qn("w:cols")).set(qn("w:space"), "510")
    paragraph._p.get_or_add_pPr().append(ended)
    for child in list(last):
        # The first section holds the footer, and it alone has a page without.
        if child.tag in (qn("w:headerReference"), qn("w:footerReference"), qn("w:titlePg"), qn("w:type")):
            last.remove(child)
    kind = element("w:type", val="continuous")
    last.insert(0, kind)
