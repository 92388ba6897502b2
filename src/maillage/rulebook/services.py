"""The rules of a network."""

from __future__ import annotations

from maillage.accounts.models import Network
from maillage.rulebook.domain import Override, Rules
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
    packaged = packaged_rules()
    return packaged.with_overrides(o for o in overrides_of(network) if packaged.can_override(o))
