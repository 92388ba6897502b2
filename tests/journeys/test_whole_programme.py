"""A whole programme, from nothing to forty actions: picked, imported, typed, put in order, followed, printed, shared."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from django.db.models import QuerySet
from django.utils.timezone import make_aware
from docx import Document
from looking import accessible, said, taken
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader
from test_accessible import DESKTOP, PHONE

from browser import choose, follow, opened, sign_in, spaced, tab_to, type_day, type_in, unfold
from maillage.accounts.models import Network
from maillage.base import plugs
from maillage.base.models import AuditEntry
from maillage.cli.demo import DEMO_TODAY
from maillage.portability.build import load_all
from maillage.portability.domain.reader import read
from maillage.programme.models import Action
from maillage.programme.readings import number_of
from maillage.rulebook.projects import project_of
from maillage.territory.services import read_files
from web import DEMO

# What the network knows before it has a programme: who decides, what was found.
KEPT = ("maillage", "network", "governance", "diagnosis")


@pytest.fixture
def demo_network(db: None, settings: Any) -> Network:
    """The network of the demo on its day, with its bodies, its findings, its libraries: its programme is a title."""
    settings.MAILLAGE_TODAY, settings.MAILLAGE_DEMO = DEMO_TODAY, True
    whole = yaml.safe_load((DEMO / "programme.yaml").read_text("utf-8"))
    programme = {name: value for name, value in whole["programme"].items() if name != "axes"}
    bare = {name: whole[name] for name in KEPT} | {"programme": programme | {"axes": []}}
    text = yaml.safe_dump(bare, allow_unicode=True, sort_keys=False)
    network, _ = load_all(
        file=read(text, plugs.sections()),
        exports=read_files([DEMO / "bibliotheques-fictives-2025.csv"]),
        territory=[DEMO / "communes.csv"],
    )
    return network


@dataclass
class Journey:
    """Léa at her desk, who leads the project; Tom of the team, on his phone."""

    desk: Page
    tom: Page
    network: Network
    settings: Any

    def url(self, rest: str = "") -> str:
        return f"/18/strategie/{rest}"

    def code(self, title: str) -> str:
        return str(Action.objects.get(network=self.network, title=title).code)

    def number(self, code: str) -> str:
        return number_of(project_of(self.network, DEMO_TODAY), "Action", code)

    @property
    def actions(self) -> int:
        return Action.objects.filter(network=self.network).count()


def test_a_programme_goes_from_nothing_to_forty_actions(
    browser: Browser, server: str, people: object, demo_network: Network, settings: Any, tmp_path: Path
) -> None:
    office = opened(browser, server, viewport=DESKTOP)
    pocket = opened(browser, server, viewport=PHONE)
    with office as desk, pocket as phone:
        journey = Journey(desk.new_page(), phone.new_page(), demo_network, settings)
        sign_in(journey.desk, "lea")
        _begin(journey)
        _pick(journey)
        _import(journey, tmp_path)
        _type(journey)
        _reorder(journey)
        _change_together(journey)
        _fill_the_sheet(journey)
        _talk(journey)
        _meet_on_a_sheet(journey)
        _take_back(journey)
        _follow_up(journey)
        _print(journey)
        _share(journey, tmp_path)
        _look_at_the_whole(journey)


def _begin(j: Journey) -> None:
    page = j.desk
    page.goto(j.url())
    said(page, "Le programme n’a pas encore d’axe")
    accessible(page)
    follow(page, page.get_by_role("link", name="Choisir des actions modèles"))
    follow(page, page.get_by_role("button", name="Créer les quatre axes types"))
    said(page, "Les axes et leurs objectifs sont prêts")


def _pick(j: Journey) -> None:
    """Every other model: all eight cells get at least one."""
    page = j.desk
    boxes = page.locator("input[name=modele]")
    for box in boxes.all()[::2][:20]:
        tab_to(page, box)
        page.keyboard.press("Space")
    follow(page, page.get_by_role("button", name="Ajouter au programme"))
    said(page, "Vous venez d’ajouter")
    assert j.actions == 20
    accessible(page)


# -------------------------------------------------------------------------------------------- a plan that was there

HEADS = ("N°", "Axe stratégique", "Action", "Type", "Qui s'en occupe ?", "Échéance", "Budget prévisionnel")
NEW_AXIS = "Partager le patrimoine écrit"
KINDS = ("Formation", "Médiation", "Outil", "Ressource")


def _plan(path: Path) -> None:
    """A colleague's own table: a title above, an axis written once, words of her own, a day that does not exist."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Plan d'actions numérique, version de travail"])
    sheet.append([])
    sheet.append(list(HEADS))
    for rank in range(15):
        axis = NEW_AXIS if rank == 0 else None
        due = "30/02/2028" if rank == 6 else f"{15 + rank % 10}/0{1 + rank % 9}/2028"
        title = f"Numériser le fonds local n° {rank + 1}"
        lead = "Archiviste" if rank % 2 else "Chargée de numérisation"
        sheet.append([rank + 1, axis, title, KINDS[rank % 4], lead, due, 1000 * (rank + 1)])
    book.save(path)


def _import(j: Journey, folder: Path) -> None:
    page = j.desk
    _plan(folder / "plan.xlsx")
    page.goto(j.url("import/"))
    accessible(page)
    # The one thing that only the browser's own window can do: choosing a file.
    page.locator("input[type=file]").set_input_files(folder / "plan.xlsx")
    follow(page, page.get_by_role("button", name="Continuer"))
    said(page, "15 lignes")
    whose = page.get_by_label("Ce que contient « Qui s'en occupe ? »")
    expect(whose).not_to_have_value("lead")
    tab_to(page, whose)
    page.keyboard.press("Home")
    choose(page, whose, "Pilote")
    accessible(page)
    follow(page, page.get_by_role("button", name="Essayer l’import"))
    said(page, "rien n'est encore écrit")
    wrong = page.get_by_role("row").filter(has_text="30/02/2028")
    expect(wrong).to_contain_text("10")
    assert j.actions == 20, "a trial writes nothing"
    accessible(page)
    follow(page, page.get_by_role("button", name="Importer", exact=True))
    said(page, "Import fait")
    assert j.actions == 35
    page.goto(j.url("liste/?q=Numériser+le+fonds"))
    rows = page.get_by_role("row")
    expect(rows).to_have_count(16)
    expect(rows.filter(has_text="n° 2")).to_contain_text("Archiviste")


# --------------------------------------------------------------------------------------------- by hand, by keyboard

TYPED = "Ouvrir un atelier de lecture sonore"
QUICK = (
    "Prêter des consoles rétro",
    "Filmer les conteurs",
    "Tenir une veille partagée",
    "Réparer le matériel",
)


def _row(page: Page, noun: str, rank: int) -> Locator:
    return page.get_by_role("group", name=f"{noun} {rank}", exact=True)


def _type(j: Journey) -> None:
    """One whole, left half-way and taken up again; four more in a row."""
    page = j.desk
    page.goto(j.url())
    follow(page, page.get_by_role("link", name="Ajouter une action").nth(4))
    _name(page, TYPED)
    _step(page, 1, "Choisir trois lieux", "4")
    _step(page, 2, "Tenir les ateliers", "12")
    expect(page.locator("[data-draft-status]")).to_contain_text("Brouillon enregistré")
    where = page.url
    page.goto(j.url())
    page.goto(where)
    follow(page, page.get_by_role("link", name="Reprendre ma saisie"))
    expect(page.get_by_label("Action", exact=True)).to_have_value(TYPED)
    add = page.get_by_role("button", name="Ajouter une étape")
    tab_to(page, add)
    page.keyboard.press("Enter")
    _step(page, 3, "Écouter ce qui a été fait", "2")
    accessible(page)
    follow(page, page.get_by_role("button", name="Enregistrer et en ajouter une autre"))
    for title in QUICK:
        _name(page, title)
        again = title != QUICK[-1]
        label = "Enregistrer et en ajouter une autre" if again else "Enregistrer"
        follow(page, page.get_by_role("button", name=label, exact=True))
    said(page, QUICK[-1])
    assert j.actions == 40
    assert Action.objects.get(title=TYPED).steps.count() == 3


def _name(page: Page, title: str) -> None:
    type_in(page, page.get_by_label("Action", exact=True), title)
    choose(page, page.get_by_label("Nature"), "Médiation")
    choose(page, page.get_by_label("Périmètre"), "Réseau")


def _step(page: Page, rank: int, title: str, weeks: str) -> None:
    type_in(page, _row(page, "Étape", rank).get_by_label("Étape", exact=True), title)
    type_in(page, _row(page, "Étape", rank).get_by_label("Durée (semaines)"), weeks)


# ------------------------------------------------------------------------------------------------ order, and in bulk


def _reorder(j: Journey) -> None:
    page, code = j.desk, j.code(QUICK[-1])
    page.goto(j.url())
    follow(page, page.get_by_role("link", name="Changer l'ordre"))
    accessible(page)
    before = j.number(code)
    up = page.get_by_role("button", name=f"Monter {code}", exact=True)
    tab_to(page, up)
    page.keyboard.press("Enter")
    expect(page.locator("#annonces")).to_contain_text(f"{code} est maintenant")
    expect(page.locator(f"#haut-action-{code}")).to_be_focused()
    assert _rank(j.number(code)) == _rank(before) - 1
    follow(page, page.get_by_role("link", name=f"Déplacer ailleurs : {code}"))
    accessible(page)
    tab_to(page, page.get_by_label("Nouvel objectif"))
    page.keyboard.press("Home")
    follow(page, page.get_by_role("button", name="Déplacer", exact=True))
    now = j.number(code)
    assert now.startswith("1.1.")
    said(page, f"{code} est maintenant {now}")


def _rank(number: str) -> int:
    return int(number.rpartition(".")[2])


def _change_together(j: Journey) -> None:
    page, codes = j.desk, [j.code(title) for title in QUICK[:3]]
    page.goto(j.url("liste/"))
    accessible(page)
    choose(page, page.get_by_role("search").get_by_label("Nature"), "médiation")
    told = page.locator("#liste-des-actions [data-announce]")
    kept = Action.objects.filter(network=j.network, kind="mediation").count()
    expect(told).to_contain_text(f"{kept} actions")
    unfold(page, page.locator("summary", has_text="Modifier ensemble les actions cochées"))
    type_in(page, page.locator("#ens-pilote"), "Médiatrice numérique")
    choose(page, page.locator("#ens-priorite"), "5")
    for code in codes:
        tab_to(page, page.locator(f"#cocher-{code}"))
        page.keyboard.press("Space")
    follow(page, page.get_by_role("button", name="Appliquer aux actions cochées"))
    said(page, "3 actions modifiées")
    changed = Action.objects.filter(network=j.network, lead="Médiatrice numérique", priority=5)
    assert sorted(changed.values_list("code", flat=True)) == sorted(codes)
    accessible(page)
    follow(page, page.get_by_role("button", name="Annuler cette modification"))
    said(page, "3 actions comme avant")
    assert not changed.exists()


# --------------------------------------------------------------------------------------------------- an action sheet


def _part(page: Page, code: str, what: str) -> None:
    page.goto(f"/18/strategie/actions/{code}/")
    follow(page, page.get_by_role("link", name=f"Modifier : {what}"))


def _save(page: Page) -> None:
    follow(page, page.get_by_role("button", name="Enregistrer", exact=True))


def _fill_the_sheet(j: Journey) -> None:
    """Who, for whom, at what risk, what is handed over, what the law asks."""
    page, code = j.desk, j.code(TYPED)
    _part(page, code, "l’équipe")
    type_in(page, page.get_by_label("Pilote"), "Médiatrice numérique")
    role = _row(page, "Fonction", 1)
    type_in(page, role.get_by_label("Fonction", exact=True), "Discothécaire")
    type_in(page, role.get_by_label("Jours par mois"), "2,5")
    _save(page)
    said(page, "Discothécaire")
    _part(page, code, "les bibliothèques visées")
    choose(page, page.get_by_label("Bibliothèques visées"), "Toutes celles du réseau")
    _save(page)
    said(page, "Tout le réseau")
    _part(page, code, "les risques")
    risk = _row(page, "Risque", 1)
    type_in(page, risk.get_by_label("Risque", exact=True), "Aucun lieu n'est libre")
    choose(page, risk.get_by_label("Probabilité"), "Modérée")
    choose(page, risk.get_by_label("Gravité"), "Élevée")
    type_in(page, risk.get_by_label("Parade"), "Réserver les salles un an avant.")
    _save(page)
    said(page, "Réserver les salles un an avant.")
    _part(page, code, "les livrables")
    type_in(page, _row(page, "Livrable", 1).get_by_label("Livrable", exact=True), "Douze enregistrements")
    type_day(page, _row(page, "Livrable", 1).get_by_label("Attendu le"), DEMO_TODAY + timedelta(days=200))
    _save(page)
    said(page, "Douze enregistrements")
    _part(page, code, "les points de droit")
    choose(page, _row(page, "Point de droit", 1).get_by_label("Point de droit", exact=True), "Droit d'auteur")
    type_in(page, _row(page, "Point de droit", 1).get_by_label("Ce qui est prévu"), "Un accord par voix.")
    _save(page)
    said(page, "Un accord par voix.")
    accessible(page)


def _talk(j: Journey) -> None:
    """Léa asks Tom, who finds it on his home page, answers on the sheet and settles it."""
    page, tom, code = j.desk, j.tom, j.code(TYPED)
    page.goto(j.url(f"actions/{code}/"))
    type_in(page, page.get_by_label("Votre commentaire"), "@tom peux-tu trouver la salle de Bourges ?")
    tab_to(page, page.get_by_role("button", name="Commenter"))
    page.keyboard.press("Enter")
    expect(page.locator("#annonces")).to_contain_text("Commentaire ajouté")
    expect(page.locator("#echanges")).to_contain_text("Pour Tom")
    sign_in(tom, "tom")
    follow(tom, tom.get_by_role("link", name=re.compile("salle de Bourges|" + TYPED)).first)
    expect(tom.locator("#echanges")).to_contain_text("on vous cite")
    accessible(tom)
    tab_to(tom, tom.get_by_role("button", name=re.compile("^C’est réglé")))
    tom.keyboard.press("Enter")
    expect(tom.locator("#annonces")).to_contain_text("Commentaire réglé")


def _meet_on_a_sheet(j: Journey) -> None:
    """Two people in the same risks: the second is told, sees both, loses nothing."""
    page, tom, code = j.desk, j.tom, j.code(TYPED)
    for one in (page, tom):
        _part(one, code, "les risques")
    type_in(tom, _row(tom, "Risque", 1).get_by_label("Parade"), "Tom : louer une salle.")
    _save(tom)
    type_in(page, _row(page, "Risque", 1).get_by_label("Parade"), "Léa : jouer dehors.")
    _save(page)
    told = page.get_by_role("alert")
    expect(told).to_contain_text("Tom a enregistré cette fiche pendant votre saisie")
    expect(told).to_contain_text("Tom : louer une salle.")
    expect(told).to_contain_text("Léa : jouer dehors.")
    accessible(page)
    type_in(page, _row(page, "Risque", 1).get_by_label("Parade"), "Louer une salle, sinon jouer dehors.")
    _save(page)
    said(page, "Louer une salle, sinon jouer dehors.")


def _take_back(j: Journey) -> None:
    """An action deleted, then one archived: each comes back whole."""
    page, code = j.desk, j.code(TYPED)
    page.goto(j.url(f"actions/{code}/"))
    follow(page, page.get_by_role("link", name="Supprimer", exact=True))
    said(page, "3 étapes")
    follow(page, page.get_by_role("button", name="Supprimer"))
    assert j.actions == 39
    follow(page, page.get_by_role("button", name="Annuler la suppression"))
    said(page, "Douze enregistrements")
    said(page, "salle de Bourges")
    follow(page, page.get_by_role("button", name="Archiver"))
    page.goto(j.url("liste/"))
    said(page, "39 actions")
    follow(page, page.get_by_role("link", name=re.compile("archivée")).first)
    accessible(page)
    follow(page, page.get_by_role("link", name=re.compile(TYPED)))
    follow(page, page.get_by_role("button", name="Remettre en vigueur"))
    said(page, "Douze enregistrements")
    page.goto(j.url("liste/"))
    said(page, "40 actions")


# ------------------------------------------------------------------------------------------- following what goes on


def _follow_up(j: Journey) -> None:
    """Steps done, a note, a move on the board: the meeting sees them."""
    page, code = j.desk, j.code(TYPED)
    known = _live_on(j, DEMO_TODAY - timedelta(days=60))
    page.goto(j.url(f"actions/{code}/"))
    line = page.get_by_role("row", name=re.compile("Choisir trois lieux"))
    unfold(page, line.locator("summary", has_text="Déjà finie ?"))
    follow(page, line.get_by_role("button", name=re.compile("^Finie")))
    said(page, "1 étape sur 3 finie")
    follow(page, page.get_by_role("link", name="Noter où elle en est"))
    type_in(page, page.get_by_label("Où en est l'action"), "Trois lieux trouvés, dont un en plein air.")
    choose(page, page.get_by_label("Confiance"), "Fragile")
    accessible(page)
    follow(page, page.get_by_role("button", name="Enregistrer la note"))
    said(page, "Trois lieux trouvés, dont un en plein air.")
    page.goto(j.url("tableau/"))
    accessible(page)
    other = j.code(QUICK[0])
    choose(page, page.locator(f"#statut-{other}"), "en cours")
    tab_to(page, page.locator(f"#deplacer-{other}"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="En cours").locator(f"#deplacer-{other}")).to_be_focused()
    expect(page.locator("#annonces")).to_contain_text(QUICK[0])
    _live_on(j, DEMO_TODAY - timedelta(days=1), after=known)
    page.goto(j.url("suivi/"))
    said(page, "depuis la séance « Comité de pilotage » du 11 mars 2027")
    moved = page.get_by_role("row").filter(has_text=TYPED)
    expect(moved.first).to_contain_text("Trois lieux trouvés, dont un en plein air.")
    expect(moved.first).to_contain_text("Choisir trois lieux")
    expect(page.get_by_role("row").filter(has_text=QUICK[0]).first).to_contain_text("en cours")
    accessible(page)


def _live_on(j: Journey, day: date, after: int = 0) -> int:
    """The clock of the machine is not that of the demo: what came after a line of the trail was done on `day`.

    The manager of the trail refuses that anybody rewrites it, and is right. Returns the last line.
    """
    rows = QuerySet(AuditEntry).filter(network=j.network)
    rows.filter(pk__gt=after).update(at=make_aware(datetime.combine(day, time(10))))
    return int(rows.latest("pk").pk)


# ---------------------------------------------------------------------------------------------- on paper, and away


def _print(j: Journey) -> None:
    page, code = j.desk, j.code(TYPED)
    page.goto(j.url(f"actions/{code}/"))
    sheet = page.get_by_role("region", name="Emporter la fiche")
    pdf = PdfReader(io.BytesIO(taken(page, sheet.get_by_role("link", name="PDF"))))
    assert len(pdf.pages) == 1
    assert "/StructTreeRoot" in pdf.trailer["/Root"]  # type: ignore[operator]
    text = spaced(pdf.pages[0].extract_text())
    for written in (TYPED, "Choisir trois lieux", "Médiatrice numérique"):
        assert written in " ".join(text.split())
    word = Document(io.BytesIO(taken(page, sheet.get_by_role("link", name="Word"))))
    told = " ".join(node.text or "" for node in word.element.body.iter() if node.tag.endswith("}t"))
    assert "Louer une salle, sinon jouer dehors." in told


def _share(j: Journey, folder: Path) -> None:
    """The file holds the forty, reads as any programme file, and brings nothing new to where it comes from."""
    page = j.desk
    page.goto(j.url("partager/"))
    said(page, "40 actions cochées")
    accessible(page)
    file = folder / "actions.yaml"
    file.write_bytes(taken(page, page.get_by_role("button", name="Fichier programme")))
    section = read(file.read_text("utf-8"), plugs.sections()).sections["programme"]
    titles = {action.title for _, _, action in section.actions()}
    assert titles == set(Action.objects.filter(network=j.network).values_list("title", flat=True))
    page.goto(j.url("import/"))
    page.locator("input[type=file]").set_input_files(file)
    follow(page, page.get_by_role("button", name="Continuer"))
    said(page, TYPED)
    accessible(page)


def _look_at_the_whole(j: Journey) -> None:
    page = j.desk
    for rest, text in (
        ("", "40 actions"),
        ("liste/", "40 actions"),
        ("tableau/", "40 actions"),
        ("frise/", "sur la frise"),
        ("matrice/", "40 actions"),
        ("ce-que-servent-les-objectifs/", "objectif"),
    ):
        page.goto(j.url(rest))
        said(page, text)
        accessible(page)
    page.goto(j.url("matrice/"))
    # One model out of two: all eight cells have something.
    expect(page.locator(".badge.warning", has_text="aucune action")).to_have_count(0)
