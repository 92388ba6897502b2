"""Running a campaign on screen: prepare, open, follow, call, entrust, close; who may do it and what it costs."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.conftest import OpenCampaign
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry, Removal
from maillage.campaigns.closed import is_closed
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.framework_store import take_packaged
from maillage.campaigns.links import LinkState, link_of, state_of
from maillage.campaigns.models import AccessLink, Call, Campaign, Participation
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook import projects
from maillage.rulebook.projects import project_of
from maillage.territory.models import LibraryGroup
from web import text_of

PAGES = ("", "reponse/", "doubles-regards/", "reponse/exporter.csv")
TEAM_PAGES = ("envois/", "appels/", "liens/", "appels/exporter.csv")
GRID = "services-numeriques"


def url(campaign: Any, rest: str = "") -> str:
    return f"/18/campagnes/{campaign.code}/{rest}"


@pytest.fixture
def draft(demo_network: Network) -> Any:
    """A campaign of the demo's libraries that nobody opened."""
    take_packaged(network=demo_network, code=GRID)
    return Campaign.objects.create(
        network=demo_network, code="NEUVE", title="Campagne neuve", framework=GRID, position=99,
        opens=DEMO_TODAY, closes=DEMO_TODAY + timedelta(days=30),
    )  # fmt: skip


def test_the_lead_and_the_reader_see_a_campaign_that_a_stranger_does_not(
    open_grid: OpenCampaign, lead: Client, reader: Client, stranger: Client
) -> None:
    for rest in PAGES:
        assert lead.get(url(open_grid.row, rest)).status_code == 200
        assert reader.get(url(open_grid.row, rest)).status_code == 200
        assert stranger.get(url(open_grid.row, rest)).status_code == 404
        assert Client().get(url(open_grid.row, rest)).status_code == 302


def test_messages_calls_and_links_are_for_the_team(
    open_grid: OpenCampaign, team: Client, reader: Client, stranger: Client
) -> None:
    library = open_grid.participation().library_code
    for rest in (*TEAM_PAGES, f"bibliotheques/{library}/", "clore/"):
        assert team.get(url(open_grid.row, rest)).status_code == 200, rest
        assert reader.get(url(open_grid.row, rest)).status_code == 403, rest
        assert stranger.get(url(open_grid.row, rest)).status_code == 404, rest


def test_no_page_of_a_campaign_asks_the_base_more_than_thirty_times(
    open_grid: OpenCampaign, lead: Client, django_assert_max_num_queries: Any
) -> None:
    library = open_grid.participation().library_code
    for rest in (*PAGES, *TEAM_PAGES, f"bibliotheques/{library}/", "clore/", "../"):
        projects.forget()
        with django_assert_max_num_queries(30):
            assert lead.get(url(open_grid.row, rest).replace("ESSAI/../", "")).status_code == 200


def test_a_campaign_that_is_not_there_is_said_so(demo_network: Network, lead: Client) -> None:
    for rest in ("", "ouvrir/", "envois/", "reponse/"):
        assert lead.get(f"/18/campagnes/RIEN/{rest}").status_code == 404


def test_a_network_without_a_campaign_is_told_how_to_begin(network: Network, lead: Client) -> None:
    page = text_of(lead.get("/18/campagnes/"))
    assert "Comment commencer" in page
    assert "Aucune enquête n’a encore été importée" in page


def test_a_campaign_is_prepared_in_a_form_that_names_epci_and_libraries(
    demo_network: Network, lead: Client
) -> None:
    page = text_of(lead.get("/18/campagnes/fiches/ajouter/"))
    assert "CA Bourges Plus" in page
    assert "Services numériques et qualité de la bibliothèque" in page
    epci = Participation.objects.filter(network=demo_network).exclude(epci_code="").first().epci_code
    posted = {
        "code": "PRINT", "title": "Printemps", "framework": GRID, "form": "either", "audience": "epci",
        "epcis": [epci], "first_reminder": "10", "second_reminder": "21", "opens": "2027-04-19",
        "closes": "2027-05-28",
    }  # fmt: skip
    answer = lead.post("/18/campagnes/fiches/ajouter/", posted)
    assert answer.status_code == 302, text_of(answer)
    assert Campaign.objects.get(network=demo_network, code="PRINT").epcis == [epci]
    assert "Interrogées par EPCI" in text_of(lead.get("/18/campagnes/PRINT/"))


def test_before_opening_one_sees_who_is_asked_and_what_to_mind(draft: Any, lead: Client) -> None:
    page = text_of(lead.get(url(draft)))
    assert "Interrogées par taille de commune" in page
    assert "croise l&#x27;enquête annuelle du Ministère" in page
    assert "sans adresse électronique" in page
    assert "Ouvrir la campagne" in page


def test_opening_asks_first_then_invites_every_open_library(draft: Any, lead: Client) -> None:
    assert "fige la liste" in text_of(lead.get(url(draft, "ouvrir/")))
    assert not Participation.objects.filter(campaign=draft).exists()
    lead.post(url(draft, "ouvrir/"))
    assert Participation.objects.filter(campaign=draft).of_libraries().count() == 143
    assert AuditEntry.objects.filter(verb="campaign.open", target="campaigns.Campaign/NEUVE").count() == 1
    lead.post(url(draft, "ouvrir/"))
    assert Participation.objects.filter(campaign=draft).of_libraries().count() == 143


def test_a_reader_opens_and_closes_nothing(draft: Any, open_grid: OpenCampaign, reader: Client) -> None:
    assert reader.post(url(draft, "ouvrir/")).status_code == 403
    assert reader.post(url(open_grid.row, "clore/")).status_code == 403
    assert "Ouvrir la campagne" not in text_of(reader.get(url(draft)))


def test_a_sample_of_forty_asks_the_same_forty_libraries_as_announced(draft: Any, lead: Client) -> None:
    Campaign.objects.filter(pk=draft.pk).update(audience="sample", sample_size=40)
    projects.forget()
    assert "le même tirage peut être refait" in text_of(lead.get(url(draft)))
    lead.post(url(draft, "ouvrir/"))
    asked = Participation.objects.filter(campaign=draft).of_libraries()
    assert asked.count() == 40
    assert len(set(asked.values_list("stratum", flat=True))) >= 5


def test_a_sample_too_small_for_its_strata_is_refused_with_a_reason(draft: Any, lead: Client) -> None:
    Campaign.objects.filter(pk=draft.pk).update(audience="sample", sample_size=2)
    projects.forget()
    assert "ne peut pas être réparti" in text_of(lead.get(url(draft)))
    lead.post(url(draft, "ouvrir/"))
    assert Campaign.objects.get(pk=draft.pk).opened_at is None


def test_a_campaign_of_an_unknown_framework_does_not_open(draft: Any, lead: Client) -> None:
    Campaign.objects.filter(pk=draft.pk).update(framework="perdu")
    projects.forget()
    assert "n&#x27;est pas dans ce réseau" in text_of(lead.get(url(draft)))
    assert "n&#x27;est pas dans ce réseau" in text_of(lead.post(url(draft, "ouvrir/"), follow=True))


def test_a_campaign_whose_last_day_is_past_does_not_open(draft: Any, lead: Client) -> None:
    Campaign.objects.filter(pk=draft.pk).update(opens=None, closes=DEMO_TODAY - timedelta(days=1))
    projects.forget()
    assert "est passé" in text_of(lead.post(url(draft, "ouvrir/"), follow=True))


def test_closing_stops_answers_and_says_what_is_left(open_grid: OpenCampaign, lead: Client) -> None:
    open_grid.answer(open_grid.participation(), {"acces-debit": 2})
    Campaign.objects.filter(pk=open_grid.row.pk).update(changed_at=timezone.now())
    projects.forget()
    page = text_of(lead.get(url(open_grid.row, "clore/")))
    assert "1 questionnaire commencé n’a pas été envoyé" in page
    assert "fermer la porte" in page
    lead.post(url(open_grid.row, "clore/"))
    assert Campaign.objects.get(pk=open_grid.row.pk).closed_at is not None
    assert AuditEntry.objects.filter(verb="campaign.close", target="campaigns.Campaign/ESSAI").count() == 1


# ------------------------------------------------------------------------------------ one library


def test_one_library_is_opened_again_with_a_date_after_the_end(open_grid: OpenCampaign, lead: Client) -> None:
    one = open_grid.participation()
    Participation.objects.filter(pk=one.pk).update(submitted_at=timezone.now())
    lead.post(url(open_grid.row, "clore/"))
    page = url(open_grid.row, f"bibliotheques/{one.library_code}/")
    told = text_of(lead.post(page, {"acte": "rouvrir", "jusqu_au": ""}, follow=True))
    assert "dites jusqu&#x27;à quel jour" in told
    assert "est passé" in text_of(lead.post(page, {"acte": "rouvrir", "jusqu_au": "2027-01-01"}, follow=True))
    assert "ne se lit pas" in text_of(lead.post(page, {"acte": "rouvrir", "jusqu_au": "demain"}, follow=True))
    lead.post(page, {"acte": "rouvrir", "jusqu_au": "2027-06-30"})
    one.refresh_from_db()
    assert one.submitted_at is None
    assert str(one.open_until) == "2027-06-30"


def test_a_link_is_shown_once_kept_as_a_digest_and_revoked(open_grid: OpenCampaign, lead: Client) -> None:
    one = open_grid.participation()
    page = url(open_grid.row, f"bibliotheques/{one.library_code}/")
    shown = text_of(lead.post(page, {"acte": "lien"}))
    token = shown.split("/questionnaire/")[1].split("/")[0]
    link = link_of(token)
    assert link is not None
    assert link.participation == one
    assert token not in text_of(lead.get(page))
    assert token not in str(list(AccessLink.objects.values())) + str(list(AuditEntry.objects.values()))
    lead.post(page, {"acte": "revoquer"})
    link.refresh_from_db()
    assert state_of(link, DEMO_TODAY) is LinkState.REVOKED


def test_a_library_that_was_not_asked_has_no_questionnaire(open_grid: OpenCampaign, lead: Client) -> None:
    assert lead.get(url(open_grid.row, "bibliotheques/LIxxx/")).status_code == 404


# ------------------------------------------------------------------------------------------ calls


def call(client: Client, open_grid: OpenCampaign, one: Participation, outcome: str) -> Any:
    return client.post(url(open_grid.row, f"appels/{one.pk}/"), {"suite": outcome, "note": " vu\nmardi "})


def test_a_library_found_closed_leaves_the_rates_until_another_call(
    open_grid: OpenCampaign, lead: Client
) -> None:
    one = open_grid.participation()
    call(lead, open_grid, one, "closed")
    assert is_closed(project_of(open_grid.network, DEMO_TODAY), one)
    page = text_of(lead.get(url(open_grid.row)))
    assert "0 sur 142" in page
    assert "1 fermée mise à part" in page
    assert "sort du nombre d’interrogées" in text_of(lead.get(url(open_grid.row, "reponse/")))
    call(lead, open_grid, one, "reached")
    assert "0 sur 143" in text_of(lead.get(url(open_grid.row)))
    assert Call.objects.filter(participation=one).first().note == "vu mardi"


def test_a_call_without_an_outcome_is_asked_again(open_grid: OpenCampaign, lead: Client) -> None:
    one = open_grid.participation()
    answer = lead.post(url(open_grid.row, f"appels/{one.pk}/"), {"suite": "peut-être"}, follow=True)
    assert "Choisissez la suite" in text_of(answer)
    assert not Call.objects.filter(participation=one).exists()


def test_the_calls_list_holds_the_unreachable_and_can_be_narrowed(
    open_grid: OpenCampaign, lead: Client
) -> None:
    one = open_grid.participation()
    assert one.library_name in text_of(lead.get(url(open_grid.row, "appels/")))
    other = next(
        p.epci_name
        for p in Participation.objects.filter(campaign=open_grid.row)
        if p.epci_name != one.epci_name
    )
    narrowed = text_of(lead.get(url(open_grid.row, "appels/"), {"epci": other}))
    assert f"bibliotheques/{one.library_code}/" not in narrowed
    call(lead, open_grid, one, "refused")
    assert f"bibliotheques/{one.library_code}/" not in text_of(lead.get(url(open_grid.row, "appels/")))
    silent = text_of(lead.get(url(open_grid.row, "appels/"), {"qui": "silencieuses"}))
    assert f"bibliotheques/{one.library_code}/" in silent


# ---------------------------------------------------------------------------- links and second looks


def test_a_coordinator_gets_a_link_for_an_epci_and_loses_it(open_grid: OpenCampaign, lead: Client) -> None:
    epci = open_grid.participation().epci_code
    shown = text_of(lead.post(url(open_grid.row, "liens/"), {"acte": "faire", "epci": epci}))
    link = link_of(shown.split("/questionnaire/")[1].split("/")[0])
    assert link is not None
    assert (link.epci_code, link.participation) == (epci, None)
    lead.post(url(open_grid.row, "liens/"), {"acte": "revoquer", "epci": epci})
    link.refresh_from_db()
    assert link.revoked_at is not None
    refused = lead.post(url(open_grid.row, "liens/"), {"acte": "faire", "epci": "999"}, follow=True)
    assert "Aucune bibliothèque de cet EPCI" in text_of(refused)


def test_links_are_printed_for_those_without_an_address(open_grid: OpenCampaign, lead: Client) -> None:
    answer = lead.post(url(open_grid.row, "liens/"), {"acte": "imprimer", "epci": ""})
    page = text_of(answer)
    made = AccessLink.objects.filter(campaign=open_grid.row).count()
    assert made == page.count("/questionnaire/") == 143
    assert "no-store" in answer["Cache-Control"]


def test_second_looks_are_drawn_entrusted_linked_and_withdrawn(open_grid: OpenCampaign, lead: Client) -> None:
    page = url(open_grid.row, "doubles-regards/")
    lead.post(page, {"acte": "tirer"})
    drawn = Participation.objects.filter(campaign=open_grid.row, double_rated=True)
    assert drawn.count() == 26
    lead.post(page, {"acte": "tirer"})
    assert drawn.count() == 26
    first = drawn.order_by("library_code")[0]
    lead.post(page, {"acte": "confier", "ou": first.library_code, "qui": "peer", "nom": "Paire du nord"})
    second = Participation.objects.get(campaign=open_grid.row, rater=Rater.PEER.value)
    assert (second.library_code, second.rater_label) == (first.library_code, "Paire du nord")
    for posted, told in (
        ({"ou": "toutes", "qui": "self", "nom": "x"}, "Dites qui regarde"),
        ({"ou": "toutes", "qui": "referent", "nom": " "}, "Dites qui regarde"),
        ({"ou": first.library_code, "qui": "referent", "nom": "x"}, "attend de second regard"),
    ):
        assert told in text_of(lead.post(page, {"acte": "confier", **posted}, follow=True))
    links = text_of(lead.post(page, {"acte": "liens", "nom": "Paire du nord"}))
    link = link_of(links.split("/questionnaire/")[1].split("/")[0])
    assert link is not None
    assert link.participation == second
    lead.post(page, {"acte": "retirer", "regard": str(second.pk)})
    assert not Participation.objects.filter(pk=second.pk).exists()


def test_the_second_looks_asked_for_by_the_campaign_are_drawn_when_it_opens(draft: Any, lead: Client) -> None:
    Campaign.objects.filter(pk=draft.pk).update(double_rating=Decimal("0.1"))
    projects.forget()
    lead.post(url(draft, "ouvrir/"))
    assert Participation.objects.filter(campaign=draft, double_rated=True).count() == 14


def test_the_response_page_tells_where_people_stop_and_what_they_do_not_know(
    open_grid: OpenCampaign, lead: Client
) -> None:
    open_grid.answer(open_grid.participation(), {"acces-debit": 2, "acces-postes": 1})
    page = text_of(lead.get(url(open_grid.row, "reponse/")))
    assert "Postes et tablettes ouverts au public" in page
    assert "Personne n&#x27;a répondu « je ne sais pas »" in page
    csv = lead.get(url(open_grid.row, "reponse/exporter.csv")).content.decode("utf-8-sig")
    assert csv.splitlines()[1].startswith("Ensemble;Ensemble;143;0;1;0;0")


def test_a_campaign_removed_with_its_answers_comes_back_whole(open_grid: OpenCampaign, lead: Client) -> None:
    one = open_grid.participation()
    open_grid.answer(one, {"acces-debit": 2})
    open_grid.token(one)
    assert "questionnaire" in text_of(lead.get("/18/campagnes/fiches/ESSAI/supprimer/"))
    lead.post("/18/campagnes/fiches/ESSAI/supprimer/")
    assert not Campaign.objects.filter(pk=open_grid.row.pk).exists()
    removal = Removal.objects.get(network=open_grid.network, target="campaigns.Campaign/ESSAI")
    lead.post(f"/18/retablir/{removal.pk}/")
    assert Participation.objects.filter(campaign__code="ESSAI").of_libraries().count() == 143
    assert one.answers.get().value == "2"


# ------------------------------------------------------------------------------- elsewhere on screen


def test_the_page_of_a_library_lists_its_questionnaires(open_grid: OpenCampaign, lead: Client) -> None:
    page = text_of(lead.get(f"/18/reseau/bibliotheques/{open_grid.participation().library_code}/"))
    assert "Ses questionnaires" in page
    assert "Campagne d&#x27;essai" in page


def test_the_home_page_tells_of_the_campaign_that_is_open(open_grid: OpenCampaign, lead: Client) -> None:
    page = text_of(lead.get("/18/"))
    assert "Suivre la campagne" in page


def test_a_group_of_libraries_is_made_shown_and_asked(
    demo_network: Network, lead: Client, reader: Client
) -> None:
    assert "Aucun groupe encore" in text_of(lead.get("/18/reseau/bibliotheques/groupes/"))
    codes = ["LI90003", "LI90004"]
    made = lead.post(
        "/18/reseau/bibliotheques/groupes/ajouter/",
        {"code": "G1", "title": "Pilotes", "libraries": codes, "note": ""},
    )
    assert made.status_code == 302, text_of(made)
    assert LibraryGroup.objects.get(network=demo_network, code="G1").libraries == codes
    page = text_of(reader.get("/18/reseau/bibliotheques/groupes/G1/"))
    assert "2 bibliothèques dans ce groupe" in page
    assert reader.get("/18/reseau/bibliotheques/groupes/ajouter/").status_code == 403
