"""Contracts of the inventory on a day: when they end, by when one must give notice, what nobody decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from maillage.base.values.fields import Choice
from maillage.base.values.periods import add_months
from maillage.territory.domain.inventory import InventoryItem, RenewalDecision


class ContractState(Choice):
    UNDATED = "undated", "fin inconnue"
    RUNNING = "running", "en cours"
    ENDING = "ending", "finit bientôt"
    OVER = "over", "terminé"


@dataclass(frozen=True, kw_only=True)
class Contract:
    """An item seen on `today`; `horizon` is how many months ahead an end is announced."""

    item: InventoryItem
    today: date
    horizon: int

    @property
    def ends_on(self) -> date | None:
        return self.item.ends_on

    @property
    def notice_on(self) -> date | None:
        """The last day to give notice; None when none is needed (no tacit renewal) or its length is unknown."""
        item = self.item
        if item.ends_on is None or item.notice_months is None or item.tacit is False:
            return None
        return add_months(item.ends_on, -item.notice_months)

    @property
    def state(self) -> ContractState:
        if self.ends_on is None:
            return ContractState.UNDATED
        if self.ends_on < self.today:
            return ContractState.OVER
        soon = self.ends_on <= add_months(self.today, self.horizon)
        return ContractState.ENDING if soon else ContractState.RUNNING

    @property
    def act_by(self) -> date | None:
        """The day before which something must be decided: the last one to give notice, else the end."""
        if self.notice_on and not self.item.notice_given and self.item.decision is not RenewalDecision.RENEW:
            return self.notice_on
        return self.ends_on

    @property
    def awaits_notice(self) -> bool:
        """It will go on by itself unless notice is given, and nobody decided that it may."""
        return (
            self.item.tacit is True
            and self.notice_on is not None
            and self.item.notice_given is None
            and self.item.decision is not RenewalDecision.RENEW
            and self.state is not ContractState.OVER
        )

    @property
    def notice_missed(self) -> bool:
        """The last day to give notice went by without notice, and the contract has not ended yet."""
        return self.awaits_notice and self.notice_on is not None and self.notice_on < self.today

    @property
    def is_undecided(self) -> bool:
        """It ends one day and nobody said what comes next."""
        return self.ends_on is not None and self.item.decision is None


def contracts(items: Iterable[InventoryItem], *, today: date, horizon: int) -> tuple[Contract, ...]:
    """Every item as a contract, the soonest to act upon first, those without an end last."""
    found = [Contract(item=item, today=today, horizon=horizon) for item in items]
    return tuple(sorted(found, key=lambda one: (one.ends_on is None, one.act_by or date.max)))


def ending(found: Iterable[Contract]) -> tuple[Contract, ...]:
    """Those that end within the horizon, the first day to act first."""
    soon = [one for one in found if one.state is ContractState.ENDING]
    return tuple(sorted(soon, key=lambda one: one.act_by or date.max))
