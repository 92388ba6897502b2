"""The procedure a purchase calls for: bands, dates of launch, books, central bodies, exclusivity (bnr-rules §3.1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.base.values.sources import Confidence
from maillage.procurement.domain.backward import need_values
from maillage.procurement.domain.procedure import Procedure, ProcedureChoice, choose
from maillage.procurement.domain.purchases import Purchase, PurchaseNature
from maillage.rulebook.packaged import packaged_rules

RULES = packaged_rules()
BEFORE, AFTER = date(2026, 3, 31), date(2026, 4, 1)


def purchase(code: str = "P1", **given: object) -> Purchase:
    return Purchase(**({"code": code, "title": "Achat", "need": "N1", "step": "S1"} | given))  # type: ignore[arg-type]


def chosen(
    need_ht: str,
    launch: date = AFTER,
    nature: PurchaseNature = PurchaseNature.SUPPLIES_SERVICES,
    **given: object,
) -> ProcedureChoice:
    return choose(purchase(**given), nature=nature, need_ht=Decimal(need_ht), launch=launch, rules=RULES)


@pytest.mark.parametrize(
    ("need_ht", "procedure"),
    [
        ("0", Procedure.DISPENSE),
        ("59999.99", Procedure.DISPENSE),
        ("60000", Procedure.ADAPTED_FREE),
        ("89999.99", Procedure.ADAPTED_FREE),
        ("90000", Procedure.ADAPTED),
        ("215999.99", Procedure.ADAPTED),
        ("216000", Procedure.FORMAL),
        ("5000000", Procedure.FORMAL),
    ],
)
def test_each_threshold_belongs_to_the_heavier_side(need_ht: str, procedure: Procedure) -> None:
    assert chosen(need_ht).procedure is procedure


@pytest.mark.parametrize(
    ("launch", "need_ht", "procedure"),
    [
        (BEFORE, "39999.99", Procedure.DISPENSE),
        (BEFORE, "40000", Procedure.ADAPTED_FREE),
        (AFTER, "40000", Procedure.DISPENSE),
        (date(2025, 12, 31), "220999.99", Procedure.ADAPTED),
        (date(2025, 12, 31), "221000", Procedure.FORMAL),
        (date(2026, 1, 1), "216000", Procedure.FORMAL),
    ],
)
def test_the_thresholds_are_those_of_the_launch_day(launch: date, need_ht: str, procedure: Procedure) -> None:
    assert chosen(need_ht, launch).procedure is procedure


def test_books_have_their_own_dispense_up_to_ninety_thousand_euros() -> None:
    books = PurchaseNature.BOOKS
    assert chosen("89999.99", BEFORE, books).procedure is Procedure.DISPENSE
    assert chosen("89999.99", AFTER, books).procedure is Procedure.DISPENSE
    assert chosen("90000", AFTER, books).procedure is Procedure.ADAPTED


def test_a_central_purchasing_body_has_competed_already_whatever_the_amount() -> None:
    found = chosen("500000", central_body="UGAP")
    assert found.procedure is Procedure.CENTRAL
    assert "UGAP" in found.reason


def test_exclusivity_is_admitted_but_remains_to_be_proved() -> None:
    found = chosen("500000", exclusivity="Seul éditeur")
    assert found.procedure is Procedure.EXCLUSIVE
    assert found.confidence is Confidence.TO_CONFIRM
    assert "prouvée" in found.reason


def test_the_procedure_of_a_large_need_after_2030_is_unknown_and_says_why() -> None:
    found = chosen("300000", date(2030, 1, 1))
    assert found.procedure is Procedure.UNKNOWN
    assert "1er janvier 2030" in found.reason
    assert chosen("300000", date(2029, 12, 31)).procedure is Procedure.FORMAL


def test_the_threshold_carried_over_to_2028_is_to_confirm() -> None:
    assert chosen("216000", date(2028, 6, 1)).confidence is Confidence.TO_CONFIRM
    assert chosen("216000", date(2027, 6, 1)).confidence is Confidence.SECONDARY
    assert chosen("39999", date(2026, 3, 1)).confidence is Confidence.CONFIRMED


def test_the_reason_shows_the_value_and_the_threshold() -> None:
    assert (
        chosen("75000").reason
        == "Besoin homogène de 75\u202f000\u00a0€ HT, inférieur à 90\u202f000\u00a0€ HT."
    )


def test_a_need_is_worth_the_sum_of_its_purchases_and_of_its_framework_maxima() -> None:
    framework = purchase("P2", framework=True, maximum_ht=Decimal(80000))
    large = purchase("P3", framework=True, maximum_ht=Decimal(1000))
    other = purchase("P4", need="N2")
    worth = [
        (purchase("P1"), Decimal(10000)),
        (framework, Decimal(30000)),
        (large, Decimal(5000)),
        (other, Decimal(7)),
    ]
    assert need_values(worth) == {"N1": Decimal(95000), "N2": Decimal(7)}


def test_a_framework_without_a_maximum_is_refused() -> None:
    with pytest.raises(ValueError, match="L'accord-cadre P1 doit avoir un maximum"):
        purchase(framework=True)


WEIGHT = [Procedure.DISPENSE, Procedure.ADAPTED_FREE, Procedure.ADAPTED, Procedure.FORMAL]


@given(
    st.lists(st.integers(min_value=0, max_value=40_000_000), min_size=1, max_size=8),
    st.dates(date(2024, 1, 1), date(2029, 12, 31)),
)
def test_splitting_a_need_never_lightens_its_procedure(parts: list[int], launch: date) -> None:
    amounts = [Decimal(part) / 100 for part in parts]
    worth = [(purchase(f"P{n}"), amount) for n, amount in enumerate(amounts)]
    whole = chosen(str(sum(amounts)), launch).procedure
    assert chosen(str(need_values(worth)["N1"]), launch).procedure is whole
    assert all(WEIGHT.index(chosen(str(part), launch).procedure) <= WEIGHT.index(whole) for part in amounts)
