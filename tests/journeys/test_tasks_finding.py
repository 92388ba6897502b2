"""Finding, by the keyboard alone: what is late, a library, the dates in one's own calendar."""

from __future__ import annotations

import re

from django.test import Client
from playwright.sync_api import Page, expect

from browser import follow, tab_to, type_in


def test_one_signs_in_and_opens_what_is_late_from_the_home_page(page: Page) -> None:
    now = page.get_by_role("region", name="Que faire maintenant ?")
    expect(now).to_contain_text("150 jours de retard")
    follow(page, now.get_by_role("link", name=re.compile("Relancer l'achat P02")))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Portail, passerelles")
    expect(page.get_by_role("main")).to_contain_text("150 jours")


def test_a_library_is_found_by_its_name_typed_without_accents(page: Page) -> None:
    follow(page, page.get_by_role("navigation", name="Menu principal").get_by_role("link", name="Réseau"))
    follow(page, page.get_by_role("link", name="Bibliothèques", exact=True))
    rows = page.get_by_role("row")
    expect(rows).to_have_count(145)  # 144 places and the head
    type_in(page, page.get_by_label("Rechercher"), "clemont")
    # The list follows what is typed: no button is pressed.
    expect(rows).to_have_count(2)
    expect(page).to_have_url(re.compile(r"\?q=clemont"))
    expect(page.locator("#annonces")).to_have_text("1 ligne")
    follow(page, page.get_by_role("link", name="Point lecture fictif Le Conte du verger"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Le Conte du verger")


def test_the_private_calendar_is_made_read_without_a_session_and_ended(page: Page) -> None:
    menu = page.get_by_role("navigation", name="Menu principal")
    follow(page, menu.get_by_role("link", name="Calendrier"))
    follow(page, page.get_by_role("link", name="Recevoir dans mon agenda"))
    follow(page, page.get_by_role("button", name="Créer mon adresse"))
    address = page.get_by_label("Adresse de votre calendrier").input_value()
    path = re.sub(r"^https?://[^/]+", "", address)
    # The server of the test hears only its own thread: the calendar program is Django's client, without a cookie.
    answer = Client().get(path, headers={"host": "127.0.0.1"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in answer.content
    follow(page, page.get_by_role("button", name="Arrêter l’abonnement"))
    expect(page.get_by_role("status").filter(has_text="Abonnement arrêté")).to_be_visible()
    assert Client().get(path, headers={"host": "127.0.0.1"}).status_code == 404


def test_the_first_stop_of_a_page_leads_past_the_menu(page: Page) -> None:
    page.goto("/18/strategie/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#contenu")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_of_the_person_opens_and_closes_by_the_keyboard(page: Page) -> None:
    summary = page.locator("summary", has_text="Mon compte")
    tab_to(page, summary)
    page.keyboard.press("Enter")
    out = page.get_by_role("button", name="Se déconnecter")
    expect(out).to_be_visible()
    page.keyboard.press("Escape")
    expect(out).to_be_hidden()
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    follow(page, out)
    expect(page).to_have_url(re.compile("/connexion/"))
