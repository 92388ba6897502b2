"""Results on screen: the list, the card, what a library sees by its link, what everyone may see."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.test import Client

from campaigns.conftest import OpenCampaign
from maillage.accounts.models import Network
from maillage.base.jobs.running import run_job
from maillage.base.models import Job
from maillage.campaigns.cards_job import KIND, finished
from maillage.campaigns.consent import agree
from maillage.campaigns.models import Campaign, Participation
from maillage.campaigns.submitting import submit
from maillage.rulebook.projects import forget
from web import close, text_of

RESULTS = "/18/campagnes/AUT26/resultats/"


@pytest.fixture
def sent(demo_network: Network) -> Participation:
    rows = Participation.objects.filter(campaign__code="AUT26").submitted().of_libraries()
    row: Participation = rows.order_by("library_code")[0]
    return row


def test_the_list_has_every_library_asked_and_few_queries(
    demo_network: Network, lead: Client, django_assert_max_num_queries: Any
) -> None:
    forget()
    with django_assert_max_num_queries(30):
        page = text_of(lead.get(RESULTS))
    assert "143 lignes" in page
    assert "pas envoyé" in page


def test_the_list_is_filtered_by_band_and_by_the_core_service_that_lacks(
    demo_network: Network, lead: Client
) -> None:
    page = text_of(lead.get(f"{RESULTS}?bande=core"))
    assert "socle atteint" in page
    silent = text_of(lead.get(f"{RESULTS}?bande=sans-reponse&tri=-nom"))
    asked = Participation.objects.filter(campaign__code="AUT26").of_libraries()
    assert f"{asked.filter(submitted_at=None).count()} lignes" in silent
    lacking = text_of(lead.get(f"{RESULTS}?manque=acces-debit&q=zzz"))
    assert "Aucune bibliothèque ne répond à ces critères" in lacking


def test_a_card_is_shown_and_taken_away(sent: Participation, reader: Client) -> None:
    url = f"{RESULTS}{sent.library_code}/"
    page = text_of(reader.get(url))
    assert page.count("<h1") == 1
    assert "Trois prochains pas, au plus" in page
    assert reader.get(f"{url}fiche.pdf").content[:5] == b"%PDF-"
    assert reader.get(f"{url}lettre.pdf").content[:5] == b"%PDF-"
    assert reader.get(f"{url}lettre.docx").content[:2] == b"PK"


def test_a_library_that_sent_nothing_has_no_card(demo_network: Network, lead: Client) -> None:
    silent = Participation.objects.filter(campaign__code="AUT26", submitted_at=None).of_libraries()[0]
    assert lead.get(f"{RESULTS}{silent.library_code}/").status_code == 404
    assert lead.get("/18/campagnes/RIEN/resultats/").status_code == 404


def test_all_the_cards_are_made_in_the_background(
    demo_network: Network, lead: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=False):
        lead.post(f"{RESULTS}fiches/")
    job = Job.objects.get(kind=KIND)
    run_job.func(job.pk)
    job.refresh_from_db()
    assert job.state == "done", job.message
    answer = lead.get(job.result["url"])
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as bundle:
        assert len(bundle.namelist()) == job.result["cards"] > 100
    close(answer)
    assert finished(demo_network, "AUT25", job.pk) is None


def _answered(campaign: OpenCampaign, index: int = 0) -> Participation:
    row = campaign.participation(index)
    campaign.answer(row, {item.code: 2 for item in campaign.framework.items if item.levels})
    return row


def test_results_are_there_as_soon_as_the_questionnaire_is_sent(
    open_grid: OpenCampaign, client: Client
) -> None:
    row = _answered(open_grid)
    token = open_grid.token(row)
    assert client.get(f"/questionnaire/{token}/resultats/").status_code == 302
    submit(participation=row, today=open_grid.today)
    answer = client.get(f"/questionnaire/{token}/resultats/")
    page = text_of(answer)
    assert "Socle atteint" in page
    assert "à ce jour" in page
    assert "Une lettre pour la commune" in page
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    for path in ("fiche.pdf", "lettre.pdf", "lettre.docx"):
        assert client.get(f"/questionnaire/{token}/resultats/{path}").status_code == 200


def test_a_card_by_link_names_no_other_library(open_grid: OpenCampaign, client: Client) -> None:
    rows = [_answered(open_grid, index) for index in range(7)]
    for row in rows:
        submit(participation=row, today=open_grid.today)
    page = text_of(client.get(f"/questionnaire/{open_grid.token(rows[0])}/resultats/"))
    others = {row.library_name for row in rows[1:]} - {rows[0].library_name}
    assert others
    assert not [name for name in others if name in page]


def test_who_looks_at_another_library_does_not_see_its_card(open_grid: OpenCampaign, client: Client) -> None:
    own = _answered(open_grid)
    submit(participation=own, today=open_grid.today)
    look = Participation.objects.create(
        network=open_grid.network, campaign=open_grid.row, library_code=own.library_code,
        library_name=own.library_name, rater="referent", rater_label="Référent",
    )  # fmt: skip
    look = Participation.objects.select_related("campaign").get(pk=look.pk)
    submit(participation=look, today=open_grid.today)
    token = open_grid.token(look)
    page = text_of(client.get(f"/questionnaire/{token}/resultats/"))
    assert "Merci" in page
    assert "Trois prochains pas" not in page
    for path in ("fiche.pdf", "lettre.pdf", "plan/"):
        assert client.get(f"/questionnaire/{token}/resultats/{path}").status_code in (302, 404)


def test_a_profile_is_public_only_when_the_campaign_and_the_library_agree(
    sent: Participation, client: Client
) -> None:
    url = "/questionnaire/public/18/AUT26/"
    Campaign.objects.filter(code="AUT26").update(public=False)
    forget()
    assert client.get(url).status_code == 404
    Campaign.objects.filter(code="AUT26").update(public=True)
    forget()
    assert sent.library_name not in text_of(client.get(url))
    agree(participation=sent, shown=True)
    assert sent.library_name in text_of(client.get(url))
    agree(participation=sent, shown=False)
    assert sent.library_name not in text_of(client.get(url))
    assert client.get("/questionnaire/public/99/AUT26/").status_code == 404


def test_a_library_shows_its_profile_and_takes_it_back_by_its_link(
    open_grid: OpenCampaign, client: Client
) -> None:
    Campaign.objects.filter(pk=open_grid.row.pk).update(public=True)
    row = _answered(open_grid)
    submit(participation=row, today=open_grid.today)
    url = f"/questionnaire/{open_grid.token(row)}/resultats/"
    assert "Faire paraître notre profil" in text_of(client.get(url))
    client.post(f"{url}public/", {"public": "oui"})
    assert Participation.objects.get(pk=row.pk).opted_public
    assert "Retirer notre profil" in text_of(client.get(url))
    page = text_of(client.get("/questionnaire/public/18/ESSAI/"))
    assert row.library_name in page
    assert "Trop peu de réponses" in page
    client.post(f"{url}public/", {"public": "non"})
    assert not Participation.objects.get(pk=row.pk).opted_public


def test_the_page_of_a_library_tells_its_results(sent: Participation, reader: Client) -> None:
    page = text_of(reader.get(f"/18/reseau/bibliotheques/{sent.library_code}/"))
    assert "Sa fiche de restitution" in page
