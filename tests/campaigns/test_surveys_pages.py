"""What the team sees and does of surveys: posters, paper, results with small numbers hidden, words, figures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from campaigns.surveys_open import address, open_survey, reply
from house.html import mistakes
from maillage.accounts.models import Network
from maillage.campaigns.figures import figures
from maillage.campaigns.models import Campaign, SurveyLink, SurveyReply
from maillage.campaigns.opening import NotPossible, close_campaign
from maillage.campaigns.panels import page_panels
from maillage.campaigns.survey_links import make_survey_link
from maillage.campaigns.survey_replies import purge_texts
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of
from web import text_of

pytestmark = pytest.mark.django_db

ROOT = "/18/campagnes/enquetes/"
READ = ("", "AVIS/", "AVIS/papier/", "AVIS/methode/")
TEAM = ("AVIS/affiches/", "AVIS/recopier/", "AVIS/mots/")
PLACES = ("LI90003", "LI90004")


@pytest.fixture
def workshop(demo_network: Network) -> Any:
    Campaign.objects.filter(network=demo_network, code="ATEL").update(opens=date(2025, 1, 1))
    return open_survey(demo_network)


def named(network: Network) -> dict[str, Any]:
    found = figures(project_of(network, DEMO_TODAY))
    return {figure.name.partition(".")[2]: figure.value for figure in found}


def test_readers_see_results_and_neither_words_nor_posters(reader: Client, workshop: Any) -> None:
    reply(workshop, 6, values={"appris": "5", "utile": "Un mot secret"})
    for path in READ:
        answer = reader.get(ROOT + path)
        assert answer.status_code == 200, path
        assert mistakes(answer.content.decode()) == [], path
        assert "Un mot secret" not in text_of(answer)
    assert [reader.get(ROOT + path).status_code for path in TEAM] == [403] * 3
    assert [reader.post(ROOT + path, {}).status_code for path in TEAM] == [403] * 3


def test_a_stranger_sees_nothing(stranger: Client, workshop: Any) -> None:
    assert {stranger.get(ROOT + path).status_code for path in (*READ, *TEAM)} == {404}


def test_pages_of_the_team_are_well_formed(team: Client, workshop: Any) -> None:
    reply(workshop, 2, values={"utile": "Un mot"})
    for path in TEAM:
        answer = team.get(ROOT + path)
        assert answer.status_code == 200, path
        assert mistakes(answer.content.decode()) == [], path


def test_the_demo_shows_its_two_surveys_in_few_queries(
    lead: Client, demo_network: Network, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30):
        text = text_of(lead.get(ROOT))
    assert "Après un atelier numérique" in text
    for code in ("LECT26", "ATEL"):
        with django_assert_max_num_queries(30):
            answer = lead.get(f"{ROOT}{code}/")
        assert mistakes(answer.content.decode()) == []
        assert "En clair" in text_of(answer)


def test_a_campaign_of_libraries_is_no_survey(lead: Client, demo_network: Network) -> None:
    assert lead.get(f"{ROOT}AUT26/").status_code == 404
    assert lead.get(f"{ROOT}RIEN/").status_code == 404


def test_a_network_without_survey_is_told_how_to_begin(lead: Client, network: Network) -> None:
    answer = lead.get(f"/{network.department}/campagnes/enquetes/")
    assert "Comment commencer" in text_of(answer)


def test_results_wait_for_five_replies(lead: Client, workshop: Any) -> None:
    reply(workshop, 4)
    assert "100 %" not in text_of(lead.get(f"{ROOT}AVIS/"))
    reply(workshop)
    text = text_of(lead.get(f"{ROOT}AVIS/"))
    # 5 of 5, Wilson: low = 5 / (5 + 3.8415)
    assert "entre 57 % et 100 %, 5 réponses" in text


def test_a_small_library_and_what_would_give_it_back_are_hidden(lead: Client, workshop: Any) -> None:
    names = [f"LI9000{rank}" for rank in (3, 4, 5)]
    for library, times in zip(names, (3, 6, 9), strict=True):
        reply(workshop, times, library=library)
    text = text_of(lead.get(f"{ROOT}AVIS/"))
    assert "2 groupes (9 réponses) ne sont pas montrés" in text


def test_the_words_of_a_small_library_do_not_say_where_they_come_from(team: Client, workshop: Any) -> None:
    reply(workshop, 1, library=PLACES[0], values={"utile": "Mot isolé"})
    reply(workshop, 9, library=PLACES[1], values={"appris": "4"})
    panels = {p.title: p for p in page_panels(project_of(workshop.network, DEMO_TODAY), *TARGET)}
    text = text_of(team.get(f"{ROOT}AVIS/mots/"))
    assert "Mot isolé" in text
    assert "<td>2027, 2e trimestre</td>" in text
    assert [row[1] for row in _rows(panels) if row[0].text == "Vos avis"] == ["moins de 5"]


TARGET = ("territory.Library", PLACES[0])


def _rows(panels: dict[str, Any]) -> list[Any]:
    return list(panels["Ce qu'en disent les usagers"].listing.rows)


def test_a_text_that_names_somebody_is_erased_for_good(team: Client, workshop: Any) -> None:
    kept = reply(workshop, values={"appris": "5", "utile": "Merci à Madame Dupont"})
    wrong = [{"question": "appris", "reponse": kept.pk}, {"question": "utile", "reponse": "x"}]
    assert [team.post(f"{ROOT}AVIS/mots/", given).status_code for given in wrong] == [302, 404]
    team.post(f"{ROOT}AVIS/mots/", {"question": "utile", "reponse": kept.pk})
    kept.refresh_from_db()
    assert kept.values == {"appris": "5"}


def test_texts_are_erased_after_the_months_told_and_notes_stay(workshop: Any) -> None:
    given = {"appris": "5", "utile": "Un mot"}
    old = reply(workshop, on=date(2026, 4, 18), values=given)
    last = reply(workshop, on=date(2026, 4, 19), values=given)
    purge_texts(DEMO_TODAY)
    assert purge_texts(DEMO_TODAY) == 0
    assert [SurveyReply.objects.get(pk=row.pk).values for row in (old, last)] == [{"appris": "5"}, given]


def test_a_poster_shows_its_address_once_with_a_code(team: Client, workshop: Any) -> None:
    given = {"library": PLACES[0], "occasion": "Atelier photo", "day": "2027-04-20"}
    page = team.post(f"{ROOT}AVIS/affiches/", given)
    text = text_of(page)
    assert page.status_code == 200
    assert mistakes(page.content.decode()) == []
    assert '<svg role="img"' in text
    assert "testserver/enquete/" in text
    link = SurveyLink.objects.get(campaign=workshop)
    assert (link.library_code, link.occasion) == (PLACES[0], "Atelier photo (20 avril 2027)")
    listed = text_of(team.get(f"{ROOT}AVIS/affiches/"))
    assert "Atelier photo" in listed
    assert "/enquete/" not in listed
    team.post(f"{ROOT}AVIS/affiches/", {"fermer": link.pk})
    link.refresh_from_db()
    assert link.revoked_at is not None


@pytest.mark.parametrize(
    "given",
    [{"library": "INCONNUE"}, {"day": "2027-04-20"}, {"occasion": "x" * 121}, {"occasion": "A", "day": "?"}],
)
def test_a_poster_that_makes_no_sense_is_not_made(given: dict[str, str], team: Client, workshop: Any) -> None:
    assert team.post(f"{ROOT}AVIS/affiches/", given).status_code == 422
    assert not SurveyLink.objects.filter(campaign=workshop).exists()


def test_a_poster_of_another_survey_is_not_closed_from_here(team: Client, workshop: Any) -> None:
    other = open_survey(workshop.network, "satisfaction-usagers", "LECT")
    address(other)
    link = SurveyLink.objects.get(campaign=other)
    assert team.post(f"{ROOT}AVIS/affiches/", {"fermer": link.pk}).status_code == 404
    assert team.post(f"{ROOT}AVIS/affiches/", {"fermer": "x"}).status_code == 404


def test_a_closed_survey_gives_no_address_and_takes_no_sheet(team: Client, workshop: Any) -> None:
    close_campaign(campaign=workshop)
    workshop.refresh_from_db()
    with pytest.raises(NotPossible):
        make_survey_link(campaign=workshop)
    assert team.post(f"{ROOT}AVIS/affiches/", {}).status_code == 302
    assert team.post(f"{ROOT}AVIS/recopier/", {"day": "2027-04-19", "v-appris": "5"}).status_code == 302
    assert not SurveyReply.objects.filter(campaign=workshop).exists()


def test_sheets_of_paper_are_typed_one_after_the_other(team: Client, workshop: Any) -> None:
    sheet = {"library": PLACES[0], "occasion": "Contes", "day": "2027-04-02", "v-appris": "3"}
    answer = team.post(f"{ROOT}AVIS/recopier/", sheet)
    kept = SurveyReply.objects.get(campaign=workshop)
    assert (kept.on_paper, kept.on, kept.occasion) == (True, date(2027, 4, 2), "Contes")
    again = text_of(team.get(answer["Location"]))
    assert 'value="Contes"' in again
    assert 'value="2027-04-02"' in again
    for wrong in ({"day": "2027-05-01"}, {"v-appris": "9"}, {"library": "INCONNUE"}, {"day": ""}):
        assert team.post(f"{ROOT}AVIS/recopier/", {**sheet, **wrong}).status_code == 422


def test_figures_are_those_of_the_newest_survey_by_hand(workshop: Any) -> None:
    reply(workshop, 3, values={"appris": "5", "usage": "2"})
    reply(workshop, 3, values={"appris": "4", "usage": "not_applicable"})
    found = named(workshop.network)
    assert found["outcome_replies"] == 6
    # « appris » : 6 agree of 6 ; « usage » : only 3 said, none agrees: 6 of 9.
    assert float(found["outcome_agree_share"]) == pytest.approx(6 / 9, abs=1e-4)


def test_figures_are_unknown_under_five_replies(network: Network) -> None:
    survey = open_survey(network)
    reply(survey, 4)
    found = named(network)
    assert (found["outcome_replies"], found["outcome_agree_share"]) == (4, None)
    assert found["satisfaction_replies"] is None
