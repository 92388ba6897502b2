"""The dates of a purchase, worked backwards by hand on a calendar, holidays and weekends included."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.base.values.periods import is_working_day
from maillage.base.values.sources import Confidence
from maillage.procurement.domain.backward import Planned, milestones, plan_purchase
from maillage.procurement.domain.procedure import Procedure, choose
from maillage.procurement.domain.purchases import HomogeneousNeed, Purchase, PurchaseNature
from maillage.rulebook.packaged import packaged_rules

RULES = packaged_rules()
NEED = HomogeneousNeed(code="N1", title="Besoin")
PURCHASE = Purchase(code="P1", title="Achat", need="N1", step="S1")


def days(procedure: Procedure, needed: date) -> dict[str, date]:
    return {milestone.key: milestone.day for milestone in milestones(procedure, needed, RULES)}


def planned(need_ht: str, needed: date | None, purchase: Purchase = PURCHASE) -> Planned:
    value = Decimal(need_ht)
    on = date(2026, 1, 1)
    return plan_purchase(purchase, need=NEED, own_ht=value, need_ht=value, needed=needed, on=on, rules=RULES)


def test_a_formalised_purchase_worked_backwards_by_hand() -> None:
    """Contract needed on Tuesday 14 July 2026 (holiday): notified on the 13th. Two weeks before: 29 June, end of
    the standstill. Eleven days before: Thursday 18 June, the commission chooses. Ten weeks before: 9 April, offers.
    Thirty days before: 10 March, the notice is sent. Thirteen weeks before: 9 December 2025."""
    assert days(Procedure.FORMAL, date(2026, 7, 14)) == {
        "prepare": date(2025, 12, 9),
        "launch": date(2026, 3, 10),
        "offers": date(2026, 4, 9),
        "award": date(2026, 6, 18),
        "standstill": date(2026, 6, 29),
        "notify": date(2026, 7, 13),
    }


def test_an_adapted_purchase_worked_backwards_by_hand() -> None:
    """Contract needed on Saturday 6 June 2026: notified on Friday the 5th. Two weeks before: 22 May, choice. Five
    weeks before: 17 April, offers. Thirty days before: 18 March, notice. Eight weeks before: 21 January."""
    assert days(Procedure.ADAPTED, date(2026, 6, 6)) == {
        "prepare": date(2026, 1, 21),
        "launch": date(2026, 3, 18),
        "offers": date(2026, 4, 17),
        "award": date(2026, 5, 22),
        "notify": date(2026, 6, 5),
    }


def test_a_simple_purchase_worked_backwards_over_easter() -> None:
    """Needed on 20 April 2026: two weeks before is Easter Monday, then a weekend, so Friday 3 April; three weeks
    before, 13 March; three weeks before, 20 February."""
    assert days(Procedure.DISPENSE, date(2026, 4, 20)) == {
        "prepare": date(2026, 2, 20),
        "launch": date(2026, 3, 13),
        "offers": date(2026, 4, 3),
        "notify": date(2026, 4, 20),
    }


@pytest.mark.parametrize("procedure", list(Procedure))
def test_only_a_formalised_procedure_has_a_standstill(procedure: Procedure) -> None:
    found = days(procedure, date(2026, 9, 1))
    assert ("standstill" in found) is (procedure in (Procedure.FORMAL, Procedure.NEGOTIATED))
    if "standstill" in found:
        assert (found["standstill"] - found["award"]).days >= 11


@given(st.sampled_from(list(Procedure)), st.dates(date(2024, 1, 1), date(2035, 1, 1)))
@settings(max_examples=60)
def test_every_backward_date_is_a_working_day_in_calendar_order(procedure: Procedure, needed: date) -> None:
    found = [milestone.day for milestone in milestones(procedure, needed, RULES)]
    assert found == sorted(found)
    assert all(is_working_day(day) for day in found)
    assert found[-1] <= needed


@given(st.sampled_from(list(Procedure)), st.dates(date(2024, 1, 1), date(2035, 1, 1)))
@settings(max_examples=60)
def test_the_delay_for_offers_is_never_shortened(procedure: Procedure, needed: date) -> None:
    found = days(procedure, needed)
    least = 30 if procedure in (Procedure.FORMAL, Procedure.ADAPTED, Procedure.ADAPTED_FREE) else 21
    least = 30 if procedure is Procedure.UNKNOWN else least
    assert (found["offers"] - found["launch"]).days >= least


def test_a_purchase_whose_step_has_no_date_has_a_procedure_and_no_dates() -> None:
    found = planned("300000", None)
    assert found.choice.procedure is Procedure.FORMAL
    assert found.milestones == ()
    assert found.must_start is None


WEIGHT = [Procedure.DISPENSE, Procedure.ADAPTED_FREE, Procedure.ADAPTED, Procedure.FORMAL]


@given(
    st.dates(date(2025, 3, 1), date(2029, 12, 1)),
    st.sampled_from(["20000", "39999.99", "40000", "50000", "60000", "90000", "216000", "218000", "221000"]),
)
@settings(max_examples=200)
def test_the_procedure_kept_is_lawful_on_its_own_launch_day(needed: date, need_ht: str) -> None:
    """Procedure and launch day depend on each other: whatever the day, what is kept is never too light."""
    found = planned(need_ht, needed)
    launch = found.day("launch")
    assert launch is not None
    due = choose(PURCHASE, nature=NEED.nature, need_ht=Decimal(need_ht), launch=launch, rules=RULES).procedure
    assert WEIGHT.index(found.choice.procedure) >= WEIGHT.index(due)


def test_a_need_of_fifty_thousand_euros_launched_before_april_2026_is_adapted() -> None:
    """Needed on 30 April: even the lightest consultation would start in March, under the old threshold."""
    assert planned("50000", date(2026, 4, 30)).choice.procedure is Procedure.ADAPTED_FREE


def test_a_need_of_fifty_thousand_euros_launched_after_april_2026_is_exempt() -> None:
    found = planned("50000", date(2026, 6, 15))
    assert found.choice.procedure is Procedure.DISPENSE
    assert found.day("launch") is not None
    assert found.day("launch") >= date(2026, 4, 1)  # type: ignore[operator]


def test_two_procedures_that_call_each_other_end_with_the_heavier_one() -> None:
    """218 000 euros: formalised from 2026, adapted before. Launched early because it is long, a formalised procedure
    would fall under the old threshold; launched later because it is short, an adapted one under the new."""
    found = planned("218000", date(2026, 4, 10))
    assert found.choice.procedure is Procedure.FORMAL


def test_essential_data_are_published_within_two_months_from_forty_thousand_euros() -> None:
    """Notified on Friday 5 June 2026; Wednesday 5 August is a working day."""
    assert planned("40000", date(2026, 6, 5)).day("decp") == date(2026, 8, 5)
    # A catalogue of a central body is not dispensed by its amount: the lower threshold is not for it.
    central = replace(PURCHASE, central_body="UGAP")
    assert planned("39999.99", date(2026, 6, 5), central).day("decp") is None
    assert planned("40000", date(2026, 6, 5), central).day("decp") == date(2026, 8, 5)


def test_a_contract_dispensed_by_its_amount_publishes_its_data_from_twenty_five_thousand_euros() -> None:
    assert planned("24999.99", date(2026, 6, 5)).publication is None
    found = planned("25000", date(2026, 6, 5)).publication
    assert found is not None
    assert (found.by, found.listed_by) == (date(2026, 8, 5), date(2027, 3, 31))
    assert (found.rule_id, found.rule.source.confidence) == ("procurement.decp.small", Confidence.SECONDARY)
    large = planned("40000", date(2026, 6, 5)).publication
    assert large is not None
    assert (large.rule_id, large.listed_by) == ("procurement.decp.threshold", None)


def test_the_thresholds_of_essential_data_were_read_before_april_2026_and_are_reported_since() -> None:
    for rule in ("procurement.decp.threshold", "procurement.decp.small", "procurement.decp.list"):
        before, since = (RULES.value(rule, on=day) for day in (date(2026, 3, 31), date(2026, 4, 1)))
        assert before.value == since.value
        assert (before.source.confidence, since.source.confidence) == (
            Confidence.CONFIRMED,
            Confidence.SECONDARY,
        )


def test_books_dispensed_by_their_own_article_have_no_list() -> None:
    """70 000 euros of books over the project, 30 000 of them in this contract: R2122-9, not R2122-8."""
    books = HomogeneousNeed(code="N1", title="Livres", nature=PurchaseNature.BOOKS)
    common = {"need": books, "own_ht": Decimal(30000), "needed": date(2026, 6, 5), "on": date(2026, 1, 1)}
    found = plan_purchase(PURCHASE, need_ht=Decimal(70000), rules=RULES, **common)  # type: ignore[arg-type]
    assert (found.choice.procedure, found.publication) == (Procedure.DISPENSE, None)
    fewer = plan_purchase(PURCHASE, need_ht=Decimal(30000), rules=RULES, **common)  # type: ignore[arg-type]
    assert fewer.publication is not None


def test_a_contract_notified_late_publishes_its_data_from_the_day_it_was_notified() -> None:
    late = replace(PURCHASE, notified_on=date(2027, 1, 11))
    found = planned("30000", date(2026, 6, 5), late).publication
    assert found is not None
    assert (found.by, found.listed_by) == (date(2027, 3, 11), date(2028, 3, 31))


def test_the_deadline_for_essential_data_is_never_later_than_two_months() -> None:
    """Notified on Tuesday 7 April 2026: two months later is a Sunday, so Friday 5 June at the latest."""
    assert planned("100000", date(2026, 4, 7)).day("decp") == date(2026, 6, 5)


def test_two_months_after_the_end_of_december_is_the_end_of_february() -> None:
    assert planned("100000", date(2026, 12, 31)).day("decp") == date(2027, 2, 26)
