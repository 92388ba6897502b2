"""The rules of a network, and the verbs that set a local value or come back to the packaged one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base.models import record
from maillage.rulebook.domain import Override, Rules, UnknownRule
from maillage.rulebook.domain.rules import format_value
from maillage.rulebook.models import RuleOverride
from maillage.rulebook.packaged import packaged_rules


def overrides_of(network: Network) -> list[Override]:
    """The local values stored for a network, in the order they were set. One query."""
    return [
        Override(rule=row.rule, value=row.value, by=row.by, on=row.on, why=row.why)
        for row in RuleOverride.objects.filter(network=network)
    ]


def rules_for(network: Network) -> Rules:
    """The packaged rules with the network's own values.

    A value set for a rule that has since gone, or has become law, is left aside: the linter says so (REG-01).
    """
    packaged, stored = packaged_rules(), overrides_of(network)
    used = packaged.with_overrides(o for o in stored if packaged.can_override(o))
    return replace(used, left_aside=tuple(o for o in stored if not packaged.can_override(o)))


@transaction.atomic
def set_value(
    *, network: Network, rule: str, value: Decimal, by: str, why: str, on: date, actor: Any
) -> RuleOverride:
    """Give a parameter, or a law that was not read, a local value: `by` is a role, `on` the day it was decided.

    Raises ValueError for law or an unknown rule, and then nothing is changed.
    """
    rules = rules_for(network)
    rules.with_overrides([Override(rule=rule, value=value, by=by, on=on, why=why)])
    before = _told(rules, rule, on)
    row, _ = RuleOverride.objects.update_or_create(
        network=network, rule=rule, defaults={"value": value, "by": by, "on": on, "why": why}
    )
    after = format_value(value, rules.rules[rule].unit)
    _record(network, rules, rule, "rule.set", actor, before=before, after=after, why=why)
    return row


@transaction.atomic
def reset_value(*, network: Network, rule: str, on: date, actor: Any) -> bool:
    """Come back to the packaged value; False when there was no local one."""
    rules = rules_for(network)
    deleted, _ = RuleOverride.objects.filter(network=network, rule=rule).delete()
    if not deleted:
        return False
    before, after = _told(rules, rule, on), _told(packaged_rules(), rule, on)
    _record(network, rules, rule, "rule.reset", actor, before=before, after=after, why="")
    return True


def _record(network: Network, rules: Rules, rule: str, verb: str, actor: Any, **told: str) -> None:
    known = rules.rules.get(rule)
    label = known.title if known else rule
    record(network=network, actor=actor, verb=verb, target=f"rulebook.Rule/{rule}", label=label, **told)


def _told(rules: Rules, rule: str, on: date) -> str:
    try:
        found = rules.value(rule, on=on)
    except UnknownRule:
        return ""
    return format_value(found.value, found.rule.unit)
