"""A format-free document as HTML: any block of `base.values.tree`, escaped, with heading levels in order."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from maillage.base.ui.icons import icon, tone_icon
from maillage.base.ui.pictures import picture_svg
from maillage.base.values import markdown
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import (
    Block,
    Bullets,
    Callout,
    Inline,
    Paragraph,
    Part,
    Picture,
    Run,
    Sheet,
    Table,
)

_CALLOUTS = {
    "info": ("info", "À savoir"),
    "warning": ("warning", "Attention"),
    "to_confirm": ("warning", "À confirmer"),
}
_PARAGRAPHS = {"lead": ' class="lead"', "note": ' class="note"'}
_serial = itertools.count(1)


def blocks_html(blocks: Iterable[Block], level: int = 2) -> SafeString:
    """Blocks one after the other; the first Part found is titled `<h{level}>`."""
    return mark_safe("\n".join(block_html(block, level) for block in blocks))  # noqa: S308  # each one escaped


def markdown_html(text: str, level: int = 3) -> SafeString:
    """The Markdown subset of the programme file as HTML; anything else in `text` stays text."""
    return blocks_html(markdown.blocks(text or ""), level)


def block_html(block: Block, level: int) -> SafeString:
    match block:
        case Paragraph():
            style = mark_safe(_PARAGRAPHS.get(block.style, ""))  # noqa: S308  # one of two constants
            return format_html("<p{}>{}</p>", style, runs_html(block.runs))
        case Bullets():
            items = format_html_join("", "<li>{}</li>", ((runs_html(item),) for item in block.items))
            return format_html("<{0}>{1}</{0}>", "ol" if block.ordered else "ul", items)
        case Table():
            return table_html(block)
        case Picture():
            return picture_html(block)
        case Sheet():
            return _sheet(block, level)
        case Callout():
            tone, name = _CALLOUTS.get(block.kind, _CALLOUTS["info"])
            text = format_html(
                '<p><strong class="callout-name">{}.</strong> {}</p>', name, runs_html(block.runs)
            )
            return callout_html(tone, text)
        case Part():
            return _part(block, level)


def runs_html(runs: Inline) -> SafeString:
    return mark_safe("".join(_run(run) for run in runs))  # noqa: S308  # each one escaped


def callout_html(tone: str, content: SafeString) -> SafeString:
    return format_html('<div class="callout {}">{}<div>{}</div></div>', tone, tone_icon(tone), content)


def table_html(table: Table) -> SafeString:
    return _rendered("table", table=table, doubt=doubt(table.confidence), name=f"tableau-{next(_serial)}")


def picture_html(picture: Picture) -> SafeString:
    data = table_html(picture.data) if picture.data else ""
    drawing = picture_svg(picture.spec, picture.alt)
    return _rendered("picture", picture=picture, drawing=drawing, data=data)


def doubt(confidence: Confidence) -> str:
    """What is said beside figures that are not sure; "" when they are."""
    return "" if confidence is Confidence.CONFIRMED else confidence.label.capitalize()


def heading(title: str, level: int) -> SafeString:
    return format_html("<h{0}>{1}</h{0}>", min(level, 6), title)


def _run(run: Run) -> SafeString:
    found = format_html("{}", run.text)
    if run.italic:
        found = format_html("<em>{}</em>", found)
    if run.bold:
        found = format_html("<strong>{}</strong>", found)
    # A link is http(s) or a path of ours: "javascript:" stays a text.
    if run.link.startswith(("https://", "http://", "/", "#")):
        found = format_html('<a href="{}">{}</a>', run.link, found)
    return found


def _part(part: Part, level: int) -> SafeString:
    anchor = slugify(part.anchor or part.title) or f"partie-{next(_serial)}"
    body = blocks_html(part.blocks, level + 1)
    return format_html(
        '<section class="part flow prose" id="{}">{}\n{}</section>', anchor, heading(part.title, level), body
    )


def _sheet(sheet: Sheet, level: int) -> SafeString:
    facts = [(label, runs_html(runs)) for label, runs in sheet.facts]
    title = heading(sheet.title, level)
    return _rendered("sheet", sheet=sheet, facts=facts, title=title, anchor=slugify(sheet.anchor))


def _rendered(template: str, **context: object) -> SafeString:
    return mark_safe(render_to_string(f"ui/parts/{template}.html", context))  # noqa: S308  # templates escape


__all__ = ["block_html", "blocks_html", "callout_html", "icon", "markdown_html", "picture_html", "table_html"]
