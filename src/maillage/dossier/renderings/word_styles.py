"""The styles of the Word dossier: real, named ones, that a reader can change in one place."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from maillage.base.charts import theme
from maillage.dossier.renderings.word_xml import borders, element, place, shade_paragraph

FONT = "Calibri"
TABLE_STYLE = "Maillage – tableau"
TABLE_STYLE_ID = "MaillageTableau"
DOUBT = "#8A5208"
# Name, colour and tint of each kind of callout.
CALLOUTS = {
    "info": ("À savoir", theme.PRIMARY, "#EEF3F7"),
    "warning": ("Attention", "#9C3D4E", "#FAF0F1"),
    "to_confirm": ("À confirmer", DOUBT, "#FBF4E8"),
}


# Sizes and spaces in points; `line` is a multiple of the line. See `_write`.
LOOKS: dict[str, dict[str, Any]] = {
    "Title": {"size": 32, "colour": theme.PAPER, "bold": True, "before": 70, "after": 14, "line": 1.0},
    "Subtitle": {"size": 15, "colour": theme.PAPER, "line": 1.05},
    "Propriétaire": {"size": 11.5, "colour": theme.PAPER, "bold": True},
    "Titre du sommaire": {"size": 21, "colour": theme.PRIMARY, "bold": True, "after": 14},
    "Chapeau": {"size": 12.5, "colour": theme.MUTED, "after": 12, "line": 1.2},
    "Note": {"size": 8.5, "colour": theme.MUTED, "after": 6, "line": 1.05},
    "Source": {"size": 8, "colour": theme.MUTED, "before": 4, "after": 12, "line": 1.0},
    "Caption": {"size": 9.5, "colour": theme.PRIMARY, "bold": True, "before": 10, "after": 4, "line": 1.0},
    "Figure": {"before": 10, "after": 2, "line": 1.0},
    "Cellule": {"size": 9, "line": 1.0},
    "Fait": {"size": 8.5, "line": 1.0},
    "Total": {"size": 9, "bold": True, "line": 1.0},
    "En-tête de tableau": {"size": 9, "colour": theme.PAPER, "bold": True, "line": 1.0},
    "Étiquette de fiche": {"size": 8, "colour": theme.PAPER, "bold": True, "line": 1.0},
    "Titre de fiche": {
        "size": 11.5,
        "colour": theme.PRIMARY,
        "bold": True,
        "before": 1,
        "after": 1,
        "line": 1.0,
    },
    "TOC 1": {"size": 10, "colour": theme.PRIMARY, "bold": True, "before": 8, "after": 2, "line": 1.0},
    "TOC 2": {"size": 9.5, "after": 2, "line": 1.0},
    # Invisible lines: after a card, where a section ends.
    "Intervalle": {"size": 5, "after": 4, "line": 1.0},
    "Footer": {"size": 8.5, "colour": theme.MUTED},
    "List Bullet": {"after": 3, "line": 1.12},
    "List Number": {"after": 3, "line": 1.12},
}


def hexa(colour: str) -> str:
    """`#17466a` as Word writes it: `17466A`."""
    return colour.lstrip("#").upper()


def prepare(document: Any) -> None:
    """Page, language and styles of an empty python-docx document."""
    _page(document)
    _defaults(document)
    _headings(document)
    _texts(document)
    document.styles.element.append(parse_xml(_TABLE_STYLE))


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(22)
    section.header_distance = section.footer_distance = Mm(11)
    section.different_first_page_header_footer = True


def _defaults(document: Any) -> None:
    styles = document.styles.element
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for language in defaults.findall(qn("w:lang")):
        defaults.remove(language)
    defaults.append(element("w:lang", val="fr-FR", eastAsia="fr-FR", bidi="ar-SA"))
    _modern(document)
    _write(document.styles["Normal"], size=10.5, colour=theme.INK, after=6, line=1.15)


def _modern(document: Any) -> None:
    """Ask for the layout of Word 2013: otherwise "mode de compatibilité" is shown and tables stick out."""
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = element("w:compat")
        # Its place in the schema: before these, whichever comes first.
        settings.insert_element_before(
            compat, "w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema", "w:themeFontLang",
            "w:clrSchemeMapping",
            "w:shapeDefaults", "w:decimalSymbol", "w:listSeparator",
        )  # fmt: skip
    name, uri = "compatibilityMode", "http://schemas.microsoft.com/office/word"
    for setting in compat.findall(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == name:
            compat.remove(setting)
    compat.append(element("w:compatSetting", name=name, uri=uri, val="15"))
    language = settings.find(qn("w:themeFontLang"))
    if language is not None:
        language.set(qn("w:val"), "fr-FR")
    for tag, symbol in (("w:decimalSymbol", ","), ("w:listSeparator", ";")):
        for child in settings.findall(qn(tag)):
            child.set(qn("w:val"), symbol)


def _headings(document: Any) -> None:
    for level, size, before, after in ((1, 21, 0, 14), (2, 14.5, 18, 6), (3, 12, 13, 4), (4, 11, 10, 3)):
        style = document.styles[f"Heading {level}"]
        colour = theme.PRIMARY if level <= 2 else theme.INK
        _write(style, size=size, colour=colour, bold=True, before=before, after=after, line=1.0)
        style.font.italic = False
        style.paragraph_format.keep_with_next = True
    first = document.styles["Heading 1"]
    first.paragraph_format.page_break_before = True
    place(first.element.get_or_add_pPr(), borders("w:pBdr", bottom=("single", 14, hexa(theme.ACCENT))))


def _texts(document: Any) -> None:
    for name, look in LOOKS.items():
        _write(_paragraph_style(document, name), **look)
    for name in ("Caption", "Figure", "Étiquette de fiche", "Titre de fiche", "Titre du sommaire"):
        document.styles[name].paragraph_format.keep_with_next = True
    document.styles["Subtitle"].font.italic = False
    document.styles["Caption"].font.italic = False
    document.styles["TOC 2"].paragraph_format.left_indent = Mm(4)
    for name in ("TOC 1", "TOC 2"):
        document.styles[name].paragraph_format.keep_together = True
    document.styles["TOC 1"].paragraph_format.keep_with_next = True
    for name in ("Title", "Subtitle"):
        _plain(document.styles[name])
    for kind, (name, colour, tint) in CALLOUTS.items():
        _callout(document, kind, name, colour, tint)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = RGBColor.from_string(hexa(theme.PRIMARY))
    link.font.underline = True


def callout_style(kind: str) -> str:
    return f"Encadré {CALLOUTS[kind][0].lower()}"


def _callout(document: Any, kind: str, name: str, colour: str, tint: str) -> None:
    style = document.styles.add_style(callout_style(kind), WD_STYLE_TYPE.PARAGRAPH)
    _write(style, size=10, colour=theme.INK, before=8, after=10, line=1.12)
    style.paragraph_format.left_indent = Mm(3.5)
    # Borders of the tint's own colour give the box its inner margins.
    margin = ("single", 4, hexa(tint))
    edge = borders("w:pBdr", top=margin, left=("single", 24, hexa(colour)), bottom=margin)
    for side, space in zip(edge, ("5", "8", "5"), strict=True):
        side.set(qn("w:space"), space)
    place(style.element.get_or_add_pPr(), edge)
    shade_paragraph(style, hexa(tint))


def _plain(style: Any) -> None:
    """Remove the underline and the letter spacing that python-docx's template gives to titles."""
    for parent, tag in (
        (style.element.pPr, "w:pBdr"),
        (style.element.rPr, "w:spacing"),
        (style.element.rPr, "w:kern"),
    ):
        for child in parent.findall(qn(tag)):
            parent.remove(child)


def _paragraph_style(document: Any, name: str) -> Any:
    try:
        return document.styles[name]
    except KeyError:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("TOC"))
        style.base_style = document.styles["Normal"]
        return style


def _write(
    style: Any,
    *,
    size: float | None = None,
    colour: str = theme.INK,
    bold: bool | None = None,
    before: float = 0,
    after: float = 0,
    line: float = 1.1,
) -> None:
    """Give a paragraph style its type: sizes and spaces in points, `line` as a multiple."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    style.font.size = Pt(size) if size else None
    style.font.color.rgb = RGBColor.from_string(hexa(colour))
    style.font.bold = bold
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    shape.line_spacing = line


_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE_ID}">
  <w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{hexa(theme.PRIMARY)}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{hexa(theme.RULE)}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="55" w:type="dxa"/><w:left w:w="95" w:type="dxa"/>
      <w:bottom w:w="55" w:type="dxa"/><w:right w:w="95" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:tcPr>
      <w:shd w:val="clear" w:color="auto" w:fill="{hexa(theme.PRIMARY)}"/>
      <w:vAlign w:val="bottom"/>
    </w:tcPr>
  </w:tblStylePr>
</w:style>"""
