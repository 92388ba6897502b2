"""What a person typed is never lost: a colleague at the same sheet, a draft, a session that ended, a network that fell."""

from __future__ import annotations

import re

from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser import PASSWORD, fill_sign_in, follow, opened, sign_in, tab_to, type_in
from maillage.base.models.drafts import Draft
from maillage.programme.models import Action

SHEET = "/18/strategie/actions/A12/modifier/"


def save(page: Page) -> None:
    follow(page, page.get_by_role("button", name="Enregistrer", exact=True))


def test_two_people_on_one_sheet_lose_nothing(page: Page, browser: Browser, server: str) -> None:
    page.goto(SHEET)
    with opened(browser, server) as elsewhere:
        tom = elsewhere.new_page()
        sign_in(tom, "tom")
        tom.goto(SHEET)
        type_in(tom, tom.get_by_label("Action", exact=True), "Le portail, d'après Tom")
        type_in(tom, tom.get_by_label("Pilote"), "Tom, pour un temps")
        save(tom)
        expect(tom.get_by_role("heading", level=1)).to_contain_text("Le portail, d'après Tom")

    type_in(page, page.get_by_label("Action", exact=True), "Le portail, d'après Léa")
    save(page)
    told = page.get_by_role("alert")
    expect(told).to_contain_text("Tom a enregistré cette fiche pendant votre saisie")
    expect(told).to_contain_text("Le portail, d'après Tom")
    expect(told).to_contain_text("Le portail, d'après Léa")
    expect(page.get_by_label("Action", exact=True)).to_have_value("Le portail, d'après Léa")
    # What only Tom changed comes into the form, and is told.
    expect(page.get_by_label("Pilote")).to_have_value("Tom, pour un temps")
    assert Action.objects.get(code="A12").title == "Le portail, d'après Tom"

    save(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Le portail, d'après Léa")
    expect(page.get_by_role("main")).to_contain_text("Tom, pour un temps")
    follow(page, page.get_by_role("link", name="Historique"))
    expect(page.get_by_role("main")).to_contain_text("Tom : modification")
    expect(page.get_by_role("main")).to_contain_text("Lea : modification")


def test_a_draft_is_kept_while_one_types_and_resumed(page: Page) -> None:
    page.goto(SHEET)
    type_in(page, page.get_by_label("Description"), "Un début de phrase")
    expect(page.locator("[data-draft-status]")).to_contain_text("Brouillon enregistré")
    assert Draft.objects.get().key == SHEET
    assert "csrf" not in Draft.objects.get().content
    page.goto("/18/")
    page.goto(SHEET)
    expect(page.get_by_label("Description")).not_to_have_value("Un début de phrase")
    follow(page, page.get_by_role("link", name="Reprendre ma saisie"))
    expect(page.get_by_label("Description")).to_have_value("Un début de phrase")
    save(page)
    expect(page.get_by_role("main")).to_contain_text("Un début de phrase")
    page.goto(SHEET)
    expect(page.get_by_role("link", name="Reprendre ma saisie")).to_have_count(0)


def test_what_was_typed_comes_back_after_a_session_that_ended_and_is_saved_only_when_asked(
    page: Page, context: BrowserContext
) -> None:
    page.goto(SHEET)
    type_in(page, page.get_by_label("Action", exact=True), "Saisi sans session")
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Votre session s’est terminée pendant votre saisie")
    fill_sign_in(page, "lea")
    follow(page, page.get_by_role("button", name="Reprendre votre saisie"))
    expect(page.get_by_label("Action", exact=True)).to_have_value("Saisi sans session")
    assert Action.objects.get(code="A12").title == "Ouvrir le portail commun"
    save(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Saisi sans session")
    assert PASSWORD not in page.content()


def test_the_text_stays_while_the_network_is_lost_and_is_kept_when_it_is_back(
    page: Page, context: BrowserContext
) -> None:
    page.goto(SHEET)
    context.set_offline(True)
    type_in(page, page.get_by_label("Description"), "Écrit sans réseau")
    status = page.locator("[data-draft-status]")
    expect(status).to_contain_text(re.compile("ne répond pas|Pas de connexion"))
    expect(page.get_by_label("Description")).to_have_value("Écrit sans réseau")
    context.set_offline(False)
    expect(status).to_contain_text("Brouillon enregistré")
    save(page)
    expect(page.get_by_role("main")).to_contain_text("Écrit sans réseau")


def test_what_was_typed_when_the_network_fell_is_offered_again_by_the_page(
    page: Page, context: BrowserContext
) -> None:
    page.goto(SHEET)
    context.set_offline(True)
    type_in(page, page.get_by_label("Description"), "Gardé sur cet ordinateur")
    expect(page.locator("[data-draft-status]")).to_contain_text("gardée sur cet ordinateur")
    context.set_offline(False)
    page.route("**/brouillon/", lambda route: route.abort())
    page.goto("/18/")
    page.goto(SHEET)
    again = page.get_by_role("button", name="Reprendre ma saisie")
    tab_to(page, again)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Description")).to_have_value("Gardé sur cet ordinateur")


def test_an_error_brings_the_form_back_with_everything_typed(page: Page) -> None:
    page.goto("/18/strategie/actions/ajouter/?objective=C2")
    type_in(page, page.get_by_label("Action", exact=True), "Sans nature ni périmètre")
    type_in(page, page.get_by_label("Description"), "Une description à garder")
    page.keyboard.press("Tab")
    save(page)
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(alert).to_contain_text("Nature")
    expect(page.get_by_label("Action", exact=True)).to_have_value("Sans nature ni périmètre")
    expect(page.get_by_label("Description")).to_have_value("Une description à garder")
    expect(page).to_have_title(re.compile("^Erreur"))
