"""Libraries judge the service: their answers are read together, and nobody is named."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from maillage.accounts.models import Network
from maillage.campaigns.links import confirm, link_of, make_link
from maillage.campaigns.models import Participation
from maillage.cli.demo import DEMO_TODAY
from web import text_of


def _sent() -> Participation:
    rows = Participation.objects.filter(campaign__code="MIR27").submitted().of_libraries()
    found: Participation = rows.select_related("campaign").order_by("library_code")[0]
    return found


def test_the_results_of_a_mirror_grid_lead_to_what_all_said(demo_network: Network, lead: Client) -> None:
    answer = lead.get("/18/campagnes/MIR27/resultats/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/18/campagnes/coherence/?campagne=MIR27"


def test_no_card_says_what_one_library_thinks_of_the_service(demo_network: Network, lead: Client) -> None:
    code = _sent().library_code
    for name in ("campaigns:card", "campaigns:card-pdf", "campaigns:letter-pdf"):
        assert lead.get(reverse(name, args=["18", "MIR27", code])).status_code == 404
    assert lead.post("/18/campagnes/MIR27/resultats/fiches/").status_code == 404


def test_only_the_lead_takes_the_answers_away(
    demo_network: Network, lead: Client, team: Client, reader: Client
) -> None:
    address = reverse("campaigns:export-file", args=["18", "MIR27"])
    assert [who.get(address).status_code for who in (lead, team, reader)] == [200, 403, 403]


def test_a_library_sees_what_it_said_and_is_told_who_reads_it(demo_network: Network, client: Client) -> None:
    row = _sent()
    token = make_link(campaign=row.campaign, participation=row, today=DEMO_TODAY)
    link = link_of(token)
    assert link is not None
    confirm(link=link)
    page = text_of(client.get(reverse("questionnaire-results", args=[token])))
    assert "Le service lit toutes les réponses ensemble" in page
    assert "que la vôtre" not in page
    assert "prochains pas, au plus" not in page
    assert client.get(reverse("questionnaire-card", args=[token])).status_code == 404
