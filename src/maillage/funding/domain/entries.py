"""What the finance software says of the money: commitments, payments, receipts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.fields import Choice


class EntryKind(Choice):
    COMMITMENT = "commitment", "engagement"
    PAYMENT = "payment", "mandat"
    RECEIPT = "receipt", "titre"


class Match(Choice):
    """How an entry was tied to a line of the plan."""

    CODE = "code", "par le code de la ligne"
    COMMITMENT = "commitment", "par son engagement"
    LIKENESS = "likeness", "par ressemblance, acceptée"
    HAND = "hand", "à la main"
    # Tied to nothing, and a person said so: it is of another programme.
    ASIDE = "aside", "hors du programme"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry. A negative amount takes back a part of what was entered before. `cost` and `line` are codes."""

    kind: EntryKind
    day: date
    amount_ttc: Decimal
    number: str = ""
    commitment: str = ""
    label: str = ""
    third_party: str = ""
    account: str = ""
    cost: str | None = None
    line: str | None = None
    match: Match | None = None

    @property
    def is_tied(self) -> bool:
        return self.cost is not None or self.line is not None

    @property
    def is_aside(self) -> bool:
        return not self.is_tied and self.match is Match.ASIDE

    @property
    def is_open(self) -> bool:
        """Nobody said yet what it pays."""
        return not self.is_tied and self.match is not Match.ASIDE
