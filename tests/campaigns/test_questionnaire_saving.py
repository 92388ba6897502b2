"""Answers saved as they are given, by the script or by hand: what is kept, what is refused, what is told."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.conftest import OpenCampaign
from campaigns.small_campaign import open_small
from maillage.campaigns.links import revoke_links
from maillage.campaigns.models import AccessLink, Answer, Participation
from maillage.campaigns.opening import close_campaign
from maillage.campaigns.submitting import submit
from maillage.cli.demo import DEMO_TODAY


@pytest.fixture
def opened(demo_network: Any) -> OpenCampaign:
    return open_small(demo_network)


def save(client: Client, token: str, *answers: dict[str, Any], raw: Any = None) -> Any:
    body = raw if raw is not None else json.dumps({"answers": answers} if len(answers) != 1 else answers[0])
    return client.post(f"/questionnaire/{token}/enregistrer/", body, content_type="application/json")


def test_an_answer_is_kept_and_what_is_left_is_told(opened: OpenCampaign, client: Client) -> None:
    token = opened.token(opened.participation())
    told = save(client, token, {"item": "wifi", "value": "2", "revision": 0, "by": "Rose"}).json()
    assert told["answers"]["wifi"]["revision"] == 1
    assert told["left"] == {"answered": 1, "asked": 7, "minutes": 7}
    assert (told["domain"]["answered"], told["domain"]["asked"], told["domain"]["score"]) == (1, 2, None)
    told = save(client, token, {"item": "trace", "value": "3", "revision": 0}).json()
    assert told["domain"]["score"] == 83
    told = save(client, token, {"item": "wifi", "value": "0", "revision": 1}).json()
    assert told["hidden"] == ["trace"]
    row = Answer.objects.get(participation__campaign=opened.row, item="wifi")
    assert (row.value, row.by, row.revision) == ("0", "", 2)


def test_saving_asks_four_queries(
    opened: OpenCampaign, client: Client, django_assert_num_queries: Any
) -> None:
    token = opened.token(opened.participation())
    save(client, token, {"item": "wifi", "value": "2"})
    with django_assert_num_queries(6):  # four, and the savepoint that a test's transaction makes of ours
        save(client, token, {"item": "wifi", "value": "3"})


def test_answers_that_waited_for_the_network_come_together_each_with_its_fate(
    opened: OpenCampaign, client: Client
) -> None:
    person = opened.participation()
    token = opened.token(person)
    opened.answer(person, {"jour": "Lundi"})
    told = save(
        client, token,
        {"item": "wifi", "value": "2", "revision": 0},
        {"item": "heures", "value": "beaucoup", "revision": 0},
        {"item": "jour", "value": "Mardi", "revision": 0},
        {"item": "portail", "value": "1", "revision": 0},
        {"item": "inconnue", "value": "1", "revision": 0},
    ).json()["answers"]  # fmt: skip
    assert told["wifi"]["revision"] == 1
    assert "n'est pas un nombre" in told["heures"]["error"]
    assert told["jour"]["conflict"]["value"] == "Lundi"
    assert "pas de ce questionnaire" in told["portail"]["error"], (
        "what is of the network is never a library's"
    )
    assert "pas de ce questionnaire" in told["inconnue"]["error"]
    assert set(Answer.objects.filter(participation=person).values_list("item", "value")) == {
        ("jour", "Lundi"),
        ("wifi", "2"),
    }


def test_the_same_answer_sent_twice_is_no_conflict(opened: OpenCampaign, client: Client) -> None:
    token = opened.token(opened.participation())
    for _ in range(2):
        told = save(client, token, {"item": "wifi", "value": "2", "revision": 0, "comment": " oui "}).json()
    assert told["answers"]["wifi"]["revision"] == 1


def test_a_conflict_shows_who_said_what_and_keeps_it(opened: OpenCampaign, client: Client) -> None:
    token = opened.token(opened.participation())
    save(client, token, {"item": "wifi", "value": "2", "revision": 0, "by": "Paul"})
    theirs = save(client, token, {"item": "wifi", "value": "1", "revision": 0}).json()["answers"]["wifi"][
        "conflict"
    ]
    assert (theirs["by"], theirs["shown"], theirs["revision"]) == ("Paul", "Assez.", 1)
    assert (
        save(client, token, {"item": "wifi", "value": "1", "revision": 1}).json()["answers"]["wifi"][
            "revision"
        ]
        == 2
    )


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "{", "null", "12", '{"item": 3}', '{"item": "wifi", "value": 2}', '{"answers": {}}',
        '{"item": "wifi", "value": "1", "revision": -1}', '{"item": "wifi", "value": "1", "revision": "1"}',
        '{"item": "wifi", "missing": "perdu"}', '{"item": ["wifi"]}', "[" * 5000, b"\xff\xfe", '{"answers": [[]]}',
        '{"item": "wifi", "value": "1", "revision": 99999999999}',
    ],
)  # fmt: skip
def test_what_the_page_would_never_send_is_refused_in_french(
    opened: OpenCampaign, client: Client, body: Any
) -> None:
    answer = save(client, opened.token(opened.participation()), raw=body)
    assert answer.status_code == 400
    assert "error" in answer.json()
    assert not Answer.objects.filter(participation__campaign=opened.row).exists()


@pytest.mark.parametrize(
    "value",
    [
        "9",
        "-1",
        "2.5",
        "²",
        "99999999999999999999",
        "<script>",
        "1; DROP TABLE",
        "1\x00",
        "\ud800",
        "x" * 5000,
    ],
)
def test_a_value_out_of_its_ladder_is_refused_and_nothing_is_kept(
    opened: OpenCampaign, client: Client, value: str
) -> None:
    answer = save(client, opened.token(opened.participation()), {"item": "wifi", "value": value})
    assert answer.status_code == 200
    assert answer.json()["answers"]["wifi"]["error"]
    assert not Answer.objects.filter(participation__campaign=opened.row).exists()


@pytest.mark.parametrize("field", ["comment", "evidence", "by", "value"])
def test_texts_that_no_base_can_keep_are_told(opened: OpenCampaign, client: Client, field: str) -> None:
    for text in ("nul\x00", "\udfff", "é" * 4001):
        sent = {"item": "mot", "value": "bien", field: text}
        assert save(client, opened.token(opened.participation()), sent).json()["answers"]["mot"]["error"]


def test_two_megabytes_are_refused_before_they_are_read(opened: OpenCampaign, client: Client) -> None:
    answer = save(client, opened.token(opened.participation()), {"item": "mot", "value": "x" * 2_000_000})
    assert answer.status_code == 400
    assert "trop gros" in answer.json()["error"]


def test_each_link_out_of_order_says_why(opened: OpenCampaign, client: Client, settings: Any) -> None:
    person = opened.participation()
    token, unconfirmed = opened.token(person), opened.token(person, confirmed=False)
    one = {"item": "wifi", "value": "2"}
    assert save(client, unconfirmed, one).status_code == 403
    for mangled in (
        token[:-1],
        token.swapcase(),
        f"{token}x",
        "%F0%9F%98%80",
        "x" * 3000,
        f"{token}~{person.library_code}",
    ):
        assert save(client, mangled, one).status_code == 404
        assert client.get(f"/questionnaire/{mangled}/").status_code == 404
    settings.MAILLAGE_TODAY = DEMO_TODAY + timedelta(days=900)
    assert save(client, token, one).status_code == 410
    assert "périmé" in client.get(f"/questionnaire/{token}/").content.decode()
    settings.MAILLAGE_TODAY = DEMO_TODAY
    revoke_links(participation=person)
    assert save(client, token, one).status_code == 410
    assert client.get(f"/questionnaire/{token}/").status_code == 410
    assert not Answer.objects.filter(participation__campaign=opened.row).exists()


def test_to_look_changes_nothing(opened: OpenCampaign, client: Client) -> None:
    person = opened.participation()
    token = opened.token(person, confirmed=False)
    for path in ("", "domaine/acces/", "envoyer/", "reponses/", "resultats/"):
        client.get(f"/questionnaire/{token}/{path}")
        client.head(f"/questionnaire/{token}/{path}")
    assert AccessLink.objects.get(participation=person).confirmed_at is None
    person.refresh_from_db()
    assert person.opened_at is None


def test_a_questionnaire_sent_or_a_campaign_closed_takes_nothing_more(
    opened: OpenCampaign, client: Client
) -> None:
    person = opened.participation()
    token, other = opened.token(person), opened.participation(1)
    submit(participation=person, today=opened.today)
    answer = save(client, token, {"item": "wifi", "value": "2"})
    assert (answer.status_code, "envoyé" in answer.json()["error"]) == (423, True)
    late = opened.token(other)
    save(client, late, {"item": "wifi", "value": "2"})
    close_campaign(campaign=opened.row)
    assert save(client, late, {"item": "wifi", "value": "3"}).status_code == 423
    assert Answer.objects.get(participation=other).value == "2"
    Participation.objects.filter(pk=other.pk).update(open_until=DEMO_TODAY)
    assert save(client, late, {"item": "wifi", "value": "3"}).status_code == 200


def test_an_answer_that_crosses_the_sending_is_refused(opened: OpenCampaign) -> None:
    """The page was read before the sending, the answer is written after it."""
    from maillage.campaigns.answering import Given, Locked, save_answers  # what the race is about

    person = opened.participation()
    Participation.objects.filter(pk=person.pk).update(submitted_at=timezone.now())
    with pytest.raises(Locked):
        save_answers(
            participation=person,
            framework=opened.framework,
            given=[Given(item="wifi", value="1")],
            today=opened.today,
        )


def test_an_answer_goes_to_no_other_library(opened: OpenCampaign, client: Client) -> None:
    one, other = opened.participation(0), opened.participation(1)
    token = opened.token(one)
    save(
        client,
        token,
        {"item": "wifi", "value": "2", "participation": other.pk, "library": other.library_code},
    )
    assert set(
        Answer.objects.filter(participation__campaign=opened.row).values_list("participation_id", flat=True)
    ) == {one.pk}


def test_answers_carry_the_strict_policy_and_are_kept_by_no_proxy(
    opened: OpenCampaign, client: Client
) -> None:
    token = opened.token(opened.participation())
    page = client.get(f"/questionnaire/{token}/")
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex"
    assert not page.cookies
    assert "no-store" in save(client, token, {"item": "wifi", "value": "1"})["Cache-Control"]
    assert client.get(f"/questionnaire/{token}/enregistrer/").status_code == 405
