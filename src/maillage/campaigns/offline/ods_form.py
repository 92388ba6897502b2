"""The same form as an ODS workbook, for LibreOffice."""

from __future__ import annotations

import io
from collections.abc import Iterable
from html import escape
from typing import Any

from maillage.base.lettering import clean
from maillage.campaigns.domain.offline.forms import OfflineForm
from maillage.campaigns.domain.offline.lines import FormLine, form_lines, guide_lines
from maillage.campaigns.domain.offline.sheets import GUIDE, HEADS, IDENTITY, QUESTIONS, identity_rows

WIDTHS = ("1.3cm", "9cm", "11.6cm", "5.4cm", "3cm", "4cm", "7cm", "7cm", "2.5cm")
LINE_CM = 0.52
_BORDER = 'fo:border="0.5pt solid #b8c2cc" fo:padding="0.08cm"'
_OPEN = f'{_BORDER} fo:background-color="#fff8df" style:cell-protect="none"'
# Name of a cell style: its properties, then those of its text and of its paragraphs.
_STYLES = {
    "title": ("", 'fo:font-size="20pt" fo:font-weight="bold" fo:color="#1f4e79"', ""),
    "label": ("", 'fo:font-size="12pt" fo:font-weight="bold" fo:color="#1f4e79"', ""),
    "text": ("", 'fo:font-size="12pt"', ""),
    "head": (f'{_BORDER} fo:background-color="#1f4e79"', 'fo:font-weight="bold" fo:color="#ffffff"', ""),
    "domain": (
        'fo:background-color="#eef2f6"',
        'fo:font-size="13pt" fo:font-weight="bold" fo:color="#1f4e79"',
        "",
    ),
    "cell": (_BORDER, "", ""),
    "number": (_BORDER, 'fo:font-weight="bold"', 'fo:text-align="center"'),
    "last": (_BORDER, 'fo:font-style="italic"', ""),
    "answer": (_OPEN, 'fo:font-size="16pt" fo:font-weight="bold"', 'fo:text-align="center"'),
    "words": (_OPEN, "", ""),
}
# Opens on the questions, their heads and numbers always in sight.
_ITEMS = {
    "HorizontalSplitMode": 2,
    "VerticalSplitMode": 2,
    "HorizontalSplitPosition": 2,
    "VerticalSplitPosition": 1,
}
_ITEMS |= {"ActiveSplitRange": 3, "PositionRight": 2, "PositionBottom": 1}
_VIEW = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-settings office:version="1.3" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:ooo="http://openoffice.org/2004/office">'
    '<office:settings><config:config-item-set config:name="ooo:view-settings">'
    '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
    '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
    f'<config:config-item config:name="ActiveTable" config:type="string">{QUESTIONS}</config:config-item>'
    f'<config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name="{QUESTIONS}">'
    + "".join(
        f'<config:config-item config:name="{name}" config:type="{"short" if "Mode" in name or "Range" in name else "int"}">'
        f"{value}</config:config-item>"
        for name, value in _ITEMS.items()
    )
    + "</config:config-item-map-entry></config:config-item-map-named></config:config-item-map-entry>"
    "</config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>"
)


def ods_form(form: OfflineForm) -> bytes:
    """The workbook of a form. Texts are written as texts: nothing in it runs."""
    from odfdo import Document, Element  # 0.3 s to import, for this function only

    document = Document("spreadsheet")
    document.language = "fr-FR"
    body = document.body
    body.clear()
    lines = list(form_lines(form))
    for style in _style_elements(lines):
        document.insert_style(Element.from_tag(style), automatic=True)
    rules = {choices: f"liste{rank}" for rank, choices in enumerate(_lists(lines), 1)}
    body.append(Element.from_tag(_rules(rules)))
    for table in (_guide(form), _questions(lines, rules), _identity(form)):
        body.append(Element.from_tag(table))
    document.meta.title = clean(form.title)
    document.container.set_part("settings.xml", _VIEW.encode())
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _style_elements(lines: Iterable[FormLine]) -> Iterable[str]:
    for name, (cell, text, paragraph) in _STYLES.items():
        yield (
            f'<style:style style:name="f-{name}" style:family="table-cell">'
            f'<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top" {cell}/>'
            f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
        )
    yield (
        '<style:style style:name="t-bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    )
    for rank, width in enumerate((*WIDTHS, "4.5cm", "12.5cm")):
        yield (
            f'<style:style style:name="c-{rank}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width}"/></style:style>'
        )
    for height in sorted({line.height for line in lines} | set(range(1, 13))):
        yield (
            f'<style:style style:name="r-{height}" style:family="table-row"><style:table-row-properties '
            f'style:row-height="{height * LINE_CM + 0.35:.2f}cm" style:use-optimal-row-height="false"/></style:style>'
        )
    yield '<style:style style:name="s-hidden" style:family="table"><style:table-properties table:display="false"/></style:style>'


def _lists(lines: Iterable[FormLine]) -> list[tuple[str, ...]]:
    found: dict[tuple[str, ...], None] = {}
    for line in lines:
        for choices in (line.choices, tuple(one.label for one in line.reasons)):
            if choices:
                found.setdefault(choices)
    return list(found)


def _rules(rules: dict[tuple[str, ...], str]) -> str:
    return (
        "<table:content-validations>"
        + "".join(_rule(name, choices) for choices, name in rules.items())
        + "</table:content-validations>"
    )


def _rule(name: str, choices: tuple[str, ...]) -> str:
    listed = ";".join('"' + clean(one).replace('"', '""') + '"' for one in choices)
    return (
        f'<table:content-validation table:name="{name}" '
        f'table:condition="{escape(f"of:cell-content-is-in-list({listed})")}" '
        f'table:base-cell-address="{QUESTIONS}.E2" table:allow-empty-cell="true" table:display-list="unsorted">'
        '<table:error-message table:title="À choisir dans la liste" table:display="true" table:message-type="stop">'
        "<text:p>Choisissez dans la liste, ou laissez vide.</text:p></table:error-message></table:content-validation>"
    )


def _guide(form: OfflineForm) -> str:
    rows = [
        _row(
            3,
            [
                _cell(form.title, "title", ' table:number-columns-spanned="2" table:number-rows-spanned="1"'),
                "<table:covered-table-cell/>",
            ],
        )
    ]
    for label, text in guide_lines(form):
        lines = max(1 + len(label) // 20, sum(1 + len(part) // 58 for part in text.split("\n")))
        rows.append(_row(min(lines, 12), [_cell(label, "label"), _cell(text, "text")]))
    return _table(GUIDE.replace("'", "’"), [len(WIDTHS), len(WIDTHS) + 1], rows)


def _questions(lines: list[FormLine], rules: dict[tuple[str, ...], str]) -> str:
    head = (
        f"<table:table-header-rows>{_row(2, [_cell(one, 'head') for one in HEADS])}</table:table-header-rows>"
    )
    rows = [head]
    for line in lines:
        if line.item is None:
            span = f' table:number-columns-spanned="{len(HEADS) - 1}" table:number-rows-spanned="1"'
            covered = f'<table:covered-table-cell table:number-columns-repeated="{len(HEADS) - 2}"/>'
            rows.append(_row(1, [_cell(line.title, "domain", span), covered]))
        else:
            rows.append(_question(line, rules))
    return _table(QUESTIONS, range(len(WIDTHS)), rows, hidden_last=True)


def _question(line: FormLine, rules: dict[tuple[str, ...], str]) -> str:
    assert line.item is not None
    item, reasons = line.item, tuple(one.label for one in line.reasons)
    look = "answer" if line.choices and len(line.choices[0]) < 3 else "words"
    title = f'<text:p><text:span text:style-name="t-bold">{escape(clean(item.title))}</text:span></text:p>'
    cells = [
        _cell(item.number, "number"),
        f'<table:table-cell table:style-name="f-cell" office:value-type="string">{title}{_paragraphs(line.question)}'
        "</table:table-cell>",
        _cell(line.possible, "cell"),
        _cell(line.last, "last"),
        _empty(look, rules.get(line.choices, "")),
        _empty("words", rules.get(reasons, "")),
        _empty("words"),
        _empty("words"),
        _cell(item.code, "cell"),
    ]
    return _row(line.height, cells)


def _identity(form: OfflineForm) -> str:
    rows = [
        _row(1, [_cell(label, "text"), _cell(value, "text")]) for label, value in identity_rows(form.identity)
    ]
    return _table(IDENTITY, [len(WIDTHS), len(WIDTHS)], rows, style=' table:style-name="s-hidden"')


def _table(
    name: str, columns: Iterable[int], rows: Iterable[str], *, hidden_last: bool = False, style: str = ""
) -> str:
    ranks = list(columns)
    said = [
        f'<table:table-column table:style-name="c-{rank}"'
        f"{' table:visibility=' + chr(34) + 'collapse' + chr(34) if hidden_last and rank == ranks[-1] else ''}/>"
        for rank in ranks
    ]
    return (
        f'<table:table table:name="{escape(name)}" table:protected="true"{style}>'
        f"{''.join(said)}{''.join(rows)}</table:table>"
    )


def _row(height: int, cells: Iterable[str]) -> str:
    return f'<table:table-row table:style-name="r-{height}">{"".join(cells)}</table:table-row>'


def _cell(text: str, style: str, more: str = "") -> str:
    return (
        f'<table:table-cell table:style-name="f-{style}" office:value-type="string"{more}>{_paragraphs(text)}'
        "</table:table-cell>"
    )


def _empty(style: str, rule: str = "") -> str:
    said = f' table:content-validation-name="{rule}"' if rule else ""
    return f'<table:table-cell table:style-name="f-{style}"{said}/>'


def _paragraphs(text: str) -> Any:
    return "".join(f"<text:p>{escape(part)}</text:p>" for part in clean(text).split("\n"))
