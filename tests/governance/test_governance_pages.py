"""Bodies on screen: who decides, when, what was decided, what must be sent before; and writing them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry, Removal
from maillage.governance.models import Body, Meeting
from maillage.programme.models import Step
from maillage.rulebook import projects

LIST, PAGE, FORM = (
    "/18/calendrier/instances/",
    "/18/calendrier/instances/COPIL/",
    "/18/calendrier/instances/fiche/COPIL/",
)


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


@pytest.mark.parametrize("page", [LIST, PAGE, f"{FORM}historique/"])
def test_pages_are_for_the_people_of_the_network(
    page: str, network: Network, lead: Client, reader: Client, stranger: Client
) -> None:
    assert lead.get(page).status_code == 200
    assert reader.get(page).status_code == 200
    assert stranger.get(page).status_code == 404


@pytest.mark.parametrize("act", ["modifier/", "supprimer/"])
def test_only_those_who_write_open_a_form(act: str, network: Network, team: Client, reader: Client) -> None:
    assert team.get(f"{FORM}{act}").status_code == 200
    assert reader.get(f"{FORM}{act}").status_code == 403
    assert reader.post(f"{FORM}{act}").status_code == 403


def test_a_reader_is_offered_the_history_and_nothing_that_writes(network: Network, reader: Client) -> None:
    page = text(reader, PAGE)
    assert "historique/" in page
    assert "modifier/" not in page
    assert "supprimer/" not in page
    assert "ajouter/" not in text(reader, LIST)


@pytest.mark.slow
def test_pages_of_bodies_ask_the_base_no_more_than_thirty_times(
    demo_network: Network, lead: Client, django_assert_max_num_queries: Any
) -> None:
    for page in (LIST, PAGE):
        projects.forget()
        with django_assert_max_num_queries(30):
            assert lead.get(page).status_code == 200


def test_an_unknown_body_does_not_exist(network: Network, lead: Client) -> None:
    assert lead.get("/18/calendrier/instances/RIEN/").status_code == 404


def test_meetings_to_come_and_held_are_told_apart_with_what_was_decided(
    network: Network, lead: Client, settings: Any
) -> None:
    settings.MAILLAGE_TODAY = date(2026, 9, 1)
    Meeting.objects.filter(day=date(2026, 2, 10)).update(decision="Programme **lancé**.")
    page = text(lead, PAGE)
    coming, held = page.index("Séances à venir"), page.index("Séances tenues")
    assert coming < page.index("Choix du matériel", coming) < held < page.index("Programme **lancé**.")
    assert "Programme **lancé**." in text(lead, LIST)


def test_a_body_tells_the_steps_that_its_meetings_decide(network: Network, lead: Client) -> None:
    Step.objects.filter(code="A11-2").update(planned_start=date(2026, 9, 15), planned_end=date(2026, 9, 15))
    page = text(lead, PAGE)
    assert "Ce que ces séances décident" in page
    assert "Valider le choix en comité de pilotage" in page


def test_a_report_to_the_assembly_is_dated_with_its_rule(
    network: Network, lead: Client, settings: Any
) -> None:
    settings.MAILLAGE_TODAY = date(2026, 1, 5)
    Body.objects.filter(code="COPIL").update(kind="assembly")
    page = text(lead, PAGE)
    assert "Rapport envoyé le" in page
    assert "29/01/2026" in page  # twelve days before the 10th of February
    assert "L3121-19" in page


def test_a_past_meeting_without_a_decision_is_asked_for(
    network: Network, lead: Client, settings: Any
) -> None:
    settings.MAILLAGE_TODAY = date(2026, 3, 1)
    assert "Noter ce qui a été décidé le 10 février 2026" in text(lead, LIST)


def test_a_network_without_any_body_is_told_to_add_one(
    network: Network, lead: Client, reader: Client
) -> None:
    Step.objects.update(gate=None)
    Body.objects.all().delete()
    assert "Aucune instance n&#x27;est encore décrite" in text(lead, LIST)
    assert "Ajouter une instance" in text(lead, LIST)
    assert "Ajouter une instance" not in text(reader, LIST)


def form(**changed: str) -> dict[str, str]:
    fields = {
        "code": "CP",
        "name": "Commission permanente",
        "kind": "permanent_committee",
        "role": "",
        "members": "",
    }
    rows = {
        "rows-TOTAL_FORMS": "1",
        "rows-0-day": "2026-10-05",
        "rows-0-agenda": "Marché",
        "rows-0-place": "",
    }
    return {**fields, **rows, "rows-0-decision": "", **changed}


def test_a_body_is_added_with_its_meetings_and_leaves_a_trace(network: Network, team: Client) -> None:
    answer = team.post(f"{LIST}fiche/ajouter/", form())
    assert answer.status_code == 302, answer.content.decode()
    assert answer.headers["Location"] == f"{LIST}CP/"
    assert Meeting.objects.get(body__code="CP").agenda == "Marché"
    assert AuditEntry.objects.filter(verb="create", target="governance.Body/CP").count() == 1


def test_a_wrong_date_is_told_and_nothing_typed_is_lost(network: Network, team: Client) -> None:
    answer = team.post(f"{LIST}fiche/ajouter/", form(**{"rows-0-day": "32/13", "name": "Commission <b>"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Commission &lt;b&gt;" in page
    assert "Marché" in page
    assert not Body.objects.filter(code="CP").exists()


def test_a_body_that_is_removed_can_come_back_with_its_meetings(network: Network, team: Client) -> None:
    Step.objects.update(gate=None)
    assert team.post(f"{FORM}supprimer/").status_code == 302
    assert text(team, PAGE, 404)
    assert team.post(f"/18/retablir/{Removal.objects.get().pk}/").status_code == 302
    assert Meeting.objects.filter(body__code="COPIL").count() == 3
