"""Planned, committed, paid: hand-computed, then whatever the entries; ties of entries to lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from money import cost, fixed, plan_with

from maillage.base.values.euros import total
from maillage.funding.domain.accounting.matching import Candidate, suggestion, tied, words_of
from maillage.funding.domain.entries import Entry, EntryKind, Match
from maillage.funding.domain.execution import Books, Execution, books, committed_before, grouped, summed
from maillage.funding.domain.received import received_of

C, P, R = EntryKind.COMMITMENT, EntryKind.PAYMENT, EntryKind.RECEIPT
VAT = Decimal("0.20")


def entry(kind: EntryKind, amount: str, day: str = "2026-05-04", **given: Any) -> Entry:
    return Entry(kind=kind, amount_ttc=Decimal(amount), day=date.fromisoformat(day), **given)


def of(entries: list[Entry], *costs: Any, over: frozenset[str] = frozenset()) -> Books:
    plan = plan_with(costs)
    return books(costs=costs, expenses=plan.expenses, entries=entries, standard_vat=VAT, over=over)


def test_a_line_lands_on_what_is_paid_committed_and_still_planned() -> None:
    """10 000 HT make 12 000 TTC; 9 000 committed, 3 000 of them paid: 6 000 to pay, 3 000 to commit."""
    found = of([entry(C, "9000", cost="D1"), entry(P, "3000", cost="D1")], cost("10000"))
    (line,) = found.lines()
    whole = line.whole
    assert (whole.planned.ttc, whole.committed.ttc, whole.paid.ttc, whole.landing.ttc) == (
        12000,
        9000,
        3000,
        12000,
    )
    assert (whole.planned.ht, whole.committed.ht, whole.paid.ht) == (10000, 7500, 2500)
    assert whole.rate(whole.paid) == Decimal("0.25")


def test_a_settled_line_lands_on_what_was_paid() -> None:
    entries = [entry(C, "9000", cost="D1"), entry(P, "9000", cost="D1")]
    assert summed(of(entries, cost("10000")).lines()).landing.ttc == 12000
    settled = summed(of(entries, cost("10000"), over=frozenset({"D1"})).lines())
    assert (settled.landing.ttc, settled.variance.ttc) == (9000, -3000)


def test_an_overspent_line_lands_above_the_plan() -> None:
    assert summed(of([entry(C, "13000", cost="D1")], cost("10000")).lines()).variance.ttc == 1000


def test_a_negative_entry_takes_back() -> None:
    found = of([entry(C, "9000", cost="D1"), entry(C, "-2000", cost="D1")], cost("10000"))
    assert summed(found.lines()).committed.ttc == 7000


def test_a_year_has_its_own_entries_and_no_landing() -> None:
    found = of([entry(P, "100", cost="D1"), entry(P, "50", "2027-01-04", cost="D1")], cost("10000"))
    assert found.years == (2026, 2027)
    assert summed(found.lines(2027)) == Execution(paid=summed(found.lines(2027)).paid)
    assert summed(found.lines(2027)).paid.ttc == 50


def test_what_nobody_tied_counts_in_no_line() -> None:
    assert summed(of([entry(P, "100")], cost("10000")).lines()).paid.ttc == 0


def test_what_is_paid_without_a_commitment_was_committed() -> None:
    found = of([entry(C, "600", cost="D1"), entry(P, "1200", cost="D1")], cost("10000"))
    assert committed_before(found, ["D1"], date(2026, 5, 5)) == 1000
    assert committed_before(found, ["D1"], date(2026, 5, 4)) == 0


CODES = ("D1", "D2", "D3")
ENTRIES = st.lists(
    st.builds(
        Entry,
        kind=st.sampled_from(EntryKind),
        amount_ttc=st.decimals(-99999, 99999, places=2),
        day=st.dates(date(2025, 1, 1), date(2029, 12, 31)),
        cost=st.sampled_from((*CODES, None)),
    ),
    max_size=40,
)


@given(ENTRIES)
def test_lines_add_up_to_operations_years_and_the_whole(entries: list[Entry]) -> None:
    costs = (cost("1000", "D1"), cost("333.33", "D2", operation="OP2", year=2027), cost("5.55", "D3"))
    found = of(entries, *costs)
    lines = found.lines()
    whole = summed(lines)
    by_operation = grouped(lines, lambda one: one.operation)
    assert sum((summed(some) for some in by_operation.values()), Execution()) == whole
    years = sum((summed(found.lines(year)) for year in found.years), Execution())
    assert (years.planned, years.committed, years.paid) == (whole.planned, whole.committed, whole.paid)
    for kind, amounts in ((C, whole.committed), (P, whole.paid)):
        assert amounts.ttc == total(e.amount_ttc for e in entries if e.kind is kind and e.cost)


@given(ENTRIES)
def test_an_entry_and_its_contrary_change_nothing(entries: list[Entry]) -> None:
    found = of(entries, cost("1000"), cost("10", "D2"), cost("20", "D3"))
    more = [*entries, entry(P, "77.77", cost="D1"), entry(P, "-77.77", cost="D1")]
    assert summed(of(more, *found.costs).lines()) == summed(found.lines())


def candidate(code: str, label: str, *amounts: str, aid: bool = False) -> Candidate:
    return Candidate(
        code=code, is_aid=aid, label=label, amounts=frozenset(map(Decimal, amounts)), words=words_of(label)
    )


PORTAL, FILMS = (
    candidate("D02", "Portail : conception", "86400"),
    candidate("D53", "Cinéma en ligne", "10200"),
)
AID = candidate("F07", "Contrat lecture", "6000", aid=True)
ALL = (PORTAL, FILMS, AID)


def test_a_code_in_the_label_ties_and_a_payment_follows_its_commitment() -> None:
    found = tied(
        [
            entry(P, "10", commitment="E1"),
            entry(C, "20", number="E1", label="d02 : portail"),
            entry(R, "6000", label="F07 acompte"),
        ],
        ALL,
    )
    assert [(one.cost, one.line, one.match) for one in found] == [
        ("D02", None, Match.COMMITMENT), ("D02", None, Match.CODE), (None, "F07", Match.CODE),
    ]  # fmt: skip


def test_two_codes_or_the_code_of_another_kind_leave_it_to_a_person() -> None:
    found = tied(
        [entry(C, "1", label="D02 et D53"), entry(R, "1", label="D02"), entry(P, "1", label="F07")], ALL
    )
    assert not any(one.is_tied for one in found)


def test_what_a_person_set_aside_is_not_tied_again() -> None:
    aside = entry(C, "1", label="D02", match=Match.ASIDE)
    assert tied([aside], ALL) == [aside]


def test_a_likely_line_is_proposed_with_its_reason_and_a_doubt_is_not() -> None:
    found = suggestion(entry(P, "10200", label="Abonnement cinéma 2027"), ALL)
    assert found is not None
    assert (found.candidate.code, found.why) == ("D53", "même montant ; mots communs : cinema")
    assert suggestion(entry(P, "12", label="Fournitures"), ALL) is None
    assert suggestion(entry(R, "10200", label="Cinéma"), ALL) is None


def test_receipts_of_the_accounts_replace_those_noted_by_hand() -> None:
    line = fixed({2026: "1000"})
    assert received_of([line], [])["R1"].amount == 0
    came = received_of([line], [entry(R, "600", line="R1"), entry(R, "-100", line="R1")])["R1"]
    assert (came.amount, came.booked) == (500, True)
