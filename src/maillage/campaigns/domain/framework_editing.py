"""Changes of a framework one by one: what is added, renamed, moved or removed keeps the whole readable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from maillage.base.values.french import listed
from maillage.campaigns.domain.frameworks import Domain, Framework, Item

T = TypeVar("T")


class EditRefused(ValueError):
    """A change that would leave a framework that cannot be read; the message is French and says what to do."""


def put_domain(framework: Framework, domain: Domain, *, was: str = "") -> Framework:
    """Write a domain, in the place of the one whose code is `was`, else at the end; its items stay as they are."""
    others = [other for other in framework.domains if other.code != was]
    if any(other.code == domain.code for other in others):
        raise EditRefused(f"Le code « {domain.code} » est déjà celui d'un domaine : choisissez-en un autre.")
    if len(others) == len(framework.domains):
        return replace(framework, domains=(*others, domain))
    kept = tuple(
        replace(domain, items=other.items) if other.code == was else other for other in framework.domains
    )
    return replace(framework, domains=kept)


def remove_domain(framework: Framework, code: str) -> Framework:
    """Without a domain and its items. Raises EditRefused when another domain depends on one of them."""
    gone = [item.code for domain in framework.domains if domain.code == code for item in domain.items]
    _refuse_needed(framework, gone)
    return replace(framework, domains=tuple(d for d in framework.domains if d.code != code))


def put_item(framework: Framework, item: Item, *, domain: str, was: str = "") -> Framework:
    """Write an item: in the place of `was`, or at the end of `domain` when it is new or comes from another one.

    Conditions that named `was` follow the new code. Raises EditRefused when the code is taken.
    """
    if item.code != was and item.code in framework.by_code:
        raise EditRefused(f"Le code « {item.code} » est déjà celui d'une question : choisissez-en un autre.")
    if domain not in {found.code for found in framework.domains}:
        raise EditRefused("Ce domaine n'est plus dans le référentiel : choisissez-en un autre.")
    found = framework.domain_of.get(was)
    domains = tuple(_with_item(each, item, domain, was) for each in framework.domains)
    changed = replace(framework, domains=domains)
    return _followed(changed, was, item.code) if found is not None and item.code != was else changed


def _with_item(domain: Domain, item: Item, home: str, was: str) -> Domain:
    if domain.code != home:
        return replace(domain, items=tuple(other for other in domain.items if other.code != was))
    if any(other.code == was for other in domain.items):
        return replace(domain, items=tuple(item if other.code == was else other for other in domain.items))
    return replace(domain, items=(*domain.items, item))


def _followed(framework: Framework, was: str, now: str) -> Framework:
    def renamed(item: Item) -> Item:
        when = tuple(
            replace(condition, item=now) if condition.item == was else condition for condition in item.when
        )
        return replace(item, when=when)

    domains = (replace(d, items=tuple(renamed(item) for item in d.items)) for d in framework.domains)
    return replace(framework, domains=tuple(domains))


def remove_item(framework: Framework, code: str) -> Framework:
    """Raises EditRefused when another item is asked only after this one."""
    _refuse_needed(framework, [code])
    domains = (
        replace(d, items=tuple(item for item in d.items if item.code != code)) for d in framework.domains
    )
    return replace(framework, domains=tuple(domains))


def _refuse_needed(framework: Framework, gone: Sequence[str]) -> None:
    needing = [
        item.title
        for item in framework.items
        if item.code not in gone and any(condition.item in gone for condition in item.when)
    ]
    if needing:
        raise EditRefused(
            f"{listed([f'« {title} »' for title in needing[:5]])} : posée seulement selon la réponse à ce que vous "
            "retirez. Retirez d'abord cette condition."
        )


def move_domain(framework: Framework, code: str, by: int) -> Framework:
    """One place up (-1) or down (+1); at an end, nothing changes."""
    return replace(
        framework, domains=_moved(framework.domains, [d.code for d in framework.domains], code, by)
    )


def move_item(framework: Framework, code: str, by: int) -> Framework:
    """One place up or down in its domain."""
    domains = (
        replace(d, items=_moved(d.items, [item.code for item in d.items], code, by))
        for d in framework.domains
    )
    return replace(framework, domains=tuple(domains))


def _moved(things: tuple[T, ...], codes: list[str], code: str, by: int) -> tuple[T, ...]:
    if code not in codes:
        return things
    rank = codes.index(code)
    to = min(max(rank + by, 0), len(things) - 1)
    rest = [*things[:rank], *things[rank + 1 :]]
    return (*rest[:to], things[rank], *rest[to:])


def next_version(framework: Framework, version: str) -> Framework:
    """The draft that follows a version: each item remembers which one it comes from."""
    domains = (
        replace(d, items=tuple(replace(item, formerly=item.code, break_reason="") for item in d.items))
        for d in framework.domains
    )
    return replace(framework, version=version, follows=framework.version, domains=tuple(domains))


def copy_of(framework: Framework, *, code: str, version: str, title: str) -> Framework:
    """Another framework that begins with the same content; it follows none."""
    domains = (
        replace(d, items=tuple(replace(item, formerly="", break_reason="") for item in d.items))
        for d in framework.domains
    )
    return replace(framework, code=code, version=version, title=title, follows="", domains=tuple(domains))
