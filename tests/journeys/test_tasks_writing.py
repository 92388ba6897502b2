"""Writing, by the keyboard alone: an action and its money, a step done, a meeting, a measure, a deletion taken back."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from playwright.sync_api import Locator, Page, expect

from browser import choose, follow, spaced, tab_to, type_day, type_in, unfold


def menu(page: Page, label: str) -> None:
    follow(page, page.get_by_role("navigation", name="Menu principal").get_by_role("link", name=label))


def tile(page: Page, label: str) -> Decimal:
    """The amount of a tile, in euros."""
    text = (
        page.locator("dl > div", has=page.locator("dt", has_text=label))
        .first.locator("dd")
        .first.inner_text()
    )
    return Decimal(re.sub(r"[^\d,]", "", text.split("€")[0]).replace(",", "."))


def row(page: Page, noun: str, rank: int) -> Locator:
    return page.get_by_role("group", name=f"{noun} {rank}", exact=True)


def cost(page: Page, rank: int, label: str, amount: str, year: str) -> None:
    line = row(page, "Dépense", rank)
    type_in(page, line.get_by_label("Poste de dépense"), label)
    choose(page, line.get_by_label("Opération"), "OP6")
    type_in(page, line.get_by_label("Montant HT"), amount)
    choose(page, line.get_by_label("Quand : en"), year)


def test_an_action_with_two_steps_and_two_costs_moves_the_plan(page: Page) -> None:
    menu(page, "Financement")
    total, share = tile(page, "Dépenses HT"), tile(page, "Reste à charge HT")
    assert total == 910_800

    menu(page, "Stratégie")
    follow(page, page.get_by_role("link", name=re.compile("Créer, jouer, s'informer")))
    follow(page, page.get_by_role("link", name="Ajouter une action"))
    expect(page.get_by_label("Objectif")).to_have_value("C2")
    type_in(page, page.get_by_label("Action", exact=True), "Un atelier de réparation de textes sonores")
    choose(page, page.get_by_label("Nature"), "Médiation")
    choose(page, page.get_by_label("Périmètre"), "Réseau")
    type_in(page, row(page, "Étape", 1).get_by_label("Étape", exact=True), "Choisir trois lieux")
    type_in(page, row(page, "Étape", 1).get_by_label("Durée (semaines)"), "4")
    type_in(page, row(page, "Étape", 2).get_by_label("Étape", exact=True), "Tenir les ateliers")
    type_in(page, row(page, "Étape", 2).get_by_label("Durée (semaines)"), "12")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="enregistré")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Un atelier de réparation de textes sonores")
    expect(page.get_by_role("main")).to_contain_text("Tenir les ateliers")

    follow(page, page.get_by_role("link", name="Chiffrer les dépenses"))
    cost(page, 1, "Matériel des ateliers", "4 200", "2027")
    cost(page, 2, "Animation", "3300,50", "2028")
    page.keyboard.press("Tab")
    follow(page, page.get_by_role("button", name="Enregistrer"))
    told = page.get_by_role("status").filter(has_text="Le plan passe de")
    assert "Le plan passe de 910 800 € à 918 300,50 € HT (+7 500,50 €)" in spaced(told.inner_text())
    assert "En 2027 : +4 200 € ; en 2028 : +3 300,50 €." in spaced(told.inner_text())

    menu(page, "Financement")
    assert tile(page, "Dépenses HT") - total in (7_500, 7_501)
    assert tile(page, "Reste à charge HT") - share in (7_500, 7_501)


def test_the_button_adds_a_row_without_losing_what_was_typed(page: Page) -> None:
    page.goto("/18/strategie/actions/ajouter/?objective=C2")
    type_in(page, page.get_by_label("Action", exact=True), "Trois étapes")
    add = page.get_by_role("button", name="Ajouter une étape")
    tab_to(page, add)
    page.keyboard.press("Enter")
    third = row(page, "Étape", 3).get_by_label("Étape", exact=True)
    expect(third).to_be_focused()
    expect(page.get_by_label("Action", exact=True)).to_have_value("Trois étapes")
    expect(page.locator("#annonces")).to_contain_text("Étape 3")


def test_a_step_is_marked_done(page: Page) -> None:
    page.goto("/18/strategie/actions/A12/")
    late = page.get_by_role("row", name=re.compile("Analyser, négocier, attribuer"))
    expect(late).to_contain_text("en retard")
    type_day(page, late.get_by_label(re.compile("Jour de fin")), date(2027, 4, 16))
    follow(page, late.get_by_role("button", name=re.compile("^Finie")))
    expect(page.get_by_role("status").filter(has_text="finie le 16 avril 2027")).to_be_visible()
    expect(late).to_contain_text("finie")
    expect(late).to_contain_text("16/04/2027")
    expect(page.get_by_role("main")).to_contain_text("3 étapes sur 8 finies")


def test_what_a_meeting_decided_is_noted_and_a_meeting_added(page: Page) -> None:
    menu(page, "Calendrier")
    follow(page, page.get_by_role("link", name="Instances et séances"))
    now = page.get_by_role("region", name="Que faire maintenant ?")
    follow(page, now.get_by_role("link", name=re.compile("Noter ce qui a été décidé le 16 mars 2027")))
    rows = page.get_by_role("group", name=re.compile(r"^Séance \d+$"))
    held = rows.filter(has=page.locator('input[value="2027-03-16"]'))
    type_in(
        page, held.get_by_label("Ce qui a été décidé"), "Reprendre la consultation en juin, éléments joints."
    )
    count = rows.count()
    tab_to(page, page.get_by_role("button", name="Ajouter une séance"))
    page.keyboard.press("Enter")
    expect(rows).to_have_count(count + 1)
    type_day(page, rows.last.get_by_label("Date de la séance"), date(2027, 5, 4))
    type_in(page, rows.last.get_by_label("Ordre du jour"), "Retour des pilotes")
    follow(page, page.get_by_role("button", name="Enregistrer", exact=True))
    main = page.get_by_role("main")
    expect(main).to_contain_text("Reprendre la consultation en juin, éléments joints.")
    expect(main).to_contain_text("Prochaine séance le mardi 4 mai 2027")


def test_a_measure_typed_the_french_way_gives_the_indicator_its_status(page: Page) -> None:
    menu(page, "Évaluation")
    follow(page, page.get_by_role("link", name=re.compile("^I01. ")))
    main = page.get_by_role("main")
    expect(main.locator(".callout").first).to_contain_text("en retard")
    type_in(page, page.get_by_label("Valeur"), "beaucoup")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("à corriger")
    expect(page.get_by_label("Valeur")).to_have_value("beaucoup")
    # The summary of mistakes has the focus: its first link leads to the field.
    follow_in_page(page, alert.get_by_role("link", name="Valeur"))
    expect(page.get_by_label("Valeur")).to_be_focused()
    type_in(page, page.get_by_label("Valeur"), "12,5")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="enregistrée")).to_be_visible()
    expect(main).to_contain_text("La cible de fin 2028 était au moins 6 réseaux : elle est atteinte.")
    expect(
        page.get_by_role("row").filter(has_text="19/04/2027").filter(has_text="12,5").first
    ).to_be_attached()


def follow_in_page(page: Page, link: Locator) -> None:
    tab_to(page, link)
    page.keyboard.press("Enter")


def test_an_action_removed_comes_back_with_its_steps_and_its_money(page: Page) -> None:
    page.goto("/18/strategie/actions/A12/")
    follow(page, page.get_by_role("link", name="Supprimer", exact=True))
    expect(page.get_by_role("main")).to_contain_text("8 étapes")
    follow(page, page.get_by_role("button", name="Supprimer"))
    undo = page.get_by_role("button", name="Annuler la suppression")
    expect(undo).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Ouvrir le portail commun"))).to_have_count(0)
    follow(page, undo)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ouvrir le portail commun")
    expect(page.get_by_role("main")).to_contain_text("2 étapes sur 8 finies")
    menu(page, "Financement")
    assert tile(page, "Dépenses HT") == 910_800


def test_the_back_button_after_a_deletion_loses_nothing_and_repeats_nothing(page: Page) -> None:
    page.goto("/18/strategie/actions/A12/modifier/")
    page.goto("/18/strategie/actions/A12/supprimer/")
    follow(page, page.get_by_role("button", name="Supprimer"))
    page.go_back()
    page.wait_for_load_state()
    # The page asks anew (or shows what it asked before: the button then does nothing twice).
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cette action a été supprimée")
    follow(page, page.get_by_role("button", name="Rétablir"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ouvrir le portail commun")


def test_what_is_folded_opens_by_the_keyboard(page: Page) -> None:
    page.goto("/18/strategie/actions/A12/modifier/")
    unfold(page, page.locator("summary", has_text="Plus de précisions").first)
    type_in(page, page.get_by_label("Public visé"), "Tout le monde")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Tout le monde")
