"""The rules of a network."""

from __future__ import annotations

from maillage.accounts.models import Network
from maillage.rulebook.domain import Override, Rules
from maillage.rulebook.models import RuleOverride
from maillage.rulebook.packaged import packaged_rules


def rules_for(network: Network) -> Rules:
    """The packaged rules with the network's own values. One query."""
    return packaged_rules().with_overrides(
        Override(rule=row.rule, value=row.value, by=row.by, on=row.on, why=row.why)
        for row in RuleOverride.objects.filter(network=network)
    )
