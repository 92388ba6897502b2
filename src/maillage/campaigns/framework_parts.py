"""The parts of a draft that a form edits: its head, a domain, a question. How each is found, proposed and put back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from maillage.base.ui.editing.forms import Shape
from maillage.campaigns.domain.framework_editing import put_domain, put_item
from maillage.campaigns.domain.frameworks import Domain, Framework, Item
from maillage.campaigns.framework_forms import DOMAIN, HEAD, ITEM, Sheet


@dataclass(frozen=True, kw_only=True)
class Part:
    """`put(framework, value, sheet, was)` gives the framework with the part written in the place of `was`."""

    new: str
    gone: str
    shape: Shape
    find: Callable[[Framework, str], Any]
    put: Callable[[Framework, Any, Sheet, str], Framework]
    propose: Callable[[Framework, Mapping[str, str]], dict[str, Any]]
    anchor: Callable[[Any], str]


def _put_head(framework: Framework, value: Framework, sheet: Sheet, was: str) -> Framework:
    return replace(value, domains=framework.domains)


def _put_domain(framework: Framework, value: Domain, sheet: Sheet, was: str) -> Framework:
    return put_domain(framework, value, was=was)


def _put_item(framework: Framework, value: Item, sheet: Sheet, was: str) -> Framework:
    return put_item(framework, value, domain=sheet.form.cleaned_data["domain"], was=was)


def _head(framework: Framework, code: str) -> Framework:
    # Without what hangs under it: a colleague who writes a question does not change the head.
    return replace(framework, domains=())


def _domain(framework: Framework, code: str) -> Domain | None:
    return next((replace(domain, items=()) for domain in framework.domains if domain.code == code), None)


def _next_number(framework: Framework, asked: Mapping[str, str]) -> dict[str, Any]:
    """The number after the last of the domain asked for, and that domain."""
    if not framework.domains:
        return {}
    codes = [domain.code for domain in framework.domains]
    wanted = asked.get("domaine", "")
    index = codes.index(wanted) if wanted in codes else len(codes) - 1
    home, taken = framework.domains[index], {item.number for item in framework.items}
    rank, place = len(home.items) + 1, index + 1
    while f"{place}.{rank}" in taken:
        rank += 1
    return {"domain": home.code, "number": f"{place}.{rank}"}


HEAD_PART = Part(
    new="En-tête",
    gone="",
    shape=HEAD,
    find=_head,
    put=_put_head,
    propose=lambda framework, asked: {},
    anchor=lambda value: "",
)
DOMAIN_PART = Part(
    new="Nouveau domaine",
    gone="Ce domaine n'est plus dans le référentiel : quelqu'un l'a retiré ou a changé son code. Enregistrer "
    "l'ajoutera de nouveau, sans ses questions.",
    shape=DOMAIN,
    find=_domain,
    put=_put_domain,
    propose=lambda framework, asked: {},
    anchor=lambda value: f"#d-{value.code}",
)
ITEM_PART = Part(
    new="Nouvelle question",
    gone="Cette question n'est plus dans le référentiel : quelqu'un l'a retirée ou a changé son code. Enregistrer "
    "l'ajoutera de nouveau.",
    shape=ITEM,
    find=lambda framework, code: framework.by_code.get(code),
    put=_put_item,
    propose=_next_number,
    anchor=lambda value: f"#q-{value.code}",
)
