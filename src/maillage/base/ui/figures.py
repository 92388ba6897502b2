"""Figures cited on a page, each leading to the page that says what it is made of."""

from __future__ import annotations

from collections.abc import Iterable

from maillage.base.plugs import Project, plug_modules
from maillage.base.values.citing import with_links
from maillage.base.values.tree import Block


def figure_url(project: Project, name: str) -> str:
    """The page that explains a figure; "" when its room has none.

    A room offers them in `figures.py`: `figure_page(project, name) -> str`.
    """
    room = name.partition(".")[0]
    for module in plug_modules("figures"):
        if module.__name__.split(".")[1] == room and (offer := getattr(module, "figure_page", None)):
            return str(offer(project, name))
    return ""


def linked_figures(project: Project, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with their figures as links: for a screen; documents keep them as text."""
    return with_links(blocks, lambda name: figure_url(project, name))
