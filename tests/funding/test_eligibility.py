"""Which costs a grant may bear (bnr-rules DGD-01, DGD-10)."""

from __future__ import annotations

from money import DGD, REGION, START, aid, cost, plan_with, running

from maillage.funding.domain.eligibility import eligible
from maillage.rulebook.packaged import packaged_rules

RULES = packaged_rules()


def test_the_dgd_may_bear_an_investment() -> None:
    found = eligible(cost("1000"), DGD, RULES, START)
    assert found.is_yes
    assert "L1614-10" in found.sources[0].title


def test_the_dgd_does_not_bear_a_recurrent_running_cost() -> None:
    found = eligible(running("1000", recurrent=True), DGD, RULES, START)
    assert found.is_no
    assert "se renouvelle chaque année" in found.reasons[0]


def test_a_one_off_running_cost_is_for_the_drac_to_say() -> None:
    found = eligible(running("1000"), DGD, RULES, START)
    assert found.is_unknown
    assert found.missing == ("accord de la DRAC sur la prise en charge de cette dépense initiale",)


def test_no_rule_refuses_what_another_funder_may_bear() -> None:
    assert eligible(running("1000", recurrent=True), REGION, RULES, START).is_yes


def test_a_rate_of_dgd_bears_on_eligible_costs_only() -> None:
    costs = [running("1000", recurrent=True), running("500", "F2")]
    assert plan_with(costs, [aid("0.50", DGD, "OP2")]).granted() == 250
    assert plan_with(costs, [aid("0.50", REGION, "OP2")]).granted() == 750


def test_a_rate_bears_on_its_own_operation_only() -> None:
    assert plan_with([cost("1000"), running("500")], [aid("0.50")]).granted() == 500
