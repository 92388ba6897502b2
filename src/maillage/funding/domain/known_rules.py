"""Rules asked for on days of which they may say nothing: a programme can be older than a text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

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


def sources_of(rules: Rules, ids: Iterable[str], on: date) -> tuple[Source, ...]:
    """Their sources on a day, each once, in the order asked."""
    values = (in_force(rules, rule, on) for rule in ids)
    return tuple(dict.fromkeys(value.source for value in values if value is not None))
