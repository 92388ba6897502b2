"""Every rule of the money, on plans made for it: respected, not respected, to be confirmed (bnr-rules, parts 2 and 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from money import (
    ACTIONS,
    DGD,
    INVESTMENT,
    OPERATION,
    PATRON,
    REGION,
    RUNNING,
    START,
    YEARS,
    aid,
    cost,
    fixed,
    rules_where,
    running,
)

from maillage.base.values.sources import Confidence
from maillage.base.values.verdict import Answer, Verdict
from maillage.funding.domain import (
    CostLine,
    FinancingPlan,
    Funder,
    FunderKind,
    FundingLine,
    FundingStatus,
    Operation,
    plan,
)
from maillage.funding.domain.allocation import allocate, shares
from maillage.funding.domain.conditions import Facts, Ruling, Topic, rulings
from maillage.funding.domain.conditions.fctva import cloud_verdict
from maillage.funding.domain.dgd.kinds import kind_verdict
from maillage.funding.domain.dgd.surfaces import inhabitants_served, surface_verdict
from maillage.funding.domain.eligibility import Eligibility, eligible
from maillage.funding.domain.standing import line_standings
from maillage.funding.domain.why import loose_aids
from maillage.funding.domain.written import CostFamily, FctvaBase, Fraction, OperationKind
from maillage.rulebook.domain import Rules
from maillage.rulebook.packaged import packaged_rules

RULES = packaged_rules()
DETR = Funder(code="DETR", name="État, DETR", kind=FunderKind.DETR)
DSIL = Funder(code="DSIL", name="État, DSIL", kind=FunderKind.DSIL)
CNL = Funder(code="CNL", name="CNL", kind=FunderKind.CNL)
CDL = Funder(code="CDL", name="Contrat lecture", kind=FunderKind.CONTRACT)
FUNDERS = (DGD, REGION, PATRON, DETR, DSIL, CNL, CDL)
ENOUGH = [cost("100000")]


def made(
    costs: Iterable[CostLine],
    lines: Iterable[FundingLine] = (),
    *,
    funders: Iterable[Funder] = FUNDERS,
    operations: Iterable[Operation] = (OPERATION, ACTIONS),
    starts: Mapping[str, date | None] | None = None,
    ends: Mapping[str, date | None] | None = None,
    rules: Rules = RULES,
    overseas: bool = False,
) -> tuple[FinancingPlan, tuple[Ruling, ...]]:
    lines = tuple(lines)
    found = plan(
        operations=operations, costs=costs, funders=funders, lines=lines, years=YEARS, step_ends=ends or {},
        step_starts=starts or {}, rules=rules, on=START,
    )  # fmt: skip
    shared = shares(found, allocate(found))
    return found, rulings(
        found, rules, START, items=line_standings(found, lines, starts or {}, rules), shares=shared,
        loose=loose_aids(found, shared), starts=starts or {}, overseas=overseas,
    )  # fmt: skip


def said(title: str, *given: Any, **more: Any) -> list[Verdict]:
    """The verdicts of the rules of this title."""
    return [one.verdict for one in made(*given, **more)[1] if one.title == title]


def answer(title: str, *given: Any, **more: Any) -> Answer:
    (found,) = said(title, *given, **more)
    return found.answer


def test_the_worked_example_of_the_reference_is_found_to_the_cent() -> None:
    """100 000 HT, 120 000 TTC, DGD 50 %: FCTVA 19 684,80, net 50 315,20; at 80 %: 20 315,20."""
    half, ruled = made(ENOUGH, [aid("0.50")])
    assert (half.fctva(), half.net_cost) == (Decimal("19684.80"), Decimal("50315.20"))
    assert made(ENOUGH, [aid("0.80")])[0].net_cost == Decimal("20315.20")
    (base,) = [one.verdict for one in ruled if one.title == "Base du FCTVA"]
    assert base.is_yes
    assert "19\u202f684,80\u00a0€ pour 120\u202f000,00\u00a0€ TTC" in base.reasons[0]


@pytest.mark.parametrize(
    ("rate", "expected"), [("0.50", Answer.YES), ("0.80", Answer.YES), ("0.81", Answer.NO)]
)
def test_the_departement_keeps_a_fifth_of_the_public_money(rate: str, expected: Answer) -> None:
    assert answer("Participation minimale du maître d'ouvrage", ENOUGH, [aid(rate)]) is expected


def test_private_money_leaves_the_base_of_the_own_share() -> None:
    patron = fixed({2026: "50000"}, PATRON, code="R2")
    title = "Participation minimale du maître d'ouvrage"
    assert answer(title, ENOUGH, [fixed({2026: "40000"}), patron]) is Answer.YES
    assert answer(title, ENOUGH, [fixed({2026: "40000.01"}), patron]) is Answer.NO


def test_the_thirty_percent_of_lead_competences_are_told_as_not_concerned_and_to_confirm() -> None:
    (found,) = said("Participation de 30 % des compétences à chef de file", ENOUGH)
    assert found.is_yes
    assert found.sources[0].confidence is Confidence.TO_CONFIRM


@pytest.mark.parametrize(
    ("rate", "expected"), [("0.50", Answer.YES), ("0.51", Answer.UNKNOWN), ("0.81", Answer.NO)]
)
def test_a_rate_of_dgd_is_compared_with_those_that_were_obtained(rate: str, expected: Answer) -> None:
    assert answer("Taux demandé à la DGD", ENOUGH, [aid(rate)]) is expected


def test_a_rate_on_costs_without_a_date_is_unknown() -> None:
    assert answer("Taux demandé à la DGD", [cost("1000", step="A1-1")], [aid("0.50")]) is Answer.UNKNOWN


def test_a_funder_has_its_own_rate_and_ceiling() -> None:
    at_most = replace(REGION, max_rate=Decimal("0.30"), ceiling=Decimal(25000))
    given = {"funders": (at_most,)}
    rate, ceiling = "Taux maximal du financeur", "Plafond des aides du financeur"
    assert answer(rate, ENOUGH, [aid("0.30", REGION)], **given) is Answer.YES
    assert answer(rate, ENOUGH, [aid("0.31", REGION)], **given) is Answer.NO
    assert answer(rate, ENOUGH, [fixed({2026: "31000"}, REGION)], **given) is Answer.YES  # cut by the ceiling
    assert answer(rate, ENOUGH, [fixed({2027: "3000"}, REGION)], **given) is Answer.UNKNOWN
    assert answer(ceiling, ENOUGH, [aid("0.25", REGION)], **given) is Answer.YES
    assert answer(ceiling, ENOUGH, [aid("0.26", REGION)], **given) is Answer.NO


@pytest.mark.parametrize(
    ("other", "expected"), [(DETR, Answer.NO), (DSIL, Answer.YES), (CNL, Answer.UNKNOWN)]
)
def test_the_dgd_with_another_aid_on_one_operation(other: Funder, expected: Answer) -> None:
    found = made(ENOUGH, [aid("0.30"), aid("0.10", other, code="R2")])[1]
    (pair,) = [one.verdict for one in found if one.title.startswith("Cumul : ")]
    assert pair.answer is expected


def test_the_cnl_does_not_help_what_the_ministry_helps() -> None:
    lines = [aid("0.30", CDL, "OP2"), aid("0.10", CNL, "OP2", "R2")]
    assert answer("Cumul : Contrat lecture et CNL", [running("1000")], lines) is Answer.NO
    assert said("Cumul : Contrat lecture et CNL", [running("1000")], lines[:1]) == []


def test_the_conditions_of_a_funder_may_exclude_another_whichever_wrote_it() -> None:
    picky = replace(REGION, not_with=("MEC",))
    lines = [aid("0.10", REGION), aid("0.10", PATRON, code="R2")]
    assert answer("Cumul : Région et Mécène", ENOUGH, lines, funders=(picky, PATRON)) is Answer.NO


def test_two_aids_on_different_operations_do_not_meet() -> None:
    lines = [aid("0.10", DGD), aid("0.10", DETR, "OP2", "R2")]
    assert not [r for r in made([*ENOUGH, running("100")], lines)[1] if r.title.startswith("Cumul :")]


@pytest.mark.parametrize(
    ("kind", "fraction", "expected"),
    [
        (None, Fraction.FIRST, Answer.UNKNOWN),
        (OperationKind.DIGITAL, Fraction.FIRST, Answer.YES),
        (OperationKind.DIGITAL, Fraction.THIRD, Answer.YES),
        (OperationKind.DIGITAL, None, Answer.YES),
        (OperationKind.DIGITISATION, Fraction.THIRD, Answer.YES),
        (OperationKind.VEHICLE, Fraction.FIRST, Answer.YES),
        (OperationKind.VEHICLE, Fraction.THIRD, Answer.NO),
        (OperationKind.VEHICLE, None, Answer.UNKNOWN),
        (OperationKind.HERITAGE, Fraction.FIRST, Answer.NO),
        (OperationKind.HERITAGE, Fraction.THIRD, Answer.YES),
        (OperationKind.COLLECTIONS, Fraction.FIRST, Answer.UNKNOWN),
        (OperationKind.HOURS, Fraction.FIRST, Answer.YES),
        (OperationKind.BUILDING, Fraction.THIRD, Answer.YES),
        (OperationKind.VEHICLE, Fraction.SECOND, Answer.UNKNOWN),
        (OperationKind.DIGITAL, Fraction.SECOND, Answer.UNKNOWN),
    ],
)
def test_each_fraction_has_its_kinds_of_operations(
    kind: OperationKind | None, fraction: Fraction | None, expected: Answer
) -> None:
    assert kind_verdict(kind, fraction, RULES, START).answer is expected


def test_what_an_old_text_refuses_says_that_it_is_to_be_confirmed() -> None:
    found = kind_verdict(OperationKind.VEHICLE, Fraction.THIRD, RULES, START)
    assert "arrêté du 10 mars 2025" in found.sources[0].title
    assert found.sources[0].confidence is Confidence.TO_CONFIRM
    before = kind_verdict(OperationKind.VEHICLE, Fraction.THIRD, RULES, date(2024, 1, 1))
    assert before.sources[0].confidence is Confidence.CONFIRMED


def test_a_fraction_that_is_not_chosen_is_asked_for_and_a_chosen_one_says_who_decides() -> None:
    title = "Fraction demandée, et qui décide"
    (found,) = said(title, ENOUGH, [aid("0.50")])
    assert found.missing == ("fraction de la DGD demandée",)
    for fraction, told in ((Fraction.FIRST, "préfet de région"), (Fraction.THIRD, "ministres")):
        (found,) = said(title, ENOUGH, [replace(aid("0.50"), fraction=fraction)])
        assert found.is_yes
        assert told in found.reasons[0]


def test_the_request_is_weighed_against_the_national_credits() -> None:
    third = replace(aid("0.50"), fraction=Fraction.THIRD)
    title = "Poids dans la troisième fraction"
    assert answer(title, ENOUGH, [third]) is Answer.YES
    assert answer(title, [cost("16000000")], [third]) is Answer.NO
    first = replace(third, fraction=Fraction.FIRST)
    assert answer("Poids dans l'enveloppe de la région", ENOUGH, [first]) is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("expected_on", "expected"),
    [(None, Answer.UNKNOWN), (date(2026, 5, 4), Answer.NO), (date(2026, 9, 1), Answer.YES)],
)
def test_the_third_fraction_is_not_decided_before_summer(expected_on: date | None, expected: Answer) -> None:
    line = replace(aid("0.50"), fraction=Fraction.THIRD, expected_on=expected_on)
    assert answer("Réponse attendue", ENOUGH, [line]) is expected


@pytest.mark.parametrize(
    ("kind", "surface", "expected"),
    [
        (OperationKind.FURNITURE, None, Answer.UNKNOWN),
        (OperationKind.FURNITURE, "99.99", Answer.NO),
        (OperationKind.FURNITURE, "100", Answer.YES),
        (OperationKind.BUILDING, "99", Answer.NO),
        (OperationKind.BUILDING, "700", Answer.UNKNOWN),
        (OperationKind.BUILDING, "1500", Answer.YES),
    ],
)
def test_a_building_or_its_furniture_has_a_least_surface(
    kind: OperationKind, surface: str | None, expected: Answer
) -> None:
    found = surface_verdict(kind, Decimal(surface) if surface else None, RULES, START)
    assert found.answer is expected


def test_a_surface_serves_so_many_inhabitants() -> None:
    """0.07 m² each up to 25 000, then 0.015: 1 750 m² at the step, 1 900 for 10 000 more."""
    served = [inhabitants_served(Decimal(m2), RULES, START) for m2 in (700, 1750, 1900)]
    assert served == [10000, 25000, 35000]


def test_an_operation_below_a_floor_is_not_helped() -> None:
    picky = replace(REGION, floor_ht=Decimal(5000))
    title = "Dépense minimale du financeur"
    for amount, expected in (("5000", Answer.YES), ("4999.99", Answer.NO)):
        assert answer(title, [cost(amount)], [aid("0.30", REGION)], funders=(picky,)) is expected
    assert answer(title, [], [aid("0.30", REGION)], funders=(picky,)) is Answer.UNKNOWN


@pytest.mark.parametrize(("amount", "expected"), [("3999", Answer.UNKNOWN), ("4000", Answer.YES)])
def test_a_small_digital_operation_is_to_be_confirmed_never_refused(amount: str, expected: Answer) -> None:
    digital = replace(OPERATION, kind=OperationKind.DIGITAL)
    title = "Dépense minimale d'un projet numérique"
    assert answer(title, [cost(amount)], [aid("0.5")], operations=(digital, ACTIONS)) is expected


FAMILIES = [
    (RUNNING, CostFamily.STAFF, False, Answer.NO),
    (INVESTMENT, CostFamily.STAFF, False, Answer.NO),
    (RUNNING, CostFamily.SUBSCRIPTION, True, Answer.NO),
    (RUNNING, CostFamily.SUBSCRIPTION, False, Answer.NO),
    (RUNNING, CostFamily.HOSTING, False, Answer.NO),
    (RUNNING, CostFamily.TRAINING, False, Answer.UNKNOWN),
    (RUNNING, CostFamily.TRAINING, True, Answer.NO),
    (RUNNING, None, False, Answer.UNKNOWN),
    (INVESTMENT, CostFamily.SOFTWARE, False, Answer.YES),
    (INVESTMENT, None, False, Answer.YES),
]


@pytest.mark.parametrize(("section", "family", "recurrent", "expected"), FAMILIES)
def test_the_dgd_pays_some_families_of_costs(
    section: Any, family: CostFamily | None, recurrent: bool, expected: Answer
) -> None:
    one = cost("1000", section=section, family=family, recurrent=recurrent)
    found = eligible(one, DGD, RULES, START)
    assert found.answer is expected
    assert found.sources


def test_a_region_that_accepts_first_years_sets_the_rule_aside() -> None:
    accepted = rules_where("funding.dgd.services_excluded", "0")
    one = running("1000", family=CostFamily.HOSTING)
    assert eligible(one, DGD, accepted, START).is_unknown
    assert eligible(replace(one, recurrent=True), DGD, accepted, START).is_no


def test_opening_hours_are_the_running_costs_that_the_dgd_may_help_for_a_few_years() -> None:
    hours = replace(ACTIONS, kind=OperationKind.HOURS)
    line = aid("0.5", DGD, "OP2")
    staff = running("1000", recurrent=True, family=CostFamily.STAFF)
    assert eligible(staff, DGD, RULES, START, hours, line).is_yes
    given = {"operations": (OPERATION, hours)}
    assert answer("Durée de l'aide aux horaires", [staff], [line], **given) is Answer.YES
    long = [running("100", f"F{year}", year=year) for year in (2026, 2031)]
    assert answer("Durée de l'aide aux horaires", long, [line], **given) is Answer.NO


def test_a_vehicle_is_a_vehicle_wherever_it_is_put() -> None:
    van = cost("1000", family=CostFamily.VEHICLE)
    digital = replace(OPERATION, kind=OperationKind.DIGITAL)
    third = replace(aid("0.5"), fraction=Fraction.THIRD)
    assert eligible(van, DGD, RULES, START, digital, third).is_no
    assert eligible(van, DGD, RULES, START, digital, replace(third, fraction=Fraction.FIRST)).is_yes


def test_an_operation_that_is_refused_brings_nothing_to_the_plan() -> None:
    small = replace(OPERATION, kind=OperationKind.FURNITURE, surface_m2=Decimal(60))
    assert made(ENOUGH, [aid("0.50")], operations=(small, ACTIONS))[0].granted() == 0


def test_a_question_is_asked_once_for_the_costs_that_look_alike() -> None:
    memo = Eligibility(RULES, START)
    found = {id(memo.verdict(cost("1", f"D{n}"), DGD, OPERATION, aid("0.5"))) for n in range(50)}
    assert len(found) == 1


def acquired(on: date, rate: str = "0.50") -> FundingLine:
    return replace(aid(rate), status=FundingStatus.NOTIFIED, notified_on=on)


def stepped(start: date, **more: Any) -> dict[str, Any]:
    return {"starts": {"A1-1": start}, "ends": {"A1-1": start}, **more}


def test_spending_waits_for_the_notification() -> None:
    title, costs = "Commencer après la notification", [cost("1000", step="A1-1")]
    notified = acquired(date(2026, 9, 1))
    assert answer(title, costs, [notified], **stepped(date(2026, 9, 1))) is Answer.YES
    assert answer(title, costs, [notified], **stepped(date(2026, 8, 31))) is Answer.NO
    awaited = replace(aid("0.5"), expected_on=date(2026, 9, 1))
    assert answer(title, costs, [awaited], **stepped(date(2026, 8, 31))) is Answer.NO
    assert answer(title, costs, [aid("0.5")], **stepped(date(2026, 8, 31))) is Answer.UNKNOWN
    assert answer(title, costs, [notified]) is Answer.UNKNOWN
    advised = rules_where("funding.start.after_notification", "0")
    assert said(title, costs, [notified], rules=advised) == []


def test_an_aid_is_committed_within_24_months() -> None:
    title, costs = "Engager l'aide dans le délai", [cost("1000", step="A1-1")]
    notified = acquired(date(2024, 3, 1))
    assert answer(title, costs, [notified], **stepped(date(2026, 2, 27))) is Answer.YES
    assert answer(title, costs, [notified], **stepped(date(2026, 3, 2))) is Answer.NO
    undated = replace(aid("0.5"), status=FundingStatus.NOTIFIED)
    assert answer(title, costs, [undated], **stepped(date(2026, 2, 27))) is Answer.UNKNOWN


def test_the_cnl_is_asked_before_the_start() -> None:
    title, costs = "Demander avant de commencer", [running("1000", step="A1-1")]
    line = replace(aid("0.3", CNL, "OP2"), ask_by=date(2026, 4, 1))
    assert answer(title, costs, [line], **stepped(date(2026, 4, 2))) is Answer.YES
    assert answer(title, costs, [line], **stepped(date(2026, 3, 2))) is Answer.NO
    assert answer(title, costs, [replace(line, ask_by=None)], **stepped(date(2026, 3, 2))) is Answer.UNKNOWN


def test_two_funders_do_not_pay_one_expense_twice() -> None:
    costs = [cost("1000"), cost("1000", "D2")]
    twice = [replace(aid("0.60"), costs=("D1",)), replace(aid("0.60", REGION, code="R2"), costs=("D1",))]
    title = "Aides d'une dépense, dans la limite de son coût"
    (found,) = said(title, costs, twice)
    assert found.is_no
    assert "1\u202f200,00\u00a0€ pour 1\u202f000,00\u00a0€" in found.reasons[0]
    assert answer(title, costs, [twice[0], replace(twice[1], costs=("D2",))]) is Answer.YES


def test_an_operation_above_its_cost_is_told_once() -> None:
    lines = [aid("0.60"), aid("0.60", REGION, code="R2")]
    found = made([cost("1000"), cost("1000", "D2")], lines)[1]
    wrong = [one for one in found if one.topic is Topic.BALANCE and one.verdict.is_no]
    assert [one.target for one in wrong] == ["funding.Operation/OP1"]


def test_an_aid_of_a_fixed_amount_needs_a_cost_that_year() -> None:
    assert answer("Une aide a un emploi", ENOUGH, [fixed({2026: "500"})]) is Answer.YES
    (found,) = said("Une aide a un emploi", ENOUGH, [fixed({2027: "500"})])
    assert found.is_no
    assert "500,00\u00a0€ en 2027" in found.reasons[0]


def test_while_costs_have_no_date_nobody_knows_what_an_aid_pays() -> None:
    costs = [cost("1000", step="A1-1"), cost("100", "D2")]
    assert answer("Une aide a un emploi", costs, [fixed({2027: "500"})]) is Answer.UNKNOWN
    lines = [fixed({2026: "80"}), fixed({2026: "80"}, REGION, code="R2")]
    assert said("Aides d'une dépense, dans la limite de son coût", costs, lines) == []


def test_what_is_given_away_brings_no_fctva_and_says_how_much() -> None:
    gift = cost("1000", given_away=True)
    found, ruled = made([gift], [aid("0.50")])
    assert found.fctva() == 0
    (given,) = [one.verdict for one in ruled if one.title == "Matériel donné à un tiers"]
    assert given.is_no
    assert "196,85\u00a0€ qu'un prêt garderait" in given.reasons[0]
    assert answer("Bénéficiaire de l'aide", [gift], [aid("0.50")]) is Answer.UNKNOWN
    assert said("Matériel donné à un tiers", ENOUGH) == []


@pytest.mark.parametrize(("day", "expected"), [(date(2025, 6, 1), Answer.YES), (START, Answer.UNKNOWN)])
def test_the_cloud_is_compensated_in_running_costs_to_be_confirmed_from_2026(
    day: date, expected: Answer
) -> None:
    def facts(of: CostLine) -> Facts:
        found, _ = made([of])
        return Facts(plan=found, rules=RULES, on=day, items=(), shares=(), loose=(), starts={})

    cloud = running("1000", fctva=FctvaBase.CLOUD)
    assert cloud_verdict(facts(cloud), cloud).answer is expected
    bought = cost("1000", fctva=FctvaBase.CLOUD)
    assert cloud_verdict(facts(bought), bought).is_no


def test_the_year_of_the_fctva_is_to_be_confirmed_until_the_network_sets_it() -> None:
    title = "Année où revient le FCTVA"
    assert answer(title, ENOUGH) is Answer.UNKNOWN
    assert answer(title, ENOUGH, rules=rules_where("funding.fctva.lag", "1")) is Answer.YES


def test_the_deadline_of_another_region_is_only_an_example() -> None:
    title = "Demande à déposer"
    assert answer(title, ENOUGH, [aid("0.50")]) is Answer.UNKNOWN
    assert answer(title, ENOUGH, [replace(aid("0.50"), ask_by=date(2026, 3, 31))]) is Answer.YES
    told = rules_where("funding.dgd.deadline.month", "3")
    assert answer(title, ENOUGH, [aid("0.50")], rules=told) is Answer.YES


def test_the_dgd_has_no_schedule_of_payments_until_one_is_written() -> None:
    (found,) = said("Échéancier de versement", ENOUGH, [aid("0.50")])
    assert found.missing == ("échéancier, dans la lettre de notification",)
    assert any("ne vaut pas pour la DGD" in told for told in found.reasons)


def test_what_is_not_notified_has_no_guarantee() -> None:
    assert answer("Une décision par an", ENOUGH, [aid("0.50")]) is Answer.UNKNOWN
    assert answer("Une décision par an", ENOUGH, [acquired(date(2026, 1, 5))]) is Answer.YES


def test_a_begun_operation_is_told_to_the_prefect() -> None:
    costs, title = [cost("1000", step="A1-1")], "Préfet informé du commencement"
    begun = stepped(date(2025, 12, 1))
    assert answer(title, costs, [acquired(date(2025, 9, 1))], **begun) is Answer.UNKNOWN
    assert said(title, costs, [acquired(date(2025, 9, 1))], **stepped(date(2026, 12, 1))) == []


def test_a_plan_without_aid_is_asked_little() -> None:
    assert not [one for one in made(ENOUGH)[1] if one.verdict.is_no]
    assert made([])[1]


def test_a_programme_older_than_the_texts_is_checked_without_falling() -> None:
    found, _ = made(ENOUGH, [replace(aid("0.50"), fraction=Fraction.THIRD)])
    lines = line_standings(found, (replace(aid("0.50"), fraction=Fraction.THIRD),), {}, RULES)
    early = rulings(found, RULES, date(2023, 6, 1), items=lines, shares=(), loose=(), starts={})
    assert early
    assert all(one.verdict.missing for one in early if one.verdict.is_unknown)


def test_every_ruling_names_rules_that_exist() -> None:
    digital = replace(OPERATION, kind=OperationKind.DIGITAL)
    lines = [replace(aid("0.50"), fraction=Fraction.THIRD), aid("0.1", CDL, "OP2", "R2")]
    found = made([*ENOUGH, running("1000")], lines, operations=(digital, ACTIONS))[1]
    assert {rule for one in found for rule in one.rule} <= set(RULES.rules)
    assert len({one.topic for one in found}) >= 8
