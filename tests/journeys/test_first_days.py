"""A new network from the browser, by the keyboard: its département, its names, a first programme from a template."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from browser import choose, follow, tab_to, type_in
from maillage.accounts.models import Membership, Network
from maillage.programme.models import Action


def test_a_network_goes_from_its_departement_to_its_first_programme(page: Page) -> None:
    page.goto("/reseaux/")
    follow(page, page.get_by_role("link", name="Ouvrir un réseau"))
    choose(page, page.get_by_label("Département"), "Allier")
    follow(page, page.get_by_role("button", name="Continuer"))
    follow(page, page.get_by_role("button", name="Ouvrir le réseau"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Démarrer le réseau")
    network = Network.objects.get(department="03")
    assert Membership.objects.get(network=network).role == "lead"
    follow(page, page.get_by_role("link", name="Commencer un programme"))
    tab_to(page, page.get_by_role("radio", name="Programme vide, prêt à remplir"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Programme type de BNR")).to_be_checked()
    follow(page, page.get_by_role("button", name="Commencer avec ce modèle"))
    expect(page.get_by_role("status").filter(has_text="Le programme est là")).to_be_visible()
    assert Action.objects.filter(network=network).exists()
    for address in (
        "/03/",
        "/03/financement/",
        "/03/dossier/",
        "/03/reseau/",
        "/03/evaluation/",
        "/03/calendrier/",
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address


def test_a_network_without_a_programme_says_how_to_begin_on_every_page(page: Page) -> None:
    page.goto("/reseaux/nouveau/?departement=03")
    type_in(page, page.get_by_label("Nom du réseau"), "Réseau tout neuf")
    follow(page, page.get_by_role("button", name="Ouvrir le réseau"))
    menu = page.goto("/03/") and page.get_by_role("navigation", name="Menu principal").get_by_role("link")
    for address in [item.get_attribute("href") or "" for item in menu.all()]:
        page.goto(address)
        # The network's own pages lead to imports; the others to the first programme.
        main = page.get_by_role("main")
        expect(
            main.get_by_role("link", name=re.compile("import|programme", re.IGNORECASE)).first
        ).to_be_visible()
