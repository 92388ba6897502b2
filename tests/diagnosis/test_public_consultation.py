"""The form by link: open to whoever has it, kind to what is too long, deaf to robots, and nothing kept of who writes."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from house.html import mistakes
from maillage.accounts.models import Network
from maillage.base.values.cleaning import cleaned
from maillage.diagnosis import opening, slowing
from maillage.diagnosis.domain.contributions import LONGEST
from maillage.diagnosis.models import (
    Consultation,
    ConsultationLink,
    ConsultationQuestion,
    Contribution,
    ContributionTheme,
    PublicPage,
)
from maillage.programme.models import Objective
from web import text_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 5, 4)
SCRIPT = "<script>alert('é')</script>"


@pytest.fixture(autouse=True)
def calm(settings: Any) -> None:
    cache.clear()
    settings.MAILLAGE_TODAY = TODAY


@pytest.fixture
def asked(network: Network) -> Consultation:
    row = Consultation.objects.create(
        network=network, code="K1", who="Habitants", how="Formulaire", start="2026-05-01", end="2026-05-31"
    )
    for rank, (title, kind, options) in enumerate(
        (
            ("Que manque-t-il ?", "free", []),
            ("Quand ?", "one", ["Soir", "Matin"]),
            ("Quoi ?", "several", ["Lire", "Jouer"]),
        )
    ):
        ConsultationQuestion.objects.create(
            network=network,
            consultation=row,
            code=f"K1-{rank + 1}",
            title=title,
            kind=kind,
            options=options,
            position=rank,
        )
    return Consultation.objects.select_related("network").get(pk=row.pk)


@pytest.fixture
def link(asked: Consultation) -> str:
    return f"/concertation/{opening.open_form(consultation=asked, today=TODAY, actor=None)}/"


def receipt(client: Client, link: str) -> str:
    return re.findall(r'name="envoi" value="([0-9a-f]{32})"', client.get(link).content.decode())[0]


def test_the_secret_is_long_and_only_its_digest_is_kept(link: str, asked: Consultation) -> None:
    token = link.split("/")[2]
    assert len(token) >= 43
    kept = ConsultationLink.objects.get()
    assert token not in json.dumps({"digest": kept.digest})
    assert kept.digest == opening.digest_of(token)


def test_whoever_has_the_link_answers_without_account_nor_cookie_nor_script(link: str) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get(link)
    text = page.content.decode()
    assert page.status_code == 200
    assert mistakes(text) == []
    assert "Qui la lit" in text
    sent = client.post(link, {"question-1": "Une imprimante", "question-2": "Soir", "question-3": ["Lire", "Jouer"],
                              "quality": "inhabitant", "commune": "Léré", "envoi": receipt(client, link)})  # fmt: skip
    assert sent.status_code == 302
    thanks = client.get(sent["Location"])
    assert "numéro <strong>1</strong>" in text_of(thanks)
    assert not client.cookies
    made = Contribution.objects.get()
    assert [answer["text"] for answer in made.answers] == ["Une imprimante", "Soir", "Lire ; Jouer"]
    assert (made.channel, made.quality, made.commune, made.state.value) == (
        "form",
        "inhabitant",
        "Léré",
        "unread",
    )


def test_nothing_is_kept_of_the_connection(link: str) -> None:
    Client().post(link, {"question-1": "Bonjour"}, REMOTE_ADDR="203.0.113.77")
    stored = json.dumps([list(row) for row in Contribution.objects.values_list()], default=str)
    assert "203.0.113.77" not in stored
    assert {field.name for field in Contribution._meta.get_fields()} & {
        "ip",
        "address",
        "email",
        "name",
    } == set()


def test_pressing_twice_keeps_one_contribution(link: str) -> None:
    client = Client()
    given = {"question-1": "Le wifi", "envoi": receipt(client, link)}
    first, second = client.post(link, given), client.post(link, given)
    assert first["Location"] == second["Location"]
    assert Contribution.objects.count() == 1


def test_fifty_thousand_characters_come_back_whole_with_their_count(link: str) -> None:
    long = "Très long. " * 5000
    answer = Client().post(link, {"question-1": long, "commune": "Léré"})
    text = text_of(answer)
    assert answer.status_code == 422
    assert long.strip() in unescape(text)
    assert "54 999 caractères" in text
    assert "Rien n&#x27;est perdu" in text
    assert 'value="Léré"' in text
    assert not Contribution.objects.exists()


def test_the_longest_answer_allowed_is_kept_whole(link: str) -> None:
    Client().post(link, {"question-1": "é" * LONGEST})
    assert len(Contribution.objects.get().answers[0]["text"]) == LONGEST


def test_a_script_is_text_wherever_it_is_shown(link: str, lead: Client, network: Network) -> None:
    Client().post(link, {"question-1": SCRIPT, "commune": SCRIPT})
    for path in ("", "1/"):
        text = lead.get(
            f"/{network.department}/diagnostic/concertation/contributions/{path}"
        ).content.decode()
        assert SCRIPT not in text
        assert "&lt;script&gt;" in text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bon\x00jour", "Bonjour"),
        ("a\u202eb\u200fc", "abc"),
        ("a\r\n\r\n\r\n\r\nb", "a\n\nb"),
        ("\x07\x1b[31m", "[31m"),
        ("👩\u200d🏫", "👩\u200d🏫"),
    ],
)
def test_marks_that_nobody_typed_are_dropped(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


def test_a_null_character_is_dropped_not_refused(link: str) -> None:
    assert Client().post(link, {"question-1": "Bon\x00jour"}).status_code == 302
    assert Contribution.objects.get().answers[0]["text"] == "Bonjour"


@pytest.mark.parametrize("given", [{}, {"question-1": "  \n "}, {"quality": "elected"}])
def test_an_empty_form_is_told_what_to_do(given: dict[str, str], link: str) -> None:
    answer = Client().post(link, given)
    assert answer.status_code == 422
    assert "Répondez à une question au moins" in text_of(answer)


@pytest.mark.parametrize(
    "given", [{"question-2": "Minuit"}, {"question-3": ["Lire", "Voler"]}, {"quality": "roi"}]
)
def test_a_choice_that_was_not_offered_is_refused(given: dict[str, Any], link: str) -> None:
    assert Client().post(link, {"question-1": "Bonjour", **given}).status_code == 422
    assert not Contribution.objects.exists()


def test_a_robot_that_fills_everything_is_thanked_and_forgotten(link: str) -> None:
    answer = Client().post(link, {"question-1": "Achetez", "site": "http://spam.example"})
    assert answer.status_code == 302
    assert (
        "numéro"
        not in text_of(Client().get(answer["Location"])).split("Vous pouvez fermer")[0].split("<main")[1]
    )
    assert not Contribution.objects.exists()


def test_a_flood_from_one_connection_is_slowed_and_nothing_typed_is_lost(
    link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slowing, "MOST_AN_HOUR", 2)
    client = Client()
    for number in range(2):
        assert client.post(link, {"question-1": f"Avis {number}"}).status_code == 302
    slowed = client.post(link, {"question-1": "Avis de trop"})
    assert slowed.status_code == 429
    assert "Avis de trop" in text_of(slowed)
    assert client.post(link, {"question-1": "Ailleurs"}, REMOTE_ADDR="198.51.100.9").status_code == 302
    assert Contribution.objects.count() == 3


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2026, 6, 1), "terminée"), (date(2026, 4, 30), "pas encore commencé")],
)
def test_before_and_after_its_days_the_form_says_so_and_shows_back_what_was_typed(
    day: date, told: str, link: str, settings: Any
) -> None:
    settings.MAILLAGE_TODAY = day
    assert told in text_of(Client().get(link))
    answer = Client().post(link, {"question-1": f"Trop tard {SCRIPT}"})
    assert answer.status_code == 410
    assert "Trop tard &lt;script" in text_of(answer)
    assert not Contribution.objects.exists()


def test_the_last_day_is_included(link: str, settings: Any) -> None:
    settings.MAILLAGE_TODAY = date(2026, 5, 31)
    assert Client().post(link, {"question-1": "À temps"}).status_code == 302


def test_a_closed_link_and_one_that_never_was_are_polite_and_tell_nothing(
    link: str, asked: Consultation
) -> None:
    assert opening.close_form(consultation=asked, actor=None) == 1
    closed, unknown = Client().get(link), Client().get("/concertation/jamais/")
    assert (closed.status_code, unknown.status_code) == (410, 404)
    assert "Habitants" not in text_of(unknown)
    assert mistakes(closed.content.decode()) == []


def test_a_form_without_a_question_or_past_its_end_is_not_opened(asked: Consultation) -> None:
    with pytest.raises(opening.NotPossible, match="est passé"):
        opening.open_form(consultation=asked, today=date(2026, 6, 2), actor=None)
    asked.questions.all().delete()
    with pytest.raises(opening.NotPossible, match="pas encore de question"):
        opening.open_form(consultation=asked, today=TODAY, actor=None)


def test_only_the_team_opens_and_closes_a_form(
    asked: Consultation, reader: Client, stranger: Client, team: Client, network: Network
) -> None:
    path = f"/{network.department}/diagnostic/concertation/demarches/K1/formulaire/"
    for client, status in ((reader, 403), (stranger, 404), (Client(), 401)):
        assert client.post(path, {"acte": "ouvrir"}).status_code == status
    opened = text_of(team.post(path, {"acte": "ouvrir"}))
    address = re.findall(r"/concertation/[\w-]{43}/", opened)[0]
    assert Client().get(address).status_code == 200
    assert address not in text_of(team.get(f"/{network.department}/diagnostic/concertation/demarches/K1/"))
    team.post(path, {"acte": "fermer"})
    assert Client().get(address).status_code == 410


# -- the page that anyone may read


@pytest.fixture
def answered(network: Network, asked: Consultation) -> Network:
    told = ContributionTheme.objects.create(
        network=network, code="T1", title="Une imprimante", summary="On en demande.", answer="Une par lieu.",
        state="adopted", published=True,
    )  # fmt: skip
    ContributionTheme.objects.create(
        network=network, code="T2", title="Secret de cuisine", answer="Non.", state="declined"
    )
    for number in range(1, 8):
        Contribution.objects.create(
            network=network, consultation=asked, number=number, at="2026-05-02T10:00Z", channel="form",
            commune="Commune unique", quality="elected", theme=told if number < 4 else None,
            answers=[{"question": "K1-1", "title": "?", "text": f"Mot pour mot {number}"}],
        )  # fmt: skip
    objective = Objective.objects.filter(network=network).order_by("pk")[0]
    objective.answers.set([told])
    return network


def test_the_public_page_is_closed_until_the_lead_opens_it(
    answered: Network, lead: Client, team: Client, reader: Client
) -> None:
    page = f"/concertation/{answered.department}/"
    switch = f"/{answered.department}/diagnostic/concertation/page-publique/"
    assert Client().get(page).status_code == 404
    for client in (team, reader):
        assert client.post(switch, {"acte": "ouvrir"}).status_code == 403
    lead.post(switch, {"acte": "ouvrir"})
    assert Client().get(page).status_code == 200
    lead.post(switch, {"acte": "fermer"})
    assert Client().get(page).status_code == 404


def test_the_public_page_tells_answers_and_never_who_said_what(answered: Network) -> None:
    PublicPage.objects.create(network=answered)
    text = text_of(Client().get(f"/concertation/{answered.department}/"))
    title = Objective.objects.filter(answers__code="T1").get().title  # type: ignore[attr-defined]
    for told in ("Une imprimante", "On en demande.", "Une par lieu.", "moins de 5 contributions", title):
        assert told.casefold() in unescape(text).casefold()
    for hidden in ("Secret de cuisine", "Mot pour mot", "Commune unique", "élue", "7 contributions"):
        assert hidden not in text
    assert mistakes(text) == []


def test_a_public_page_of_a_network_that_does_not_exist_is_not_found(db: None) -> None:
    assert Client().get("/concertation/99/").status_code == 404
    assert Client().post("/concertation/18/").status_code == 405
