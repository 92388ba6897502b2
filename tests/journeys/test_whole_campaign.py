"""A whole campaign, from the framework to the exports: by its link, in a spreadsheet, on paper, then what comes of it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core import mail
from django.utils.timezone import make_aware
from looking import accessible, said, taken
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader
from test_accessible import DESKTOP, PHONE

from browser import choose, follow, opened, sign_in, spaced, tab_to, type_day, type_in, unfold
from campaigns.offline_files import column
from maillage.accounts.models import Network
from maillage.campaigns.domain.offline.sheets import ANSWER, CODE, COMMENT, QUESTIONS
from maillage.campaigns.models import Answer as AnswerRow
from maillage.campaigns.models import Campaign, ImprovementStep, Message, Participation, StepState, Wish
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of
from maillage.territory.contacting import save_contact
from maillage.territory.domain.contacts import ContactSheet
from maillage.territory.readings import directory_of

TITLE = "Où en sommes-nous ?"
CLOSES = DEMO_TODAY + timedelta(days=30)


@dataclass
class Journey:
    """The service at its desk, a volunteer on her phone; the libraries asked, by how they answer."""

    desk: Page
    phone: Page
    network: Network
    settings: Any
    web: Any
    sheet: Any
    paper: Any
    silent: Any
    code: str = ""

    @property
    def asked(self) -> tuple[Any, ...]:
        return self.web, self.sheet, self.paper, self.silent

    def url(self, rest: str = "") -> str:
        return f"/18/campagnes/{self.code}/{rest}"

    def of(self, library: Any) -> Any:
        return Participation.objects.get(campaign__code=self.code, library_code=library.code)


@pytest.fixture
def asked(demo_network: Network) -> list[Any]:
    """Four libraries of one EPCI; all but the third have the address of a role."""
    lines = [line for line in directory_of(project_of(demo_network, DEMO_TODAY)) if line.is_open]
    epci = next(line.commune.epci_code for line in lines if line.commune and line.commune.epci_code)
    found = [line.library for line in lines if line.commune and line.commune.epci_code == epci][:4]
    for library in (found[0], found[1], found[3]):
        sheet = ContactSheet(library=library.code, role="Accueil", email=_address(library))
        save_contact(network=demo_network, sheet=sheet)
    return found


def _address(library: Any) -> str:
    return f"{library.code.lower()}@bibliotheques.example"


def test_a_campaign_goes_from_its_framework_to_its_exports(
    browser: Browser,
    server: str,
    people: object,
    demo_network: Network,
    settings: Any,
    asked: list[Any],
    tmp_path: Path,
) -> None:
    service = opened(browser, server, viewport=DESKTOP)
    volunteer = opened(browser, server, viewport=PHONE, has_touch=True)
    with service as office, volunteer as pocket:
        journey = Journey(office.new_page(), pocket.new_page(), demo_network, settings, *asked)
        sign_in(journey.desk, "lea")
        _find_the_framework(journey)
        _prepare(journey)
        _open(journey)
        _invite(journey)
        _answer_on_a_phone(journey)
        _choose_what_comes_next(journey)
        _answer_in_a_spreadsheet(journey, tmp_path)
        _answer_on_paper(journey)
        _remind(journey)
        _close(journey)
        _read_the_network(journey)
        _take_a_report_card(journey)
        _follow_the_plan(journey)
        _take_the_answers_away(journey)
    with opened(browser, server) as elsewhere:
        _a_reader_sees_no_small_cell(journey, elsewhere.new_page())


# ------------------------------------------------------------------------------------------------- the service begins


def _find_the_framework(j: Journey) -> None:
    j.desk.goto("/18/campagnes/referentiels/")
    follow(j.desk, j.desk.get_by_role("link", name="Services numériques et qualité de la bibliothèque").first)
    said(j.desk, "Débit utilisable par le public")


def _prepare(j: Journey) -> None:
    page = j.desk
    page.goto("/18/campagnes/fiches/ajouter/")
    type_in(page, page.get_by_label("Intitulé"), TITLE)
    choose(page, page.locator("select[name=framework]"), "Services numériques")
    tab_to(page, page.locator("select[name=form]"))
    page.keyboard.press("Home")
    choose(page, page.locator("select[name=form]"), "Courte")
    type_day(page, page.get_by_role("textbox", name="Ouverture"), DEMO_TODAY)
    type_day(page, page.get_by_role("textbox", name="Dernier jour"), CLOSES)
    choose(page, page.locator("select[name=audience]"), "Une liste choisie")
    libraries = page.locator("input[name=libraries]")
    unfold(page, page.locator("details", has=libraries).locator("summary").first)
    for library in j.asked:
        tab_to(page, page.locator(f"input[name=libraries][value='{library.code}']"))
        page.keyboard.press("Space")
    accessible(page)
    follow(page, page.get_by_role("button", name="Enregistrer", exact=True).last)
    j.code = Campaign.objects.get(title=TITLE).code


def _open(j: Journey) -> None:
    page = j.desk
    page.goto(j.url())
    accessible(page)
    follow(page, page.get_by_role("link", name="Ouvrir la campagne").first)
    said(page, "4 bibliothèques interrogées")
    follow(page, page.get_by_role("button", name="Ouvrir la campagne"))
    assert Participation.objects.filter(campaign__code=j.code).exclude(library_code="").count() == 4


def _invite(j: Journey) -> None:
    page = j.desk
    page.goto(j.url("envois/"))
    accessible(page)
    mail.outbox.clear()
    follow(page, page.get_by_role("button", name="Envoyer 3 invitations"))
    said(page, "Voir les envois")
    assert sorted(to for one in mail.outbox for to in one.to) == sorted(
        map(_address, (j.web, j.sheet, j.silent))
    )
    # The clock of the machine is not that of the demo: these left on its day.
    day = make_aware(datetime.combine(DEMO_TODAY, datetime.min.time()))
    Message.objects.filter(participation__campaign__code=j.code).update(at=day)
    page.goto(j.url("appels/"))
    said(page, str(j.of(j.paper)))
    accessible(page)


# ------------------------------------------------------------------------------------------------------ a volunteer


def _answer_on_a_phone(j: Journey) -> None:
    letter = next(one for one in mail.outbox if one.to == [_address(j.web)])
    found = re.search(r"https?://\S+/questionnaire/\S+", str(letter.body))
    assert found is not None
    phone = j.phone
    phone.goto(found[0])
    said(phone, "Qui voit vos réponses")
    accessible(phone)
    _tap(phone, phone.get_by_role("button", name="Commencer"), "Où vous en êtes")
    accessible(phone)
    _tap(phone, phone.get_by_role("link", name=re.compile("^(Commencer|Reprendre) :")), "Accès")
    _answer_page(j, level=3)
    accessible(phone)
    _tap(phone, phone.get_by_role("button", name="Enregistrer et continuer"), "Ressources")
    _lose_the_network(j)
    _answer_page(j, level=1)
    back = phone.get_by_role("button", name="Enregistrer, revenir au sommaire")
    _tap(phone, back, "Où vous en êtes")
    _tap(phone, phone.get_by_role("link", name="Relire et envoyer"), "Relire et envoyer")
    said(phone, "Ce qui manque")
    accessible(phone)
    phone.get_by_role("button", name=re.compile("^Envoyer")).tap()
    phone.wait_for_url("**/resultats/")
    said(phone, "Voici ce que vous en recevez, tout de suite")
    accessible(phone)
    assert AnswerRow.objects.filter(participation=j.of(j.web)).count() > 3


def _tap(phone: Page, target: Locator, heading: str) -> None:
    """Touch a link or a button, and wait for the page that it leads to."""
    target.tap()
    # What waits is sent first: on a busy machine that takes its time.
    expect(phone.get_by_role("heading", level=1)).to_contain_text(heading, timeout=20_000)


def _answer_page(j: Journey, *, level: int) -> None:
    """Each question of the page that is open, saved as it is given."""
    for question in j.phone.locator("fieldset.question:visible").all():
        question.locator(f"input[type=radio][value='{level}']").check()
    expect(j.phone.locator("[data-state]")).to_contain_text(re.compile(r"Enregistré à \d+ h \d\d"))


def _lose_the_network(j: Journey) -> None:
    first = j.phone.locator("fieldset.question:visible").first
    j.phone.context.set_offline(True)
    first.locator("input[type=radio][value='2']").check()
    expect(j.phone.locator("[data-state]")).to_contain_text("1 réponse gardée dans ce navigateur")
    j.phone.context.set_offline(False)
    expect(j.phone.locator("[data-state]")).to_contain_text(re.compile(r"Enregistré à \d+ h \d\d"))


def _choose_what_comes_next(j: Journey) -> None:
    phone = j.phone
    step = phone.get_by_role("link", name=re.compile("^Choisir ce pas")).first
    _tap(phone, step, "Notre plan de progrès")
    phone.get_by_role("button", name="Mettre au plan").tap()
    said(phone, "noté dans votre plan de progrès")
    phone.get_by_label("Nous souhaitons").select_option(index=0)
    phone.get_by_label("Quoi, en quelques mots").fill("Une demi-journée sur les liseuses")
    phone.get_by_role("button", name="Transmettre ce souhait").tap()
    said(phone, "Une demi-journée sur les liseuses")
    accessible(phone)
    assert ImprovementStep.objects.filter(campaign__code=j.code, library_code=j.web.code).count() == 1
    assert Wish.objects.filter(campaign__code=j.code, library_code=j.web.code).count() == 1


# ------------------------------------------------------------------------------------ in a spreadsheet, and on paper


def _answer_in_a_spreadsheet(j: Journey, folder: Path) -> None:
    page = j.desk
    page.goto(j.url("formulaires/"))
    accessible(page)
    form = taken(page, page.locator(f"a[href*='/{j.sheet.code}/formulaire.xlsx']"))
    path = folder / "rempli.xlsx"
    wrong = _fill(form, path)
    page.goto(j.url("formulaires/retours/"))
    # The one thing that only the browser's own window can do: choosing a file.
    page.locator("input[type=file]").set_input_files(path)
    follow(page, page.get_by_role("button", name="Voir ce que ces fichiers contiennent"))
    expect(page.get_by_role("row").filter(has_text=wrong)).to_contain_text("Questions")
    assert not AnswerRow.objects.filter(participation=j.of(j.sheet)).exists(), "a report writes nothing"
    accessible(page)
    choose(page, page.get_by_label("Et ensuite ?"), "Enregistrer et envoyer")
    follow(page, page.get_by_role("button", name="Enregistrer ces réponses"))
    assert j.of(j.sheet).submitted_at is not None
    kept = AnswerRow.objects.filter(participation=j.of(j.sheet))
    assert kept.filter(comment="Dit au téléphone").exists()
    assert set(kept.exclude(value="").values_list("value", flat=True)) == {"2"}


def _fill(form: bytes, path: Path) -> str:
    """Level 2 everywhere but in one cell, which holds a level that does not exist; returns its address."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    sheet = book[QUESTIONS]
    asked = [
        row for row in range(2, sheet.max_row + 1) if "-" in str(sheet.cell(row, column(CODE)).value or "")
    ]
    for row in asked:
        sheet.cell(row, column(ANSWER)).value = 2
    sheet.cell(asked[0], column(COMMENT)).value = "Dit au téléphone"
    wrong = sheet.cell(asked[-1], column(ANSWER))
    wrong.value = 9
    book.save(path)
    return str(wrong.coordinate)


def _answer_on_paper(j: Journey) -> None:
    page = j.desk
    page.goto(j.url("formulaires/"))
    pdf = PdfReader(io.BytesIO(taken(page, page.locator(f"a[href*='/{j.paper.code}/formulaire.pdf']"))))
    assert pdf.pages
    assert "/StructTreeRoot" in pdf.trailer["/Root"]  # type: ignore[operator]
    follow(page, page.locator(f"a[href*='/saisie/{j.paper.code}/']"))
    accessible(page)
    boxes = page.locator("[data-item]")
    tab_to(page, page.locator("[data-key]").first)
    for _ in range(boxes.count()):
        page.keyboard.type("1")
        page.keyboard.press("Enter")
    expect(page.get_by_text("enregistré", exact=True)).to_have_count(boxes.count())
    follow(page, page.get_by_role("button", name="Enregistrer et envoyer"))
    assert j.of(j.paper).submitted_at is not None


# --------------------------------------------------------------------------------------------- reminders and closing


def _remind(j: Journey) -> None:
    j.settings.MAILLAGE_TODAY = DEMO_TODAY + timedelta(days=10)
    mail.outbox.clear()
    page = j.desk
    page.goto(j.url("envois/"))
    follow(page, page.get_by_role("button", name="Envoyer 1 relance maintenant"))
    assert [one.to for one in mail.outbox] == [[_address(j.silent)]]
    page.goto(j.url("envois/"))
    said(page, "Rien à envoyer aujourd’hui")
    page.goto(j.url("reponse/"))
    accessible(page)


def _close(j: Journey) -> None:
    page = j.desk
    page.goto(j.url("clore/"))
    follow(page, page.get_by_role("button", name="Clore la campagne"))
    said(page, re.compile("[Cc]lose"))
    assert Campaign.objects.get(code=j.code).closed_at is not None
    accessible(page)


# ------------------------------------------------------------------------------------------------- what comes of it


def _read_the_network(j: Journey) -> None:
    page = j.desk
    page.goto(f"/18/campagnes/coherence/?campagne={j.code}")
    said(page, "3 réponses sur 4 bibliothèques interrogées")
    accessible(page)


def _take_a_report_card(j: Journey) -> None:
    page = j.desk
    page.goto(j.url("resultats/"))
    accessible(page)
    page.goto(j.url(f"resultats/{j.web.code}/"))
    accessible(page)
    pdf = PdfReader(io.BytesIO(taken(page, page.locator("a[href$='/fiche.pdf']"))))
    root: Any = pdf.trailer["/Root"]
    assert len(pdf.pages) == 2
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert j.web.name.split()[-1] in spaced(" ".join(sheet.extract_text() for sheet in pdf.pages))


def _follow_the_plan(j: Journey) -> None:
    page = j.desk
    page.goto("/18/campagnes/plans-de-progres/")
    accessible(page)
    page.goto(f"/18/campagnes/plans-de-progres/{j.web.code}/")
    step = ImprovementStep.objects.get(campaign__code=j.code)
    told = page.locator("details", has=page.locator(f"[name='pas-{step.pk}-state']"))
    unfold(page, told.locator("summary"))
    choose(page, told.get_by_label("Où en est-on"), StepState.DONE.label)
    type_in(page, told.get_by_label("Ce qui s'est passé"), "Fait avec le référent.")
    accessible(page)
    follow(page, told.get_by_role("button", name="Enregistrer"))
    said(page, "Fait avec le référent.")
    step.refresh_from_db()
    assert step.state == StepState.DONE.value


def _take_the_answers_away(j: Journey) -> None:
    page = j.desk
    page.goto(j.url("export/"))
    accessible(page)
    text = taken(page, page.get_by_role("link", name="Télécharger")).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    codes = {library.code for library in j.asked}
    assert len({code for row in rows[1:] for code in codes & set(row)}) >= 3
    choose(page, page.get_by_label("Format"), "Excel")
    follow(page, page.get_by_role("button", name="Voir ce fichier"))
    book = openpyxl.load_workbook(io.BytesIO(taken(page, page.get_by_role("link", name="Télécharger"))))
    assert book.sheetnames == ["Questionnaires", "Dictionnaire"]
    assert [cell.value for cell in book["Questionnaires"][1]] == rows[0]


def _a_reader_sees_no_small_cell(j: Journey, page: Page) -> None:
    sign_in(page, "rose")
    page.goto(f"/18/campagnes/coherence/?campagne={j.code}")
    said(page, "3 réponses sur 4 bibliothèques interrogées")
    cells = page.locator(".heat tbody td")
    assert cells.count() > 0
    assert not [said for said in cells.all_inner_texts() if "/" in said], (
        "three answers are too few to be shown"
    )
