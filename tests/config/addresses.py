"""Every address of the application, filled with codes that name nothing, and the view behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver

FILLED = {"department": "18", "int": "1", "str": "X9", "slug": "x9", "path": "x9", "uuid": "0" * 8}


@dataclass(frozen=True)
class Address:
    name: str
    path: str
    view: Callable[..., Any]

    @property
    def of_a_network(self) -> bool:
        return self.path.startswith("/18/")

    @property
    def public(self) -> bool:
        return bool(getattr(self.view, "public", False))

    @property
    def needs(self) -> str:
        return str(getattr(self.view, "needs", ""))


def _walk(resolver: Any, space: str = "", before: str = "/") -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space, route)
        else:
            path = re.sub(r"<(?:(\w+):)?\w+>", lambda found: FILLED[found[1] or "str"], route)
            yield Address(f"{space}{pattern.name}", path, pattern.callback)


def addresses() -> list[Address]:
    return list(_walk(get_resolver()))
