"""The links from a page of a long list to the one before and the one after."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from maillage.base.ui.components import Link


def pages_of(part: Any, params: QueryDict) -> list[Link]:
    """`part`: a page of Django's Paginator; the other parameters of the address are kept."""
    kept = params.copy()
    kept.pop("page", None)
    query = f"{kept.urlencode()}&" if kept else ""
    found = []
    if part.has_previous():
        found.append(Link("Page précédente", f"?{query}page={part.previous_page_number()}", "button"))
    if part.has_next():
        found.append(Link("Page suivante", f"?{query}page={part.next_page_number()}", "button"))
    return found
