"""A network from nothing: its département, its names, its first programme from a template or a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders import TODAY, cher_file, empty_network, minimal_text, project_for, saved_network
from maillage.accounts.domain import Role
from maillage.accounts.models import Membership, Network, User
from maillage.accounts.services import may_found
from maillage.base.models import AuditEntry
from maillage.dossier.composition import compose
from maillage.dossier.linter import remarks_of
from maillage.governance.models import Body
from maillage.phasing.services import adopt, phase
from maillage.portability.domain.shifting import same_day, shifted
from maillage.portability.importing import AlreadyBegun, begin_programme
from maillage.portability.services import save_programme, sections_of
from maillage.portability.templates import TEMPLATES
from maillage.programme.models import Programme
from maillage.territory.domain.department_names import DEPARTMENTS
from maillage.territory.models import Library
from web import person, signed_in, text_of

pytestmark = pytest.mark.django_db

NEW = "/reseaux/nouveau/"
FIRST = "/28/dossier/fichier/nouveau-programme/"
NAMES = {
    "departement": "28",
    "name": "Réseau d'Eure-et-Loir",
    "owner": "Département",
    "service": "MD",
    "drac": "",
}


@pytest.fixture(autouse=True)
def own_place(settings: Any, tmp_path: Path) -> Path:
    settings.MAILLAGE_VAR = tmp_path
    settings.MAILLAGE_TODAY = TODAY
    return tmp_path


@pytest.fixture
def nina(db: None) -> Client:
    """The first person of an empty base."""
    return signed_in(person("nina", None))


@pytest.fixture
def eure(db: None) -> Client:
    """The lead of a network that has nothing yet."""
    return signed_in(person("eve", empty_network("28"), Role.LEAD))


# ------------------------------------------------------------------------------------------ the journey


def test_a_person_goes_from_nothing_to_a_first_programme(nina: Client) -> None:
    choice = nina.get(NEW)
    assert "28 – Eure-et-Loir" in text_of(choice)
    names = nina.get(NEW, {"departement": "28"})
    assert 'value="Réseau de lecture publique d&#x27;Eure-et-Loir"' in text_of(names)
    assert "DRAC Centre-Val de Loire" in text_of(names)
    opened = nina.post(NEW, NAMES)
    assert opened["Location"] == "/28/dossier/fichier/demarrer/"
    begin = text_of(nina.get(opened["Location"]))
    assert "Vous en êtes responsable" in begin
    assert "Plus tard" in begin
    assert "/28/dossier/fichier/nouveau-programme/" in begin
    for path in (
        "dossier/",
        "dossier/reglages/modifier/",
        "dossier/fichier/",
        "dossier/fichier/programme.yaml",
    ):
        assert nina.get(f"/28/{path}").status_code == 200
    assert "Programme type de BNR" in text_of(nina.get(FIRST))
    begun = nina.post(FIRST, {"template": "vide", "year": "2027"}, follow=True)
    assert begun.status_code == 200
    network = Network.objects.get(department="28")
    assert network.name == "Réseau d'Eure-et-Loir"
    assert Programme.objects.get(network=network).start == date(2027, 1, 1)
    assert "Dossier complet à" in text_of(nina.get("/28/dossier/"))
    assert "fait" in text_of(nina.get("/28/dossier/fichier/demarrer/"))
    assert nina.get(FIRST)["Location"] == "/28/dossier/fichier/"


def test_whoever_opens_a_network_leads_it_and_the_trail_says_so(nina: Client) -> None:
    nina.post(NEW, NAMES)
    membership = Membership.objects.get(network__department="28")
    assert (membership.user.username, membership.role) == ("nina", "lead")
    entry = AuditEntry.objects.get(network__department="28")
    assert (entry.verb, entry.target, entry.actor) == ("create", "accounts.Network/28", membership.user)


# ------------------------------------------------------------------------------------------ who may


def test_who_may_open_a_network(settings: Any) -> None:
    first = person("first", None)
    assert may_found(first)
    network = empty_network("45")
    lead, reader = person("lead", network, Role.LEAD), person("reader", network)
    root = User.objects.create(username="root", is_superuser=True)
    assert may_found(root)
    assert not may_found(first)
    assert not may_found(lead)
    assert not may_found(reader)
    settings.MAILLAGE_DEMO = True
    assert may_found(lead)
    assert not may_found(reader)


def test_those_who_may_not_are_told_whom_to_ask(reader: Client, client: Client) -> None:
    answer = reader.get(NEW)
    assert answer.status_code == 403
    assert "demandez à la personne" in text_of(answer)
    assert reader.post(NEW, NAMES).status_code == 403
    assert client.get(NEW).status_code in (302, 401, 403)
    assert not Network.objects.filter(department="28").exists()


@pytest.mark.parametrize("department", ["20", "99", "", "<script>", "28;45"])
def test_a_department_that_is_none_is_refused(department: str, nina: Client) -> None:
    answer = nina.get(NEW, {"departement": department})
    assert answer.status_code == 422
    assert nina.post(NEW, {**NAMES, "departement": department}).status_code == 422
    assert not Network.objects.exists()


def test_a_department_has_one_network(eure: Client, settings: Any) -> None:
    settings.MAILLAGE_DEMO = True
    for answer in (eure.get(NEW, {"departement": "28"}), eure.post(NEW, NAMES)):
        assert answer.status_code == 422
        assert "a déjà son réseau" in text_of(answer)
    assert Network.objects.count() == 1


def test_a_name_left_empty_is_told_and_the_rest_is_kept(nina: Client) -> None:
    answer = nina.post(NEW, {**NAMES, "name": "", "service": "Ma médiathèque"})
    assert answer.status_code == 422
    assert "Ma médiathèque" in text_of(answer)
    assert not Network.objects.exists()


def test_every_department_has_a_name_an_owner_and_a_code_that_the_file_admits() -> None:
    assert len(DEPARTMENTS) == 101
    for found in DEPARTMENTS.values():
        assert found.name
        assert found.of
        assert found.owner
        Network(department=found.code, name=found.name, owner=found.owner).full_clean()
    assert DEPARTMENTS["18"].of == "du Cher"
    assert DEPARTMENTS["2A"].owner == "Collectivité de Corse"


# ------------------------------------------------------------------------------------------ first programme


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.key)
def test_a_template_gives_a_whole_programme_in_its_years(template: Any) -> None:
    network = empty_network("28")
    begin_programme(network=network, file=template.file(2029), actor=None)
    project = project_for(network, date(2029, 1, 15))
    assert project_for(network).network.name == "Réseau 28"
    programme = sections_of(network)["programme"]
    assert (programme.start, len(programme.axes)) == (date(2029, 1, 1), 4)
    assert sum(len(axis.objectives) for axis in programme.axes) == 8
    phased = phase(project)
    assert phased.has_plan
    adopt(project=project, phased=phased)
    project = project_for(network, date(2029, 1, 15))
    assert compose(project).chapters
    codes = {remark.code for remark in remarks_of(project) if remark.severity.value == "blocking"}
    # The empty one has everything to write; the typical one blocks nothing.
    assert codes == ({"PRG-05"} if template.key == "vide" else set())


def test_the_typical_template_is_marked_as_an_example() -> None:
    programme = TEMPLATES[1].file(2027).sections["programme"]
    assert "à adapter" in programme.title


def test_a_thing_is_moved_by_whole_years() -> None:
    programme = cher_file().sections["programme"]
    moved = shifted(programme, 2)
    assert moved.start.year == programme.start.year + 2
    assert shifted(moved, -2) == programme
    assert same_day(date(2028, 2, 29), 1) == date(2029, 2, 28)


def test_a_first_programme_comes_from_the_file_of_another_department(eure: Client) -> None:
    text = minimal_text() + "\nterritory: { libraries: [{ code: LI1, name: Ailleurs }] }\n"
    answer = eure.post(f"{FIRST}fichier/", {"file": SimpleUploadedFile("cher.yaml", text.encode())})
    assert answer.status_code == 200
    assert "vient de « Réseau de lecture publique (exemple) » (18)" in text_of(answer)
    assert not Programme.objects.exists()
    upload = answer.context["upload"]
    fields = {"digest": upload.digest, "name": upload.name}
    assert eure.post(f"{FIRST}confirmer/", fields).status_code == 302
    network = Network.objects.get(department="28")
    assert (network.name, network.fictitious) == ("Réseau 28", False)
    assert Programme.objects.get(network=network).title.startswith("Premiers pas")
    assert not Library.objects.exists()


@pytest.mark.parametrize("content", [b"", b"<html>", b"a: &a [b]\nc: *a\n", b"maillage: 1\n"])
def test_a_bad_first_file_is_refused(content: bytes, eure: Client) -> None:
    answer = eure.post(f"{FIRST}fichier/", {"file": SimpleUploadedFile("p.yaml", content)})
    assert answer.status_code == 422
    assert not Programme.objects.exists()


def test_a_first_programme_is_never_written_over_another(eure: Client) -> None:
    network = Network.objects.get(department="28")
    begin_programme(network=network, file=TEMPLATES[0].file(2027), actor=None)
    with pytest.raises(AlreadyBegun):
        begin_programme(network=network, file=TEMPLATES[1].file(2027), actor=None)
    assert eure.post(FIRST, {"template": "type", "year": "2027"})["Location"] == "/28/dossier/fichier/"
    assert sections_of(network)["programme"].title == "Bibliothèque numérique de référence"


def test_what_a_network_wrote_before_its_programme_is_not_taken_away(eure: Client) -> None:
    network = Network.objects.get(department="28")
    Body.objects.create(network=network, code="CP", name="Commission permanente", kind="other")
    answer = eure.post(FIRST, {"template": "vide", "year": "2027"})
    assert answer.status_code == 422
    assert "rien n&#x27;a été changé" in text_of(answer)
    assert Body.objects.get().code == "CP"


@pytest.mark.parametrize(
    "typed", [{"template": "autre", "year": "2027"}, {"template": "vide", "year": "1999"}, {}]
)
def test_an_impossible_choice_is_told(typed: dict[str, str], eure: Client) -> None:
    assert eure.post(FIRST, typed).status_code == 422


def test_a_reader_does_not_begin_a_programme(eure: Client) -> None:
    reader = signed_in(person("rose", Network.objects.get(department="28")))
    assert reader.get(FIRST).status_code == 403
    assert reader.post(FIRST, {"template": "vide", "year": "2027"}).status_code == 403
    assert reader.post(f"{FIRST}fichier/", {}).status_code == 403
    assert reader.get("/28/dossier/fichier/demarrer/").status_code == 200


# ------------------------------------------------------------------------------------------ the verb


def test_a_file_written_into_a_network_keeps_the_identity_of_the_network() -> None:
    network = empty_network("28")
    imported = save_programme(file=cher_file(), into=network)
    assert (imported.network, imported.created) == (network, False)
    network.refresh_from_db()
    assert (network.department, network.name) == ("28", "Réseau 28")
    assert Network.objects.count() == 1


def test_a_partial_file_leaves_the_rest_as_it_is() -> None:
    network = saved_network()
    file = TEMPLATES[0].file(2026)
    kept = {"governance": file.sections["governance"]}
    before = sections_of(network)
    save_programme(file=type(file)(kept, file.places), into=network, partial=True)
    after = sections_of(network)
    assert {key for key in before if before[key] != after[key]} == {"governance"}
