"""Keying paper forms in: what is typed, what is kept, where it comes from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.campaigns import ledger
from maillage.campaigns.domain.answers import Answer as AnswerValue
from maillage.campaigns.domain.answers import BadAnswer, Missing, Provenance
from maillage.campaigns.domain.frameworks import Item, ItemKind
from maillage.campaigns.domain.offline.cells import read_cells, value_in
from maillage.campaigns.domain.offline.lines import possible_answers
from maillage.campaigns.offline.keying import BY_PHONE, key_in, read_typed, shown_typed

ITEMS = {
    kind: Item(
        code="q",
        number="1.1",
        title="Titre",
        question="Question ?",
        kind=kind,
        levels=("Rien.", "Un peu, 2 fois.", "Beaucoup.") if kind is ItemKind.LEVELS else (),
        options=("Oui", "Non, jamais", "Peut-être") if kind is ItemKind.CHOICE else (),
        maximum=Decimal(500) if kind is ItemKind.NUMBER else None,
    )
    for kind in ItemKind
}
VALUES = {
    ItemKind.LEVELS: st.integers(0, 2).map(str),
    ItemKind.AGREEMENT: st.integers(1, 5).map(str),
    ItemKind.NUMBER: st.decimals(0, 500, places=2).map(lambda n: format(n.normalize(), "f")),
    ItemKind.CHOICE: st.sampled_from(ITEMS[ItemKind.CHOICE].options),
    ItemKind.IMPORTANCE: st.tuples(st.integers(1, 5), st.integers(1, 5)).map(
        lambda pair: f"{pair[0]}/{pair[1]}"
    ),
}


@given(st.sampled_from(sorted(VALUES)).flatmap(lambda kind: st.tuples(st.just(kind), VALUES[kind])))
def test_what_a_screen_shows_of_an_answer_is_read_as_that_answer(said: tuple[ItemKind, str]) -> None:
    kind, value = said
    item = ITEMS[kind]
    assert read_typed(item, shown_typed(item, AnswerValue(item="q", value=value))) == (value, None)


@given(st.sampled_from(list(Missing)))
def test_every_reason_has_its_letter_and_its_words(reason: Missing) -> None:
    item = ITEMS[ItemKind.NUMBER]
    assert read_typed(item, shown_typed(item, AnswerValue(item="q", missing=reason))) == ("", reason)
    assert read_cells(item, "", reason.label.upper()) == ("", reason)


def test_a_level_is_read_by_its_digit_its_line_or_its_words() -> None:
    item = ITEMS[ItemKind.LEVELS]
    for rank, line in enumerate(possible_answers(item)):
        for written in (str(rank), f"{rank},0", line, f"niveau {rank}", item.levels[rank].upper()):
            assert value_in(item, written) == str(rank)


@pytest.mark.parametrize("typed", ["3", "-1", "1e5", "12/05/2027", "oui", "²"])
def test_what_is_no_level_is_refused(typed: str) -> None:
    with pytest.raises(BadAnswer):
        read_typed(ITEMS[ItemKind.LEVELS], typed)


def test_not_counted_is_only_said_of_a_number() -> None:
    with pytest.raises(BadAnswer, match="nombre"):
        read_typed(ITEMS[ItemKind.LEVELS], "p")
    assert read_typed(ITEMS[ItemKind.NUMBER], "p") == ("", Missing.NOT_COUNTED)


def test_a_page_keeps_what_it_can_and_says_what_it_refuses(small_grid: Any) -> None:
    person = small_grid.participation()
    posted = {"v-acces-debit": "3", "c-acces-debit": "fibre", "v-acces-postes": "9"}
    done = key_in(participation=person, posted=posted, way=BY_PHONE, kept={}, today=small_grid.today)
    assert done.saved == 1
    assert set(done.errors) == {"acces-postes"}
    kept = ledger.read(person)["acces-debit"]
    assert (kept.value, kept.comment, kept.provenance) == ("3", "fibre", Provenance.BEHALF)
    person.refresh_from_db()
    assert person.on_behalf


def test_an_answer_given_meanwhile_is_shown_and_not_overwritten(small_grid: Any) -> None:
    person = small_grid.participation()
    small_grid.answer(person, {"acces-debit": 4})
    posted = {"v-acces-debit": "1", "r-acces-debit": "0"}
    done = key_in(
        participation=person, posted=posted, way="papier", kept=ledger.read(person), today=small_grid.today
    )
    assert done.saved == 0
    assert "entre-temps" in done.errors["acces-debit"]
    assert ledger.read(person)["acces-debit"].value == "4"


def test_a_page_sent_twice_saves_nothing_more(small_grid: Any) -> None:
    person, posted = small_grid.participation(), {"v-acces-debit": "3"}
    for saved in (1, 0):
        done = key_in(
            participation=person,
            posted=posted,
            way="papier",
            kept=ledger.read(person),
            today=small_grid.today,
        )
        assert done.saved == saved
