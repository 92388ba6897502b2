"""Rulings are known by their key; remarks, scenarios and the page of rules say the same of one plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from money import ACTIONS, DGD, OPERATION, REGION, aid, cost, fixed, running
from test_conditions import ENOUGH, acquired, answer, made, said

from builders import minimal_text, project_for, read_text, saved_network
from maillage.base.values.remarks import Remark
from maillage.base.values.verdict import Answer
from maillage.funding.domain.conditions import Condition, Topic
from maillage.funding.domain.plan import plan_of_inputs
from maillage.funding.domain.scenarios import Kind, breaches
from maillage.funding.domain.spending import Calendar
from maillage.funding.domain.written import CostFamily, Fraction, OperationKind
from maillage.funding.rule_checks import RULE_CODES, TOLD, rule_checks

# What a scenario breaks, by the condition that says it on the page of rules.
SAME = {
    Kind.OWN_SHARE: Condition.OWN_SHARE,
    Kind.OVER: Condition.OPERATION_COST,
    Kind.RATE: Condition.DGD_RATE,
    Kind.COMMITMENT: Condition.COMMITMENT,
}
STEPPED: dict[str, Any] = {"starts": {"A1-1": date(2026, 3, 2)}, "ends": {"A1-1": date(2026, 3, 2)}}
PLANS = [
    (ENOUGH, [aid("0.50")], {}),
    (ENOUGH, [aid("0.81")], {}),
    (ENOUGH, [aid("0.60"), aid("0.50", REGION, code="R2")], {}),
    (ENOUGH, [fixed({2026: "80000.01"})], {}),
    ([running("1000")], [fixed({2026: "900"}, DGD, "OP2")], {}),
    ([cost("1000", step="A1-1")], [acquired(date(2024, 3, 1))], STEPPED),
    ([cost("1000", step="A1-1")], [acquired(date(2024, 4, 1))], STEPPED),
    ([cost("1000"), cost("1", "D2", step="A9-9")], [aid("0.90")], {}),
]


@pytest.mark.parametrize(("costs", "lines", "more"), PLANS)
def test_a_scenario_breaks_what_the_page_of_rules_says_is_not_respected(
    costs: Any, lines: Any, more: dict[str, Any]
) -> None:
    plan, ruled = made(costs, lines, **more)
    calendar = Calendar(starts=more.get("starts", {}), ends=more.get("ends", {}))
    plan = plan_of_inputs(replace(plan.inputs, calendar=calendar))
    told = {(SAME[one.kind], one.subject) for one in breaches(plan) if one.kind in SAME}
    refused = {
        (r.of, r.target.rpartition("/")[2]) for r in ruled if r.of in SAME.values() and r.verdict.is_no
    }
    # An operation that brings more than it costs is one breach, and both a cost and an own share not kept.
    over = {code for condition, code in told if condition is Condition.OPERATION_COST}
    assert {one for one in refused if one not in {(Condition.OWN_SHARE, code) for code in over}} == told


def test_every_condition_belongs_to_a_topic_and_has_words_of_its_own() -> None:
    assert {condition.topic for condition in Condition} == set(Topic)
    assert len({condition.label for condition in Condition}) == len(Condition)
    assert set(TOLD) <= set(Condition)
    assert {"FIN-01", "FIN-04", "FIN-05", "FIN-12", "FIN-25"} <= RULE_CODES


def remarks(old: str, new: str) -> list[Remark]:
    text = minimal_text()
    assert old in text
    made_of = saved_network(file=read_text(text.replace(old, new)))
    return [one for one in rule_checks(project_for(made_of)) if one.code in ("FIN-04", "FIN-05")]


RATE = "      operation: OP1\n      rate: 0.50"


@pytest.mark.django_db
def test_a_vehicle_asked_of_the_third_fraction_is_told_as_on_the_page_of_rules() -> None:
    van = "      amount_ht: 15000\n      family: vehicle\n"
    (asked,) = remarks("      amount_ht: 15000\n", van)
    assert (asked.code, asked.remedy) == ("FIN-05", "Obtenez : fraction de la DGD demandée.")
    text = minimal_text().replace("      amount_ht: 15000\n", van)
    text = text.replace(RATE, f"{RATE}\n      fraction: third")
    found = [r for r in rule_checks(project_for(saved_network(file=read_text(text)))) if r.code == "FIN-04"]
    assert [one.target for one in found] == ["funding.CostLine/D1"]
    assert "troisième fraction n'aide pas" in found[0].message


@pytest.mark.django_db
def test_a_cost_that_an_aid_does_not_retain_is_not_told() -> None:
    aided = "      operation: OP2\n      rate: 0.50"
    assert [one.target for one in remarks(RATE, aided)] == ["funding.CostLine/D2"]
    bought = "  funders:\n    - code: DGD\n"
    study = "    - { code: D3, label: Étude, action: A11, operation: OP2, section: running, amount_ht: 10, year: 2026 }\n"
    text = minimal_text().replace(bought, study + bought).replace(RATE, f"{aided}\n      costs: [D3]")
    found = rule_checks(project_for(saved_network(file=read_text(text))))
    assert [one.target for one in found if one.code == "FIN-05"] == ["funding.CostLine/D3"]


def test_an_operation_that_the_dgd_does_not_help_is_told_once_whatever_its_costs() -> None:
    heritage = replace(OPERATION, kind=OperationKind.HERITAGE)
    first = replace(aid("0.30"), fraction=Fraction.FIRST)
    found = made([cost("10", f"D{n}") for n in range(5)], [first], operations=(heritage, ACTIONS))[1]
    told = [one for one in found if one.of is Condition.COST]
    assert [(one.target, one.verdict.answer) for one in told] == [("funding.FundingLine/R1", Answer.NO)]


def test_two_fractions_that_disagree_on_a_cost_are_both_told() -> None:
    van = cost("1000", family=CostFamily.VEHICLE)
    lines = [
        replace(aid("0.20"), fraction=Fraction.THIRD),
        replace(aid("0.20", code="R2"), fraction=None),
    ]
    found = [one.verdict.answer for one in made([van], lines)[1] if one.of is Condition.COST]
    assert found == [Answer.NO, Answer.UNKNOWN]


FLOOR = Condition.FUNDER_FLOOR.label


def test_a_floor_is_compared_in_euros_ht_never_in_thousands_nor_ttc() -> None:
    picky = replace(REGION, floor_ht=Decimal(5000))
    given = {"funders": (picky, DGD)}
    assert answer(FLOOR, [cost("4999.99")], [aid("0.3", REGION)], **given) is Answer.NO  # 5 999,99 TTC
    assert answer(FLOOR, [cost("5000")], [aid("0.3", REGION)], **given) is Answer.YES
    digital = {"operations": (replace(OPERATION, kind=OperationKind.DIGITAL), ACTIONS)}
    (found,) = said(Condition.DIGITAL_FLOOR.label, [cost("3999.99")], [aid("0.5")], **digital)
    assert found.is_unknown
    assert "le minimum était de 4\u202f000\u00a0€ HT" in found.reasons[0]
    assert answer(Condition.DIGITAL_FLOOR.label, [cost("4000")], [aid("0.5")], **digital) is Answer.YES


def test_a_cost_without_a_price_may_still_reach_a_floor() -> None:
    picky = replace(REGION, floor_ht=Decimal(5000))
    bare = replace(cost("1", "D2"), amount_ht=None)
    (found,) = said(FLOOR, [cost("4000"), bare], [aid("0.3", REGION)], funders=(picky,))
    assert found.missing == ("prix de D2",)
    assert answer(FLOOR, [cost("5000"), bare], [aid("0.3", REGION)], funders=(picky,)) is Answer.YES


def test_what_a_funder_does_not_pay_does_not_help_to_reach_its_floor() -> None:
    picky = replace(DGD, floor_ht=Decimal(5000))
    costs = [cost("4000"), cost("2000", "D2", family=CostFamily.HOSTING)]
    assert answer(FLOOR, costs, [aid("0.3")], funders=(picky,)) is Answer.NO
