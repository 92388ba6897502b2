"""Invitations and reminders that really leave: to whom, with which link, once, and what is kept of them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone

from campaigns.conftest import OpenCampaign
from maillage.base.jobs.daily import run_daily
from maillage.base.models import AuditEntry, Job
from maillage.campaigns.calling import note_call
from maillage.campaigns.links import link_of
from maillage.campaigns.models import CallOutcome, Campaign, Message, Participation
from maillage.territory.models import Contact

FIRST = 10


@pytest.fixture(autouse=True)
def jobs_run_at_once(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test is one transaction that never ends: what waits for its end is done where it is asked for."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, **_: work())


@pytest.fixture
def reachable(open_grid: OpenCampaign) -> list[Participation]:
    """Three libraries with the address of a role, one of them with a second person's."""
    found = [open_grid.participation(index) for index in range(3)]
    Contact.objects.filter(network=open_grid.network).delete()
    for index, one in enumerate(found):
        Contact.objects.create(
            network=open_grid.network, library_code=one.library_code, role="Accueil",
            email=f"accueil{index}@example.org", phone="02 48 00 00 00",
        )  # fmt: skip
    Contact.objects.create(
        network=open_grid.network, library_code=found[0].library_code, role="Bénévole", personal=True,
        label="Ana", email="ana@example.org", notice_given_on=date(2027, 1, 4), purge_on=date(2028, 1, 4),
    )  # fmt: skip
    return found


def sending(open_grid: OpenCampaign) -> str:
    return f"/18/campagnes/{open_grid.row.code}/envois/"


def invite(open_grid: OpenCampaign, client: Client) -> Any:
    return client.post(sending(open_grid), {"acte": "inviter"}, follow=True)


def aged(open_grid: OpenCampaign, days: int = 0) -> None:
    """The messages left on the day of the opening: the clock of the tests is not that of the demo."""
    left = datetime.combine(open_grid.today + timedelta(days=days), datetime.min.time())
    Message.objects.filter(participation__campaign=open_grid.row).update(at=timezone.make_aware(left))


def addressees() -> list[str]:
    return sorted(address for message in mail.outbox for address in message.to)


def on_day(settings: Any, open_grid: OpenCampaign, days: int) -> date:
    settings.MAILLAGE_TODAY = open_grid.today + timedelta(days=days)
    return settings.MAILLAGE_TODAY  # type: ignore[no-any-return]


def test_each_library_gets_a_link_that_opens_its_own_questionnaire(
    open_grid: OpenCampaign, reachable: list[Participation], lead: Client
) -> None:
    invite(open_grid, lead)
    assert addressees() == ["accueil0@example.org", "accueil1@example.org", "accueil2@example.org"]
    for message in mail.outbox:
        found = re.search(r"http://testserver/questionnaire/([^/]+)/", str(message.body))
        assert found
        link = link_of(found[1])
        assert link is not None
        assert link.participation in reachable
        assert str(link.participation) in message.subject


def test_an_invitation_leaves_once(
    open_grid: OpenCampaign, reachable: list[Participation], lead: Client
) -> None:
    invite(open_grid, lead)
    invite(open_grid, lead)
    assert len(mail.outbox) == 3
    assert "Rien à envoyer" in lead.get(sending(open_grid)).content.decode()


def test_an_invitation_is_sent_again_to_one_library_with_a_new_link(
    open_grid: OpenCampaign, reachable: list[Participation], lead: Client
) -> None:
    invite(open_grid, lead)
    one = reachable[1]
    lead.post(f"/18/campagnes/ESSAI/bibliotheques/{one.library_code}/", {"acte": "ecrire"})
    assert len(mail.outbox) == 4
    assert mail.outbox[-1].to == ["accueil1@example.org"]
    assert one.links.filter(revoked_at=None).count() == 2


def test_no_address_is_kept_of_what_was_sent(
    open_grid: OpenCampaign, reachable: list[Participation], lead: Client
) -> None:
    invite(open_grid, lead)
    kept = str([list(model.objects.values()) for model in (Message, AuditEntry, Job)])
    assert "@example.org" not in kept
    token = re.search(r"questionnaire/([^/]+)/", str(mail.outbox[0].body))
    assert token
    assert token[1] not in kept


def test_a_person_is_written_to_only_where_no_role_has_an_address(
    open_grid: OpenCampaign, reachable: list[Participation], lead: Client
) -> None:
    Contact.objects.filter(email="accueil0@example.org").delete()
    Contact.objects.create(
        network=open_grid.network, library_code=open_grid.participation(5).library_code, role="Bénévole",
        personal=True, email="partie@example.org", notice_given_on=date(2024, 1, 4), purge_on=date(2027, 1, 4),
    )  # fmt: skip
    invite(open_grid, lead)
    assert "ana@example.org" in addressees()
    assert "partie@example.org" not in addressees()  # her details are due to be erased


def test_whoever_sent_or_closed_is_not_invited(
    open_grid: OpenCampaign, reachable: list[Participation], lead: Client
) -> None:
    Participation.objects.filter(pk=reachable[0].pk).update(submitted_at=timezone.now())
    note_call(participation=reachable[1], outcome=CallOutcome.CLOSED, on=open_grid.today)
    invite(open_grid, lead)
    assert addressees() == ["accueil2@example.org"]


def test_reminders_leave_by_themselves_on_their_day_and_once_in_it(
    open_grid: OpenCampaign, reachable: list[Participation], lead: Client, settings: Any
) -> None:
    invite(open_grid, lead)
    aged(open_grid)
    mail.outbox.clear()
    run_daily(on_day(settings, open_grid, FIRST - 1))
    assert mail.outbox == []
    day = on_day(settings, open_grid, FIRST)
    run_daily(day)
    run_daily(day)
    assert len(mail.outbox) == 3
    assert all(message.subject.startswith("Rappel : ") for message in mail.outbox)


def test_two_reminders_then_the_calls_list(
    open_grid: OpenCampaign, reachable: list[Participation], lead: Client, settings: Any
) -> None:
    invite(open_grid, lead)
    aged(open_grid)
    run_daily(on_day(settings, open_grid, FIRST))
    aged(open_grid, FIRST)
    run_daily(on_day(settings, open_grid, 21))
    aged(open_grid, 21)
    assert mail.outbox[-1].subject.startswith("Dernier rappel : ")
    assert len(mail.outbox) == 9
    run_daily(on_day(settings, open_grid, 26))
    assert len(mail.outbox) == 9
    assert reachable[0].library_name in lead.get("/18/campagnes/ESSAI/appels/").content.decode()


def test_nobody_is_reminded_before_invitations_left_from_here(
    open_grid: OpenCampaign, reachable: list[Participation], settings: Any
) -> None:
    run_daily(on_day(settings, open_grid, FIRST))
    assert mail.outbox == []


def test_the_page_says_the_rule_and_how_many_leave_on_which_day(
    open_grid: OpenCampaign, reachable: list[Participation], lead: Client, settings: Any
) -> None:
    invite(open_grid, lead)
    aged(open_grid)
    on_day(settings, open_grid, FIRST - 1)
    page = lead.get(sending(open_grid)).content.decode().replace("\u00a0", " ")
    assert "Demain : 3 relances" in page
    assert "Jamais plus de deux" in page
    assert "Objet :" in page
    assert "accueil0@example.org" not in page


def test_reminders_asked_for_by_the_button_are_those_of_the_rule(
    open_grid: OpenCampaign, reachable: list[Participation], lead: Client, settings: Any
) -> None:
    invite(open_grid, lead)
    aged(open_grid)
    on_day(settings, open_grid, FIRST)
    Participation.objects.filter(pk=reachable[0].pk).update(
        saved_at=timezone.make_aware(datetime.combine(open_grid.today, datetime.min.time()))
        + timedelta(days=FIRST - 1)
    )
    mail.outbox.clear()
    lead.post(sending(open_grid), {"acte": "relancer"})
    assert addressees() == ["accueil1@example.org", "accueil2@example.org"]


class Refusing(EmailBackend):
    """A server that refuses one address, and drops the line on another."""

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            if "accueil0@example.org" in message.to:
                raise SMTPRecipientsRefused({"accueil0@example.org": (550, b"unknown")})
            if "accueil1@example.org" in message.to:
                raise SMTPServerDisconnected("gone")
        return super().send_messages(messages)


class Down(EmailBackend):
    def open(self) -> bool:
        raise ConnectionRefusedError("no server")


def test_what_did_not_leave_is_listed_with_its_remedy_and_tried_again(
    open_grid: OpenCampaign, reachable: list[Participation], lead: Client, settings: Any
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    invite(open_grid, lead)
    assert addressees() == ["accueil2@example.org"]
    page = lead.get(sending(open_grid)).content.decode()
    assert "refusée par le serveur de messagerie" in page
    assert "envoyez-le à nouveau" in page
    assert "accueil0@example.org" not in page
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    invite(open_grid, lead)
    assert addressees() == ["accueil0@example.org", "accueil1@example.org", "accueil2@example.org"]


def test_a_server_that_does_not_answer_is_said_and_nobody_is_noted_as_written_to(
    open_grid: OpenCampaign, reachable: list[Participation], lead: Client, settings: Any
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    page = invite(open_grid, lead).content.decode()
    assert "serveur de messagerie ne répond pas" in page
    assert not Message.objects.filter(participation__campaign=open_grid.row).exists()


def test_nothing_leaves_from_a_campaign_that_is_over(
    open_grid: OpenCampaign, reachable: list[Participation], lead: Client
) -> None:
    Campaign.objects.filter(pk=open_grid.row.pk).update(closed_at=timezone.now())
    assert "ne prend pas de réponses" in invite(open_grid, lead).content.decode()
    assert mail.outbox == []


def test_a_reader_and_a_stranger_send_nothing(
    open_grid: OpenCampaign, reachable: list[Participation], reader: Client, stranger: Client
) -> None:
    assert reader.post(sending(open_grid), {"acte": "inviter"}).status_code == 403
    assert stranger.post(sending(open_grid), {"acte": "inviter"}).status_code == 404
    assert mail.outbox == []
