"""Reads the site as data: every address of the application, who may open it, and a thing to open it on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from maillage.accounts.models import Network


@dataclass(frozen=True)
class Address:
    """A pattern of `urls.py`. `name` is "room:name"; `arguments` are the names of its arguments."""

    name: str
    arguments: tuple[str, ...]
    view: Any

    @property
    def in_network(self) -> bool:
        """Under a network, for its people: a page that anyone reads (the answers to a consultation) is not."""
        return "department" in self.arguments and not self.is_public

    @property
    def needs(self) -> str | None:
        """The least role the view declares, if any."""
        return getattr(self.view, "needs", None)

    @property
    def is_public(self) -> bool:
        return bool(getattr(self.view, "public", False))


def addresses() -> list[Address]:
    return list(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, space: str, above: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        arguments = (*above, *pattern.pattern.converters)
        if isinstance(pattern, URLPattern):
            yield Address(f"{space}{pattern.name}", arguments, pattern.callback)
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern, inner, arguments)


# The arguments of an address, by its name: `{"rulebook:rule": {"code": "funding.dgd"}}`.
Samples = Mapping[str, Mapping[str, str]]


class UnknownAddress(AssertionError):
    """An address on which the walk has nothing to open: say it in `pages/samples.py`."""


def first_code(network: Network, room: str, name: str) -> str | None:
    """The code of the first thing of a class of a network, or its number when it has no code."""
    try:
        model: Any = apps.get_model(room, name)
    except LookupError:
        return None
    row = model.objects.filter(network=network).order_by("pk").first()
    return None if row is None else str(getattr(row, "code", None) or row.pk)


def url_of(address: Address, network: Network, samples: Samples) -> str:
    """A real address: its arguments from `samples`, else from the class that its name tells.

    Raises UnknownAddress for an address nobody told how to open.
    """
    given = dict(samples.get(address.name, {}))
    for argument in address.arguments:
        if argument in given:
            continue
        if argument == "department":
            given[argument] = network.department
            continue
        room, _, name = address.name.partition(":")
        code = first_code(network, room, name.split("-")[0])
        if code is None:
            raise UnknownAddress(f"{address.name} ({argument})")
        given[argument] = code
    return reverse(address.name, kwargs=given)
