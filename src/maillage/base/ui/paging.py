"""The links from a page of a long list to the one before and the one after."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from maillage.base.ui.components import Link


def pages_of(
    part: Any, params: QueryDict, before: str = "Page précédente", after: str = "Page suivante"
) -> list[Link]:
    """`part`: a page of Django's Paginator; the other parameters of the address are kept."""

    def address(number: int) -> str:
        kept = params.copy()
        kept["page"] = str(number)
        return f"?{kept.urlencode()}"

    links = []
    if part.has_previous():
        links.append(Link(before, address(part.previous_page_number()), "button", "arrow-left"))
    if part.has_next():
        links.append(Link(after, address(part.next_page_number()), "button", "arrow-right"))
    return links
