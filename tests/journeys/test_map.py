"""The map in a real browser: every choice by keyboard, everything without scripts, and its address is the map."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect
from test_accessible import wrong_in
from test_without_scripts import visit

from browser import choose, follow, opened, spaced


def shown(page: Page) -> str:
    return spaced(page.get_by_role("main").inner_text())


def test_a_map_is_chosen_by_keyboard_and_its_address_gives_it_again(page: Page) -> None:
    page.goto("/18/reseau/")
    choose(page, page.get_by_label("Chiffre", exact=True), "Amplitude d'ouverture")
    choose(page, page.get_by_label("Bibliothèque située"), "À 10")
    choose(page, page.get_by_label("Service minimal"), "Ouverte 8")
    follow(page, page.get_by_role("button", name="Dessiner la carte"))
    expect(page).to_have_url(re.compile("chiffre=weekly_hours.*distance=10.*heures=8"))
    picture = page.get_by_role("img", name=re.compile("^Carte. 143 bibliothèques ouvertes"))
    expect(picture).to_be_visible()
    assert "de 94 à 99 % des habitants" in spaced(str(picture.get_attribute("aria-label"))).lower()
    follow(page, page.get_by_role("link", name="CC Berry Grand Sud").first)
    assert "13 bibliothèques ouvertes. Amplitude" in shown(page)
    expect(page.get_by_label("Service minimal")).to_have_value("8")
    page.reload()
    expect(page.get_by_label("Intercommunalité", exact=True)).not_to_have_value("")
    assert wrong_in(page) == {}


def test_the_map_and_its_tables_work_without_scripts(browser: Browser, server: str, people: object) -> None:
    with opened(browser, server, java_script_enabled=False) as context:
        page = context.new_page()
        visit(page)
        page.goto("/18/reseau/")
        page.get_by_label("Chiffre", exact=True).select_option(label="Connexion Wi-Fi")
        page.get_by_role("button", name="Dessiner la carte").click()
        assert "oui pour 48, non pour 49" in shown(page)
        communes = page.locator("#communes")
        communes.get_by_role("columnheader", name="Habitants").get_by_role("link").click()
        expect(communes.get_by_role("columnheader", name="Habitants")).to_have_attribute(
            "aria-sort", "ascending"
        )
        assert "oui pour 48, non pour 49" in shown(page)
        with page.expect_download() as found:
            page.get_by_role("button", name="Communes", exact=True).click()
        assert found.value.suggested_filename == "carte-communes-18.csv"
