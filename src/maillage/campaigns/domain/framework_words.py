"""A framework told in French: when a question is asked, what its answer is made of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.values.french import count, listed, number
from maillage.campaigns.domain.frameworks import Condition, Framework, Item, ItemKind


def condition_told(framework: Framework, condition: Condition) -> str:
    """« Postes ouverts au public » : niveau 1 au moins."""
    source = framework.by_code.get(condition.item)
    name = f"« {source.title} »" if source else f"« {condition.item} »"
    if condition.equals:
        return f"{name} : « {condition.equals} »"
    what = "niveau " if source is not None and source.kind is ItemKind.LEVELS else ""
    low, high = condition.at_least, condition.at_most
    if low is not None and high is not None:
        return (
            f"{name} : {what}{_amount(low)}"
            if low == high
            else f"{name} : de {_amount(low)} à {_amount(high)}"
        )
    if low is not None:
        return f"{name} : {what}{_amount(low)} au moins"
    return f"{name} : {what}{_amount(high)} au plus" if high is not None else name


def _amount(value: Decimal) -> str:
    return number(value, 0 if value == int(value) else 2)


def asked_when(framework: Framework, item: Item) -> str:
    """The conditions of an item on one line; "" when it is always asked."""
    return listed([condition_told(framework, condition) for condition in item.when])


def answer_told(item: Item) -> str:
    """What is answered when the levels do not say it."""
    match item.kind:
        case ItemKind.NUMBER:
            return f"Un nombre{f' ({item.unit})' if item.unit else ''}{_bounds(item)}."
        case ItemKind.IMPORTANCE:
            return "Deux notes de 1 à 5 : l'importance, puis la satisfaction."
        case ItemKind.AGREEMENT:
            return "Une note de 1 (pas du tout d'accord) à 5 (tout à fait d'accord)."
        case ItemKind.FREE:
            return "Quelques mots."
    return ""


def _bounds(item: Item) -> str:
    parts = [f"au moins {_amount(item.minimum)}"] if item.minimum is not None else []
    parts += [f"au plus {_amount(item.maximum)}"] if item.maximum is not None else []
    return f", {' et '.join(parts)}" if parts else ""


def size_told(framework: Framework) -> Iterator[str]:
    """How much is asked, for a list: questions, short form, core."""
    yield count(len(framework.items), "question")
    if framework.has_express:
        yield f"{number(sum(item.express for item in framework.items))} dans la forme courte"
    if framework.core:
        yield f"{number(len(framework.core))} du socle"
