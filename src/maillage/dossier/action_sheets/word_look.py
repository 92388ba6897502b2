"""The styles of a printed action sheet in Word: one set for each size of letters, changed by people in one place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from maillage.base.charts import theme
from maillage.dossier.action_sheets.fitting import WIDTH_MM
from maillage.dossier.renderings.word_markup import twips
from maillage.dossier.renderings.word_styles import FONT, hexa, prepare
from maillage.dossier.renderings.word_xml import borders, place

# Sizes and spaces are in sizes of the letters of the sheet; a heading lets screen readers go from part to part.
KINDS: dict[str, dict[str, Any]] = {
    "Bandeau": {"size": 0.9, "colour": theme.PAPER, "after": 0.1},
    "Titre": {"size": 1.6, "colour": theme.PAPER, "bold": True, "after": 0.1, "level": 0},
    "Partie": {
        "size": 1.08,
        "colour": theme.PRIMARY,
        "bold": True,
        "before": 0.45,
        "after": 0.15,
        "level": 1,
        "ruled": True,
    },
    "Texte": {"size": 1.0, "after": 0.15},
    "Puce": {"size": 1.0, "after": 0.1, "bullet": True},
    "Cellule": {"size": 0.94},
    "Intervalle": {"size": 0.3},
    "Page": {"size": 0.1, "breaks": True},
}


def style_id(kind: str, size: float) -> str:
    return f"Fiche{kind}{round(size * 10)}"


def dress(word: Any, sizes: Iterable[float]) -> None:
    """The page and the styles of an empty document."""
    prepare(word)
    section = word.sections[0]
    section.left_margin = section.right_margin = Mm(13)
    section.top_margin, section.bottom_margin = Mm(11), Mm(14)
    section.header_distance, section.footer_distance = Mm(5), Mm(6)
    section.different_first_page_header_footer = False
    for size in sorted(set(sizes)):
        for kind, look in KINDS.items():
            _style(word, kind, size, look)


def _style(word: Any, kind: str, size: float, look: dict[str, Any]) -> None:
    style = word.styles.add_style(f"Fiche – {kind.lower()} {size:g}", WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), style_id(kind, size))
    style.base_style = word.styles["List Bullet" if look.get("bullet") else "Normal"]
    style.font.name = FONT
    style.font.size = Pt(max(round(size * look["size"] * 2) / 2, 1))
    style.font.bold = look.get("bold")
    style.font.color.rgb = RGBColor.from_string(hexa(look.get("colour", theme.INK)))
    shape = style.paragraph_format
    shape.line_spacing = 1.0
    shape.space_before, shape.space_after = Pt(size * look.get("before", 0)), Pt(size * look.get("after", 0))
    shape.page_break_before = look.get("breaks", False)
    properties = style.element.get_or_add_pPr()
    if look.get("bullet"):
        shape.left_indent, shape.first_line_indent = Mm(3.5), Mm(-3.5)
    if look.get("ruled"):
        shape.keep_with_next = True
        place(properties, borders("w:pBdr", bottom=("single", 4, hexa(theme.ACCENT))))
    if "level" in look:
        _outline(properties, look["level"])


def _outline(properties: Any, level: int) -> None:
    """Its place among the headings, by which Word lists and reads them. It comes last in the schema."""
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level))
    properties.append(outline)


def table_properties(*, lines: bool) -> str:
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{hexa(theme.RULE)}"'
    ruled = f"<w:tblBorders><w:bottom {edge}/><w:insideH {edge}/></w:tblBorders>" if lines else ""
    side = 60 if lines else 90
    return (
        f'<w:tblW w:w="{twips(WIDTH_MM)}" w:type="dxa"/>{ruled}<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="25" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="25" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )
