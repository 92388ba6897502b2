"""The rules of the money say what their sources say: values, days, certainty, worked examples (bnr-rules, 2 and 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from money import ACTIONS, OPERATION, START, aid, cost
from test_conditions import ENOUGH, RULES, answer, made, said

from maillage.base.values.sources import Confidence
from maillage.base.values.verdict import Answer
from maillage.funding.domain import FundingStatus
from maillage.funding.domain.conditions import Condition
from maillage.funding.domain.dgd.surfaces import LEAST, OF_DEPARTMENT, PER_INHABITANT
from maillage.funding.domain.written import OperationKind
from maillage.territory.domain.typologies.aid_rules import RULES as AID_RULES

SURE, PAGE, ASK = Confidence.CONFIRMED, Confidence.SECONDARY, Confidence.TO_CONFIRM
OLD, NOW = date(2024, 7, 16), date(2026, 11, 23)
# What the reference gives, by day: rule, day, value, certainty.
GIVEN = [
    ("funding.own_share.minimum", NOW, "0.20", SURE),
    ("funding.own_share.lead_competence", NOW, "0.30", ASK),
    ("funding.dgd.recurrent_excluded", NOW, "1", SURE),
    ("funding.dgd.initial_aid", NOW, "1", SURE),
    ("funding.dgd.yearly_excluded", NOW, "1", PAGE),
    ("funding.dgd.services_excluded", NOW, "1", ASK),
    ("funding.dgd.third.share", NOW, "15", PAGE),
    ("funding.dgd.third.population", NOW, "60000", PAGE),
    ("funding.dgd.third.envelope", date(2024, 12, 31), "8378489", SURE),
    ("funding.dgd.third.envelope", date(2025, 12, 31), "7756630", SURE),
    ("funding.dgd.third.envelope", NOW, "7756630", ASK),
    ("funding.dgd.total", date(2023, 6, 1), "88400000", PAGE),
    ("funding.dgd.total", date(2024, 6, 1), "94920000", PAGE),
    ("funding.dgd.third.earliest", date(2025, 6, 1), "7", SURE),
    ("funding.dgd.third.latest", date(2025, 6, 1), "10", SURE),
    ("funding.dgd.commitment", OLD, "24", SURE),
    ("funding.dgd.commitment", NOW, "24", ASK),
    ("funding.dgd.use_kept", OLD, "1", SURE),
    ("funding.dgd.use_kept", NOW, "1", ASK),
    ("funding.start.after_notification", date(2025, 7, 17), "1", PAGE),
    ("funding.start.after_notification", date(2025, 7, 18), "1", ASK),
    ("funding.dgd.kind.vehicle.third", OLD, "0", SURE),
    ("funding.dgd.kind.vehicle.third", NOW, "0", ASK),
    ("funding.dgd.kind.heritage.first", NOW, "0", ASK),
    ("funding.dgd.kind.digital", NOW, "1", PAGE),
    ("funding.dgd.hours.years", NOW, "5", ASK),
    ("territory.dgd_surface.floor", OLD, "100", SURE),
    ("funding.dgd.surface.bd_new", OLD, "1500", SURE),
    ("funding.dgd.surface.bd_annex", OLD, "300", SURE),
    ("funding.dgd.surface.bd_extension", OLD, "0.25", SURE),
    ("funding.dgd.base_ht", NOW, "1", SURE),
    ("funding.dgd.not_with_detr", NOW, "1", PAGE),
    ("funding.dgd.with_dsil", NOW, "1", PAGE),
    ("funding.dgd.advance", NOW, "0", SURE),
    ("funding.dgd.schedule", NOW, "0", ASK),
    ("funding.dgd.yearly", NOW, "1", ASK),
    ("funding.dgd.rate.ceiling", NOW, "0.80", ASK),
    ("funding.dgd.rate.brittany", NOW, "0.40", ASK),
    ("funding.dgd.rate.works", NOW, "0.35", PAGE),
    ("funding.dgd.digital.floor", NOW, "4", PAGE),
    ("funding.dgd.envelope.cvl", NOW, "2300000", ASK),
    ("funding.subsidy_cap", NOW, "0", PAGE),
    ("funding.fctva.investment", NOW, "0.16404", SURE),
    ("funding.fctva.cloud", date(2025, 12, 31), "0.056", SURE),
    ("funding.fctva.cloud", NOW, "0.056", ASK),
    ("funding.fctva.lag", NOW, "2", ASK),
    ("funding.fctva.ht_aid", NOW, "1", SURE),
    ("funding.fctva.given_away", NOW, "1", SURE),
    ("funding.fctva.below_plan", NOW, "1", ASK),
    ("funding.credits.before_vote_unheld", date(2025, 6, 1), "0.25", SURE),
    ("funding.credits.before_vote_unheld", NOW, "0.25", ASK),
    ("scenarios.dgd_rate.low", NOW, "0.30", PAGE),
    ("scenarios.dgd_rate.base", NOW, "0.50", SURE),
    ("scenarios.dgd_rate.high", NOW, "0.61", PAGE),
    ("aids.cdl.low", NOW, "60", SURE),
    ("aids.cdl.high", NOW, "150", SURE),
    ("aids.ctl.renewals", NOW, "1", SURE),
    ("aids.ctl.yearly", date(2016, 6, 1), "40000", SURE),
    ("aids.ctl.state", date(2016, 6, 1), "18500", SURE),
    ("aids.dsid.envelope", date(2022, 6, 1), "212000000", PAGE),
    ("aids.cnl.alone", NOW, "1", SURE),
    ("aids.conseillers.envelope", date(2024, 6, 1), "62000000", SURE),
    ("aids.conseillers.envelope", NOW, "14000000", PAGE),
    ("aids.conseillers.envelope", date(2027, 6, 1), "0", ASK),
    ("aids.leader.case", NOW, "8050", SURE),
    ("aids.leader.case_total", NOW, "45300", SURE),
    ("aids.feder.uses", NOW, "1", ASK),
    ("aids.region.unknown", NOW, "1", ASK),
]


@pytest.mark.parametrize(("rule", "day", "value", "certainty"), GIVEN)
def test_a_rule_has_the_value_and_the_certainty_of_the_reference(
    rule: str, day: date, value: str, certainty: Confidence
) -> None:
    found = RULES.value(rule, on=day)
    assert (found.value, found.confidence) == (Decimal(value), certainty)


def test_the_third_fraction_has_no_rule_before_the_decree_of_july_2024() -> None:
    for rule in ("funding.dgd.third.share", "funding.dgd.third.departmental"):
        (version,) = RULES.rules[rule].versions
        assert version.period.start == date(2024, 7, 17)


def test_the_pages_that_the_reference_names_whole_can_be_opened() -> None:
    for rule in (
        "funding.dgd.third.share",
        "funding.dgd.texts_2025",
        "funding.dgd.digital.floor",
        "funding.dgd.rate.works",
        "funding.dgd.advance",
        "scenarios.dgd_rate.low",
    ):
        assert RULES.value(rule, on=NOW).source.url.startswith("https://"), rule


def test_the_plan_and_the_diagnosis_read_the_same_rules_of_surfaces() -> None:
    asked = {LEAST, *PER_INHABITANT}
    assert asked <= set(AID_RULES.values())
    # A second rule for the same surface would be found by its values.
    of_funding = [rule for rule in RULES.rules if rule.startswith("funding.dgd.surface.")]
    assert sorted(of_funding) == sorted(OF_DEPARTMENT)


def test_a_plan_older_than_the_decree_reads_the_surfaces_of_the_text_then_in_force() -> None:
    sure = {RULES.value(rule, on=OLD).source.confidence for rule in (LEAST, *PER_INHABITANT)}
    since = {RULES.value(rule, on=NOW).source.confidence for rule in (LEAST, *PER_INHABITANT)}
    assert (sure, since) == ({SURE}, {PAGE})


def test_at_eighty_percent_the_worked_example_leaves_exactly_a_fifth_to_the_departement() -> None:
    found, _ = made(ENOUGH, [aid("0.80")])
    assert (found.own_share(), found.net_cost) == (Decimal("20000.00"), Decimal("20315.20"))
    assert answer(Condition.OWN_SHARE.label, ENOUGH, [aid("0.80")]) is Answer.YES


def test_the_example_of_leader_is_a_sixth_of_its_contract_of_which_the_state_pays_half() -> None:
    """45 300 € of which the State 50 % (22 650 €) and LEADER 8 050 €: 14 600 € are left, more than a fifth."""
    whole, leader = (RULES.value(f"aids.leader.{name}", on=NOW).value for name in ("case_total", "case"))
    left = whole - whole / 2 - leader
    assert left == Decimal(14600)
    assert left >= RULES.value("funding.own_share.minimum", on=NOW).value * whole


@pytest.mark.parametrize(("rate", "expected"), [("0.35", Answer.YES), ("0.36", Answer.UNKNOWN)])
@pytest.mark.parametrize("kind", [OperationKind.BUILDING, OperationKind.FURNITURE])
def test_works_and_furniture_are_not_judged_by_the_rates_of_a_bnr(
    rate: str, expected: Answer, kind: OperationKind
) -> None:
    works = replace(OPERATION, kind=kind, surface_m2=Decimal(1500))
    (found,) = said(Condition.DGD_RATE.label, ENOUGH, [aid(rate)], operations=(works, ACTIONS))
    assert found.answer is expected
    assert "une autre région donnait 35" in found.reasons[0]


def test_an_excessive_rate_is_refused_even_while_a_cost_has_no_date() -> None:
    costs = [cost("1000"), cost("1", "D2", step="A1-1")]
    assert answer(Condition.DGD_RATE.label, costs, [aid("0.90")]) is Answer.NO


def test_a_notified_aid_recalls_that_its_use_is_kept_and_that_nobody_checks_it() -> None:
    notified = replace(aid("0.50"), status=FundingStatus.NOTIFIED, notified_on=START)
    (found,) = said(Condition.USE_KEPT.label, ENOUGH, [notified])
    assert found.is_unknown
    assert "ne suit pas l'usage" in found.reasons[0]
    assert said(Condition.USE_KEPT.label, ENOUGH, [aid("0.50")]) == []


def test_a_renovated_main_library_keeps_at_least_its_surface() -> None:
    main = replace(OPERATION, kind=OperationKind.BUILDING, surface_m2=Decimal(1600))
    (found,) = said(Condition.SURFACE.label, ENOUGH, [aid("0.30")], operations=(main, ACTIONS))
    assert "surface du transfert ou de l'ouverture" in found.reasons[0]
