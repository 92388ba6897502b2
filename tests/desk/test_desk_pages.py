"""The desk on screen: home, calendar, history; what each person may see and what each page costs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from maillage.accounts.domain import Role
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry, Job, Removal, record
from maillage.governance.models import Body
from maillage.programme.models import Orientation, Step
from maillage.rulebook import projects
from web import person, signed_in

PAGES = ["", "calendrier/", "calendrier/abonnement/", "dossier/historique/"]


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_the_lead_and_the_reader_see_a_page_that_a_stranger_does_not(
    page: str, network: Network, lead: Client, reader: Client, stranger: Client
) -> None:
    assert lead.get(f"/18/{page}").status_code == 200
    assert reader.get(f"/18/{page}").status_code == 200
    assert stranger.get(f"/18/{page}").status_code == 404
    assert Client().get(f"/18/{page}").status_code == 302


@pytest.mark.slow
def test_no_page_of_the_desk_asks_the_base_more_than_thirty_times(
    demo_network: Network, lead: Client, django_assert_max_num_queries: Any
) -> None:
    for page in PAGES:
        projects.forget()
        with django_assert_max_num_queries(30):
            assert lead.get(f"/18/{page}").status_code == 200


@pytest.mark.slow
def test_the_home_of_the_demo_says_what_comes_first_and_where_the_project_is(
    demo_network: Network, lead: Client
) -> None:
    page = text(lead, "/18/")
    for told in (
        "Que faire maintenant",
        "Étapes finies",
        "Aides notifiées",
        "Les indicateurs",
        "/18/dossier/controle/",
    ):
        assert told in page


# -------------------------------------------------------------------------------------------- home


def test_a_network_without_a_programme_is_told_where_to_begin(db: None) -> None:
    empty = Network.objects.create(department="971", name="Réseau neuf", owner="Département")
    page = text(signed_in(person("neuf", empty, Role.LEAD)), "/971/")
    assert "Connaître le réseau" in page
    assert "Inviter des personnes" in page
    assert "Inviter des personnes" not in text(signed_in(person("lit", empty, Role.READER)), "/971/")


def test_progress_is_unknown_until_a_step_is_marked_done(
    network: Network, lead: Client, settings: Any
) -> None:
    settings.MAILLAGE_TODAY = date(2026, 6, 1)
    Step.objects.filter(network=network).update(planned_start=date(2026, 1, 5), planned_end=date(2026, 2, 1))
    page = text(lead, "/18/")
    assert "Noter les étapes qui sont finies" in page
    assert "en retard" not in page


def test_a_late_step_comes_first_once_steps_are_marked(network: Network, lead: Client, settings: Any) -> None:
    settings.MAILLAGE_TODAY = date(2026, 6, 1)
    steps = Step.objects.filter(network=network)
    steps.update(planned_start=date(2026, 1, 5), planned_end=date(2026, 2, 1))
    steps.filter(code="A11-1").update(done=date(2026, 2, 1))
    page = text(lead, "/18/")
    assert "Finir l&#x27;étape A11-2" in page
    assert "/18/strategie/actions/A11/" in page


def test_the_home_tells_what_colleagues_changed_and_not_who_follows_the_calendar(
    network: Network, lead: Client
) -> None:
    tom = person("tomas", network, Role.TEAM)
    target = "programme.Orientation/OR1"
    record(network=network, actor=tom, verb="change", target=target, label="OR1 Proximité")
    record(
        network=network, actor=tom, verb="feed.create", target="desk.FeedToken/tomas", label="Secret de Tomas"
    )
    page = text(lead, "/18/")
    assert "OR1 Proximité" in page
    assert "modification" in page
    assert "Secret de Tomas" not in page


# ------------------------------------------------------------------------------------------ calendar


def test_the_calendar_begins_today_and_leads_to_what_each_date_is_about(
    network: Network, lead: Client, settings: Any
) -> None:
    settings.MAILLAGE_TODAY = date(2026, 9, 1)
    page = text(lead, "/18/calendrier/")
    assert "Septembre 2026" in page
    assert "Février 2026" not in page
    assert "/18/calendrier/instances/COPIL/" in page
    assert "2\u00a0dates à venir" in page


def test_the_calendar_is_searched_by_words_kind_and_period(
    network: Network, lead: Client, settings: Any
) -> None:
    settings.MAILLAGE_TODAY = date(2026, 9, 1)
    past = text(lead, "/18/calendrier/?periode=passees")
    assert "Février 2026" in past
    assert "Septembre 2026" not in past
    assert "1\u00a0date pour cette recherche" in text(lead, "/18/calendrier/?periode=toutes&q=materiel")
    nothing = text(lead, "/18/calendrier/?nature=achat")
    assert "Aucune date ne répond" in nothing


@pytest.mark.parametrize("query", ["periode=jamais", "nature=%01", "q=" + "x" * 5000, "periode=&nature=&q="])
def test_a_search_that_makes_no_sense_breaks_nothing(query: str, network: Network, lead: Client) -> None:
    assert lead.get(f"/18/calendrier/?{query}").status_code == 200


def test_a_calendar_without_any_date_says_where_dates_come_from(network: Network, lead: Client) -> None:
    Step.objects.filter(network=network).update(gate=None)
    Body.objects.filter(network=network).delete()
    record(network=network, verb="remove", target="governance.Body/COPIL", label="COPIL")
    assert "ajoutez une instance" in text(lead, "/18/calendrier/")


# ------------------------------------------------------------------------------------------- history


def test_the_history_is_filtered_by_person_and_by_kind_of_thing(network: Network, lead: Client) -> None:
    tom, ana = person("tomas", network, Role.TEAM), person("ana", network, Role.TEAM)
    record(
        network=network,
        actor=tom,
        verb="change",
        target="programme.Orientation/OR1",
        label="Orientation de Tomas",
    )
    record(network=network, actor=ana, verb="create", target="governance.Body/CP", label="Instance d'Ana")
    record(network=network, verb="programme.import", target=str(network), label="Fichier")
    page = text(lead, "/18/dossier/historique/")
    assert "Orientation de Tomas" in page
    assert "Instance d&#x27;Ana" in page
    hers = text(lead, f"/18/dossier/historique/?qui={ana.pk}")
    assert "Orientation de Tomas" not in hers
    assert "Instance d&#x27;Ana" in hers
    orientations = text(lead, "/18/dossier/historique/?quoi=programme.Orientation")
    assert "Orientation de Tomas" in orientations
    assert "Instance d&#x27;Ana" not in orientations
    nobody = text(lead, "/18/dossier/historique/?qui=0")
    assert "Orientation de Tomas" not in nobody
    assert "Aucun changement ne répond" in text(lead, "/18/dossier/historique/?qui=999999&quoi=abc")


def test_the_history_shows_fifty_lines_a_page(network: Network, lead: Client) -> None:
    for n in range(70):
        record(
            network=network, verb="change", target="programme.Orientation/OR1", label=f"changement n° {n:02}."
        )
    first = text(lead, "/18/dossier/historique/?quoi=programme.Orientation")
    assert "changement n° 69." in first
    assert "changement n° 10." not in first
    assert "?quoi=programme.Orientation&amp;page=2" in first
    second = text(lead, "/18/dossier/historique/?quoi=programme.Orientation&page=2")
    assert "changement n° 10." in second
    assert lead.get("/18/dossier/historique/?page=abc").status_code == 200


def test_the_history_says_nothing_of_another_network(
    network: Network, stranger: Client, lead: Client
) -> None:
    other = Network.objects.get(department="971")
    record(network=other, verb="change", target="programme.Orientation/X", label="Affaire d'ailleurs")
    assert "Affaire d" not in text(lead, "/18/dossier/historique/")


def test_a_deletion_is_offered_back_to_those_who_write_and_comes_back(
    network: Network, lead: Client, reader: Client
) -> None:
    assert lead.post("/18/strategie/orientations/OR1/supprimer/").status_code == 302
    removal = Removal.objects.get(network=network)
    assert f"/18/retablir/{removal.pk}/" in text(lead, "/18/dossier/historique/")
    assert f"/18/retablir/{removal.pk}/" not in text(reader, "/18/dossier/historique/")
    assert reader.post(f"/18/retablir/{removal.pk}/").status_code == 403
    assert lead.post(f"/18/retablir/{removal.pk}/").status_code == 302
    assert Orientation.objects.filter(network=network, code="OR1").exists()
    assert AuditEntry.objects.filter(network=network, verb="restore").count() == 1


# --------------------------------------------------------------------------------------------- rest


@pytest.mark.parametrize("state", ["waiting", "running", "done", "failed"])
def test_a_job_tells_how_far_it_is_to_its_network_only(
    state: str, network: Network, lead: Client, stranger: Client
) -> None:
    result = {"url": "/18/dossier/", "url_label": "Voir le dossier produit"} if state == "done" else {}
    job = Job.objects.create(
        network=network, kind="essai", label="Dossier <à produire>", state=state, progress=40, result=result
    )
    page = text(lead, f"/18/travaux/{job.pk}/")
    assert "Dossier &lt;à produire&gt;" in page
    assert ("Voir le dossier produit" in page) == (state == "done")
    part = lead.get(f"/18/travaux/{job.pk}/", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert stranger.get(f"/18/travaux/{job.pk}/").status_code == 404
