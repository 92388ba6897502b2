"""Replies without a name: shares and means by hand, small groups hidden, what is left of words after the months."""

from __future__ import annotations

from datetime import date

import pytest

from maillage.campaigns.domain.frameworks import Domain, Framework, FrameworkKind, Item, ItemKind
from maillage.campaigns.domain.survey_groups import agreements, groups, quarter_of
from maillage.campaigns.domain.surveys import Reply, agreement, opinions
from maillage.campaigns.survey_forms import NOTHING, read_form
from maillage.statistics.importance import Quadrant

DAY = date(2026, 11, 2)
LEARNT = Item(code="appris", number="1", title="Apprendre", question="J'ai appris.", kind=ItemKind.AGREEMENT)
HOURS = Item(code="horaires", number="2", title="Horaires", question="?", kind=ItemKind.IMPORTANCE)
PLACE = Item(code="lieu", number="3", title="Lieu", question="?", kind=ItemKind.IMPORTANCE)
OFTEN = Item(
    code="souvent", number="4", title="?", question="?", kind=ItemKind.CHOICE, options=("Oui", "Non")
)
WORDS = Item(code="mots", number="5", title="Mots", question="?", kind=ItemKind.FREE)
FRAMEWORK = Framework(
    code="essai",
    version="1",
    title="Essai",
    kind=FrameworkKind.OUTCOMES,
    purpose="",
    domains=(Domain(code="d", title="D", items=(LEARNT, HOURS, PLACE, OFTEN, WORDS)),),
)


def said(*notes: str, library: str = "") -> list[Reply]:
    return [Reply(on=DAY, library=library, values={"appris": note} if note else {}) for note in notes]


def test_four_and_five_agree_and_silence_and_without_object_are_left_out() -> None:
    found = agreement(LEARNT, said("5", "4", "3", "1", "", "not_applicable", "9", "abc"), least=1)
    assert (found.agree, found.n, found.not_applicable, found.share) == (2, 4, 1, 0.5)
    assert found.interval is not None
    # Wilson for 2 of 4, by hand: (0.5 + 0.4802) / 1.9604 ± 1.96·sqrt(0.0625 + 0.0600) / 1.9604
    assert found.interval.low == pytest.approx(0.1500, abs=2e-4)
    assert found.interval.high == pytest.approx(0.8500, abs=2e-4)


def test_a_share_of_too_few_people_is_not_computed() -> None:
    found = agreement(LEARNT, said("5", "5", "5", "5"), least=5)
    assert (found.share, found.interval, found.n) == (None, None, 4)


def test_what_matters_and_does_not_please_comes_first() -> None:
    replies = [Reply(on=DAY, values={"horaires": "5/2", "lieu": "3/4"}) for _ in range(4)]
    replies += [Reply(on=DAY, values={"horaires": "4/", "lieu": "/5"})]
    found = opinions((HOURS, PLACE), replies, least=4)
    assert found.items["horaires"].importance == pytest.approx(24 / 5)
    assert found.items["lieu"].satisfaction == pytest.approx(21 / 5)
    assert found.within(Quadrant.IMPROVE) == ["horaires"]
    assert found.within(Quadrant.GENEROUS) == ["lieu"]


def test_one_small_group_takes_another_with_it_so_that_no_subtraction_gives_it_back() -> None:
    replies = said(*["5"] * 3, library="A") + said(*["5"] * 6, library="B") + said(*["1"] * 9, library="C")
    found = groups(replies, lambda one: one.library, least=5)
    assert [group.name for group in found.shown] == ["C"]
    assert (found.hidden, found.hidden_replies) == (2, 9)


def test_in_a_shown_group_a_question_that_few_answered_is_hidden_with_another() -> None:
    many, few = ["5"] * 6, ["5", "5", "", "", ""]
    replies = said(*many, library="A") + said(*few, library="B") + said(*["4"] * 8, library="C")
    found = groups(replies, lambda one: one.library, least=5)
    assert [group.name for group in found.shown] == ["A", "B", "C"]
    shares = agreements((LEARNT,), found, least=5)
    assert shares["B"][0].share is None
    assert shares["A"][0].share is None
    assert shares["C"][0].share == 1


def test_replies_that_name_no_place_make_no_group() -> None:
    found = groups(said(*["5"] * 9), lambda one: one.library, least=5)
    assert (found.shown, found.hidden) == ((), 0)


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2027, 1, 1), "2027, 1er trimestre"), (date(2026, 12, 31), "2026, 4e trimestre")],
)
def test_a_day_belongs_to_its_quarter(day: date, told: str) -> None:
    assert quarter_of(day) == told


def test_a_form_is_kept_in_canonical_values_and_unknown_fields_are_left_out() -> None:
    sent = {
        "v-appris": "4",
        "i-horaires": "5",
        "s-lieu": "2",
        "v-souvent": "Oui",
        "v-mots": " Merci\x00 ",
        "v-pirate": "1",
    }
    form = read_form(FRAMEWORK, sent)
    assert form.values == {"appris": "4", "horaires": "5/", "lieu": "/2", "souvent": "Oui", "mots": "Merci"}
    assert form.errors == {}


@pytest.mark.parametrize(
    "sent",
    [
        {"v-appris": "6"},
        {"v-appris": "٣"},
        {"v-appris": "4/4"},
        {"i-horaires": "5/5"},
        {"i-horaires": "0"},
        {"v-souvent": "Peut-être"},
        {"v-mots": "x" * 4001},
    ],
)
def test_a_value_that_was_not_offered_is_told_at_its_question(sent: dict[str, str]) -> None:
    form = read_form(FRAMEWORK, sent)
    assert list(form.errors) == [next(iter(sent))[2:]]
    assert form.sent == sent


@pytest.mark.parametrize("sent", [{}, {"v-mots": " \x00 "}, {"i-lieu": "", "s-lieu": ""}, {"autre": "1"}])
def test_an_empty_form_is_told_what_to_do(sent: dict[str, str]) -> None:
    assert read_form(FRAMEWORK, sent).errors == {"": NOTHING}
