"""The ladder of an aid: what each rung says, one rung more, what contradicts itself, what is still to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from money import DGD, cost, fixed, plan_with

from maillage.funding.domain import Funder, FundingLine, FundingStatus
from maillage.funding.domain.contradictions import amount_is_missing, contradictions
from maillage.funding.domain.ladder import Step, answer_by, climbed, next_status, rungs, to_come
from maillage.funding.domain.payments import awaited_payments
from maillage.funding.domain.written import Instalment, PaymentEvent, Receipt
from maillage.funding.screens.terms import told_schedule, told_terms

TODAY = date(2027, 4, 19)
ENVISAGED, REQUESTED, PROMISED, NOTIFIED, RECEIVED = tuple(FundingStatus)


def line(**given: Any) -> FundingLine:
    return replace(fixed({2026: "1000"}), **given)


def came(day: date, amount: str) -> Receipt:
    return Receipt(day=day, amount=Decimal(amount))


def test_each_rung_has_its_day_and_only_an_amount_that_was_decided() -> None:
    aid = line(
        status=NOTIFIED,
        asked_on=date(2026, 4, 1),
        notified_on=date(2026, 10, 8),
        notified_amount=Decimal(900),
        receipts=(came(date(2027, 1, 5), "300"),),
    )
    told = [(one.status, one.reached, one.day, one.amount) for one in rungs(aid)]
    assert told == [
        (ENVISAGED, True, None, None),
        (REQUESTED, True, date(2026, 4, 1), None),
        (PROMISED, True, None, None),
        (NOTIFIED, True, date(2026, 10, 8), Decimal(900)),
        (RECEIVED, False, date(2027, 1, 5), Decimal(300)),
    ]
    assert (next_status(aid), next_status(line(status=RECEIVED))) == (RECEIVED, None)


def test_a_rung_may_be_skipped_but_never_gone_down() -> None:
    after = climbed(
        line(status=REQUESTED),
        Step(status=NOTIFIED, day=TODAY, amount=Decimal(800), reference="Arrêté 12"),
        Decimal(1000),
    )
    assert (after.status, after.notified_on, after.notified_amount) == (NOTIFIED, TODAY, Decimal(800))
    assert after.reference == "Arrêté 12"
    with pytest.raises(ValueError, match="déjà notifiée"):
        climbed(after, Step(status=PROMISED, day=TODAY), Decimal(800))


def test_receipts_add_up_and_the_last_one_ends_the_ladder() -> None:
    aid = line(status=NOTIFIED, notified_amount=Decimal(1000))
    first = climbed(aid, Step(status=RECEIVED, day=TODAY, amount=Decimal(400)), Decimal(1000))
    assert (first.status, to_come(first, Decimal(1000))) == (NOTIFIED, Decimal(600))
    whole = climbed(first, Step(status=RECEIVED, day=TODAY, amount=Decimal(600)), Decimal(1000))
    assert (whole.status, to_come(whole, Decimal(1000))) == (RECEIVED, Decimal(0))
    less = climbed(first, Step(status=RECEIVED, day=TODAY, amount=Decimal(50), last=True), Decimal(1000))
    assert (less.status, to_come(less, Decimal(1000))) == (RECEIVED, Decimal(0))
    assert to_come(first, None) == 600
    assert to_come(line(status=PROMISED), None) is None


def test_nothing_is_received_before_a_decision_nor_without_an_amount() -> None:
    with pytest.raises(ValueError, match="d'abord la notification"):
        climbed(line(status=PROMISED), Step(status=RECEIVED, day=TODAY, amount=Decimal(1)), None)
    with pytest.raises(ValueError, match="montant reçu"):
        climbed(line(status=NOTIFIED), Step(status=RECEIVED, day=TODAY), None)


@pytest.mark.parametrize(
    ("given", "word"),
    [
        (
            {"status": NOTIFIED, "asked_on": date(2026, 5, 2), "notified_on": date(2026, 5, 1)},
            "après avoir été",
        ),
        ({"status": REQUESTED, "promised_on": date(2026, 5, 1)}, "mais une date la dit promise"),
        ({"status": REQUESTED, "asked_on": date(2027, 5, 1)}, "pas encore passé"),
        ({"status": PROMISED, "receipts": (came(TODAY, "10"),)}, "seulement promise"),
        ({"status": NOTIFIED, "receipts": (came(TODAY, "1001"),)}, "que le plan n'en attend"),
        (
            {"status": NOTIFIED, "notified_amount": Decimal(900), "receipts": (came(TODAY, "901"),)},
            "que le montant notifié",
        ),
        (
            {"status": NOTIFIED, "notified_on": TODAY, "receipts": (came(date(2027, 4, 18), "1"),)},
            "précède la notification",
        ),
        ({"status": NOTIFIED, "receipts": (came(date(2027, 4, 20), "1"),)}, "pas encore passé"),
    ],
)
def test_a_story_that_contradicts_itself_is_told(given: dict[str, Any], word: str) -> None:
    told = contradictions(line(**given), Decimal(1000), TODAY)
    assert len(told) == 1
    assert word in told[0]


def test_a_story_that_holds_gets_no_remark_and_a_rate_notified_wants_its_amount() -> None:
    sound = line(
        status=NOTIFIED,
        asked_on=date(2026, 4, 1),
        promised_on=date(2026, 4, 1),
        notified_on=date(2026, 10, 8),
        receipts=(came(TODAY, "1000"),),
    )
    assert contradictions(sound, Decimal(1000), TODAY) == ()
    assert not amount_is_missing(sound)
    assert amount_is_missing(replace(sound, amounts=(), rate=Decimal("0.5"), receipts=()))


def test_an_answer_is_awaited_on_its_day_or_so_many_months_after_the_deposit() -> None:
    asked = line(status=REQUESTED, asked_on=date(2026, 8, 31))
    assert answer_by(asked, 6) == date(2027, 2, 28)
    assert answer_by(replace(asked, expected_on=date(2026, 12, 1)), 6) == date(2026, 12, 1)
    assert answer_by(line(status=REQUESTED), 6) is None


SCHEDULED = replace(
    DGD,
    payments=(
        Instalment(share=Decimal("0.3"), after=PaymentEvent.NOTIFIED, months=0),
        Instalment(share=Decimal("0.7"), after=PaymentEvent.FINISHED, months=6),
    ),
)


def awaited(aid: FundingLine, funder: Funder = SCHEDULED) -> list[tuple[date, Decimal]]:
    return list(awaited_payments(plan_with([cost("2000")], [aid], funders=[funder]), aid))


def test_payments_to_come_follow_the_schedule_without_what_came() -> None:
    aid = line(status=NOTIFIED, notified_on=date(2026, 3, 15))
    assert awaited(aid) == [(date(2026, 3, 1), Decimal(300)), (date(2027, 6, 1), Decimal(700))]
    assert awaited(replace(aid, receipts=(came(TODAY, "300"),))) == [(date(2027, 6, 1), Decimal(700))]
    assert awaited(replace(aid, receipts=(came(TODAY, "1000"),))) == []
    assert awaited(replace(aid, status=RECEIVED)) == []


def test_the_terms_of_a_funder_are_told_in_words() -> None:
    terms = replace(SCHEDULED, max_rate=Decimal("0.8"), ceiling=Decimal(200000), floor_ht=Decimal(5000))
    told = told_terms(terms).replace("\u202f", " ").replace("\u00a0", " ")
    assert told == (
        "investissement et fonctionnement ; 80 % au plus ; 200 000 € au plus pour tout le programme ; "
        "à partir de 5 000 € HT par opération"
    )
    schedule = told_schedule(SCHEDULED).replace("\u202f", " ").replace("\u00a0", " ")
    assert schedule == "30 % dès la notification et 70 % (6 mois après la dernière dépense)"
    assert "1\u00a0an après la dépense" in told_schedule(DGD)
