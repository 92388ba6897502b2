"""Every address of the site, for everyone: who may open it, whether it is right, what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from house.html import links, mistakes
from house.site import Address, addresses, url_of
from maillage.accounts.models import Network
from maillage.rulebook import projects
from pages.samples import FILES, NO_PAGE, POSTS_ONLY, make_samples
from web import close

MOST_QUERIES = 30


@pytest.fixture
def site(demo_network: Network, settings: Any, tmp_path: Path) -> list[tuple[Address, str]]:
    """Every address with a real one to open."""
    settings.MAILLAGE_VAR = tmp_path
    samples = make_samples(demo_network)
    known = {address.name for address in addresses()}
    assert {*samples, *POSTS_ONLY, *NO_PAGE} <= known, "samples.py names addresses that are no more"
    found = [(address, url_of(address, demo_network, samples)) for address in addresses()]
    assert len(found) > 100, "the walk saw almost nothing"
    return found


def pages(site: list[tuple[Address, str]]) -> Iterator[tuple[Address, str]]:
    for address, url in site:
        if address.in_network and address.name not in POSTS_ONLY | NO_PAGE:
            yield address, url


def expected_of_a_reader(address: Address) -> int:
    return 403 if address.needs in ("team", "lead") else 200


def test_the_lead_opens_every_page(site: list[tuple[Address, str]], lead: Client) -> None:
    found = {address.name: lead.get(url).status_code for address, url in pages(site)}
    assert {name: status for name, status in found.items() if status != 200} == {}


def test_what_only_takes_a_post_is_not_opened_and_what_is_no_page_is_a_file_or_leads_to_one(
    site: list[tuple[Address, str]], lead: Client
) -> None:
    wrong = {}
    for address, url in site:
        answer = lead.get(url) if address.name in POSTS_ONLY | NO_PAGE else None
        if answer is None:
            continue
        is_html = answer.headers["Content-Type"].startswith("text/html")
        right = {
            address.name in POSTS_ONLY: answer.status_code == 405,
            address.name in FILES: answer.status_code == 200 and not is_html,
        }.get(True, answer.status_code == 302)
        if not right:
            wrong[address.name] = answer.status_code
        close(answer)
    assert wrong == {}


def test_a_reader_opens_what_is_read_and_nothing_that_writes(
    site: list[tuple[Address, str]], reader: Client
) -> None:
    wrong = {
        address.name: status
        for address, url in pages(site)
        if (status := reader.get(url).status_code) != expected_of_a_reader(address)
    }
    assert wrong == {}


def test_a_reader_posts_nothing(site: list[tuple[Address, str]], reader: Client) -> None:
    wrong = {
        address.name: status
        for address, url in site
        if address.in_network
        and address.needs != "reader"
        and (status := reader.post(url).status_code) not in (403, 405)
    }
    assert wrong == {}


def test_for_a_stranger_nothing_of_a_network_exists(
    site: list[tuple[Address, str]], stranger: Client
) -> None:
    for method in ("get", "post"):
        wrong = {
            address.name: status
            for address, url in site
            if address.in_network and (status := getattr(stranger, method)(url).status_code) != 404
        }
        assert wrong == {}, method


def test_without_signing_in_every_address_leads_to_the_sign_in(site: list[tuple[Address, str]]) -> None:
    anyone = Client()
    for address, url in site:
        if address.is_public:
            continue
        answer = anyone.get(url)
        assert answer.status_code == 302, address.name
        back = "/connexion/" if url == "/" else "/connexion/?next="
        assert answer.headers["Location"].startswith(back), address.name


def test_every_page_is_valid_html_of_the_house(site: list[tuple[Address, str]], lead: Client) -> None:
    wrong = {}
    for address, url in pages(site):
        found = mistakes(lead.get(url).content.decode())
        if found:
            wrong[address.name] = found[:6]
    assert wrong == {}


def test_no_page_leads_to_an_address_that_does_not_exist(
    site: list[tuple[Address, str]], lead: Client
) -> None:
    seen: dict[str, str] = {}
    for address, url in pages(site):
        for target in links(lead.get(url).content.decode()):
            seen.setdefault(target, address.name)
    assert len(seen) > 100
    wrong = {}
    for target, name in seen.items():
        try:
            resolve(target.split("?")[0])
        except Resolver404:
            wrong[target] = name
    assert wrong == {}


def test_no_page_asks_the_base_more_than_thirty_times(site: list[tuple[Address, str]], lead: Client) -> None:
    wrong, asked = {}, 0
    for address, url in pages(site):
        projects.forget()  # as for the first visitor after a change
        connection.queries_log.clear()  # it keeps some thousands: once full, a page would seem to ask nothing
        with CaptureQueriesContext(connection) as queries:
            lead.get(url)
        asked += len(queries)
        if len(queries) > MOST_QUERIES:
            wrong[address.name] = len(queries)
    assert wrong == {}
    assert asked > 1000
