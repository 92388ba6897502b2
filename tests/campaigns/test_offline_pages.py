"""The pages of forms filled away from the network: by the service, and by whoever has a link."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.campaigns.offline_files import filled_xlsx

from maillage.campaigns import ledger
from maillage.campaigns.domain.answers import Provenance
from maillage.campaigns.offline.forms import blank_form, form_for

TWO = {"acces-debit": {"value": 2}, "acces-postes": {"value": 9}}


def address(grid: Any, rest: str) -> str:
    return f"/{grid.network.department}/campagnes/ESSAI/{rest}"


def sent(*contents: bytes) -> dict[str, Any]:
    return {"files": [SimpleUploadedFile(f"retour-{rank}.xlsx", one) for rank, one in enumerate(contents)]}


def hidden(html: str) -> dict[str, str]:
    """What the page of the report sends back."""

    found = re.findall(r'<input type="hidden" name="((?:fichier|nom|lieu)-\d+)" value="([^"]*)"', html)
    return dict(found)


def test_the_page_lists_libraries_by_search_and_state_in_few_queries(
    small_grid: Any, lead: Client, django_assert_max_num_queries: Any
) -> None:
    small_grid.answer(small_grid.participation(), {"acces-debit": 1})
    with django_assert_max_num_queries(30):
        page = lead.get(address(small_grid, "formulaires/")).content.decode()
    assert page.count("LI") >= 5
    begun = lead.get(address(small_grid, "formulaires/?etat=commencees")).content.decode()
    assert "Bibliothèque 0" in begun
    assert "Bibliothèque 1" not in begun
    assert "un seul PDF" in lead.get(address(small_grid, "formulaires/?epci=200000000")).content.decode()


@pytest.mark.parametrize(
    ("rest", "begins"),
    [
        ("formulaires/vierge-courte.pdf", b"%PDF"),
        ("formulaires/vierge-complete.xlsx", b"PK"),
        ("formulaires/LI1/formulaire.ods", b"PK"),
        ("formulaires/epci/200000000.pdf", b"%PDF"),
        ("formulaires/epci/200000000.zip", b"PK"),
    ],
)
def test_every_form_is_taken_away(small_grid: Any, lead: Client, rest: str, begins: bytes) -> None:
    answer = lead.get(address(small_grid, rest))
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    "rest", ["formulaires/vierge-x.pdf", "formulaires/LI1/formulaire.exe", "saisie/LI99/"]
)
def test_a_form_that_is_not_there_is_not_found(small_grid: Any, lead: Client, rest: str) -> None:
    assert lead.get(address(small_grid, rest)).status_code == 404


def test_a_reader_takes_no_form_and_keys_nothing_in(small_grid: Any, reader: Client) -> None:
    for rest in ("formulaires/", "formulaires/LI1/formulaire.pdf", "saisie/LI1/"):
        assert reader.get(address(small_grid, rest)).status_code == 403


def test_a_library_takes_its_form_from_its_link(small_grid: Any) -> None:
    token = small_grid.token(small_grid.participation())
    answer = Client().get(f"/questionnaire/{token}/formulaire.xlsx")
    assert answer.content.startswith(b"PK")
    assert answer["X-Robots-Tag"] == "noindex"
    unconfirmed = small_grid.token(small_grid.participation(1), confirmed=False)
    assert Client().get(f"/questionnaire/{unconfirmed}/formulaire.pdf").status_code == 302


def test_files_are_shown_first_then_saved_and_sent(small_grid: Any, lead: Client) -> None:
    contents = [
        filled_xlsx(form_for(small_grid.participation(rank), small_grid.today), TWO) for rank in (0, 1)
    ]
    shown = lead.post(address(small_grid, "formulaires/retours/"), sent(*contents, b"rien"))
    html = shown.content.decode()
    assert "2 formulaires prêts" in html.replace("\u202f", " ").replace("\xa0", " ")
    assert "est pas un niveau" in html
    assert "est pas un classeur" in html
    assert not ledger.read(small_grid.participation())
    done = lead.post(
        address(small_grid, "formulaires/retours/confirmer/"), {**hidden(html), "envoyer": "oui"}
    )
    assert done.status_code == 302
    for rank in (0, 1):
        person = small_grid.participation(rank)
        assert ledger.read(person)["acces-debit"].value == "2"
        assert person.submitted_at is not None


def test_two_files_of_one_library_are_not_mixed(small_grid: Any, lead: Client) -> None:
    content = filled_xlsx(form_for(small_grid.participation(), small_grid.today), TWO)
    html = lead.post(address(small_grid, "formulaires/retours/"), sent(content, content)).content.decode()
    assert "Un autre fichier de cet envoi" in html


def test_a_nameless_file_is_read_once_its_library_is_chosen(small_grid: Any, lead: Client) -> None:
    content = filled_xlsx(blank_form(small_grid.row, express=True), TWO)
    asked = lead.post(address(small_grid, "formulaires/retours/"), sent(content))
    assert asked.status_code == 422
    again = {**hidden(asked.content.decode()), "lieu-0": "LI3", "acte": "relire"}
    shown = lead.post(address(small_grid, "formulaires/retours/confirmer/"), again)
    assert "Bibliothèque 3" in shown.content.decode()
    lead.post(address(small_grid, "formulaires/retours/confirmer/"), hidden(shown.content.decode()))
    assert ledger.read(small_grid.participation(3))["acces-debit"].provenance is Provenance.FILE


def test_a_confirmation_of_files_that_are_gone_changes_nothing(small_grid: Any, lead: Client) -> None:
    posted = {"fichier-0": "0" * 64, "fichier-1": "../../etc/passwd"}
    assert lead.post(address(small_grid, "formulaires/retours/confirmer/"), posted).status_code == 302
    assert lead.post(address(small_grid, "formulaires/retours/"), {}).status_code == 422


def test_a_paper_form_is_keyed_in_by_page_then_sent(small_grid: Any, lead: Client) -> None:
    screen = address(small_grid, "saisie/LI0/")
    assert lead.get(screen).status_code == 200
    wrong = lead.post(screen, {"voie": "papier", "v-acces-debit": "3", "v-acces-postes": "9"})
    assert wrong.status_code == 422
    assert "est pas un niveau" in wrong.content.decode()
    sent_page = lead.post(screen, {"voie": "papier", "v-acces-postes": "n", "acte": "envoyer"})
    assert sent_page.status_code == 302
    person = small_grid.participation()
    kept = ledger.read(person)
    assert kept["acces-debit"].provenance is Provenance.PAPER
    assert kept["acces-postes"].missing is not None
    assert person.on_behalf
    assert person.submitted_at is not None
    assert "est envoyé" in lead.get(screen).content.decode()


def test_the_script_saves_one_answer_and_hears_what_is_wrong(small_grid: Any, lead: Client) -> None:
    screen = address(small_grid, "saisie/LI0/")
    right = lead.post(screen, {"seule": "acces-debit", "v-acces-debit": "3", "r-acces-debit": "0"})
    assert right.json() == {"error": "", "revision": 1}
    wrong = lead.post(screen, {"seule": "acces-debit", "v-acces-debit": "9", "r-acces-debit": "1"})
    assert wrong.status_code == 422
    assert "niveau" in wrong.json()["error"]


def test_the_form_that_was_on_paper_is_chosen_by_a_button(small_grid: Any, lead: Client) -> None:
    screen = address(small_grid, "saisie/LI0/")
    short = lead.get(screen).content.decode()
    lead.post(screen, {"forme": "complete"})
    assert lead.get(screen).content.decode().count("data-item") > short.count("data-item")


def test_an_empty_upload_is_refused_kindly(small_grid: Any, lead: Client) -> None:
    html = lead.post(address(small_grid, "formulaires/retours/"), sent(b"x")).content.decode()
    assert "est pas un classeur" in html
