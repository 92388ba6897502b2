"""The looks of cells as styles of ODS, from those of XLSX."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from maillage.dossier.renderings.workbook.looks import AMOUNTS, EURO, INK, LOOKS, READ, RULE, WHOLE

FRENCH = 'number:language="fr" number:country="FR"'


def _euro(name: str, decimals: int, before: str = "") -> str:
    return (
        f'<number:number-style style:name="{name}" {FRENCH}>{before}<number:number '
        f'number:decimal-places="{decimals}" number:min-decimal-places="{decimals}" '
        'number:min-integer-digits="1" number:grouping="true"/>'
        "<number:text>\u00a0€</number:text></number:number-style>"
    )


def _euro_read(name: str, decimals: int) -> tuple[str, ...]:
    """A dash for nothing, and the sign of what is negative: a style with a condition drops it."""
    minus = '<style:text-properties fo:color="#ff0000"/><number:text>-</number:text>'
    return (
        _euro(f"{name}-more", decimals),
        _euro(f"{name}-less", decimals, minus),
        f'<number:number-style style:name="{name}" {FRENCH}><number:text>–</number:text>'
        f'<style:map style:condition="value()&gt;0" style:apply-style-name="{name}-more"/>'
        f'<style:map style:condition="value()&lt;0" style:apply-style-name="{name}-less"/></number:number-style>',
    )


def _percent(name: str, decimals: int) -> str:
    return (
        f'<number:percentage-style style:name="{name}" {FRENCH}><number:number number:decimal-places="{decimals}" '
        'number:min-decimal-places="1" number:min-integer-digits="1"/><number:text>\u00a0%</number:text>'
        "</number:percentage-style>"
    )


STYLES = (
    _euro("euro", 2),
    *_euro_read("euro-read", 2),
    *_euro_read("euro-whole", 0),
    _percent("share", 1),
    _percent("rate", 3),
    '<style:style style:name="row" style:family="table-row">'
    '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>',
)


# How a page writes its amounts: with a dash for nothing, and with or without cents.
SUFFIXES = {EURO: "", READ: "-read", WHOLE: "-whole"}


def style_name(kind: str, amounts: str) -> str:
    """`amounts`: the format of the page, as XLSX writes it."""
    return f"{kind.replace('_', '-')}{SUFFIXES[amounts] if kind in AMOUNTS else ''}"


def styles_of() -> Iterator[str]:
    """One style a look; one for each way of writing amounts where it holds some."""
    for kind in LOOKS:
        for amounts in SUFFIXES if kind in AMOUNTS else (EURO,):
            yield _style(kind, amounts)


def _style(kind: str, amounts: str) -> str:
    look = LOOKS[kind]
    shown = ""
    if "€" in look.get("num_format", ""):
        shown = f"euro{SUFFIXES[amounts]}"
    elif "%" in look.get("num_format", ""):
        shown = "share" if look["num_format"] == "0.0%" else "rate"
    data = f' style:data-style-name="{shown}"' if shown else ""
    ground = f' fo:background-color="{look["bg_color"]}"' if "bg_color" in look else ""
    rule = f' fo:border-bottom="0.5pt solid {RULE}"' if "bottom" in look else ""
    rule += f' fo:border-top="0.5pt solid {INK}"' if "top" in look else ""
    wrap = ' fo:wrap-option="wrap"' if look.get("text_wrap") else ""
    align = '<style:paragraph-properties fo:text-align="center"/>' if look.get("align") == "center" else ""
    if look.get("indent"):
        align = '<style:paragraph-properties fo:text-align="start" fo:margin-left="0.25cm"/>'
    return (
        f'<style:style style:name="{escape(style_name(kind, amounts))}" style:family="table-cell"{data}>'
        f'<style:table-cell-properties style:vertical-align="middle"{ground}{rule}{wrap}/>{align}'
        f"<style:text-properties{_letters(look)}/></style:style>"
    )


def _letters(look: dict[str, object]) -> str:
    """Its font, as XML attributes."""
    told = f' fo:font-size="{look["font_size"]}pt" style:font-name="Calibri"'
    told += ' fo:font-weight="bold"' if look.get("bold") else ""
    told += ' fo:font-style="italic"' if look.get("italic") else ""
    return told + (f' fo:color="{look["font_color"]}"' if "font_color" in look else "")
