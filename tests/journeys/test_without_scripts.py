"""Without JavaScript, everything still works: what is late, an action and its costs, a step done."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from browser import PASSWORD, opened, spaced


def visit(page: Page) -> None:
    page.goto("/connexion/")
    page.get_by_label("Identifiant").fill("lea")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()


def test_the_first_tasks_work_without_scripts(browser: Browser, server: str, people: object) -> None:
    with opened(browser, server, java_script_enabled=False) as context:
        page = context.new_page()
        visit(page)
        page.get_by_role("link", name=re.compile("Relancer l'achat P02")).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Portail, passerelles")

        page.goto("/18/strategie/actions/ajouter/?objective=C2")
        page.get_by_label("Action", exact=True).fill("Sans script")
        page.get_by_label("Nature").select_option(label="Médiation")
        page.get_by_label("Périmètre").select_option(label="Réseau")
        for rank in (1, 2):
            group = page.get_by_role("group", name=f"Étape {rank}", exact=True)
            group.get_by_label("Étape", exact=True).fill(f"Étape sans script {rank}")
            group.get_by_label("Durée (semaines)").fill("3")
        # A row more comes from the server, with everything typed.
        page.get_by_role("button", name="Ajouter une étape").click()
        third = page.get_by_role("group", name="Étape 3", exact=True)
        third.get_by_label("Étape", exact=True).fill("Une troisième")
        third.get_by_label("Durée (semaines)").fill("2")
        third.get_by_label("Durée (semaines)").press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Sans script")
        expect(page.get_by_role("main")).to_contain_text("Une troisième")

        page.get_by_role("link", name=re.compile("les dépenses")).click()
        for rank, amount in ((1, "1000"), (2, "2 000,00")):
            group = page.get_by_role("group", name=f"Dépense {rank}", exact=True)
            group.get_by_label("Poste de dépense").fill(f"Dépense sans script {rank}")
            group.get_by_label("Opération").select_option("OP6")
            group.get_by_label("Montant HT").fill(amount)
            group.get_by_label("Quand : en").select_option(label="2028")
        page.get_by_role("button", name="Enregistrer", exact=True).click()
        told = page.get_by_role("status").filter(has_text="Le plan passe de")
        assert "910 800 € à 913 800 € HT" in spaced(told.inner_text())

        page.goto("/18/strategie/actions/A12/")
        late = page.get_by_role("row", name=re.compile("Analyser, négocier, attribuer"))
        late.get_by_role("button", name=re.compile("^Finie")).click()
        expect(page.get_by_role("status").filter(has_text="finie le 19 avril 2027")).to_be_visible()


def test_filters_sorting_and_folds_work_without_scripts(
    browser: Browser, server: str, people: object
) -> None:
    with opened(browser, server, java_script_enabled=False) as context:
        page = context.new_page()
        visit(page)
        page.goto("/18/reseau/bibliotheques/")
        page.get_by_label("Rechercher").fill("clemont")
        page.get_by_role("button", name="Filtrer").click()
        expect(page.get_by_role("row")).to_have_count(2)
        page.get_by_role("link", name="Effacer les filtres").click()
        page.get_by_role("columnheader", name="Habitants").get_by_role("link").click()
        expect(page).to_have_url(re.compile("tri=habitants"))
        expect(page.get_by_role("columnheader", name="Habitants")).to_have_attribute(
            "aria-sort", re.compile("cending")
        )


def test_an_action_changes_status_and_place_without_scripts(
    browser: Browser, server: str, people: object
) -> None:
    with opened(browser, server, java_script_enabled=False) as context:
        page = context.new_page()
        visit(page)
        page.goto("/18/strategie/tableau/")
        page.get_by_label("Nouveau statut de A12").select_option(label="en pause")
        page.get_by_role("button", name=re.compile("déplacer A12$")).click()
        expect(page.get_by_role("region", name="En pause")).to_contain_text("A12")

        page.goto("/18/strategie/?ordre=1")
        rank = page.get_by_role("listitem").filter(has=page.locator("#ordre-action-A12"))
        before = rank.inner_text().split()[0]
        page.get_by_role("button", name="Monter A12", exact=True).click()
        expect(page.get_by_role("main")).to_contain_text("A12 est maintenant")
        assert rank.inner_text().split()[0] != before
        page.get_by_role("link", name="Déplacer ailleurs : A12").click()
        page.get_by_label("Nouvel objectif").select_option("C2")
        page.get_by_role("button", name="Déplacer", exact=True).click()
        told = page.get_by_role("status").filter(has_text="est maintenant sous")
        expect(told).to_contain_text("C2")
