"""Bad input in a real browser: scripts and emojis in every text, endless titles, addresses that do not exist."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from browser import PASSWORD, account
from maillage.accounts.domain import Role
from maillage.programme.models import Action
from web import other_network

HOSTILE = '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1"> "\'&amp; 👩🏽‍🚀🎉'
SHOWN_ON = (
    "/18/strategie/actions/A12/",
    "/18/strategie/",
    "/18/",
    "/18/dossier/historique/",
    "/18/strategie/phasage/",
)


def test_scripts_in_every_text_field_are_shown_as_text_everywhere(page: Page) -> None:
    page.goto("/18/strategie/actions/A12/modifier/")
    for fold in page.locator("main details").all():
        if fold.get_attribute("open") is None:
            fold.locator("summary").press("Enter")
    fields = page.locator('main form input[type=text]:not([name$="code"]), main form textarea')
    written = 0
    for field in fields.all():
        name = field.get_attribute("name") or ""
        if re.search(r"weeks|person_days|predecessors|priority|findings", name):
            continue  # numbers and codes: what they refuse is tested with the forms
        # Nothing shows the fields one by one: each text says which it was.
        field.fill(f"{name} {HOSTILE}")
        written += 1
    assert written >= 14
    page.get_by_label("Action", exact=True).press("Enter")
    expect(page.get_by_role("status").filter(has_text="enregistré")).to_be_visible()
    assert HOSTILE in Action.objects.get(code="A12").title
    for url in (
        *SHOWN_ON,
        "/18/dossier/chapitres/actions/",
        "/18/strategie/actions/A12/historique/",
        "/18/calendrier/",
    ):
        page.goto(url)
        expect(page.get_by_role("main")).to_contain_text(
            "<script>window.hacked = 1</script><img src=x onerror="
        )
        assert page.evaluate("window.hacked") is None, url
        assert page.locator('img[src="x"], script:not([src])').count() == 0, url


def test_a_title_of_ten_thousand_characters_is_refused_kindly_and_comes_back(page: Page) -> None:
    page.goto("/18/strategie/actions/A12/modifier/")
    title = page.get_by_label("Action", exact=True)
    typed = "Très long 🎉 " * 900
    title.fill(typed)
    title.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Raccourcissez à 300 caractères au plus")
    expect(title).to_have_value(typed)
    expect(title).to_have_attribute("aria-invalid", "true")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


UNKNOWN = (
    "/18/nulle-part/",
    "/18/strategie/actions/ZZ/",
    "/18/reseau/bibliotheques/%F0%9F%8E%89/",
    "/971/",
    "/971/strategie/actions/A12/",
    "/nulle-part",
)


def test_an_address_that_does_not_exist_says_so_kindly(page: Page) -> None:
    other_network()
    for url in UNKNOWN:
        answer = page.goto(url)
        assert answer is not None
        assert answer.status == 404, url
        expect(page.get_by_role("heading", level=1)).to_have_text("Page introuvable")
        expect(page.get_by_role("link", name=re.compile("accueil", re.IGNORECASE)).first).to_be_visible()


def test_a_person_of_another_network_sees_nothing_of_this_one(page: Page) -> None:
    account("sam", other_network(), Role.LEAD)
    page.context.clear_cookies()
    page.goto("/18/strategie/actions/A12/")
    page.get_by_label("Identifiant").fill("sam")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("main")).not_to_contain_text("portail commun")
    assert page.goto("/18/strategie/actions/A12/").status == 404
