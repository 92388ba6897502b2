"""What cannot be answered is told kindly, without a detail, and what was typed is not lost."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client, RequestFactory

from builders import empty_network
from maillage.accounts.domain import Role
from maillage.accounts.models import Network, User
from maillage.base.models import AuditEntry
from maillage.config import views
from web import BACKEND, person

pytestmark = pytest.mark.django_db

FORM = "/18/equipe/ajouter/"
TYPED = {"first_name": "Zoé", "last_name": "Martin", "role": "reader", "how": "show"}
HERE = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def careful(network: Network) -> Client:
    """A lead whose every form is checked, as a browser's are."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("lea", network, Role.LEAD), backend=BACKEND)
    return client


def fields(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def test_a_form_without_its_token_saves_nothing_and_loses_nothing(careful: Client) -> None:
    refused = careful.post(FORM, TYPED | {"csrfmiddlewaretoken": "vieux"}, **HERE)
    assert refused.status_code == 403
    page = refused.content.decode()
    assert "Votre session a changé pendant la saisie" in page
    assert "rien n’est perdu" in page
    again = fields(page)
    assert {name: again[name] for name in TYPED} == TYPED
    assert again["_resume"] == "1"
    shown = careful.post(FORM, again, **HERE)
    assert shown.status_code == 200
    assert 'value="Zoé"' in shown.content.decode()
    assert not User.objects.filter(first_name="Zoé").exists()
    assert not AuditEntry.objects.filter(verb="people.add").exists()


def test_a_form_of_another_site_is_refused_and_not_offered_again(careful: Client) -> None:
    for headers in (
        {},
        {"HTTP_ORIGIN": "https://ailleurs.example"},
        {"HTTP_REFERER": "https://ailleurs.example/x"},
    ):
        refused = careful.post(FORM, TYPED, **headers)
        assert refused.status_code == 403
        assert "Zoé" not in refused.content.decode()


def test_a_stale_form_of_someone_signed_out_meanwhile_leads_to_the_sign_in(network: Network) -> None:
    refused = Client(enforce_csrf_checks=True).post(FORM, TYPED, **HERE)
    assert refused.status_code == 401
    assert "kept" in fields(refused.content.decode())


def test_a_stale_page_of_sign_in_is_shown_again_with_what_it_kept(network: Network) -> None:
    client = Client(enforce_csrf_checks=True)
    kept = fields(client.post(FORM, TYPED, **HERE).content.decode())["kept"]
    refused = Client(enforce_csrf_checks=True).post(
        "/connexion/", {"username": "lea", "password": "secret de lea", "kept": kept}, **HERE
    )
    page = refused.content.decode()
    assert refused.status_code == 403
    assert fields(page)["kept"]
    assert "secret de lea" not in page


def test_a_stale_button_without_anything_typed_says_so(careful: Client) -> None:
    refused = careful.post("/deconnexion/", {}, **HERE)
    assert refused.status_code == 403
    assert "Rien n’a été modifié" in refused.content.decode()


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [("/nulle-part/", 404, "Page introuvable"), ("/99/strategie/", 404, "Page introuvable")],
)
def test_an_address_that_does_not_exist_says_so(lead: Client, address: str, status: int, told: str) -> None:
    answer = lead.get(address)
    assert answer.status_code == status
    page = answer.content.decode()
    assert told in page
    assert "tried" not in page


def test_a_role_that_may_not_says_so(reader: Client) -> None:
    answer = reader.post("/18/equipe/")
    assert answer.status_code == 403
    assert "rôle" in answer.content.decode()


def test_a_name_that_is_not_the_server_s_is_refused(network: Network) -> None:
    answer = Client().get("/connexion/", HTTP_HOST="ailleurs.example")
    assert answer.status_code == 400
    assert "ailleurs" not in answer.content.decode()


def test_an_error_of_ours_shows_no_detail(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = views.broken(rf.get("/"))
    assert answer.status_code == 500
    assert "de notre côté" in answer.content.decode()

    def lost(name: str) -> Any:
        raise OSError("les gabarits ont disparu")

    monkeypatch.setattr(views.loader, "get_template", lost)
    answer = views.broken(rf.get("/"))
    assert answer.status_code == 500
    assert "gabarits" not in answer.content.decode()


def test_an_error_in_a_view_answers_500_with_the_policy(
    lead: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> Any:
        raise RuntimeError("détail interne")

    monkeypatch.setattr("maillage.accounts.views.roles._listing", fail)
    lead.raise_request_exception = False
    answer = lead.get("/18/equipe/")
    assert answer.status_code == 500
    assert "détail interne" not in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_network_without_a_programme_says_how_to_begin(db: None) -> None:
    network = empty_network("45")
    client = Client()
    client.force_login(person("lea", network, Role.LEAD), backend=BACKEND)
    page = client.get("/45/strategie/matrice/").content.decode()
    assert "n&#x27;a pas encore de programme" in page
    assert "Traceback" not in page


def test_health_answers_anyone_and_tells_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Client().get("/sante")
    assert (answer.status_code, answer.json()) == (200, {"etat": "ok"})
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies

    class Gone:
        def cursor(self) -> Any:
            raise DatabaseError("mot de passe refusé pour bnr@serveur")

    monkeypatch.setattr(views, "connection", Gone())
    answer = Client().get("/sante")
    assert (answer.status_code, answer.json()) == (503, {"etat": "indisponible"})


def test_the_accessibility_page_is_public_and_honest(db: None) -> None:
    page = Client().get("/accessibilite/").content.decode().replace("\xa0", " ")
    assert "Accessibilité : non conforme" in page
    assert "Libre réponse 71120" in page
    assert "aucun audit" in page
    assert page.count("<h1") == 1
