"""The form of a survey: open to whoever has its address, deaf to robots, nothing kept of who writes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from campaigns.surveys_open import address, open_survey, receipt
from house.html import mistakes
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.campaigns.models import Campaign, SurveyLink, SurveyReply
from maillage.campaigns.survey_links import LENGTH, LETTERS, revoke_survey_link, survey_link_of
from maillage.campaigns.views import survey_answering
from maillage.cli.demo import DEMO_TODAY
from web import text_of

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert('é')</script>"


@pytest.fixture(autouse=True)
def calm(settings: Any) -> None:
    cache.clear()
    settings.MAILLAGE_TODAY = DEMO_TODAY


@pytest.fixture
def workshop(network: Network) -> Any:
    return open_survey(network)


@pytest.fixture
def url(workshop: Any) -> str:
    return address(workshop, library="LI1", occasion="Atelier tablettes", day=DEMO_TODAY)


def kept(campaign: Any) -> list[SurveyReply]:
    return list(SurveyReply.objects.filter(campaign=campaign).order_by("pk"))


def test_whoever_has_the_address_answers_without_account_nor_cookie_nor_script(
    url: str, workshop: Any
) -> None:
    client = Client()
    page = client.get(url)
    text = page.content.decode()
    assert page.status_code == 200
    assert mistakes(text) == []
    assert "maillage.js" not in text
    assert page["Referrer-Policy"] == "no-referrer"
    assert "effacé après 12 mois" in text_of(page)
    sent = client.post(url, {"v-appris": "5", "v-usage": "not_applicable", "v-utile": "Tout"})
    assert (sent.status_code, dict(client.cookies)) == (302, {})
    assert "Merci" in text_of(client.get(sent["Location"]))
    found = kept(workshop)[0]
    assert found.values == {"appris": "5", "usage": "not_applicable", "utile": "Tout"}
    assert (found.library_code, found.on, found.on_paper) == ("LI1", DEMO_TODAY, False)
    assert found.occasion == f"Atelier tablettes ({DEMO_TODAY.day} avril 2027)"


def test_an_address_is_short_and_only_its_digest_is_kept(url: str) -> None:
    token = url.split("/")[2]
    assert re.fullmatch(f"[{LETTERS}]{{{LENGTH}}}", token)
    assert token not in str(SurveyLink.objects.values().get())


def test_an_address_typed_with_capitals_and_dashes_is_understood(url: str) -> None:
    token = url.split("/")[2].upper()
    assert Client().get(f"/enquete/{token[:5]}-{token[5:]}/").status_code == 200


def test_pressing_twice_keeps_one_reply_and_another_form_another(url: str, workshop: Any) -> None:
    client = Client()
    given = {"envoi": receipt(client, url), "v-appris": "4"}
    client.post(url, given)
    client.post(url, given)
    client.post(url, {**given, "envoi": receipt(client, url)})
    client.post(url, {**given, "envoi": "n'importe quoi"})
    assert len(kept(workshop)) == 3


def test_the_trail_tells_a_day_and_never_the_minute_of_a_person(url: str, workshop: Any) -> None:
    for note in "345":
        Client().post(url, {"v-appris": note})
    lines = AuditEntry.objects.filter(verb="survey.replies")
    assert [(line.actor, line.detail["day"]) for line in lines] == [(None, DEMO_TODAY.isoformat())]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"v-appris": "6"},
        {"v-appris": "<b>"},
        {"v-appris": "5" * 5000},
        {"v-utile": "é" * 4001},
        {"v-appris": ["1", "0"]},
    ],
)
def test_what_cannot_be_kept_comes_back_with_a_word(given: Any, url: str, workshop: Any) -> None:
    answer = Client().post(url, given)
    assert answer.status_code == 422
    assert "Erreur –" in text_of(answer)
    assert mistakes(answer.content.decode()) == []
    assert kept(workshop) == []


def test_a_text_too_long_is_given_back_whole(url: str) -> None:
    typed = "mot " * 2000
    answer = Client().post(url, {"v-utile": typed})
    assert typed.strip() in answer.content.decode()
    assert "4000 au plus" in text_of(answer)


def test_a_script_is_text_wherever_it_is_shown(url: str, lead: Client, workshop: Any) -> None:
    assert SCRIPT not in Client().post(url, {"v-appris": "6", "v-utile": SCRIPT}).content.decode()
    Client().post(url, {"v-utile": SCRIPT})
    words = lead.get("/18/campagnes/enquetes/AVIS/mots/".replace("18", workshop.network.department))
    assert SCRIPT not in words.content.decode()
    assert "alert(" in words.content.decode()


def test_a_robot_that_fills_everything_is_thanked_and_forgotten(url: str, workshop: Any) -> None:
    answer = Client().post(url, {"v-appris": "5", "site": "http://spam.example"})
    assert answer.status_code == 302
    assert kept(workshop) == []


def test_a_flood_from_one_connection_is_slowed_and_nothing_typed_is_lost(
    url: str, workshop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey_answering, "MOST_AN_HOUR", 2)
    answers = [Client().post(url, {"v-utile": "Un mot à garder"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Un mot à garder" in text_of(answers[2])
    assert Client().post(url, {"v-appris": "5"}, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_a_closed_survey_takes_nothing_and_shows_back_what_was_typed(url: str, workshop: Any) -> None:
    Campaign.objects.filter(pk=workshop.pk).update(closed_at=timezone.now())
    assert "terminée" in text_of(Client().get(url))
    answer = Client().post(url, {"v-utile": f"Une phrase assez longue {SCRIPT}"})
    assert answer.status_code == 410
    assert "Une phrase assez longue" in text_of(answer)
    assert SCRIPT not in answer.content.decode()
    assert kept(workshop) == []


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ({"closes": DEMO_TODAY.replace(day=1)}, "terminée"),
        ({"opens": DEMO_TODAY.replace(month=12)}, "pas encore commencé"),
    ],
)
def test_outside_its_days_a_survey_says_so(dates: dict[str, Any], told: str, url: str, workshop: Any) -> None:
    Campaign.objects.filter(pk=workshop.pk).update(**dates)
    answer = Client().get(url)
    assert (answer.status_code, told in text_of(answer)) == (410, True)


def test_a_revoked_address_and_one_that_never_was_are_polite_and_tell_nothing(
    url: str, workshop: Any
) -> None:
    link = survey_link_of(url.split("/")[2])
    assert link is not None
    revoke_survey_link(link=link)
    revoke_survey_link(link=link)
    answers = [Client().get(url), Client().post(url, {"v-appris": "5"}), Client().get("/enquete/jeton/")]
    assert [answer.status_code for answer in answers] == [410, 410, 404]
    assert "Vos avis" not in text_of(answers[2])
    assert kept(workshop) == []
    assert AuditEntry.objects.filter(verb="survey.link-revoke").count() == 1


def test_the_long_survey_asks_two_notes_a_subject(network: Network) -> None:
    survey = open_survey(network, "satisfaction-usagers")
    url = address(survey)
    assert mistakes(Client().get(url).content.decode()) == []
    sent = Client().post(url, {"i-horaires": "5", "s-horaires": "2", "i-lieu": "", "s-lieu": "3"})
    assert sent.status_code == 302
    assert kept(survey)[0].values == {"horaires": "5/2", "lieu": "/3"}
