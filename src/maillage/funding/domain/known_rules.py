"""Rules asked for on days of which they may say nothing: a programme can be older than a text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from maillage.base.values.sources import Source
from maillage.rulebook.domain import Rules, RuleValue, UnknownRule


def in_force(rules: Rules, rule: str, on: date) -> RuleValue | None:
    """The value of a day; None when the rule has none that day."""
    try:
        return rules.value(rule, on=on)
    except UnknownRule:
        return None


def applies(rules: Rules, rule: str, on: date) -> bool:
    """Whether a rule of unit "flag" applies; one that has no value that day does not."""
    value = in_force(rules, rule, on)
    return value is not None and bool(value.value)


class Cited(TypedDict):
    """What a verdict says it rests on: `yes("…", **cited(rules, ids, on))`."""

    sources: tuple[Source, ...]
    rules: tuple[str, ...]


def cited(rules: Rules, ids: Iterable[str], on: date) -> Cited:
    """The rules that have a value that day, in the order asked, and their sources."""
    known = tuple(rule for rule in ids if in_force(rules, rule, on) is not None)
    return Cited(sources=sources_of(rules, known, on), rules=known)


def sources_of(rules: Rules, ids: Iterable[str], on: date) -> tuple[Source, ...]:
    """Their sources on a day, each once, in the order asked."""
    values = (in_force(rules, rule, on) for rule in ids)
    return tuple(dict.fromkeys(value.source for value in values if value is not None))
