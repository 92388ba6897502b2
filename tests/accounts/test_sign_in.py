"""Signing in: nobody is told more than needed, nothing typed is lost, nobody is sent elsewhere."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.accounts.domain import Role
from maillage.accounts.kept import LARGEST
from maillage.accounts.models import Network, User
from maillage.accounts.published import DEMO_PEOPLE
from maillage.base.models import AuditEntry
from web import other_network, person

pytestmark = pytest.mark.django_db

PASSWORD = "une phrase de quelques mots"
FORM = "/18/equipe/ajouter/"
TYPED = {"first_name": "Zoé", "last_name": "L'Herbier \"d'à côté\"\r\nsuite", "role": "reader", "how": "show"}


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    """Hashing as slowly as it must would make these tests a minute long."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def lea(network: Network) -> User:
    user = person("lea", network, Role.LEAD)
    user.email = "Lea.Martin@cher.example"
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, username: str = "lea", password: str = PASSWORD, **more: str) -> Any:
    return client.post("/connexion/", {"username": username, "password": password, **more})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page, as its form would send them."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


@pytest.mark.parametrize("typed", ["lea", " LEA ", "lea.martin@cher.example", "Lea.Martin@cher.example"])
def test_one_signs_in_with_a_name_or_an_address_however_written(typed: str, lea: User) -> None:
    client = Client()
    assert sign_in(client, typed).status_code == 302
    assert is_signed_in(client)


def test_an_address_shared_by_two_accounts_opens_neither(lea: User, network: Network) -> None:
    twin = person("leo", network)
    twin.email = lea.email
    twin.set_password(PASSWORD)
    twin.save()
    client = Client()
    assert sign_in(client, lea.email).status_code == 200
    assert not is_signed_in(client)


def test_a_wrong_name_and_a_wrong_password_are_told_alike(lea: User) -> None:
    unknown = sign_in(Client(), "personne").content.decode()
    wrong = sign_in(Client(), "lea", "une autre phrase").content.decode()
    told = "Identifiant ou mot de passe inconnu"
    assert told in unknown
    assert told in wrong
    assert "personne" in unknown, "the name is not to be typed again"
    assert "une autre phrase" not in wrong


def test_a_wrong_name_costs_the_same_work_as_a_wrong_password(lea: User, monkeypatch: Any) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counting(self: Any, password: str, salt: str) -> str:
        hashed.append(password)
        return str(encode(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    sign_in(Client(), "personne", "rien de connu")
    assert hashed == ["rien de connu"]


def test_a_disabled_account_does_not_sign_in(lea: User) -> None:
    User.objects.filter(pk=lea.pk).update(is_active=False)
    client = Client()
    assert "inconnu" in sign_in(client).content.decode()
    assert not is_signed_in(client)


def test_too_many_failures_close_the_door_and_say_when_it_opens(lea: User, settings: Any) -> None:
    client = Client()
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert sign_in(client, password="faux").status_code == 200
    refused = sign_in(client, password="faux")
    assert refused.status_code == 429
    page = refused.content.decode()
    opens = timezone.localtime(timezone.now() + timedelta(minutes=15))
    assert re.search(rf"{opens.hour} h {opens:%M}|{opens.hour} h {(opens - timedelta(minutes=1)):%M}", page)
    assert "14 minutes" in page.replace("\xa0", " ") or "15 minutes" in page.replace("\xa0", " ")
    assert sign_in(client).status_code == 429, "the right password does not open before the hour"
    assert not is_signed_in(client)


def test_the_door_opens_again_after_the_time_told(lea: User, settings: Any) -> None:
    client = Client()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, password="faux")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(client).status_code == 302


def test_trying_while_closed_does_not_push_the_end_further(lea: User, settings: Any) -> None:
    client = Client()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, password="faux")
    last = AccessAttempt.objects.get().attempt_time
    sign_in(client, password="faux")
    assert AccessAttempt.objects.get().attempt_time == last


def test_the_name_and_the_address_of_one_account_count_together(lea: User, settings: Any) -> None:
    client = Client()
    for rank in range(settings.AXES_FAILURE_LIMIT):
        refused = sign_in(client, lea.email if rank % 2 else "LEA", "faux")
    assert refused.status_code == 429


def test_somebody_elsewhere_is_not_locked_out_by_another_address(lea: User, settings: Any) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        Client(REMOTE_ADDR="192.0.2.1").post("/connexion/", {"username": "lea", "password": "faux"})
    assert sign_in(Client(REMOTE_ADDR="192.0.2.2")).status_code == 302


def test_behind_the_proxy_only_the_address_it_wrote_counts(settings: Any, rf: Any) -> None:
    from maillage.accounts.throttle import client_address

    request = rf.get("/", HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.7", REMOTE_ADDR="10.0.0.1")
    settings.HTTPS = False
    assert client_address(request) == "10.0.0.1", "without a proxy the header is an invention"
    settings.HTTPS = True
    assert client_address(request) == "198.51.100.7"


def test_no_password_and_nothing_typed_is_kept_by_the_guard(lea: User) -> None:
    sign_in(Client(), password="phrase secrète", kept="saisie confidentielle")
    attempt = AccessAttempt.objects.get()
    assert "secrète" not in attempt.post_data
    assert "confidentielle" not in attempt.post_data


def test_one_goes_on_to_the_page_asked_for(lea: User) -> None:
    client = Client()
    asked = client.get("/18/equipe/?tri=role")
    assert asked.status_code == 302
    page = client.get(asked["Location"]).content.decode()
    assert hidden(page)["next"] == "/18/equipe/?tri=role"
    assert sign_in(client, next="/18/equipe/?tri=role")["Location"] == "/18/equipe/?tri=role"


@pytest.mark.parametrize(
    "address",
    ["https://ailleurs.example/", "//ailleurs.example", "/\\ailleurs.example", "javascript:alert(1)"],
)
def test_nobody_is_sent_to_another_site(address: str, lea: User) -> None:
    client = Client()
    assert "next" not in hidden(client.get("/connexion/", {"next": address}).content.decode())
    assert sign_in(client, next=address)["Location"] == "/"
    assert client.get("/connexion/", {"next": address})["Location"] == "/"


def test_a_page_of_somebody_else_s_network_is_not_where_one_goes_on(lea: User) -> None:
    other_network()
    client = Client()
    assert sign_in(client, next="/971/equipe/")["Location"] == "/"


def test_the_session_key_changes_when_one_signs_in(lea: User) -> None:
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies["maillage"] = before
    sign_in(client)
    assert client.session.session_key != before


def test_signing_out_is_never_a_link(lea: User) -> None:
    client = Client()
    sign_in(client)
    assert client.get("/deconnexion/").status_code == 405
    assert is_signed_in(client)
    assert client.post("/deconnexion/").status_code == 302
    assert not is_signed_in(client)


def test_the_page_of_sign_in_is_never_kept_by_the_browser(lea: User) -> None:
    assert "no-store" in Client().get("/connexion/")["Cache-Control"]


def kept_after(response: Any) -> str:
    return hidden(response.content.decode())["kept"]


def test_what_was_typed_when_the_session_ended_comes_back_and_nothing_is_saved(lea: User) -> None:
    client = Client()
    ended = client.post(FORM, TYPED)
    assert ended.status_code == 401
    assert "Ce que vous avez écrit est gardé" in ended.content.decode()
    offered = sign_in(client, kept=kept_after(ended))
    page = offered.content.decode()
    assert offered.status_code == 200
    assert f'action="{FORM}"' in page
    again = hidden(page)
    assert again.pop("_resume") == "1"
    again.pop("csrfmiddlewaretoken")
    assert again == TYPED
    shown = client.post(FORM, again | {"_resume": "1"})
    assert shown.status_code == 200
    assert 'value="Zoé"' in shown.content.decode()
    assert not User.objects.filter(first_name="Zoé").exists()
    assert not AuditEntry.objects.filter(verb="people.add").exists()
    assert client.post(FORM, again).status_code == 200
    assert User.objects.filter(first_name="Zoé").exists()


def test_what_was_typed_survives_a_wrong_password_and_a_closed_door(lea: User, settings: Any) -> None:
    client = Client()
    kept = kept_after(client.post(FORM, TYPED))
    for _ in range(settings.AXES_FAILURE_LIMIT):
        refused = sign_in(client, password="faux", kept=kept)
        kept = kept_after(refused)
    assert refused.status_code == 429
    AccessAttempt.objects.all().delete()
    assert hidden(sign_in(client, kept=kept).content.decode())["first_name"] == "Zoé"


def test_passwords_and_tokens_are_never_among_what_is_kept(lea: User) -> None:
    client = Client()
    secret = {"old_password": "p1", "new_password1": "p2", "csrfmiddlewaretoken": "t" * 32, "note": "gardée"}
    offered = sign_in(client, kept=kept_after(client.post("/mot-de-passe/", secret)))
    again = hidden(offered.content.decode())
    assert again["note"] == "gardée"
    assert {"old_password", "new_password1"}.isdisjoint(again)
    assert again["csrfmiddlewaretoken"] != "t" * 32


def test_a_file_is_not_kept_and_that_is_said(lea: User, tmp_path: Any) -> None:
    file = tmp_path / "export.csv"
    file.write_text("a;b")
    client = Client()
    with file.open("rb") as opened:
        ended = client.post(FORM, {**TYPED, "piece": opened})
    assert "export.csv" in ended.content.decode()
    assert "choisir à nouveau" in sign_in(client, kept=kept_after(ended)).content.decode()


def test_a_typing_too_long_to_be_carried_is_told_with_what_to_do(lea: User) -> None:
    ended = Client().post(FORM, {"note": "x" * (LARGEST + 1)})
    page = ended.content.decode()
    assert "trop longue" in page
    assert "page précédente" in page
    assert len(page) < 50_000


def test_what_another_person_typed_is_not_shown_to_a_stranger(lea: User) -> None:
    kept = kept_after(Client().post(FORM, TYPED))
    stranger = person("sam", other_network(), Role.LEAD)
    stranger.set_password(PASSWORD)
    stranger.save()
    response = sign_in(Client(), "sam", kept=kept)
    assert response.status_code == 302
    assert response["Location"] == "/"


def test_a_page_cannot_be_made_to_resume_what_nobody_typed(lea: User) -> None:
    kept = kept_after(Client().post(FORM, TYPED))
    assert sign_in(Client(), kept=kept[:-1] + ("A" if kept[-1] != "A" else "B")).status_code == 302
    assert sign_in(Client(), kept="n'importe quoi").status_code == 302


def test_what_would_act_at_once_is_not_done_by_resuming(lead: Client, network: Network) -> None:
    one = person("tom", network, Role.TEAM).memberships.get()
    path = reverse("remove-person", args=["18", one.pk])
    answer = lead.post(path, {"_resume": "1"}, follow=True)
    assert "Rien n&#x27;a été fait" in answer.content.decode()
    assert network.memberships.filter(pk=one.pk).exists()


def test_a_script_gets_an_answer_it_understands(network: Network) -> None:
    for headers in ({"HTTP_ACCEPT": "application/json"}, {"HTTP_SEC_FETCH_DEST": "empty"}):
        answer = Client().get("/18/equipe/", **headers)
        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/json"


def test_htmx_goes_to_the_sign_in_from_a_page_that_reads_and_stays_where_one_types(network: Network) -> None:
    headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://testserver/18/equipe/?tri=role"}
    reading = Client().get("/18/equipe/", **headers)
    assert reading.status_code == 401
    assert reading["HX-Redirect"] == "/connexion/?next=%2F18%2Fequipe%2F%3Ftri%3Drole"
    typing = Client().post(FORM, TYPED, **headers)
    assert typing.status_code == 401
    assert "HX-Redirect" not in typing
    assert typing["HX-Trigger"] == "maillage:signed-out"


def test_the_demo_s_passwords_open_nothing_elsewhere(network: Network, settings: Any) -> None:
    for one in DEMO_PEOPLE:
        user = person(one.username, network, one.role)
        user.set_password(one.password)
        user.save()
        assert sign_in(Client(), one.username, one.password).status_code == 200
        assert one.password not in Client().get("/connexion/").content.decode()
    settings.MAILLAGE_DEMO = True
    for one in DEMO_PEOPLE:
        assert sign_in(Client(), one.username, one.password).status_code == 302
        assert one.password in Client().get("/connexion/").content.decode()


def test_whoever_has_one_network_goes_straight_to_it(network: Network, lead: Client) -> None:
    first = lead.get("/")
    assert first.status_code == 302
    assert first["Location"].startswith("/18/")


def test_whoever_has_several_networks_chooses(network: Network, lea: User) -> None:
    lea.memberships.create(network=other_network(), role=Role.READER.value)
    client = Client()
    sign_in(client)
    page = client.get("/", follow=True).content.decode()
    assert "Réseau de lecture publique (exemple)" in page
    assert "Réseau d&#x27;ailleurs" in page
    assert "lecture" in page


def test_whoever_has_no_network_is_told_whom_to_ask(network: Network) -> None:
    user = person("nina", None)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/", follow=True).content.decode()
    assert "dans aucun réseau" in page
    assert "nina" in page
    assert "/reseaux/nouveau/" not in page


def test_whoever_may_open_networks_is_shown_where(network: Network) -> None:
    from maillage.accounts.services import add_founder

    add_founder(username="nina", password=PASSWORD)
    client = Client()
    sign_in(client, "nina")
    assert "/reseaux/nouveau/" in client.get("/", follow=True).content.decode()
