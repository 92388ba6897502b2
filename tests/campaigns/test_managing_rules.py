"""Reminders, lots, rates and warnings of a campaign, each rule in one sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from maillage.campaigns.domain import Campaign
from maillage.campaigns.domain.drawing import draw_sample, draw_second_looks
from maillage.campaigns.domain.inviting import Place
from maillage.campaigns.domain.letters import Occasion, invitation, reminder
from maillage.campaigns.domain.periods import Season, date_warnings, overlap_of
from maillage.campaigns.domain.reminding import (
    Silence,
    Standing,
    due,
    forecast,
    is_to_call,
    reminder_on,
)
from maillage.campaigns.domain.response import Asked, rate, rates_by

OPENS = date(2027, 3, 1)
CAMPAIGN = Campaign(
    code="C1", title="Essai", framework="grille", opens=OPENS, closes=OPENS + timedelta(days=40)
)
FIRST, SECOND = CAMPAIGN.reminder_days()
INVITED = Standing(key=1, invited_on=OPENS, told_on=OPENS)


def on(standing: Standing, day: date) -> int | Silence:
    return reminder_on(standing, CAMPAIGN, day, quiet_days=3)


def test_the_first_reminder_leaves_on_its_day_and_not_before() -> None:
    assert on(INVITED, FIRST - timedelta(days=1)) is Silence.NOT_YET
    assert on(INVITED, FIRST) == 1


def test_a_missed_day_is_caught_up_on_the_next() -> None:
    assert on(INVITED, FIRST + timedelta(days=4)) == 1


def test_the_second_reminder_follows_the_first_on_its_own_day() -> None:
    once = replace(INVITED, reminders=1, told_on=FIRST)
    assert on(once, SECOND - timedelta(days=1)) is Silence.NOT_YET
    assert on(once, SECOND) == 2


def test_nobody_gets_a_third_reminder() -> None:
    twice = replace(INVITED, reminders=2, told_on=SECOND)
    assert on(twice, SECOND + timedelta(days=10)) is Silence.ENOUGH
    assert is_to_call(twice, has_reminders=True)


def test_whoever_sent_the_questionnaire_is_never_reminded() -> None:
    assert on(replace(INVITED, is_sent=True), FIRST) is Silence.SENT


def test_a_draft_saved_within_the_quiet_days_waits_and_is_reminded_afterwards() -> None:
    writing = replace(INVITED, saved_on=FIRST - timedelta(days=1))
    assert on(writing, FIRST) is Silence.QUIET
    assert on(writing, FIRST + timedelta(days=2)) == 1


def test_an_invitation_just_sent_is_not_followed_by_a_reminder() -> None:
    assert on(replace(INVITED, invited_on=FIRST, told_on=FIRST), FIRST) is Silence.QUIET


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (replace(INVITED, is_closed=True), Silence.CLOSED),
        (replace(INVITED, has_refused=True), Silence.REFUSED),
        (replace(INVITED, is_reachable=False), Silence.NO_ADDRESS),
        (replace(INVITED, invited_on=None, told_on=None), Silence.NOT_INVITED),
    ],
)
def test_the_closed_the_refusing_the_unreachable_and_the_uninvited_get_nothing(
    standing: Standing, why: Silence
) -> None:
    assert on(standing, FIRST) is why


def test_nothing_leaves_after_the_last_day() -> None:
    assert CAMPAIGN.closes is not None
    assert on(INVITED, CAMPAIGN.closes) == 2
    assert on(INVITED, CAMPAIGN.closes + timedelta(days=1)) is Silence.OVER


def test_a_campaign_without_an_opening_day_reminds_nobody() -> None:
    undated = replace(CAMPAIGN, opens=None)
    assert reminder_on(INVITED, undated, FIRST, quiet_days=3) is Silence.NOT_YET


def test_the_forecast_says_how_many_leave_on_each_day_if_nobody_answers() -> None:
    people = [replace(INVITED, key=key) for key in range(3)]
    people.append(replace(INVITED, key=9, saved_on=FIRST - timedelta(days=1)))
    found = forecast(people, CAMPAIGN, OPENS, quiet_days=3)
    assert found == {FIRST: 3, FIRST + timedelta(days=2): 1, SECOND: 4}


def test_reminding_again_on_the_same_day_reminds_nobody() -> None:
    ranks = due([INVITED], CAMPAIGN, FIRST, quiet_days=3)
    assert ranks == {1: 1}
    told = replace(INVITED, reminders=1, told_on=FIRST)
    assert due([told], CAMPAIGN, FIRST, quiet_days=3) == {}


def test_a_library_without_an_address_is_called_at_once_unless_it_closed_or_refused() -> None:
    silent = replace(INVITED, is_reachable=False)
    assert is_to_call(silent, has_reminders=True)
    assert not is_to_call(replace(silent, is_closed=True), has_reminders=True)
    assert not is_to_call(replace(silent, has_refused=True), has_reminders=True)
    assert not is_to_call(replace(silent, is_sent=True), has_reminders=True)


PLACES = tuple(
    Place(code=f"L{n:02}", name=f"L{n}", stratum="petites" if n < 30 else "grandes") for n in range(40)
)


def test_a_sample_is_the_same_at_each_draw_and_shared_among_sizes() -> None:
    drawn = draw_sample("AUT", PLACES, 8)
    assert drawn == draw_sample("AUT", tuple(reversed(PLACES)), 8)[::-1]
    assert [place.stratum for place in drawn].count("petites") == 6
    assert draw_sample("HIVER", PLACES, 8) != drawn
    assert draw_sample("AUT", PLACES, 400) == PLACES


def test_second_looks_take_a_share_with_one_in_each_size_at_least() -> None:
    drawn = draw_second_looks("AUT", PLACES, Decimal("0.18"))
    assert len(drawn) == 7
    assert {code < "L30" for code in drawn} == {True, False}
    assert len(draw_second_looks("AUT", PLACES, Decimal("0.01"))) == 2
    assert draw_second_looks("AUT", (), Decimal("0.2")) == ()


def asked(library: str, *, sent: bool = False, closed: bool = False, stratum: str = "x") -> Asked:
    return Asked(library=library, epci="E", stratum=stratum, is_sent=sent, is_closed=closed)


def test_a_closed_library_leaves_the_denominator_unless_it_had_answered() -> None:
    found = rate("tout", [asked("a", sent=True), asked("b"), asked("c", closed=True)])
    assert (found.asked, found.sent, found.closed, found.share) == (2, 1, 1, 0.5)
    answered = rate("tout", [asked("a", sent=True, closed=True)])
    assert (answered.asked, answered.closed) == (1, 0)


def test_a_group_that_could_not_answer_has_no_rate() -> None:
    (found,) = rates_by([asked("a", closed=True)], lambda one: one.stratum)
    assert found.share is None
    assert found.margin is None
    assert not found.is_under(0.8)
    with pytest.raises(ValueError, match="Personne"):
        found.bounds(0.5)


def test_the_silent_could_be_all_no_or_all_yes() -> None:
    found = rate(
        "tout", [*(asked(str(n), sent=True) for n in range(80)), *(asked(f"s{n}") for n in range(20))]
    )
    assert found.bounds(0.5) == (0.4, 0.6)
    assert found.margin == pytest.approx(0.0493, abs=0.0005)


def test_a_campaign_that_meets_the_survey_of_the_ministry_is_told_so() -> None:
    season = Season(2, 5)
    assert overlap_of(CAMPAIGN, season) == (date(2027, 2, 1), date(2027, 5, 31))
    autumn = replace(CAMPAIGN, opens=date(2026, 10, 5), closes=date(2026, 11, 20))
    assert overlap_of(autumn, season) is None
    assert overlap_of(replace(autumn, closes=date(2027, 2, 1)), season) is not None
    assert overlap_of(replace(autumn, opens=None, closes=None), season) is None


def test_the_dates_of_a_campaign_are_doubted_for_a_reason_each() -> None:
    today = date(2027, 1, 4)

    def told(**dates: date | None) -> str:
        return " ".join(date_warnings(replace(CAMPAIGN, **dates), today))  # type: ignore[arg-type]

    assert told() == "Le dernier jour tombe un samedi 10 avril 2027, où personne ne répond au téléphone."
    assert told(closes=date(2027, 4, 9)) == ""
    assert "n'est pas fixé" in told(closes=None)
    assert "déjà passé" in told(opens=date(2026, 11, 2), closes=date(2026, 12, 18))
    assert "mois d'août" in told(opens=date(2027, 8, 2), closes=date(2027, 9, 10))
    assert "deux semaines" in told(opens=date(2027, 4, 1), closes=date(2027, 4, 9))
    assert "avant le dernier jour" in told(closes=date(2027, 4, 9), results_on=date(2027, 4, 1))


OCCASION = Occasion(
    title="Nos services", service="Médiathèque départementale", purpose="Pour vous aider, pas pour vous juger.",
    closes=date(2027, 4, 9), results_on=date(2027, 5, 11), contact="lecture@example.org", short_minutes=10,
    whole_minutes=30,
)  # fmt: skip


def test_an_invitation_says_why_how_long_until_when_and_whom_to_ask() -> None:
    letter = invitation(OCCASION, "Médiathèque d'Ici", "https://m.example/questionnaire/x/")
    for told in (
        "Pour vous aider", "environ 10 minutes", "vendredi 9 avril 2027", "11 mai 2027", "lecture@example.org",
        "https://m.example/questionnaire/x/", "Médiathèque d'Ici",
    ):  # fmt: skip
        assert told in letter.body
    assert letter.subject == "Nos services : Médiathèque d'Ici"


def test_the_last_reminder_offers_to_call_and_a_subject_has_one_line() -> None:
    letter = reminder(OCCASION, "Ici\nou là", "https://x", 2, date(2027, 4, 2))
    assert "remplir le questionnaire avec vous" in letter.body
    assert "7\u00a0jours" in letter.body
    assert letter.subject == "Dernier rappel : Nos services, Ici ou là"
    assert "dernier jour" in reminder(OCCASION, "Ici", "https://x", 1, date(2027, 4, 9)).body
