"""Contacts: a role where there is one, a person who was informed otherwise, and nothing left once she is erased."""

from __future__ import annotations

import json
import threading
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core import serializers
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from small_network import LUNERY, two_libraries

from builders import empty_network
from maillage.accounts.models import Network
from maillage.base.jobs import daily
from maillage.base.models import AuditEntry, Draft, Removal
from maillage.cli.demo import DEMO_TODAY
from maillage.cli.parser import parser
from maillage.portability.archive import export_archive, import_archive
from maillage.portability.services import programme_text
from maillage.rulebook.projects import project_of
from maillage.rulebook.services import set_value
from maillage.territory.contact_erasing import purge_contacts
from maillage.territory.contacting import contacts_stored, kept_months, save_contact
from maillage.territory.domain.contacts import NEAR, ContactSheet, ContactState, last_day, notice
from maillage.territory.models import Contact
from web import close, text_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ADD = f"/18/reseau/bibliotheques/{LUNERY}/contacts/ajouter/"
PAGE = f"/18/reseau/bibliotheques/{LUNERY}/"
ALL = "/18/reseau/bibliotheques/contacts/"
EMAIL = "camille@commune.example"
ROLE = ContactSheet(library=LUNERY, role="Accueil", email="bibliotheque@lunery.example")
PERSON = ContactSheet(
    library=LUNERY, role="Référente numérique", label="Camille Exemple", email=EMAIL, personal=True,
    notice_given_on=date(2026, 5, 1), purge_on=date(2027, 4, 19),
)  # fmt: skip


@pytest.fixture
def small(db: None, settings: Any) -> Network:
    settings.MAILLAGE_TODAY = DEMO_TODAY
    return two_libraries()


@pytest.fixture
def visited(small: Network) -> Network:
    return small


def person(**changes: str) -> dict[str, str]:
    """The form of a person's contact, right."""
    given = {"kind": "person", "role": "Direction", "label": "Camille Exemple", "email": EMAIL}
    return given | {"notice_given_on": "2027-04-01", "purge_on": "2028-04-01"} | changes


# -- the days


def test_a_person_is_to_be_purged_on_her_day_and_announced_before() -> None:
    assert PERSON.state(PERSON.purge_on) is ContactState.DUE
    assert PERSON.state(PERSON.purge_on - timedelta(days=1)) is ContactState.NEAR
    assert PERSON.state(PERSON.purge_on - NEAR - timedelta(days=1)) is ContactState.KEPT
    assert ROLE.state(date(2099, 1, 1)) is ContactState.ROLE
    assert last_day(date(2024, 2, 29), 12) == date(2025, 2, 28)


def test_the_notice_names_who_keeps_what_why_until_when_and_whom_to_complain_to() -> None:
    text = notice(service="La médiathèque", network="Réseau du Cher", months=24, today=DEMO_TODAY)
    for said in ("La médiathèque", "Réseau du Cher", "6.1.e", "19 avril 2029", "effacer", "CNIL", "délégué"):
        assert said in text


def test_how_long_a_person_is_kept_is_a_parameter_of_the_network(small: Network, lead: Client) -> None:
    assert kept_months(project_of(small, DEMO_TODAY)) == 24
    set_value(
        network=small,
        rule="territory.contacts.months",
        value=Decimal(12),
        by="DPD",
        why="Avis du DPD",
        on=DEMO_TODAY,
        actor=None,
    )
    assert kept_months(project_of(small, DEMO_TODAY)) == 12
    assert lead.post(ADD, person(purge_on="2028-06-01")).status_code == 422


# -- writing


def test_a_role_asks_for_nothing_and_a_person_for_her_notice(small: Network, lead: Client) -> None:
    assert lead.post(ADD, {"kind": "role", "role": "Accueil", "phone": "02 48 00 00 00"}).status_code == 302
    assert lead.post(ADD, person(purge_on="")).status_code == 302
    role, one = Contact.objects.order_by("pk")
    assert (role.personal, role.notice_given_on, role.purge_on) == (False, None, None)
    assert (one.personal, one.purge_on) == (True, date(2029, 4, 1))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (person(notice_given_on=""), "Informez d'abord la personne"),
        (person(notice_given_on="2027-05-01"), "Ce jour n'est pas encore venu"),
        (person(purge_on="2029-04-02"), "Au plus tard le 1er avril 2029"),
        (person(purge_on="2027-04-19"), "Ce jour est passé"),
        (person(email="", phone=""), "une adresse électronique ou un téléphone"),
        (person(email="camille"), "Écrivez une adresse électronique"),
        (person(phone="poste 12 <b>"), "Écrivez un numéro"),
        (person(role=""), "Écrivez la fonction"),
        (person(kind="role"), "Un nom est celui d'une personne"),
    ],
)
def test_a_contact_that_may_not_be_kept_is_refused_with_its_remedy(
    small: Network, lead: Client, fields: dict[str, str], said: str
) -> None:
    answer = lead.post(ADD, fields)
    assert answer.status_code == 422
    assert said in text_of(answer).replace("&#x27;", "'")
    assert not Contact.objects.exists()


def test_the_base_itself_refuses_a_person_who_was_not_informed(small: Network) -> None:
    with pytest.raises(IntegrityError):
        Contact.objects.create(network=small, library_code=LUNERY, role="Direction", personal=True)


def test_a_contact_is_changed_and_a_person_who_becomes_a_role_loses_her_days(
    small: Network, lead: Client
) -> None:
    row = save_contact(network=small, sheet=PERSON)
    address = f"{ALL}{row.pk}/modifier/"
    assert "Camille Exemple" in text_of(lead.get(address))
    assert lead.post(address, {"kind": "role", "role": "Accueil", "email": "a@b.example"}).status_code == 302
    row.refresh_from_db()
    assert (row.personal, row.label, row.notice_given_on, row.purge_on) == (False, "", None, None)


# -- who sees whom


def test_a_reader_sees_roles_and_no_person(small: Network, reader: Client, lead: Client) -> None:
    row = save_contact(network=small, sheet=PERSON)
    save_contact(network=small, sheet=ROLE)
    for address in (PAGE, ALL):
        assert EMAIL in text_of(lead.get(address))
        text = text_of(reader.get(address))
        assert ROLE.email in text
        assert EMAIL not in text
        assert "Camille" not in text
    for address in (f"{ALL}exporter.csv", f"{ALL}{row.pk}/modifier/", f"{ALL}{row.pk}/effacer/", ADD):
        assert reader.get(address).status_code == 403
    assert reader.post(f"{ALL}purger/").status_code == 403


def test_a_stranger_sees_nothing_and_a_contact_of_another_network_does_not_exist_here(
    small: Network, stranger: Client, lead: Client
) -> None:
    row = save_contact(network=small, sheet=PERSON)
    other = save_contact(network=empty_network("36"), sheet=PERSON)
    for address in (ALL, f"{ALL}exporter.csv", f"{ALL}{row.pk}/modifier/", ADD):
        assert stranger.get(address).status_code == 404
    assert lead.get(f"{ALL}{other.pk}/modifier/").status_code == 404
    assert lead.post(f"{ALL}{other.pk}/effacer/").status_code == 404
    assert Contact.objects.filter(pk=other.pk).exists()


def test_the_team_exports_every_contact_and_no_browser_keeps_the_file(small: Network, team: Client) -> None:
    save_contact(network=small, sheet=PERSON)
    answer = team.get(f"{ALL}exporter.csv")
    assert EMAIL in answer.content.decode("utf-8-sig")
    assert answer["Cache-Control"] == "no-store"


def test_the_page_of_contacts_says_who_is_to_be_asked_again(small: Network, lead: Client) -> None:
    save_contact(network=small, sheet=PERSON)
    assert "Demander à Camille Exemple" in text_of(lead.get(PAGE))
    text = text_of(lead.get(ALL))
    assert "Référente numérique, Camille Exemple : à purger" in text
    assert "1 bibliothèque sans contact" in text


def test_the_contact_of_a_library_that_left_the_register_is_still_found(small: Network, lead: Client) -> None:
    row = save_contact(
        network=small, sheet=ContactSheet(library="LI9", role="Accueil", phone="02 48 00 00 00")
    )
    assert "bibliothèque retirée du registre" in text_of(lead.get(ALL))
    assert lead.post(f"{ALL}{row.pk}/effacer/").status_code == 302


# -- nothing is left


def everything_kept() -> str:
    """What the base keeps of the past: the trail, deletions that can be undone, drafts."""
    kept = [*AuditEntry.objects.all(), *Removal.objects.all(), *Draft.objects.all()]
    return serializers.serialize("json", kept)


def test_what_is_erased_is_nowhere_any_more(small: Network, lead: Client) -> None:
    lead.post(ADD, person())
    row = Contact.objects.get()
    lead.post(f"{ALL}{row.pk}/modifier/", person(label="Camille Nouveau"))
    assert "cela ne s’annule pas" in text_of(lead.get(f"{ALL}{row.pk}/effacer/"))
    assert lead.post(f"{ALL}{row.pk}/effacer/").status_code == 302
    assert not Contact.objects.exists()
    kept = everything_kept()
    assert "camille" not in kept.lower()
    assert [entry["fields"]["verb"] for entry in json.loads(kept)][:3] == [
        "territory.contact-erased", "territory.contact-changed", "territory.contact-added",
    ]  # fmt: skip


def test_people_go_on_their_day_and_roles_stay(small: Network) -> None:
    save_contact(network=small, sheet=ROLE)
    save_contact(network=small, sheet=PERSON)
    assert PERSON.purge_on is not None
    eve = PERSON.purge_on - timedelta(days=1)
    assert purge_contacts(eve) == {}
    assert purge_contacts(PERSON.purge_on, dry_run=True) == {small: 1}
    assert Contact.objects.count() == 2
    assert purge_contacts(PERSON.purge_on) == {small: 1}
    assert purge_contacts(PERSON.purge_on) == {}
    assert [one.role for one in contacts_stored(small)] == ["Accueil"]
    assert AuditEntry.objects.filter(verb="territory.contacts-purged", target="1").count() == 1


def test_a_purge_asked_for_one_network_leaves_the_others(small: Network, lead: Client) -> None:
    other = empty_network("36")
    for network in (small, other):
        save_contact(network=network, sheet=PERSON)
    assert lead.post(f"{ALL}purger/").status_code == 302
    assert [row.network for row in Contact.objects.all()] == [other]


def test_the_worker_purges_every_day(small: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    save_contact(network=small, sheet=PERSON)
    assert purge_contacts in list(daily.daily_works())
    stop = threading.Event()
    monkeypatch.setattr(daily.connections, "close_all", stop.set)
    daily.every_day(stop)
    assert not Contact.objects.exists()


def test_the_command_tells_what_it_would_do() -> None:
    arguments = parser().parse_args(["contacts", "purge", "--departement", "18", "--dry-run"])
    assert (arguments.verb, arguments.departement, arguments.dry_run) == ("purge", "18", True)


# -- what leaves


def test_no_contact_is_written_in_the_programme_file_nor_in_an_archive_unless_asked(
    small: Network, tmp_path: Path, lead: Client, reader: Client
) -> None:
    save_contact(network=small, sheet=PERSON)
    assert EMAIL not in programme_text(small)
    export_archive(network=small, path=tmp_path / "without.zip")
    assert EMAIL.encode() not in contents((tmp_path / "without.zip").read_bytes())
    for client, expected in ((lead, True), (reader, False)):
        answer = client.get(reverse("portability:export", args=["18"]), {"contacts": "1"})
        assert (EMAIL.encode() in contents(b"".join(answer.streaming_content))) is expected
        close(answer)


def contents(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_contacts_asked_for_come_back_as_they_were_and_an_archive_without_them_erases_none(
    small: Network, tmp_path: Path
) -> None:
    for sheet in (ROLE, PERSON):
        save_contact(network=small, sheet=sheet)
    before = contacts_stored(small)
    export_archive(network=small, path=tmp_path / "with.zip", with_contacts=True)
    export_archive(network=small, path=tmp_path / "without.zip")
    import_archive(path=tmp_path / "without.zip")
    assert contacts_stored(small) == before
    Contact.objects.all().delete()
    network = import_archive(path=tmp_path / "with.zip").network
    assert [one.__dict__ | {"pk": 0} for one in contacts_stored(network)] == [
        one.__dict__ | {"pk": 0} for one in before
    ]
