"""Template tags of the house: French formats, components, blocks, forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.contrib.messages import constants as levels
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from maillage.base.ui import blocks as html
from maillage.base.ui import forms as ui_forms
from maillage.base.ui import icons, listings
from maillage.base.ui.components import (
    Badge,
    Cell,
    Entry,
    Fact,
    Link,
    Listing,
    NextStep,
    Tile,
    Tone,
    TreeItem,
)
from maillage.base.values import french, sources
from maillage.base.values.tree import Block, Picture

register = template.Library()


def _day(value: date | datetime | None) -> date | None:
    return localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def euros(value: Decimal | int | None, decimals: int = 0) -> str:
    return french.euros(value, decimals)


@register.filter
def number(value: Decimal | int | float | None, decimals: int = 0) -> str:
    return french.number(value, decimals)


@register.filter
def percent(value: Decimal | float | None, decimals: int = 0) -> str:
    return french.percent(value, decimals)


@register.filter
def short_date(value: date | None) -> str:
    return french.short_date(_day(value))


@register.filter
def long_date(value: date | None) -> str:
    return french.long_date(_day(value))


@register.filter
def plain_date(value: date | None) -> str:
    return french.plain_date(_day(value))


@register.filter
def month(value: date | None) -> str:
    return french.month(_day(value))


@register.filter
def sourced(text: str) -> str:
    """ "Source : …", unless the text says itself that it is a note or a way of reading."""
    return sources.sourced(text)


@register.filter
def known(value: object) -> object:
    """The value, or "inconnu" for None and ""."""
    return french.UNKNOWN if value is None or value == "" else value


@register.filter
def markdown(text: str, level: int = 3) -> SafeString:
    """The Markdown subset of the programme file, escaped; titles start at `<h{level}>`."""
    return html.markdown_html(text, level)


@register.filter
def message_tone(message: Any) -> str:
    """The tone of one of Django's messages."""
    if message.level >= levels.ERROR:
        return Tone.BAD
    if message.level >= levels.WARNING:
        return Tone.WARNING
    return Tone.GOOD if message.level >= levels.SUCCESS else Tone.INFO


@register.filter
def tone_icon(tone: str) -> str:
    return icons.TONE_ICONS[Tone(tone)]


@register.filter
def short_month(day: date) -> str:
    return french.SHORT_MONTHS[day.month - 1]


@register.filter
def at(items: Sequence[Any], rank: int) -> Any:
    """The item of this rank; "" past the end."""
    return items[rank] if rank < len(items) else ""


@register.simple_tag
def ui_icon(name: str) -> SafeString:
    """An icon; nothing for an unknown name."""
    return icons.icon(str(name)) if name else SafeString("")


@register.simple_tag
def ui_badge(badge: Badge | None) -> SafeString | str:
    if badge is None:
        return ""
    return format_html('<span class="badge {}">{}</span>', badge.tone, badge.text)


@register.simple_tag
def ui_cell(cell: Cell) -> SafeString:
    """What a cell of a listing holds. Not a template: a list of 143 lines has a thousand cells."""
    text = format_html('<a href="{}">{}</a>', cell.url, cell.text) if cell.url else cell.text
    badge = format_html(" {}", ui_badge(cell.badge)) if cell.badge else ""
    note = format_html('<span class="cell-note">{}</span>', cell.note) if cell.note else ""
    return format_html("{}{}{}", text, badge, note)


@register.inclusion_tag("ui/parts/links.html")
def ui_links(links: Iterable[Link]) -> dict[str, Any]:
    return {"links": links}


@register.inclusion_tag("ui/parts/now.html", takes_context=True)
def ui_now(
    context: template.Context, steps: Sequence[NextStep], none: str = "Rien à faire ici pour l’instant."
) -> dict[str, Any]:
    """What to do now; a reader, who changes nothing, reads it as what awaits the team."""
    acts = getattr(context.get("request"), "can_edit", True)
    return {"steps": steps, "none": none, "acts": acts}


@register.inclusion_tag("ui/parts/listing.html")
def ui_listing(listing: Listing) -> dict[str, Any]:
    return {"listing": listing, "doubt": html.doubt(listing.confidence), **listings.shown(listing)}


@register.inclusion_tag("ui/parts/tiles.html")
def ui_tiles(tiles: Iterable[Tile]) -> dict[str, Any]:
    shown = [
        # A text: a template would write the number with a comma.
        {"tile": tile, "share": None if tile.share is None else f"{min(max(tile.share, 0), 1) * 100:.1f}"}
        for tile in tiles
    ]
    return {"tiles": shown, "unknown": french.UNKNOWN}


@register.inclusion_tag("ui/parts/facts.html")
def ui_facts(facts: Iterable[Fact]) -> dict[str, Any]:
    return {"facts": facts, "unknown": french.UNKNOWN}


@register.inclusion_tag("ui/parts/tree.html")
def ui_tree(items: Iterable[TreeItem], depth: int = 0, opened: int = 2) -> dict[str, Any]:
    """Branches deeper than `opened` levels start folded."""
    return {"items": items, "depth": depth, "below": depth + 1, "opened": opened, "open": depth < opened}


@register.inclusion_tag("ui/parts/entries.html")
def ui_entries(entries: Sequence[Entry], empty: str = "Aucune date à venir.") -> dict[str, Any]:
    return {"entries": entries, "empty": empty}


@register.simple_tag
def ui_blocks(blocks: Iterable[Block], level: int = 2) -> SafeString:
    """Any blocks of a format-free document, headings starting at `<h{level}>`."""
    return format_html('<div class="flow prose">{}</div>', html.blocks_html(blocks, level))


@register.simple_tag
def ui_picture(picture: Picture | None) -> SafeString | str:
    return html.picture_html(picture) if picture else ""


@register.inclusion_tag("ui/parts/form.html")
def ui_form(form: BaseForm) -> dict[str, Any]:
    """Error summary, hidden fields and fields. `form.fieldsets`, when present: (legend, [names]) pairs."""
    return {"form": form, "fieldsets": ui_forms.fieldsets(form)}


@register.inclusion_tag("ui/parts/errors.html")
def ui_errors(*forms: Any) -> dict[str, Any]:
    """The error summary of one or several forms and formsets, each line a link to its field."""
    return {"lines": [line for form in forms if form is not None for line in ui_forms.error_lines(form)]}


@register.inclusion_tag("ui/parts/rows.html")
def ui_rows(
    formset: Any, label: str = "Ligne", add: str = "Ajouter une ligne", hint: str = ""
) -> dict[str, Any]:
    """The rows of a formset, to be added and removed with or without JavaScript."""
    return {"formset": formset, "label": label, "add": add, "hint": hint}


@register.filter
def field_look(field: BoundField) -> ui_forms.Look:
    """How a field is laid out: its width, its suffix, whether it is a group of choices."""
    return ui_forms.look(field)


@register.simple_tag
def ui_widget(field: BoundField) -> SafeString:
    """The control itself, with the width that suits it."""
    return ui_forms.control(field)


@register.inclusion_tag("ui/parts/job.html")
def ui_job(job: Any) -> dict[str, Any]:
    """The progress of long work: `label`, `state`, `progress`, `message`, `url`, and `result` (a Link) if any."""
    state = str(job.state)
    label, tone, mark = _JOB_STATES.get(state, _JOB_STATES["waiting"])
    return {"job": job, "state": state, "said": label, "tone": tone, "mark": mark, "busy": state in _BUSY}


_BUSY = ("waiting", "running")
_JOB_STATES = {
    "waiting": ("En attente", "neutral", "hourglass"),
    "running": ("En cours", "info", "loader-circle"),
    "done": ("Terminé", "good", "circle-check"),
    "failed": ("Échec", "bad", "circle-alert"),
}


@register.simple_block_tag(end_name="endui_callout")
def ui_callout(content: str, tone: str = "info") -> SafeString:
    """`{% ui_callout "warning" %}…{% endui_callout %}`: info, good, warning, bad or neutral."""
    return html.callout_html(tone, SafeString(content))


@register.simple_block_tag(end_name="endui_dialog")
def ui_dialog(content: str, name: str, title: str) -> SafeString:
    """A dialog that `<a data-dialog="name" href="page of the same act">` opens; without JavaScript, the page."""
    close = format_html(
        '<form method="dialog"><button class="button plain small">{}<span class="hidden">Fermer</span></button></form>',
        icons.icon("x"),
    )
    return format_html(
        '<dialog id="{0}" aria-labelledby="{0}-titre"><div class="dialog-head"><h2 id="{0}-titre">{1}</h2>{2}</div>'
        '<div class="flow">{3}</div></dialog>',
        name, title, close, SafeString(content),
    )  # fmt: skip


@register.simple_block_tag(end_name="endui_tab")
def ui_tab(content: str, group: str, label: str, opened: bool = False) -> SafeString:
    """One panel of `<div class="tabs">`; panels of the same `group` close one another."""
    return format_html(
        '<details name="{}"{}><summary>{}</summary><div class="tab-body flow">{}</div></details>',
        group, SafeString(" open" if opened else ""), label, SafeString(content),
    )  # fmt: skip
