"""Reminders by mail: the days on which they leave, what they say to whom, and never twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from maillage.accounts.domain import Role
from maillage.accounts.models import Network, User
from maillage.programme.commenting import add_comment
from maillage.programme.digests import sending
from maillage.programme.digests.sending import claim, recipients, send_digests
from maillage.programme.domain.digests import holds, leaves_on, monday_of, next_monday
from maillage.programme.models import Action, DigestChoice
from web import person, text_of

pytestmark = pytest.mark.django_db

MONDAY = date(2027, 4, 19)
URL = "/18/strategie/rappels/"
LEADS = ["Chef de projet numérique"]


def receiver(network: Network, functions: list[str], name: str = "chloe", **more: Any) -> User:
    user = person(name, network, Role.TEAM)
    user.email = f"{name}@example.org"
    user.save()
    DigestChoice.objects.create(network=network, user=user, functions=functions, **more)
    return user


# -- the days


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_a_reminder_sent_this_week_does_not_leave_again_in_it(day: date) -> None:
    assert not leaves_on("weekly", day, monday_of(day))
    assert not leaves_on("never", day, None)


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_a_monthly_reminder_leaves_in_the_week_of_the_first_monday_only(day: date) -> None:
    if leaves_on("monthly", day, date(2020, 1, 1)):
        assert monday_of(day).day <= 7


def test_a_monday_on_which_the_server_was_off_is_caught_up_until_friday() -> None:
    last = date(2027, 4, 12)
    assert [leaves_on("weekly", date(2027, 4, n), last) for n in range(19, 26)] == [True] * 5 + [False] * 2


def test_somebody_new_waits_for_a_monday() -> None:
    assert not leaves_on("weekly", date(2027, 4, 21), None)
    assert next_monday("weekly", date(2027, 4, 21), None) == date(2027, 4, 26)
    assert next_monday("monthly", MONDAY, None) == date(2027, 5, 3)
    assert next_monday("never", MONDAY, None) is None


def test_a_function_is_held_whatever_its_capitals_and_accents() -> None:
    assert holds(["chef de projet numerique"], "Chef de projet numérique")
    assert not holds(["Direction"], "")


# -- what is sent


def test_a_lead_is_told_what_is_late_and_where(demo_network: Network) -> None:
    receiver(demo_network, LEADS)
    send_digests(MONDAY)
    (message,) = mail.outbox
    assert message.to == ["chloe@example.org"]
    body = message.body.replace("\u00a0", " ")
    assert "En retard" in message.subject
    assert (
        "Analyser, négocier, attribuer (Ouvrir le portail commun) : devait finir le 20 janvier 2027" in body
    )
    assert "89 jours de retard" in body


def test_links_are_whole_once_the_address_of_the_site_is_known(demo_network: Network, lead: Client) -> None:
    lead.post(URL, {"rhythm": "weekly"}, headers={"host": "localhost"})
    receiver(demo_network, LEADS)
    send_digests(MONDAY)
    assert "http://localhost/18/strategie/etapes/A12-3/" in mail.outbox[0].body
    assert "http://localhost/18/strategie/rappels/" in mail.outbox[0].body


def test_nothing_is_sent_twice_the_same_week_nor_when_there_is_nothing_to_say(demo_network: Network) -> None:
    receiver(demo_network, LEADS)
    receiver(demo_network, [], "denis")
    for day in (MONDAY, MONDAY, date(2027, 4, 20)):
        send_digests(day)
    assert [message.to for message in mail.outbox] == [["chloe@example.org"]]


def test_two_workers_claim_a_reminder_once(demo_network: Network) -> None:
    user = receiver(demo_network, LEADS)
    first, second = (DigestChoice.objects.get(user=user) for _ in range(2))
    assert claim(first, MONDAY)
    assert not claim(second, MONDAY)


def test_a_mail_that_did_not_leave_leaves_the_next_day(
    demo_network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = receiver(demo_network, LEADS)

    def broken(self: Any) -> int:
        raise OSError("no server")

    with monkeypatch.context() as patch:
        patch.setattr(sending.EmailMessage, "send", broken)
        send_digests(MONDAY)
    assert DigestChoice.objects.get(user=user).sent_on is None
    DigestChoice.objects.filter(user=user).update(sent_on=date(2027, 4, 12))
    send_digests(date(2027, 4, 20))
    assert len(mail.outbox) == 1


def test_who_holds_no_function_is_told_only_what_mentions_her(demo_network: Network) -> None:
    user = receiver(demo_network, [])
    author = person("tom", demo_network, Role.TEAM)
    action = Action.objects.select_related("network").get(network=demo_network, code="A11")
    add_comment(action=action, text="@chloe, un avis ?", author=author, today=MONDAY)
    send_digests(MONDAY)
    (message,) = mail.outbox
    assert message.subject.startswith("On vous a cité (1) – ")
    assert "En retard" not in message.body
    assert DigestChoice.objects.get(user=user).sent_on == MONDAY


def test_readers_and_those_who_said_never_receive_nothing(demo_network: Network) -> None:
    receiver(demo_network, LEADS, rhythm="never")
    reader = person("rose", demo_network, Role.READER)
    assert reader.pk not in {choice.user.pk for choice in recipients(demo_network)}
    send_digests(MONDAY)
    assert mail.outbox == []


# -- the page


def test_one_chooses_functions_and_rhythm_and_sees_the_next_mail(demo_network: Network, team: Client) -> None:
    assert "Choisissez d’abord vos fonctions" in text_of(team.get(URL))
    answer = team.post(URL, {"functions": LEADS, "rhythm": "monthly"}, follow=True)
    html = text_of(answer)
    assert "Vos rappels sont réglés." in html
    assert "Analyser, négocier, attribuer" in html
    choice = DigestChoice.objects.get(network=demo_network)
    assert (choice.functions, choice.rhythm) == (LEADS, "monthly")


def test_only_the_lead_sees_who_receives_what(demo_network: Network, team: Client, lead: Client) -> None:
    assert "Qui reçoit un rappel" not in text_of(team.get(URL))
    html = text_of(lead.get(URL))
    assert "Qui reçoit un rappel" in html
    assert "Aucun rappel n’atteint encore ces pilotes" in html


def test_a_reader_has_no_reminder_to_choose(demo_network: Network, reader: Client) -> None:
    assert reader.get(URL).status_code == 403


def test_the_page_costs_few_queries(
    demo_network: Network, lead: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30):
        lead.get(URL)
