"""The dates of a project, searched and laid out by month."""

from __future__ import annotations

from datetime import date

from maillage.base.plugs import DatedEvent
from maillage.desk.domain.agenda import Search, Span, by_month, matching, within

TODAY = date(2027, 4, 19)


def event(uid: str, day: date, kind: str = "séance", title: str = "Comité") -> DatedEvent:
    return DatedEvent(uid=uid, title=title, day=day, kind=kind)


PAST = event("a", date(2027, 3, 1), title="Comité d'été")
NOW = event("b", TODAY, "achat")
LATER = event("c", date(2027, 4, 30))
NEXT_YEAR = event("d", date(2028, 4, 1))
EVENTS = (LATER, NEXT_YEAR, PAST, NOW)


def test_today_is_still_to_come() -> None:
    assert within(EVENTS, Span.COMING, TODAY) == (NOW, LATER, NEXT_YEAR)


def test_what_has_gone_by_comes_the_latest_first() -> None:
    earlier = event("e", date(2027, 2, 1))
    assert within((earlier, *EVENTS), Span.PAST, TODAY) == (PAST, earlier)


def test_all_dates_come_in_order() -> None:
    assert within(EVENTS, Span.ALL, TODAY) == (PAST, NOW, LATER, NEXT_YEAR)


def test_words_are_looked_for_without_case_or_accents() -> None:
    assert matching(EVENTS, Search(words="ETE comite")) == (PAST,)
    assert matching(EVENTS, Search(words="  ")) == EVENTS


def test_kinds_are_kept_and_an_unknown_one_gives_nothing() -> None:
    assert matching(EVENTS, Search(kinds=("achat",))) == (NOW,)
    assert matching(EVENTS, Search(kinds=("fête",))) == ()


def test_the_same_month_of_two_years_is_two_months() -> None:
    months = by_month((NOW, LATER, NEXT_YEAR))
    assert [(month.first, len(month.events)) for month in months] == [
        (date(2027, 4, 1), 2),
        (date(2028, 4, 1), 1),
    ]


def test_a_search_narrows_when_it_asks_for_words_or_kinds() -> None:
    assert not Search(span=Span.PAST, words=" ").narrows
    assert Search(words="a").narrows
    assert Search(kinds=("achat",)).narrows
