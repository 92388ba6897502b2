"""What became of a purchase, and when its contract can be expected."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from builders import rules
from maillage.procurement.domain.backward import Planned, plan_purchase
from maillage.procurement.domain.follow import PurchaseState, follow
from maillage.procurement.domain.purchases import HomogeneousNeed, Purchase

NEEDED = date(2027, 3, 1)


def planned(**facts: Any) -> Planned:
    """A purchase of 70 000 €: an adapted procedure, notified when its step starts."""
    return plan_purchase(
        Purchase(code="P1", title="Mallettes", need="N1", step="S1", **facts),
        need=HomogeneousNeed(code="N1", title="Outils"),
        own_ht=Decimal(70_000),
        need_ht=Decimal(70_000),
        needed=NEEDED,
        on=date(2026, 1, 1),
        rules=rules(),
    )


PREPARE, LAUNCH, OFFERS, AWARD, NOTIFY = (
    milestone.day for milestone in planned().milestones if milestone.key != "decp"
)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (PREPARE - timedelta(days=1), PurchaseState.TO_COME),
        (PREPARE, PurchaseState.PREPARING),
        (LAUNCH, PurchaseState.PREPARING),
        (LAUNCH + timedelta(days=1), PurchaseState.LATE),
    ],
)
def test_a_purchase_is_late_when_its_launch_has_gone_by(on: date, state: PurchaseState) -> None:
    assert follow(planned(), on).state is state


def test_a_launched_purchase_is_late_only_once_its_notification_has_gone_by() -> None:
    made = planned(launched_on=LAUNCH)
    assert follow(made, NOTIFY).state is PurchaseState.LAUNCHED
    late = follow(made, NOTIFY + timedelta(days=1))
    assert late.state is PurchaseState.LATE
    assert [milestone.key for milestone in late.overdue] == ["notify"]


def test_a_notified_purchase_is_never_late_but_its_slip_is_known() -> None:
    found = follow(planned(launched_on=LAUNCH, notified_on=NOTIFY + timedelta(days=10)), date(2028, 1, 3))
    assert found.state is PurchaseState.NOTIFIED
    assert (found.slip_days, found.overdue, found.is_slipping) == (10, (), False)


def test_a_purchase_launched_again_is_expected_after_the_usual_delays() -> None:
    again = NOTIFY + timedelta(days=14)
    found = follow(planned(launched_on=again), NOTIFY + timedelta(days=30))
    assert found.expected is not None
    assert timedelta(0) <= found.expected - (again + (NOTIFY - LAUNCH)) <= timedelta(days=4)
    assert found.slip_days >= 14
    assert found.is_slipping


def test_a_purchase_never_launched_can_be_expected_no_sooner_than_from_today() -> None:
    today = NOTIFY + timedelta(days=60)
    found = follow(planned(), today)
    assert found.expected is not None
    assert found.expected >= today + (NOTIFY - LAUNCH)
    assert [milestone.key for milestone in found.overdue] == ["launch", "offers", "award", "notify"]


def test_a_notification_is_never_expected_in_the_past() -> None:
    found = follow(planned(launched_on=LAUNCH), NOTIFY + timedelta(days=200))
    assert found.expected is not None
    assert found.expected >= NOTIFY + timedelta(days=200)


def test_a_purchase_on_its_way_in_time_does_not_slip() -> None:
    found = follow(planned(launched_on=LAUNCH), OFFERS)
    assert (found.expected, found.slip_days) == (NOTIFY, 0)


def test_a_contract_notified_before_its_consultation_is_refused() -> None:
    with pytest.raises(ValueError, match="notifié avant d'être lancé"):
        planned(launched_on=NOTIFY, notified_on=LAUNCH)
