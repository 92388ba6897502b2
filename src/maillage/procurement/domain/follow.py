"""What became of a purchase: launched, notified, late, and when its contract can be expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from maillage.base.values.fields import Choice
from maillage.base.values.periods import working_day_on_or_after
from maillage.procurement.domain.backward import Milestone, Planned


class PurchaseState(Choice):
    LATE = "late", "en retard"
    LAUNCHED = "launched", "consultation en cours"
    PREPARING = "preparing", "à préparer maintenant"
    TO_COME = "to_come", "à venir"
    NOTIFIED = "notified", "notifié"
    UNDATED = "undated", "à dater"


@dataclass(frozen=True, kw_only=True)
class Followed:
    """A purchase on a day. `overdue`: milestones whose day has gone by and that have surely not happened.

    `expected` is the real notification, else the earliest one that the usual delays allow; `slip_days` by how many
    days it comes after the planned one, 0 when in time.
    """

    planned: Planned
    state: PurchaseState
    overdue: tuple[Milestone, ...]
    expected: date | None
    slip_days: int

    @property
    def is_slipping(self) -> bool:
        """Not notified, and no longer able to be in time."""
        return self.state is not PurchaseState.NOTIFIED and bool(self.slip_days)


def follow(planned: Planned, on: date) -> Followed:
    """Where a purchase stands on a day: its dates worked backwards against what really happened."""
    expected = expected_notification(planned, on)
    due = planned.day("notify")
    overdue = tuple(m for m in planned.milestones if m.day < on and _missed(m, planned))
    return Followed(
        planned=planned,
        state=_state(planned, on, bool(overdue)),
        overdue=overdue,
        expected=expected,
        slip_days=max(0, (expected - due).days) if expected and due else 0,
    )


def _missed(milestone: Milestone, planned: Planned) -> bool:
    """Whether a milestone that has gone by has surely not happened. Of offers and awards nothing is recorded."""
    purchase = planned.purchase
    if purchase.notified_on or milestone.key in ("prepare", "decp"):
        return False
    return milestone.key == "notify" or purchase.launched_on is None


def _state(planned: Planned, on: date, late: bool) -> PurchaseState:
    purchase = planned.purchase
    if purchase.notified_on and purchase.notified_on <= on:
        return PurchaseState.NOTIFIED
    if late:
        return PurchaseState.LATE
    if purchase.launched_on and purchase.launched_on <= on:
        return PurchaseState.LAUNCHED
    if planned.must_start is None:
        return PurchaseState.UNDATED
    return PurchaseState.PREPARING if planned.must_start <= on else PurchaseState.TO_COME


def expected_notification(planned: Planned, on: date) -> date | None:
    """The real notification, else the earliest one: from the launch, real or still possible, by the usual delays."""
    if planned.purchase.notified_on:
        return planned.purchase.notified_on
    launch, notify = planned.day("launch"), planned.day("notify")
    if launch is None or notify is None:
        return None
    began = planned.purchase.launched_on or max(launch, on)
    # Never in the past: what has not come by today comes tomorrow at the soonest.
    return working_day_on_or_after(max(began + (notify - launch), on))
