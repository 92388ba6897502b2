"""Pages of the diagnosis: key figures never without their answers, findings with their evidence, who may write."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from builders import empty_network, project_for
from maillage.accounts.domain import Role
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.plugs import plug_modules
from maillage.base.ui.pages import thing_url
from maillage.cli.demo import DEMO_TODAY
from maillage.diagnosis.domain import FindingKind
from maillage.diagnosis.models import Comparable, Consultation, Finding, WorkingSession
from maillage.diagnosis.readings import diagnosis_of
from maillage.portability.build import load_all
from maillage.portability.services import read_programme
from maillage.territory.services import read_files
from web import PROJECT, person, signed_in

pytestmark = pytest.mark.django_db

LISTS = (
    "",
    "constats/",
    "forces-et-faiblesses/",
    "seances/",
    "concertation/",
    "comparables/",
    "comparables/bibliotheque/",
)
SCRIPT = '<script>alert("x")</script>'


@pytest.fixture
def told(network: Network) -> Network:
    """A diagnosis with one thing of each kind, some of it unknown, some of it hostile."""
    for model in (Finding, Comparable, WorkingSession, Consultation):
        model.objects.filter(network=network).delete()
    Finding.objects.create(
        network=network, code="F1", title=f"Peu d'heures {SCRIPT}", kind="weakness", source="Enquête",
        evidence="Ouvert **peu** : {territory.open_libraries} lieux.", certainty="to_confirm",
    )  # fmt: skip
    Finding.objects.create(network=network, code="F2", title="Des équipes", kind="strength", evidence="")
    Comparable.objects.create(
        network=network, code="P1", territory="Loiret", project="Un portail", source="Site"
    )
    WorkingSession.objects.create(network=network, code="S1", title="Trier", day="2025-03-01")
    Consultation.objects.create(network=network, code="C1", who="Élus", how="Réunion", invited=10, answers=4)
    AuditEntry.objects.create(network=network, verb="create", target="test")
    return network


def get(client: Client, path: str, **params: Any) -> Any:
    return client.get(f"/{department(client)}/diagnostic/{path}", params)


def department(client: Client) -> str:
    return str(Network.objects.exclude(department="971").get().department)


def shown(client: Client, path: str, **params: Any) -> str:
    answer = get(client, path, **params)
    assert answer.status_code == 200
    return str(answer.content.decode()).replace("\u00a0", " ").replace("\u202f", " ")


THINGS = ("constats/F1/", "seances/S1/", "concertation/demarches/C1/", "comparables/P1/")


@pytest.mark.parametrize("path", [*LISTS, *THINGS, "constats/F1/historique/"])
def test_those_of_the_network_see_its_diagnosis_and_no_stranger_does(
    path: str, told: Network, lead: Client, reader: Client, stranger: Client
) -> None:
    assert get(lead, path).status_code == 200
    assert get(reader, path).status_code == 200
    assert get(stranger, path).status_code == 404
    assert shown(reader, path).count("<h1") == 1


@pytest.mark.parametrize("path", [*LISTS, *THINGS])
def test_a_reader_is_offered_no_edit(path: str, told: Network, reader: Client) -> None:
    text = shown(reader, path)
    assert not re.search(r'href="[^"]*/(ajouter|modifier|supprimer)/', text)


@pytest.mark.parametrize("path", [f"{slug}/{verb}" for slug, code in (
    ("constats", "F1"), ("seances", "S1"), ("concertation/demarches", "C1"), ("comparables", "P1")
) for verb in ("ajouter/", f"{code}/modifier/", f"{code}/supprimer/")])  # fmt: skip
def test_only_the_team_writes(
    path: str, told: Network, reader: Client, team: Client, stranger: Client
) -> None:
    assert get(team, path).status_code == 200
    assert get(reader, path).status_code == 403
    assert get(stranger, path).status_code == 404


def test_targets_of_remarks_lead_to_their_pages() -> None:
    for target in ("Finding/F1", "WorkingSession/S1", "Consultation/C1", "Comparable/P1"):
        assert thing_url("18", f"diagnosis.{target}")


# -- findings


def test_findings_stand_by_kind_with_their_evidence_filled_and_escaped(told: Network, reader: Client) -> None:
    text = shown(reader, "constats/")
    for kind in FindingKind:
        assert f"{kind.label[:1].upper()}{kind.label[1:]}s" in text
    assert "<strong>peu</strong>" in text
    assert "{territory.open_libraries}" not in text
    assert SCRIPT not in text
    assert "à confirmer" in text
    assert "reste à écrire" in text


def test_a_finding_says_what_is_missing_from_it(told: Network, team: Client, reader: Client) -> None:
    assert "Dire ce qui montre ce constat" in shown(team, "constats/F2/")
    assert "constats/F2/modifier/" in shown(team, "constats/F2/")
    assert "Confirmer ce constat" in shown(reader, "constats/F1/")


def test_remarks_of_the_diagnosis_lead_where_they_are_dealt_with(network: Network, team: Client) -> None:
    Finding.objects.filter(network=network).delete()
    Comparable.objects.filter(network=network).delete()
    AuditEntry.objects.create(network=network, verb="remove", target="test")
    assert "constats/ajouter/" in shown(team, "constats/")
    assert "comparables/ajouter/" in shown(team, "comparables/")


def test_a_finding_is_written_and_a_mistake_keeps_what_was_typed(told: Network, team: Client) -> None:
    new = f"/{told.department}/diagnostic/constats/ajouter/"
    given = {"code": "F9", "title": "", "kind": "threat", "evidence": "Long texte tapé", "source": "",
             "certainty": "confirmed", "_version": ""}  # fmt: skip
    refused = team.post(new, given)
    assert refused.status_code == 422
    assert "Long texte tapé" in refused.content.decode()
    assert not Finding.objects.filter(code="F9").exists()
    done = team.post(new, given | {"title": "Une menace"})
    assert done.url.endswith("/diagnostic/constats/F9/")
    assert diagnosis_of(project_for(told)).findings[-1].kind is FindingKind.THREAT
    assert "Une menace" in shown(team, "constats/")


def test_more_answers_than_people_asked_is_refused_in_words(told: Network, team: Client) -> None:
    path = f"/{told.department}/diagnostic/concertation/demarches/C1/modifier/"
    version = re.findall(r'name="_version" value="([^"]*)"', team.get(path).content.decode())[0]
    given = {"code": "C1", "who": "Élus", "how": "Réunion", "start": "", "invited": "3", "answers": "4",
             "conclusions": "", "_version": version}  # fmt: skip
    answer = team.post(path, given)
    assert answer.status_code == 422
    assert "plus de réponses que de personnes" in answer.content.decode()


def test_an_unknown_thing_or_that_of_another_network_does_not_exist(told: Network, lead: Client) -> None:
    Finding.objects.create(network=empty_network("36"), code="Z1", title="Ailleurs", kind="threat")
    for path in (
        "constats/Z1/",
        "constats/rien/",
        "seances/Z/",
        "concertation/demarches/Z/",
        "comparables/Z/",
    ):
        answer = lead.get(f"/{told.department}/diagnostic/{path}")
        assert answer.status_code == 404


# -- work and comparable projects


def test_what_is_unknown_of_work_and_projects_is_said_unknown(told: Network, reader: Client) -> None:
    assert "4 sur 10 (40 %)" in shown(reader, "concertation/")
    projects = shown(reader, "comparables/")
    assert "inconnu" in projects
    assert "<div>0 €" not in projects
    assert "inconnu" in shown(reader, "concertation/demarches/C1/")


# -- key figures


def test_without_a_survey_the_key_figures_say_how_to_begin(network: Network, team: Client) -> None:
    text = shown(team, "")
    assert "Aucun de ses fichiers n’a été importé" in text
    assert "reseau/imports/" in text


@pytest.fixture
def surveyed(db: Any, settings: Any) -> Client:
    """A whole programme on the fictitious register of the demo."""
    settings.MAILLAGE_TODAY = DEMO_TODAY
    demo: Path = PROJECT / "demo"
    network, _ = load_all(
        file=read_programme(PROJECT / "examples" / "cher.yaml"),
        exports=read_files([demo / f"bibliotheques-fictives-{year}.csv" for year in (2024, 2025)]),
        territory=[demo / "communes.csv"],
    )
    return signed_in(person("dora", network, Role.LEAD))


def test_pages_of_a_whole_diagnosis_ask_little_of_the_base(
    surveyed: Client, django_assert_max_num_queries: Any
) -> None:
    for path in (*LISTS, "constats/C06/"):
        AuditEntry.objects.create(network=Network.objects.get(), verb="change", target="cold")
        with django_assert_max_num_queries(30):
            assert get(surveyed, path).status_code == 200


def test_no_figure_stands_without_its_answers_and_unknown_is_not_zero(surveyed: Client) -> None:
    text = shown(surveyed, "")
    assert text.count('role="img"') >= 2
    assert text.count("Les chiffres en tableau") >= 2
    cells = re.findall(
        r"<tr role=\"row\">(.*?)</tr>", text.split("Ce que les bibliothèques ont et font")[1], re.S
    )
    table = [row for row in cells[1:9]]
    assert table
    assert all(re.search(r"\d+ sur 143", row) for row in table)
    yes_no = text.split("Oui, non, ou inconnu")[1].split("</table>")[0]
    numbers = [[int(n) for n in re.findall(r"<div>(\d+)</div>", row)] for row in yes_no.split("</tr>")[1:]]
    assert [sum(row) for row in numbers if row] == [143, 143, 143]


def test_key_figures_are_sorted_one_table_at_a_time(surveyed: Client) -> None:
    text = shown(surveyed, "", tri_intercommunalite="-lieux")
    table = text.split("Selon l&#x27;intercommunalité")[1]
    first = re.search(r'<th scope="row"[^>]*><a[^>]*>([^<]+)', table)
    assert first is not None
    assert first[1] == "CA Bourges Plus"
    assert text.count("aria-sort") == 1


def test_every_figure_is_named_after_the_room_that_gives_it(told: Network) -> None:
    """What lets a page ask only the rooms whose figures it cites."""
    project = project_for(told)
    seen = 0
    for module in plug_modules("figures"):
        names = [figure.name for figure in module.figures(project)]
        seen += len(names)
        assert all(name.startswith(f"{module.__name__.split('.')[1]}.") for name in names)
    assert seen > 40
