"""The looks of cells as styles of ODS, from those of XLSX."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from maillage.dossier.renderings.workbook.looks import AMOUNTS, INK, LOOKS, RULE

FRENCH = 'number:language="fr" number:country="FR"'


def _euro(name: str, decimals: int) -> str:
    return (
        f'<number:number-style style:name="{name}" {FRENCH}><number:number number:decimal-places="{decimals}" '
        f'number:min-decimal-places="{decimals}" number:min-integer-digits="1" number:grouping="true"/>'
        "<number:text>\u00a0€</number:text></number:number-style>"
    )


STYLES = (
    _euro("euro", 2),
    _euro("euro-whole", 0),
    f'<number:percentage-style style:name="percent" {FRENCH}><number:number number:decimal-places="3" '
    'number:min-decimal-places="1" number:min-integer-digits="1"/><number:text>\u00a0%</number:text>'
    "</number:percentage-style>",
    '<style:style style:name="row" style:family="table-row">'
    '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>',
)


def style_name(kind: str, whole: bool) -> str:
    return f"{kind.replace('_', '-')}{'-whole' if whole and kind in AMOUNTS else ''}"


def styles_of() -> Iterator[str]:
    """One style a look; two where a page may show its amounts without their cents."""
    for kind in LOOKS:
        yield _style(kind, False)
        if kind in AMOUNTS:
            yield _style(kind, True)


def _style(kind: str, whole: bool) -> str:
    look = LOOKS[kind]
    shown = ""
    if "€" in look.get("num_format", ""):
        shown = "euro-whole" if whole else "euro"
    elif "%" in look.get("num_format", ""):
        shown = "percent"
    data = f' style:data-style-name="{shown}"' if shown else ""
    ground = f' fo:background-color="{look["bg_color"]}"' if "bg_color" in look else ""
    rule = f' fo:border-bottom="0.5pt solid {RULE}"' if "bottom" in look else ""
    rule += f' fo:border-top="0.5pt solid {INK}"' if "top" in look else ""
    wrap = ' fo:wrap-option="wrap"' if look.get("text_wrap") else ""
    align = '<style:paragraph-properties fo:text-align="center"/>' if look.get("align") == "center" else ""
    return (
        f'<style:style style:name="{escape(style_name(kind, whole))}" style:family="table-cell"{data}>'
        f'<style:table-cell-properties style:vertical-align="middle"{ground}{rule}{wrap}/>{align}'
        f"<style:text-properties{_letters(look)}/></style:style>"
    )


def _letters(look: dict[str, object]) -> str:
    """Its font, as XML attributes."""
    told = f' fo:font-size="{look["font_size"]}pt" style:font-name="Calibri"'
    told += ' fo:font-weight="bold"' if look.get("bold") else ""
    told += ' fo:font-style="italic"' if look.get("italic") else ""
    return told + (f' fo:color="{look["font_color"]}"' if "font_color" in look else "")
