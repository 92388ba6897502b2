"""Which costs a grant may bear (bnr-rules DGD-01, DGD-10)."""

from __future__ import annotations

from dataclasses import replace

from money import DGD, OPERATION, REGION, START, aid, cost, plan_with, running

from maillage.funding.domain.allocation import allocate
from maillage.funding.domain.eligibility import eligible
from maillage.funding.domain.written import OperationKind
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


def test_what_permits_an_aid_names_the_kind_of_the_operation_before_what_it_does_not_exclude() -> None:
    digital = replace(OPERATION, kind=OperationKind.DIGITAL)
    found = eligible(cost("1000"), DGD, RULES, START, digital)
    assert found.is_yes
    assert found.rules == ("funding.dgd.kind.digital", "funding.dgd.recurrent_excluded")
    assert found.reasons[-1] == "Dépense d'investissement."
    assert len(found.sources) == 2


def test_every_part_of_an_aid_of_the_dgd_names_the_rules_that_permit_it() -> None:
    parts = allocate(plan_with([cost("1000"), running("500")], [aid("0.50"), aid("0.2", DGD, "OP2", "R2")]))
    assert len(parts) == 2
    for part in parts:
        assert part.why is not None
        assert set(part.why.rules) <= set(RULES.rules)
        assert part.why.rules
