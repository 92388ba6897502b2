"""Who enters a network: the lead decides, everyone sees, a lead is always left, and everything is told."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from maillage.accounts import services
from maillage.accounts.domain import Role
from maillage.accounts.models import Membership, Network, User
from maillage.accounts.services import PeopleRefused
from maillage.base.models import AuditEntry
from web import BACKEND, other_network, person, signed_in

pytestmark = pytest.mark.django_db

NEW = {
    "first_name": "Zoé",
    "last_name": "Le Goff",
    "email": "",
    "username": "",
    "role": "team",
    "how": "show",
}
LONG = "une phrase de quelques mots"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def trail() -> list[tuple[str, str, Any]]:
    found = AuditEntry.objects.filter(verb__startswith="people.").order_by("pk")
    return [(entry.verb, entry.target, entry.detail) for entry in found]


def url(membership: Membership, verb: str = "") -> str:
    return f"/18/equipe/{membership.pk}/{verb}"


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())  # no-break spaces included


def shown_password(response: Any) -> str:
    found = re.search(r"\b(?:[a-z2-9]{4}-){3}[a-z2-9]{4}\b", response.content.decode())
    assert found
    return found[0]


def test_a_reader_sees_names_and_roles_and_nothing_more(reader: Client, network: Network) -> None:
    tom = person("tom", network, Role.TEAM)
    tom.email = "tom@cher.example"
    tom.save()
    page = text(reader.get("/18/equipe/"))
    assert "Tom" in page
    assert "Équipe" in page
    assert "tom@cher.example" not in page
    assert "/18/equipe/ajouter/" not in page
    assert f"/18/equipe/{tom.memberships.get().pk}/" not in page


def test_the_lead_adds_somebody_who_signs_in_once_then_chooses(lead: Client, network: Network) -> None:
    answer = lead.post("/18/equipe/ajouter/", NEW)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    password = shown_password(answer)
    zoe = User.objects.get(username="zoe.le-goff")
    assert zoe.memberships.get().role == "team"
    assert trail() == [("people.add", "accounts.User/zoe.le-goff", {"label": "zoe.le-goff", "role": "team"})]
    assert password not in text(lead.get("/18/equipe/")) + text(lead.get(url(zoe.memberships.get())))

    client = Client()
    client.post("/connexion/", {"username": "zoe.le-goff", "password": password})
    for address in ("/", "/18/equipe/", "/reseaux/"):
        assert client.get(address)["Location"] == "/mot-de-passe/", address
    form = {"old_password": password, "new_password1": LONG, "new_password2": LONG}
    assert client.post("/mot-de-passe/", form)["Location"] == "/"
    assert client.get("/18/equipe/").status_code == 200, "her session goes on"
    zoe.refresh_from_db()
    assert zoe.one_time_until is None
    assert zoe.check_password(LONG)


def test_a_one_time_password_does_not_last(lead: Client) -> None:
    password = shown_password(lead.post("/18/equipe/ajouter/", NEW))
    User.objects.filter(username="zoe.le-goff").update(one_time_until=timezone.now() - timedelta(minutes=1))
    client = Client()
    page = text(client.post("/connexion/", {"username": "zoe.le-goff", "password": password}))
    assert "n&#x27;est plus valable" in page
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("court", "14 caractères"),
        ("marie-antoinette-lea", "trop semblable"),
        ("mille-livres-ouverts", "démonstration"),
        ("12345678901234", "vite deviné"),
        ("azertyuiopqsdfg", "vite deviné"),
        ("ababababababab", "vite deviné"),
        ("Médiathèque-2026!", "vite deviné"),
        ("MotDePasse00000", "vite deviné"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(lead: Client, password: str, told: str) -> None:
    lea = User.objects.get(username="lea")
    lea.set_password(LONG)
    lea.username = "marie-antoinette-lea"
    lea.save()
    client = Client()
    client.force_login(lea, backend=BACKEND)
    form = {"old_password": LONG, "new_password1": password, "new_password2": password}
    answer = client.post("/mot-de-passe/", form)
    assert answer.status_code == 200
    assert told in text(answer).replace("\xa0", " ")
    lea.refresh_from_db()
    assert lea.check_password(LONG)


def test_the_page_of_passwords_is_french(lead: Client) -> None:
    page = text(
        lead.post("/mot-de-passe/", {"old_password": "x", "new_password1": LONG, "new_password2": "autre"})
    )
    assert "Quatorze caractères au moins" in page
    assert "ne sont pas les mêmes" in page
    assert "n&#x27;est pas celui-là" in page
    assert not re.search(r"\b(password|incorrect|match)\b", re.sub(r"<[^>]+>", " ", page))


def test_two_people_of_one_name_have_two_accounts(lead: Client) -> None:
    lead.post("/18/equipe/ajouter/", NEW)
    lead.post("/18/equipe/ajouter/", NEW)
    assert set(User.objects.filter(first_name="Zoé").values_list("username", flat=True)) == {
        "zoe.le-goff",
        "zoe.le-goff2",
    }


def test_somebody_who_has_an_account_enters_with_it(lead: Client, network: Network) -> None:
    sam = person("sam", other_network(), Role.LEAD)
    sam.email = "sam@ailleurs.example"
    sam.set_password(LONG)
    sam.save()
    answer = lead.post("/18/equipe/ajouter/", NEW | {"email": "SAM@ailleurs.example"}, follow=True)
    assert "est dans ce réseau" in text(answer)
    assert sam.memberships.get(network=network).role == "team"
    sam.refresh_from_db()
    assert sam.check_password(LONG)
    assert not User.objects.filter(first_name="Zoé").exists()


def test_somebody_is_not_added_twice(lead: Client, network: Network) -> None:
    person("tom", network, Role.TEAM)
    answer = lead.post("/18/equipe/ajouter/", NEW | {"username": "TOM"})
    assert "est déjà dans ce réseau" in text(answer)
    assert trail() == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"first_name": "", "last_name": ""}, "Donnez un nom"),
        ({"how": "mail"}, "Il faut une adresse"),
        ({"email": "zoe@"}, "nom@domaine.fr"),
        ({"username": "a b"}, "ne peut pas être un identifiant"),
        ({"username": "../x"}, "ne peut pas être un identifiant"),
    ],
)
def test_an_invitation_that_cannot_be_is_told(lead: Client, given: dict[str, str], told: str) -> None:
    answer = lead.post("/18/equipe/ajouter/", NEW | given)
    assert told in text(answer)
    assert trail() == []
    assert User.objects.count() == 1


def test_the_mail_brings_a_link_that_serves_once(lead: Client, network: Network) -> None:
    lead.post("/18/equipe/ajouter/", NEW | {"email": "zoe@cher.example", "how": "mail"})
    zoe = User.objects.get(email="zoe@cher.example")
    assert not zoe.has_usable_password()
    [message] = mail.outbox
    assert message.to == ["zoe@cher.example"]
    link = re.search(r"http://testserver(/mot-de-passe/\S+)", str(message.body))
    assert link
    client = Client()
    form = client.get(link[1], follow=True)
    place = form.redirect_chain[-1][0]
    assert "zoe.le-goff" in text(form)
    assert zoe.password not in place
    chosen = client.post(place, {"new_password1": LONG, "new_password2": LONG})
    assert chosen["Location"] == "/connexion/"
    zoe.refresh_from_db()
    assert zoe.check_password(LONG)
    assert "Ce lien ne sert plus" in text(Client().get(link[1], follow=True))


def test_without_a_mail_server_the_message_waits_where_only_the_owner_reads(
    lead: Client, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    answer = lead.post("/18/equipe/ajouter/", NEW | {"email": "zoe@cher.example", "how": "mail"}, follow=True)
    assert "var/mail/" in text(answer)
    [file] = (tmp_path / "mail").iterdir()
    assert "/mot-de-passe/" in file.read_text("utf-8")
    assert (tmp_path / "mail").stat().st_mode & 0o077 == 0


def test_a_mail_that_does_not_leave_is_told_and_the_person_stays(lead: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answer = lead.post("/18/equipe/ajouter/", NEW | {"email": "zoe@cher.example", "how": "mail"}, follow=True)
    assert "n&#x27;est pas parti" in text(answer)
    assert Membership.objects.filter(user__email="zoe@cher.example").exists()


def test_the_lead_changes_a_role_and_the_trail_says_what_it_was(lead: Client, network: Network) -> None:
    one = person("tom", network, Role.TEAM).memberships.get()
    assert lead.post(url(one, "role/"), {"role": "reader"}).status_code == 302
    one.refresh_from_db()
    assert one.role == "reader"
    assert trail() == [
        ("people.role", "accounts.User/tom", {"label": "tom", "before": "team", "role": "reader"})
    ]
    lead.post(url(one, "role/"), {"role": "reader"})
    assert len(trail()) == 1, "nothing changed: nothing told"
    assert "Ce rôle n&#x27;existe pas" in text(lead.post(url(one, "role/"), {"role": "roi"}, follow=True))


def test_a_network_is_never_left_without_a_lead(lead: Client, network: Network) -> None:
    own = Membership.objects.get(user__username="lea")
    for verb, form in (("role/", {"role": "team"}), ("retirer/", {})):
        answer = lead.post(url(own, verb), form, follow=True)
        assert "garde toujours une personne responsable" in text(answer)
    assert Membership.objects.get(pk=own.pk).role == "lead"
    assert trail() == []
    gone = person("max", network, Role.LEAD)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    with pytest.raises(PeopleRefused):
        services.remove_person(membership=own)
    person("mia", network, Role.LEAD)
    assert lead.post(url(own, "retirer/"))["Location"] == "/"
    assert not Membership.objects.filter(pk=own.pk).exists()


def test_somebody_removed_sees_nothing_more_at_once(lead: Client, network: Network) -> None:
    tom = person("tom", network, Role.TEAM)
    client = signed_in(tom)
    assert client.get("/18/equipe/").status_code == 200
    lead.post(url(tom.memberships.get(), "retirer/"))
    assert client.get("/18/equipe/").status_code == 404
    assert User.objects.filter(pk=tom.pk).exists()
    assert trail() == [("people.remove", "accounts.User/tom", {"label": "tom", "role": "team"})]


def test_a_forgotten_password_is_replaced_and_open_sessions_end(lead: Client, network: Network) -> None:
    tom = person("tom", network, Role.TEAM)
    client = Client()
    tom.set_password(LONG)
    tom.save()
    client.post("/connexion/", {"username": "tom", "password": LONG})
    password = shown_password(lead.post(url(tom.memberships.get(), "mot-de-passe/")))
    assert client.get("/18/equipe/")["Location"].startswith("/connexion/")
    tom.refresh_from_db()
    assert tom.check_password(password)
    assert trail() == [("people.password", "accounts.User/tom", {"label": "tom"})]


def test_the_lead_of_one_network_cannot_enter_another_under_somebody_s_name(
    lead: Client, network: Network
) -> None:
    sam = person("sam", other_network(), Role.LEAD)
    Membership.objects.create(user=sam, network=network, role=Role.READER.value)
    one = sam.memberships.get(network=network)
    assert url(one, "mot-de-passe/") not in text(lead.get(url(one)))
    answer = lead.post(url(one, "mot-de-passe/"), follow=True)
    assert "appartient aussi à un autre réseau" in text(answer)
    root = User.objects.create_superuser("root")
    Membership.objects.create(user=root, network=network, role=Role.READER.value)
    assert not services.may_reset(User.objects.get(username="lea"), root)
    assert trail() == []


def test_a_person_of_another_network_has_no_page_here(lead: Client) -> None:
    elsewhere = person("sam", other_network(), Role.LEAD).memberships.get()
    assert lead.get(url(elsewhere)).status_code == 404
    for verb in ("role/", "retirer/", "mot-de-passe/", "lien/"):
        assert lead.post(url(elsewhere, verb), {"role": "reader"}).status_code == 404
    assert Membership.objects.filter(pk=elsewhere.pk, role="lead").exists()


def test_one_time_passwords_are_not_guessed() -> None:
    made = {services.one_time_password() for _ in range(200)}
    assert len(made) == 200
    assert all(len(password) == 19 and not re.search("[ilo01]", password) for password in made)


def test_the_pages_of_people_take_the_same_queries_however_many(
    lead: Client, network: Network, django_assert_max_num_queries: Any
) -> None:
    for rank in range(40):
        person(f"p{rank}", network)
    with django_assert_max_num_queries(12):
        assert lead.get("/18/equipe/?tri=-role").status_code == 200
