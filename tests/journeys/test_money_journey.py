"""The money of an action: pasted, priced, funded, explained down to the law, tried without its funder, committed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from looking import accessible, said
from playwright.sync_api import Browser, Page, expect
from test_accessible import DESKTOP

from browser import choose, follow, opened, sign_in, spaced, tab_to, type_in
from maillage.accounts.models import Network
from maillage.cli.demo import DEMO_TODAY
from maillage.funding.models import CostLine, Entry, Funder, WhatIf
from maillage.funding.readings import plan_of
from maillage.programme.models import Action
from maillage.rulebook.projects import project_of

MONEY = "/18/financement/"
OPERATION = "OP9"
NAMES = ("Bornes d'écoute en salle", "Accompagnement sonore", "Heures d'écoute guidée")
FUNDER = "Fondation du Livre sonore"
SCENARIO = "Sans la fondation"


@dataclass
class Money:
    """Léa at her desk, and the action that nobody priced yet."""

    page: Page
    network: Network
    action: str

    def cost(self, rank: int) -> CostLine:
        return CostLine.objects.get(network=self.network, label=NAMES[rank])

    @property
    def funder(self) -> str:
        return str(Funder.objects.get(network=self.network, name=FUNDER).code)


def test_the_money_of_an_action_from_a_spreadsheet_to_the_entries_of_the_finance_software(
    browser: Browser, server: str, people: object, demo_network: Network, tmp_path: Path
) -> None:
    bare = Action.objects.filter(network=demo_network, costs__isnull=True).order_by("pk").first()
    assert bare is not None
    with opened(browser, server, viewport=DESKTOP) as desk:
        journey = Money(desk.new_page(), demo_network, bare.code)
        sign_in(journey.page, "lea")
        _paste(journey)
        _price(journey)
        _fund(journey)
        _ask_why(journey)
        _follow_one_euro(journey)
        _suppose(journey)
        _execute(journey, tmp_path)


def _paste(j: Money) -> None:
    """An action without costs; three lines of a spreadsheet, tried, then taken."""
    page = j.page
    page.goto(f"{MONEY}actions/{j.action}/depenses/")
    assert not CostLine.objects.filter(network=j.network, action__code=j.action).exists()
    page.goto(f"{MONEY}depenses/")
    follow(page, page.get_by_role("link", name="Coller depuis un tableur").first)
    head = ("Poste de dépense", "Action", "Opération", "Montant HT", "Année", "Famille")
    amounts = ("6 000,00 €", "2 500", "")
    lines = [
        (name, j.action, OPERATION, amount, "2028", "formation")
        for name, amount in zip(NAMES, amounts, strict=True)
    ]
    # What the clipboard of the browser would give: the one thing that only the person's own spreadsheet has.
    page.get_by_label("Lignes copiées du tableur").fill("\n".join("\t".join(row) for row in (head, *lines)))
    follow(page, page.get_by_role("button", name="Vérifier", exact=True))
    for name in NAMES:
        expect(page.get_by_role("row").filter(has_text=name)).to_be_visible()
    assert not CostLine.objects.filter(network=j.network, action__code=j.action).exists()
    accessible(page)
    follow(page, page.get_by_role("button", name="Enregistrer ces lignes"))
    expect(page.get_by_text("3 dépenses en plus")).to_be_visible()
    assert CostLine.objects.filter(network=j.network, action__code=j.action).count() == 3


def _price(j: Money) -> None:
    """The line without an amount: forty hours at 125 €."""
    page, cost = j.page, j.cost(2)
    page.goto(f"{MONEY}depenses/{cost.code}/modifier/")
    type_in(page, page.get_by_label("Quantité"), "40")
    type_in(page, page.get_by_label("Prix unitaire HT"), "125")
    follow(page, page.get_by_role("button", name="Enregistrer", exact=True))
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"5\s000"))
    whole = plan_of(project_of(j.network, DEMO_TODAY))
    spent = sum(expense.ht for expense in whole.expenses if expense.cost.action == j.action)
    assert spent == Decimal(13_500)


def _fund(j: Money) -> None:
    """A funder, its aid at a rate; both sides of the plan stay equal."""
    page = j.page
    page.goto(f"{MONEY}recettes/")
    follow(page, page.get_by_role("link", name="Ajouter un financeur"))
    type_in(page, page.get_by_label("Financeur", exact=True), FUNDER)
    choose(page, page.get_by_label("Nature"), "Mécénat")
    follow(page, page.get_by_role("button", name="Enregistrer", exact=True))
    follow(page, page.get_by_role("link", name="Ajouter une recette").first)
    choose(page, page.get_by_label("Opération", exact=True), "Études préalables")
    type_in(page, page.get_by_label("Taux sur le HT éligible"), "80")
    follow(page, page.get_by_role("button", name="Enregistrer", exact=True))
    page.goto(MONEY)
    accessible(page)
    said(page, FUNDER)
    sides = [page.locator(f"#{side} tr").last.inner_text() for side in ("plan-depenses", "plan-ressources")]
    uses, resources = (re.findall(r"[\d ]+ €", spaced(side))[-1] for side in sides)
    assert uses == resources


def _ask_why(j: Money) -> None:
    """One euro, from a figure of the plan to the law that allows it."""
    page = j.page
    follow(page, page.locator(f"#plan-ressources a[href*='pourquoi/aides/'][href*='financeur={j.funder}']"))
    said(page, FUNDER)
    page.goto(MONEY)
    follow(page, page.locator("#plan-ressources a[href*='pourquoi/aides/'][href*='financeur=DGD']"))
    follow(page, page.locator("#regles a[href*='/dossier/regles/']").first)
    said(page, "CGCT")


def _follow_one_euro(j: Money) -> None:
    """As a newcomer: from a paragraph of the dossier to a cost, to who pays it, to the law."""
    page = j.page
    page.goto("/18/dossier/chapitres/funding/")
    follow(page, page.locator("main p a[href*='pourquoi/aides/'][href*='etat=notified']"))
    # So many lines are folded, operation by operation.
    tab_to(page, page.locator("main details.fold summary"))
    page.keyboard.press("Enter")
    follow(
        page,
        page.locator("main td a[href*='/financement/depenses/'], main th a[href*='/financement/depenses/']"),
    )
    said(page, "Qui paie, et pourquoi")
    follow(page, page.locator("main td a[href*='/dossier/regles/']"))
    said(page, "CGCT")


def _suppose(j: Money) -> None:
    """The plan without that funder: what breaks, and the smallest change that repairs it."""
    page = j.page
    page.goto(f"{MONEY}scenarios/")
    follow(page, page.get_by_role("link", name="Nouveau scénario"))
    type_in(page, page.get_by_label("Scénario", exact=True), SCENARIO)
    box = page.get_by_label(re.compile(FUNDER))
    tab_to(page, box)
    page.keyboard.press("Space")
    follow(page, page.get_by_role("button", name="Enregistrer", exact=True))
    assert WhatIf.objects.filter(network=j.network, title=SCENARIO, without__name=FUNDER).exists()
    said(page, "Ce qui casse")
    said(page, re.compile("Le plus petit changement|Un changement possible"))
    accessible(page)


def _execute(j: Money, folder: Path) -> None:
    """A commitment and its first payment, of which the finance software knows the line by its code."""
    page, code = j.page, j.cost(0).code
    file = folder / "mandats.csv"
    file.write_text(
        "Type;N° Mandat;N° Engagement;Date;Objet;Montant TTC\n"
        f"ENG;;E900;01/03/2027;{code} Bornes;7 200,00\n"
        "MDT;M900;E900;02/04/2027;Avance;1 800,00\n",
        "utf-8",
    )
    page.goto(f"{MONEY}execution/")
    follow(page, page.get_by_role("link", name="Importer des écritures"))
    before = Entry.objects.filter(network=j.network).count()
    page.locator("input[type=file]").set_input_files(file)
    follow(page, page.get_by_role("button", name="Continuer"))
    follow(page, page.get_by_role("button", name="Essayer l’import"))
    said(page, "rien n'est encore écrit")
    assert Entry.objects.filter(network=j.network).count() == before
    follow(page, page.get_by_role("button", name="Importer", exact=True))
    expect(page.get_by_text("2 écritures importées")).to_be_visible()
    tied = Entry.objects.filter(network=j.network, cost__code=code).count()
    assert tied == 2
    page.goto(f"{MONEY}execution/")
    row = page.get_by_role("row").filter(has_text=NAMES[0]).first
    for amount in (r"7\s200", r"1\s800"):
        expect(row).to_contain_text(re.compile(amount))
    accessible(page)
