"""A volunteer with a phone answers a questionnaire: saved as she goes, without a network too, alone or with a colleague."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from test_accessible import wrong_in

from browser import opened
from campaigns.small_campaign import open_small
from maillage.accounts.models import Network
from maillage.campaigns.models import Answer

PHONE = {"width": 320, "height": 640}


@pytest.fixture
def campaign(demo_network: Network) -> Any:
    return open_small(demo_network)


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Page]:
    with opened(browser, server, viewport=PHONE, has_touch=True) as context:
        yield context.new_page()


def begin(page: Page, campaign: Any) -> str:
    token = campaign.token(campaign.participation(), confirmed=False)
    page.goto(f"/questionnaire/{token}/")
    page.get_by_role("button", name="Commencer").click()
    page.get_by_role("link", name="Commencer : Accès").click()
    return str(token)


def group(page: Page, code: str) -> Any:
    return page.locator(f"#q-{code}")


def kept(campaign: Any) -> dict[str, str]:
    rows = Answer.objects.filter(participation=campaign.participation())
    return {row.item: row.value or row.missing for row in rows}


def test_answers_are_saved_as_they_are_given_and_sent(phone: Page, campaign: Any) -> None:
    begin(phone, campaign)
    expect(group(phone, "trace")).to_be_hidden()
    group(phone, "wifi").get_by_label("Assez.").check()
    expect(group(phone, "trace")).to_be_visible()
    expect(phone.locator("[data-state]")).to_contain_text(re.compile(r"Enregistré à \d+ h \d\d"))
    phone.get_by_label("Qui répond ?").fill("Rose")
    group(phone, "trace").get_by_label("je ne sais pas").check()
    phone.get_by_role("button", name="Enregistrer et continuer").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Vie")
    expect(phone.get_by_label("Qui répond ?")).to_have_value("Rose")
    phone.get_by_label("Heures (h)").fill("douze")
    expect(group(phone, "heures").locator("[data-error]")).to_contain_text("n'est pas un nombre")
    phone.get_by_label("Heures (h)").fill("12,5")
    expect(group(phone, "heures").locator("[data-error]")).to_be_hidden()
    expect(phone.locator("[data-state]")).to_contain_text("Enregistré")
    phone.reload()
    expect(phone.get_by_label("Heures (h)")).to_have_value("12,5")
    group(phone, "heures").get_by_label("pas compté").check()
    expect(phone.get_by_label("Heures (h)")).to_have_value("")
    phone.get_by_role("button", name="Enregistrer et relire").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Relire et envoyer")
    assert kept(campaign) == {"wifi": "2", "trace": "unknown", "heures": "not_counted"}
    phone.get_by_role("button", name=re.compile("Envoyer")).click()
    phone.wait_for_url("**/resultats/")


def test_without_a_network_nothing_is_lost(phone: Page, campaign: Any) -> None:
    token = begin(phone, campaign)
    context = phone.context
    context.set_offline(True)
    group(phone, "wifi").get_by_label("Bien.").check()
    expect(phone.locator("[data-state]")).to_contain_text("1 réponse gardée dans ce navigateur")
    group(phone, "trace").get_by_label("Un peu.").check()
    expect(phone.locator("[data-state]")).to_contain_text("2 réponses gardées dans ce navigateur")
    phone.get_by_role("button", name="Enregistrer et continuer").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Accès")
    assert kept(campaign) == {}
    # The page is closed, the laptop is shut; another day, in the same browser.
    phone.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"/questionnaire/{token}/domaine/acces/")
    expect(again.locator("[data-state]")).to_contain_text("Enregistré")
    expect(group(again, "wifi").get_by_label("Bien.")).to_be_checked()
    assert kept(campaign) == {"wifi": "3", "trace": "1"}
    assert (
        again.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('maillage-q')).length") == 0
    )
    again.context.set_offline(True)
    group(again, "wifi").get_by_label("Assez.").check()
    expect(again.locator("[data-state]")).to_contain_text("1 réponse gardée")
    again.context.set_offline(False)
    expect(again.locator("[data-state]")).to_contain_text("Enregistré")
    assert kept(campaign)["wifi"] == "2"


def test_two_people_on_one_answer_choose(phone: Page, browser: Browser, server: str, campaign: Any) -> None:
    token = begin(phone, campaign)
    with opened(browser, server) as elsewhere:
        paul = elsewhere.new_page()
        paul.goto(f"/questionnaire/{token}/domaine/acces/")
        paul.get_by_label("Qui répond ?").fill("Paul")
        group(paul, "wifi").get_by_label("Bien.").check()
        expect(paul.locator("[data-state]")).to_contain_text("Enregistré")
    group(phone, "wifi").get_by_label("Un peu.").check()
    clash = group(phone, "wifi").get_by_role("group", name="Deux réponses")
    expect(clash).to_contain_text("Paul a répondu « Bien. »")
    assert kept(campaign) == {"wifi": "3"}
    assert wrong_in(phone) == {}
    phone.set_viewport_size(PHONE)
    clash.get_by_role("button", name="Garder la mienne").click()
    expect(phone.locator("[data-state]")).to_contain_text("Enregistré")
    assert kept(campaign) == {"wifi": "1"}


def test_every_page_is_accessible_on_a_phone(phone: Page, campaign: Any) -> None:
    wrong = {}
    token = campaign.token(campaign.participation(), confirmed=False)
    links = campaign.token(campaign.participation(1), confirmed=False)
    phone.goto(f"/questionnaire/{links}/")
    if found := wrong_in(phone):
        wrong["welcome"] = found
    phone.goto(f"/questionnaire/{token}/")
    phone.get_by_role("button", name="Commencer").click()
    for path in ("", "domaine/acces/", "domaine/vie/", "envoyer/", "reponses/", "../inconnu/"):
        phone.goto(f"/questionnaire/{token}/{path}")
        phone.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        if found := wrong_in(phone):
            wrong[path] = found
    assert wrong == {}


def test_the_keyboard_alone_answers(browser: Browser, server: str, campaign: Any) -> None:
    with opened(browser, server) as context:
        page = context.new_page()
        token = campaign.token(campaign.participation())
        page.goto(f"/questionnaire/{token}/domaine/acces/")
        first = group(page, "wifi").get_by_role("radio").first
        for _ in range(20):
            page.keyboard.press("Tab")
            if first.evaluate("one => one === document.activeElement"):
                break
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(page.locator("[data-state]")).to_contain_text("Enregistré")
        expect(group(page, "wifi").get_by_label("Assez.")).to_be_checked()
