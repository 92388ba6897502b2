"""The facts of a thing from its declared fields: label and value, what nobody said being unknown."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from maillage.base.ui.components import Fact
from maillage.base.ui.editing.plain import NOTHING, plain, shown
from maillage.base.ui.pages import to
from maillage.base.values.fields import Kind, specs
from maillage.base.values.french import UNKNOWN
from maillage.territory.readings import territory_of


def thing_facts(request: Any, value: Any, *, without: Collection[str] = ()) -> Iterator[Fact]:
    """Every field but the code, the paragraphs and those `without`; a library's code becomes its name and a link."""
    written = plain(value)
    for name, spec in specs(type(value)).items():
        if name == "code" or name in without or spec.kind in (Kind.PROSE, Kind.CHILDREN):
            continue
        if spec.to == "territory.Library" and spec.kind is not Kind.WORDS:
            yield _library(request, spec.label, written[name])
            continue
        text = shown(spec, written[name])
        yield Fact(spec.label, UNKNOWN if text == NOTHING else text)


def _library(request: Any, label: str, code: str) -> Fact:
    if not code:
        return Fact(label, "au service départemental")
    found = next((one for one in territory_of(request.project).libraries if one.code == code), None)
    if found is None:
        return Fact(label, f"{code}, absente du registre")
    return Fact(label, f"{found.name}, {found.town}".rstrip(", "), to(request, "territory:library", code))


def paragraphs(value: Any) -> Iterator[tuple[str, str]]:
    """The paragraphs that were written, each with its label."""
    for name, spec in specs(type(value)).items():
        if spec.kind is Kind.PROSE and getattr(value, name):
            yield spec.label, getattr(value, name)
