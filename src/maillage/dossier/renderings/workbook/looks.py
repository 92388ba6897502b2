"""How the cells of a workbook look, in the words of its writers: what is typed stands on a pale ground."""

from __future__ import annotations

from typing import Any

INK, PAPER, BAND, RULE, TYPED = "#1d3344", "#ffffff", "#e8eff4", "#b9c8d3", "#fffbe9"
EURO = '#,##0.00\\ "€";[Red]-#,##0.00\\ "€"'
# Pages that are read, not typed: a dash rather than a crowd of zeros, no cents where none has some.
READ = f'{EURO};"–"'
WHOLE = READ.replace("0.00", "0")
_BASE: dict[str, Any] = {"font_name": "Calibri", "font_size": 11, "valign": "vcenter"}
_LINE = {**_BASE, "bottom": 1, "bottom_color": RULE}
_TOTAL = {**_BASE, "bold": True, "bg_color": BAND, "top": 1, "top_color": INK}
_HEAD = {**_BASE, "bold": True, "bg_color": INK, "font_color": PAPER, "text_wrap": True, "align": "center"}

LOOKS: dict[str, dict[str, Any]] = {
    "title": {**_BASE, "bold": True, "font_size": 15, "font_color": INK},
    "note": {**_BASE, "italic": True, "font_color": "#55636e"},
    "header": _HEAD,
    "text": {**_LINE, "text_wrap": True, "indent": 1},
    "year": {**_LINE, "align": "center"},
    "word": {**_LINE, "align": "center"},
    "money": {**_LINE, "num_format": EURO},
    "share": {**_LINE, "num_format": "0.0%"},
    "rate": {**_LINE, "num_format": "0.0##%"},
    "number": {**_LINE, "num_format": "#,##0.##"},
    "typed_money": {**_LINE, "num_format": EURO, "bg_color": TYPED},
    "typed_rate": {**_LINE, "num_format": "0.0##%", "bg_color": TYPED},
    "typed_number": {**_LINE, "num_format": "#,##0.##", "bg_color": TYPED},
    "typed_year": {**_LINE, "align": "center", "bg_color": TYPED},
    "typed_text": {**_LINE, "align": "center", "bg_color": TYPED},
    "total": {**_TOTAL, "num_format": EURO},
    "total_share": {**_TOTAL, "num_format": "0.0%"},
    "total_text": {**_TOTAL, "indent": 1, "text_wrap": True},
    "blank": _BASE,
}
AMOUNTS = ("money", "total")


def looks(amounts: str) -> dict[str, dict[str, Any]]:
    """Every look, with the format of the amounts of a page: EURO, READ or WHOLE."""
    return {**LOOKS, **{name: {**LOOKS[name], "num_format": amounts} for name in AMOUNTS}}
