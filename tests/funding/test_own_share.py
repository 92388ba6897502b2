"""The minimum own share of an investment operation (CGCT L1111-10 III), to the cent."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from money import (
    ACTIONS,
    DGD,
    OPERATION,
    PATRON,
    REGION,
    START,
    aid,
    cost,
    fixed,
    plan_with,
    running,
)

from maillage.base.values.verdict import Verdict
from maillage.funding.domain import FinancingPlan, Operation
from maillage.funding.domain.own_share import own_share_verdict
from maillage.rulebook.packaged import packaged_rules


def verdict(made: FinancingPlan, operation: Operation = OPERATION) -> Verdict:
    return own_share_verdict(made, operation, packaged_rules(), START)


def test_exactly_twenty_percent_passes() -> None:
    assert verdict(plan_with([cost("100000")], [fixed({2026: "80000"})])).is_yes


def test_one_cent_less_than_twenty_percent_fails_and_says_how_much_is_needed() -> None:
    found = verdict(plan_with([cost("100000")], [fixed({2026: "80000.01"})]))
    assert found.is_no
    assert "19\u202f999,99\u00a0€" in found.reasons[0]
    assert "20\u202f000,00\u00a0€" in found.reasons[0]
    assert found.sources[0].title.startswith("CGCT, art. L1111-10 III")


def test_the_aids_of_all_public_funders_add_up() -> None:
    lines = [fixed({2026: "50000"}), fixed({2026: "30000.01"}, REGION, code="R2")]
    assert verdict(plan_with([cost("100000")], lines)).is_no


def test_private_money_leaves_the_base() -> None:
    """100 000 HT, patron 50 000: the public base is 50 000, of which the département bears at least 10 000."""
    patron = fixed({2026: "50000"}, PATRON, code="R2")
    assert verdict(plan_with([cost("100000")], [fixed({2026: "40000"}), patron])).is_yes
    assert verdict(plan_with([cost("100000")], [fixed({2026: "40000.01"}), patron])).is_no


def test_private_money_is_no_own_share() -> None:
    """With 80 % of public aid, 20 % from a patron leaves the département at zero."""
    lines = [fixed({2026: "80000"}), fixed({2026: "20000"}, PATRON, code="R2")]
    assert verdict(plan_with([cost("100000")], lines)).is_no


def test_a_running_operation_is_not_concerned() -> None:
    made = plan_with([running("1000")], [fixed({2026: "1000"}, REGION, "OP2")])
    assert verdict(made, ACTIONS).is_yes


def test_an_operation_without_cost_is_unknown_and_says_what_is_missing() -> None:
    found = verdict(plan_with([]))
    assert found.is_unknown
    assert found.missing == ("dépenses de l'opération",)


def test_an_operation_whose_aided_costs_have_no_date_is_unknown() -> None:
    """A rate bears on dated costs only: until they are, nobody knows what the aid will be."""
    found = verdict(plan_with([cost("100000", step="A1-1")], [aid("0.90")]))
    assert found.is_unknown
    assert found.missing == ("année des dépenses D1",)


def test_grants_above_the_costs_fail() -> None:
    assert verdict(plan_with([cost("1000")], [fixed({2026: "1500"})])).is_no


@given(st.integers(min_value=1, max_value=10**9))
def test_a_rate_of_eighty_percent_always_passes_whatever_the_rounding(in_cents: int) -> None:
    made = plan_with([cost(str(Decimal(in_cents) / 100))], [aid("0.80", DGD)])
    assert verdict(made).is_yes


@given(st.integers(min_value=100, max_value=10**9), st.integers(min_value=1, max_value=10**9))
def test_the_verdict_agrees_with_whole_cents(cost_cents: int, aid_cents: int) -> None:
    """Independent count in whole cents: the own share reaches a fifth, rounded half up to the cent."""
    aid_cents = min(aid_cents, cost_cents)
    made = plan_with([cost(str(Decimal(cost_cents) / 100))], [fixed({2026: str(Decimal(aid_cents) / 100)})])
    least = (2 * cost_cents + 5) // 10
    assert verdict(made).is_yes is (cost_cents - aid_cents >= least)
