"""The first day: a département's number, its files, then a whole diagnosis, by the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import account, choose, follow, opened, sign_in, tab_to, type_day, type_in
from maillage.accounts.domain import Role
from maillage.accounts.models import Network
from maillage.diagnosis.models import Contribution, Finding, SwotLine
from maillage.territory.models import ImportRun, Library, QualityDecision

DEMO = Path(__file__).parents[2] / "demo"
FILES = ("bibliotheques-fictives-2024.csv", "bibliotheques-fictives-2025.csv", "communes.csv")


@pytest.fixture
def newcomer(quick: None, browser: Browser, live_server: Any) -> Iterator[Page]:
    """Someone with an account and no network, on a base without any."""
    account("ines", None, Role.LEAD)
    with opened(browser, str(live_server.url)) as context:
        page = context.new_page()
        sign_in(page, "ines", then="**/reseaux/**")
        yield page


def test_a_newcomer_makes_the_whole_diagnosis_of_her_departement_by_the_keyboard(newcomer: Page) -> None:
    page = newcomer
    _open_the_network(page)
    _import(page)
    _settle_what_is_doubtful(page)
    _compare(page)
    _note_what_exists(page)
    _note_a_session(page)
    _consult(page)
    _conclude(page)
    _begin_the_programme(page)
    page.goto("/18/dossier/chapitres/diagnosis/")
    expect(page.get_by_role("main")).to_contain_text("Trop peu d'heures dans les villages")


def _save(page: Page) -> None:
    follow(page, page.get_by_role("button", name="Enregistrer", exact=True).last)


def _open_the_network(page: Page) -> None:
    page.goto("/reseaux/nouveau/")
    choose(page, page.get_by_label("Département"), "Cher")
    follow(page, page.get_by_role("button", name="Continuer"))
    follow(page, page.get_by_role("button", name="Ouvrir le réseau"))
    assert Network.objects.filter(department="18").exists()


def _import(page: Page) -> None:
    page.goto("/18/reseau/imports/")
    # The one thing that only the browser's own window can do: choosing files.
    page.get_by_label("Fichiers").set_input_files([DEMO / name for name in FILES])
    follow(page, page.get_by_role("button", name="Essayer l’import"))
    assert not Library.objects.exists(), "a trial writes nothing"
    follow(page, page.get_by_role("button", name=re.compile("^(Importer|Confirmer)")))
    assert Library.objects.count() > 140
    assert ImportRun.objects.filter(undone_at=None).exists()


def _settle_what_is_doubtful(page: Page) -> None:
    page.goto("/18/reseau/qualite/?gravite=blocking")
    tab_to(page, page.get_by_role("checkbox").first)
    page.keyboard.press("Space")
    follow(page, page.get_by_role("button", name="Accepter les propositions cochées"))
    follow(page, page.get_by_role("button", name=re.compile("Confirmer|Accepter")).first)
    assert QualityDecision.objects.filter(answer="accepted").exists()


def _compare(page: Page) -> None:
    page.goto("/18/diagnostic/")
    follow(
        page,
        page.locator("#chiffres").get_by_role("rowheader", name="Amplitude d'ouverture").get_by_role("link"),
    )
    type_in(page, page.get_by_label(re.compile("Repère")), "10")
    follow(page, page.get_by_role("button", name="Montrer"))
    expect(page.get_by_role("main")).to_contain_text("quoi que disent les silencieux")
    for tab in ("Comparaison", "Typologies", "Repères nationaux", "Projets comparables"):
        follow(page, page.get_by_role("link", name=tab, exact=True).first)
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def _note_what_exists(page: Page) -> None:
    page.goto("/18/reseau/inventaire/elements/ajouter/")
    choose(page, page.get_by_label("Nature"), "SIGB")
    type_in(page, page.get_by_label("Nom"), "Logiciel partagé")
    type_day(page, page.get_by_role("textbox", name="Fin du contrat"), date(2028, 3, 31))
    _save(page)
    page.goto("/18/calendrier/")
    expect(page.get_by_role("main")).to_contain_text("Logiciel partagé")


def _note_a_session(page: Page) -> None:
    page.goto("/18/diagnostic/seances/ajouter/")
    type_in(page, page.get_by_label("Sujet"), "Lecture des horaires")
    type_day(page, page.get_by_label("Date", exact=True), date(2026, 11, 10))
    _save(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lecture des horaires")


def _consult(page: Page) -> None:
    page.goto("/18/diagnostic/concertation/demarches/ajouter/")
    type_in(page, page.get_by_label("Qui a été consulté"), "Les habitants")
    type_in(page, page.get_by_label("De quelle manière"), "Un formulaire en ligne")
    type_in(page, page.get_by_label("Question", exact=True).first, "Que faudrait-il changer ?")
    _save(page)
    follow(page, page.get_by_role("button", name="Ouvrir le formulaire"))
    link = page.get_by_label("Adresse du formulaire").input_value()
    page.goto(link)
    type_in(page, page.get_by_role("textbox").first, "Ouvrir le samedi matin.")
    follow(page, page.get_by_role("button", name=re.compile("Envoyer")))
    assert Contribution.objects.count() == 1
    page.goto("/18/diagnostic/concertation/themes/ajouter/")
    type_in(page, page.get_by_label("Thème", exact=True), "Ouvrir le samedi")
    _save(page)


def _conclude(page: Page) -> None:
    page.goto("/18/diagnostic/constats/ajouter/")
    type_in(page, page.get_by_label("Constat", exact=True), "Trop peu d'heures dans les villages")
    choose(page, page.get_by_label("Nature"), "aiblesse")
    type_in(
        page, page.get_by_label(re.compile("^Ce qui le montre")), "Médiane : {territory.weekly_hours.median}."
    )
    tab_to(page, page.get_by_label(re.compile("Lecture des horaires")))
    page.keyboard.press("Space")
    _save(page)
    finding = Finding.objects.get()
    page.goto("/18/diagnostic/forces-et-faiblesses/ajouter/")
    type_in(page, page.get_by_label("Ce qu'il faut retenir"), "Des horaires courts")
    choose(page, page.get_by_label("Nature"), "aiblesse")
    tab_to(page, page.get_by_label(re.compile(finding.title)))
    page.keyboard.press("Space")
    _save(page)
    assert SwotLine.objects.get().findings.get() == finding


def _begin_the_programme(page: Page) -> None:
    """The dossier needs one; what the diagnosis holds stays."""
    page.goto("/18/dossier/fichier/nouveau-programme/")
    follow(page, page.get_by_role("button", name="Commencer avec ce modèle"))
    assert Finding.objects.count() == 1
