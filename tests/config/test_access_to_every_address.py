"""No address opens by forgetting: each is tried by nobody, by a stranger, by a reader and by the team."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from config.addresses import addresses
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.config.middleware import AccessMiddleware
from web import close

pytestmark = pytest.mark.django_db

# Opened to everyone on purpose: a new one is a decision, to be written here.
PUBLIC = {
    "sign-in",
    "sign-out",
    "choose-password",
    "health",
    "accessibility",
    "agenda",
    "contribute",
    "heard",
    "questionnaire-answers",
    "questionnaire-send",
    "questionnaire-save",
    "questionnaire-domain",
    "questionnaire",
    "questionnaire-form",
    "questionnaire-results",
    "questionnaire-plan",
    "questionnaire-card",
    "questionnaire-letter-docx",
    "questionnaire-letter-pdf",
    "questionnaire-publish",
    "campaign-public",
    "survey-form",
}
EVERY = addresses()
CLOSED = [address for address in EVERY if not address.public]
INSIDE = [address for address in CLOSED if address.of_a_network]


def test_the_walk_finds_the_addresses_of_the_rooms() -> None:
    assert len(INSIDE) > 100
    assert {address.name for address in EVERY} >= {"start", "people", "sign-in", "programme:tree"}


def test_only_known_addresses_are_public() -> None:
    assert {address.name for address in EVERY if address.public} == PUBLIC


def test_nobody_sees_anything_without_signing_in(network: Network) -> None:
    client, opened = Client(), []
    for address in CLOSED:
        seen, posted = client.get(address.path), client.post(address.path, {"x": "1"})
        asked = seen.status_code == 302 and seen["Location"].startswith("/connexion/")
        if not asked or posted.status_code != 401:
            opened.append(address.name)
    assert opened == []


def test_a_stranger_is_told_that_the_network_does_not_exist(stranger: Client) -> None:
    opened = [
        address.name
        for address in INSIDE
        if {stranger.get(address.path).status_code, stranger.post(address.path).status_code} != {404}
    ]
    assert opened == []


def test_a_reader_posts_nothing_that_is_not_declared_hers(reader: Client) -> None:
    tried = [address for address in INSIDE if address.needs != "reader"]
    written = AuditEntry.objects.count()
    assert [address.name for address in tried if reader.post(address.path).status_code != 403] == []
    assert AuditEntry.objects.count() == written


def test_what_only_a_lead_may_do_is_refused_to_the_team(team: Client) -> None:
    tried = [address for address in INSIDE if address.needs == "lead"]
    assert len(tried) >= 6
    for address in tried:
        assert team.get(address.path).status_code == 403, address.name
        assert team.post(address.path).status_code == 403, address.name


def test_a_view_under_a_network_without_any_mark_is_closed_to_anonymous_people(rf: Any) -> None:
    def unmarked(request: Any) -> Any:
        raise AssertionError("the view was reached")

    request = rf.get("/18/nouvelle-page/")
    request.user, request.htmx = AnonymousUser(), False
    response = AccessMiddleware(unmarked).process_view(request, unmarked, (), {"department": "18"})
    assert response is not None
    assert response.status_code == 302


INLINE = re.compile(
    r"<style|<script(?![^>]*\ssrc=)|<[a-z][^>]*\s(?:style|on[a-z]+)\s*=|javascript:", re.IGNORECASE
)
STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


def test_every_answer_carries_the_strict_policy_and_nothing_inline(lead: Client) -> None:
    wrong = []
    for address in EVERY:
        response = lead.get(address.path)
        policy = response["Content-Security-Policy"]
        if not {part.strip() for part in policy.split(";")} >= STRICT or "unsafe" in policy:
            wrong.append(f"{address.name}: {policy}")
        if response["X-Content-Type-Options"] != "nosniff":
            wrong.append(f"{address.name}: nosniff")
        if response["Content-Type"].startswith("text/html") and (
            found := INLINE.search(response.content.decode())
        ):
            wrong.append(f"{address.name}: {found[0]}")
        close(response)
    assert wrong == []


def test_what_a_network_writes_is_kept_by_no_proxy(lead: Client) -> None:
    for address in (address for address in INSIDE if address.name in ("people", "programme:tree")):
        assert "private" in lead.get(address.path)["Cache-Control"], address.name
