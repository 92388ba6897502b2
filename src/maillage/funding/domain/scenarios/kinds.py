"""A rule of money that is not kept: of what kind, of what thing, by how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.fields import Choice


class Kind(Choice):
    """What may break, the gravest first."""

    OWN_SHARE = "own_share", "part minimale du Département"
    OVER = "over", "aides supérieures aux dépenses d'une opération"
    OVER_YEAR = "over_year", "aides supérieures aux dépenses d'une année"
    RATE = "rate", "taux de la DGD"
    UNUSED = "unused", "aide sans emploi"
    CEILING = "ceiling", "plafond"
    COMMITMENT = "commitment", "délai pour engager"
    TOO_SOON = "too_soon", "argent nécessaire avant la notification"
    YEAR = "year", "reste à charge d'une année"
    WHOLE = "whole", "reste à charge total"


@dataclass(frozen=True, kw_only=True)
class Breach:
    """A rule not kept, of one thing: `subject` is the code of an operation or of an aid, or a year. `amount`: by how
    much, in euros; `day`: from when it would be kept. `target` leads to the thing, as in remarks."""

    kind: Kind
    subject: str
    message: str
    amount: Decimal | None = None
    day: date | None = None
    target: str = ""

    @property
    def key(self) -> tuple[Kind, str]:
        return self.kind, self.subject
