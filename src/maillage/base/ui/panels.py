"""What later rooms show of a thing: panels on its page (the costs of an action), columns in the lists of its class."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
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


@dataclass(frozen=True, kw_only=True)
class PageColumn:
    """A figure that a later room knows of every thing of a class: the cost of each action, its number of indicators.

    `values`: by code; a code that is not there has none (it is not zero). Values of several things add up.
    """

    key: str
    label: str
    values: Mapping[str, Decimal]
    told: Callable[[Decimal], str]
    # What is missing where there is no value, for the completeness of a sheet: "un coût"; "" when it is optional.
    wanted: str = ""


def columns_for(project: Any, target: str) -> list[PageColumn]:
    """The columns of every room for the things of a class ("programme.Action"), in the order of the rooms.

    A room offers them in `panels.py`: `page_columns(project, target)`.
    """
    found: list[PageColumn] = []
    for module in plug_modules("panels"):
        offer = getattr(module, "page_columns", None)
        if offer is not None:
            found.extend(offer(project, target))
    return found
