"""What later rooms show on the page of a thing: the costs on an action's page, its indicators, its purchases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from maillage.base.plugs import plug_modules
from maillage.base.ui.components import Entry, Fact, Link, Listing
from maillage.base.values.tree import Block


@dataclass(frozen=True, kw_only=True)
class PagePanel:
    """A titled part of a page. `edits` are shown to those who may edit only."""

    title: str
    lead: str = ""
    facts: Sequence[Fact] = ()
    listing: Listing | None = None
    entries: Sequence[Entry] = ()
    blocks: Sequence[Block] = ()
    links: Sequence[Link] = ()
    edits: Sequence[Link] = ()


def panels_for(request: Any, target: str, code: str) -> list[PagePanel]:
    """The panels of every room for one thing, in the order of the rooms.

    `target` is "room.Class". A room offers them in `panels.py`: `page_panels(project, target, code)`.
    """
    found: list[PagePanel] = []
    for module in plug_modules("panels"):
        offer = getattr(module, "page_panels", None)
        if offer is not None:
            found.extend(offer(request.project, target, code))
    return found
