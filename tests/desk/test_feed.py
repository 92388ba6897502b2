"""The private calendar: an address that works alone, changes, stops, and is worth nothing in other hands."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from maillage.accounts.models import Membership, Network, User
from maillage.base.models import AuditEntry
from maillage.desk.models import FeedToken
from maillage.desk.services import end_feed, make_feed, network_of_feed
from maillage.rulebook import projects

PAGE = "/18/calendrier/abonnement/"


def created(client: Client, act: str = "creer") -> str:
    """Ask for an address on the page; the path that it shows."""
    page = client.post(PAGE, {"acte": act}).content.decode()
    found = re.search(r'value="http://testserver(/agenda/[^"]+\.ics)"', page)
    assert found, "the address is shown"
    return found[1]


def test_an_address_is_read_without_session_nor_cookie(network: Network, reader: Client) -> None:
    path = created(reader)
    alone = Client()
    answer = alone.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"].startswith("private")
    assert b"BEGIN:VCALENDAR" in answer.content
    assert b"Lancement" in answer.content
    assert not alone.cookies
    assert "Set-Cookie" not in answer.headers


def test_a_program_that_has_the_file_is_not_sent_it_again(network: Network, lead: Client) -> None:
    path = created(lead)
    first = Client().get(path)
    again = Client().get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().head(path).status_code == 200


def test_the_secret_is_shown_once_and_kept_nowhere(network: Network, lead: Client) -> None:
    secret = created(lead).removeprefix("/agenda/").removesuffix(".ics")
    assert len(secret) == 43  # 256 bits
    assert secret not in lead.get(PAGE).content.decode()
    row = FeedToken.objects.get()
    assert secret not in row.digest
    kept = "".join(str(dict(session.get_decoded())) for session in Session.objects.all())
    assert secret not in kept
    assert not any(secret in str(entry.detail) for entry in AuditEntry.objects.all())


def test_a_new_address_stops_the_old_one(network: Network, lead: Client) -> None:
    old, new = created(lead), created(lead, "renouveler")
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    assert FeedToken.objects.count() == 1


def test_a_calendar_that_is_stopped_answers_no_more(network: Network, lead: Client) -> None:
    path = created(lead)
    assert lead.post(PAGE, {"acte": "arreter"}).status_code == 302
    assert Client().get(path).status_code == 404
    assert lead.post(PAGE, {"acte": "arreter"}).status_code == 302  # twice is not a mistake


def test_someone_who_left_the_network_reads_it_no_more(network: Network, reader: Client) -> None:
    path = created(reader)
    Membership.objects.filter(user__username="rose").delete()
    assert Client().get(path).status_code == 404


def test_someone_whose_account_is_closed_reads_it_no_more(network: Network, reader: Client) -> None:
    path = created(reader)
    User.objects.filter(username="rose").update(is_active=False)
    assert Client().get(path).status_code == 404


def test_an_address_opens_its_own_network_only(network: Network, stranger: Client, lead: Client) -> None:
    other = Network.objects.get(department="971")
    token = make_feed(network=other, user=User.objects.get(username="sam"))
    assert network_of_feed(token) == other
    assert stranger.post(PAGE, {"acte": "creer"}).status_code == 404
    # Without a programme there is nothing to read there.
    assert Client().get(f"/agenda/{token}.ics").status_code == 404


@pytest.mark.parametrize("token", ["x", "x" * 43, "é", "%00", "A" * 4000])
def test_an_invented_address_does_not_exist(token: str, network: Network) -> None:
    assert Client().get(f"/agenda/{token}.ics").status_code == 404
    assert network_of_feed(token) is None


def test_an_address_cannot_be_written_to(network: Network, lead: Client) -> None:
    assert Client().post(created(lead)).status_code == 405


def test_each_act_leaves_a_trace_without_its_secret(network: Network, lead: Client) -> None:
    lea = User.objects.get(username="lea")
    make_feed(network=network, user=lea)
    make_feed(network=network, user=lea)
    assert end_feed(network=network, user=lea)
    assert not end_feed(network=network, user=lea)
    verbs = list(
        AuditEntry.objects.filter(target="desk.FeedToken/lea").order_by("pk").values_list("verb", flat=True)
    )
    assert verbs == ["feed.create", "feed.renew", "feed.end"]


def test_the_page_of_the_secret_is_never_kept_by_a_browser(network: Network, lead: Client) -> None:
    assert "no-store" in lead.post(PAGE, {"acte": "creer"}).headers["Cache-Control"]


def test_reading_a_calendar_costs_few_queries_once_the_network_is_known(
    network: Network, lead: Client, django_assert_max_num_queries: Any
) -> None:
    path = created(lead)
    projects.forget()
    Client().get(path)
    with django_assert_max_num_queries(4):
        Client().get(path)
