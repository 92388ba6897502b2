"""A questionnaire answered by its link alone, without a script: from the first page to what was sent."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from campaigns.conftest import OpenCampaign
from campaigns.small_campaign import open_small, small
from maillage.campaigns.links import make_link
from maillage.campaigns.models import AccessLink, Answer, Participation
from maillage.campaigns.submitting import reopen, submit
from web import text_of


@pytest.fixture
def opened(demo_network: Any) -> OpenCampaign:
    return open_small(demo_network)


def url(token: str, path: str = "") -> str:
    return f"/questionnaire/{token}/{path}"


def fields(page: str) -> dict[str, str]:
    """What the form of a page would send as it stands: hidden fields, chosen buttons, texts."""
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    found |= dict(re.findall(r'<input type="radio" name="([^"]+)" value="([^"]*)" checked', page))
    found |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', page))
    found |= {
        name: value
        for name, value in re.findall(
            r'<input class="w-short" id="v-[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page
        )
    }
    return found


def kept(person: Participation) -> dict[str, str]:
    return {row.item: row.value or row.missing for row in Answer.objects.filter(participation=person)}


def test_a_whole_questionnaire_is_answered_and_sent_without_a_script(
    opened: OpenCampaign, client: Client
) -> None:
    person = opened.participation()
    token = opened.token(person, confirmed=False)
    first = text_of(client.get(url(token)))
    for told in (
        "Pour vous aider, pas pour vous juger",
        "8 minutes",
        "tout de suite après l’envoi",
        "02 48 00 00 00",
    ):
        assert told in first
    assert client.get(url(token, "domaine/acces/")).url == url(token)
    assert client.post(url(token)).url == url(token)
    assert "Commencer : Accès" in text_of(client.get(url(token)))

    page = text_of(client.get(url(token, "domaine/acces/")))
    sent = fields(page) | {"v-wifi": "2", "by": "Rose", "then": "vie"}
    answer = client.post(url(token, "domaine/acces/"), sent)
    assert answer.url == url(token, "domaine/acces/?suite=1#q-trace"), (
        "an answer opened a question: it is shown"
    )
    page = text_of(client.get(url(token, "domaine/acces/?suite=1")))
    assert "ouvre une question de plus" in page
    answer = client.post(url(token, "domaine/acces/"), fields(page) | {"v-trace": "?unknown", "then": "vie"})
    assert answer.url == url(token, "domaine/vie/")

    page = text_of(client.get(answer.url))
    given = {
        "v-heures": "12,5",
        "v-jour": "Mardi",
        "i-accueil": "4",
        "s-accueil": "2",
        "v-aide": "3",
        "m-mot": "?not_applicable",
    }
    answer = client.post(
        url(token, "domaine/vie/"),
        fields(page) | given | {"c-jour": "Et parfois le jeudi", "then": "envoyer"},
    )
    assert answer.url == url(token, "envoyer/")
    assert kept(person) == {
        "wifi": "2", "trace": "unknown", "heures": "12.5", "jour": "Mardi", "accueil": "4/2", "aide": "3",
        "mot": "not_applicable",
    }  # fmt: skip
    assert Answer.objects.get(item="wifi").by == "Rose"
    assert Answer.objects.get(item="jour").comment == "Et parfois le jeudi"
    assert "Tout est répondu" in text_of(client.get(url(token, "envoyer/")))

    answer = client.post(url(token, "envoyer/"), {"by": "Rose"})
    assert answer.url == url(token, "resultats/")
    person.refresh_from_db()
    assert (bool(person.submitted_at), person.submitted_by) == (True, "Rose")
    read = text_of(client.get(url(token, "reponses/")))
    assert "12,5 h" in read
    assert "je ne sais pas" in read
    assert "rouvrir" in read
    assert client.get(url(token)).url == url(token, "reponses/")
    assert client.get(url(token, "domaine/vie/")).url == url(token, "reponses/")
    assert client.post(url(token, "domaine/vie/"), {"r-heures": "1", "v-heures": "99"}).url == url(
        token, "reponses/"
    )
    assert kept(person)["heures"] == "12.5"
    reopen(participation=person, until=None)
    assert client.get(url(token, "domaine/vie/")).status_code == 200


def test_sending_a_page_again_unchanged_writes_nothing(opened: OpenCampaign, client: Client) -> None:
    person = opened.participation()
    token = opened.token(person)
    opened.answer(person, {"wifi": 3, "trace": 1, "heures": "7.5"})
    before = list(Answer.objects.order_by("pk").values_list("item", "revision", "at"))
    for domain in ("acces", "vie"):
        page = text_of(client.get(url(token, f"domaine/{domain}/")))
        client.post(url(token, f"domaine/{domain}/"), fields(page))
    assert list(Answer.objects.order_by("pk").values_list("item", "revision", "at")) == before


def test_a_bad_value_is_told_in_its_place_and_everything_else_is_kept(
    opened: OpenCampaign, client: Client
) -> None:
    person = opened.participation()
    token = opened.token(person)
    sent = {"r-heures": "0", "v-heures": "douze", "r-jour": "0", "v-jour": "Lundi", "c-heures": "à peu près"}
    answer = client.post(url(token, "domaine/vie/"), sent)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "« douze » n'est pas un nombre" in page.replace("&#x27;", "'")
    assert 'value="douze"' in page
    assert ">à peu près</textarea>" in page
    assert kept(person) == {"jour": "Lundi"}
    answer = client.post(url(token, "domaine/vie/"), fields(page) | {"v-heures": "120"})
    assert "plus que le possible" in text_of(answer)


def test_two_people_on_one_answer_see_both_and_choose(opened: OpenCampaign, client: Client) -> None:
    person = opened.participation()
    token = opened.token(person)
    page = text_of(client.get(url(token, "domaine/acces/")))
    client.post(url(token, "domaine/acces/"), {"r-wifi": "0", "v-wifi": "3", "by": "Paul"})
    answer = client.post(url(token, "domaine/acces/"), fields(page) | {"v-wifi": "1", "by": "Rose"})
    shown = text_of(answer)
    assert answer.status_code == 409
    assert "Paul a répondu : « Bien. »" in shown
    assert '<input type="radio" name="v-wifi" value="1" checked>' in shown
    assert kept(person) == {"wifi": "3"}
    client.post(url(token, "domaine/acces/"), fields(shown))
    assert kept(person) == {"wifi": "1"}


def test_an_answer_can_be_taken_back(opened: OpenCampaign, client: Client) -> None:
    person = opened.participation()
    token = opened.token(person)
    opened.answer(person, {"wifi": 3, "heures": 8})
    client.post(url(token, "domaine/acces/"), {"r-wifi": "1", "v-wifi": ""})
    page = text_of(client.get(url(token, "domaine/vie/")))
    client.post(url(token, "domaine/vie/"), fields(page) | {"m-heures": "?not_counted"})
    assert kept(person) == {"wifi": "", "heures": "not_counted"}


def test_last_answers_and_figures_are_proposed_beside_and_never_taken_alone(
    demo_network: Any, client: Client
) -> None:
    first = open_small(demo_network, code="AVANT", title="Automne dernier")
    before = first.participation()
    first.answer(before, {"wifi": 2, "heures": "9"})
    submit(participation=before, today=first.today)
    now = open_small(demo_network, framework=small("2"))
    person = now.participation()
    assert person.library_code == before.library_code
    token = now.token(person, confirmed=False)
    assert "2 réponses vous sont proposées" in text_of(client.get(url(token)))
    client.post(url(token))
    page = text_of(client.get(url(token, "domaine/acces/")))
    assert "votre réponse à « Automne dernier » : « Assez. ». Toujours ?" in page
    assert 'value="2" checked' not in page, "shown beside, not filled in"
    client.post(url(token, "domaine/acces/"), fields(page))
    assert kept(person) == {}
    client.post(url(token, "domaine/acces/"), fields(page) | {"v-wifi": "2"})
    page = text_of(client.get(url(token, "domaine/vie/")))
    client.post(url(token, "domaine/vie/"), fields(page) | {"m-heures": "="})
    assert kept(person) == {"wifi": "2", "heures": "9"}
    page = text_of(client.get(url(token, "domaine/vie/")))
    assert set(Answer.objects.filter(participation=person).values_list("provenance", flat=True)) == {
        "confirmed"
    }
    client.post(url(token, "domaine/vie/"), fields(page) | {"v-heures": "30"})
    assert Answer.objects.get(participation=person, item="heures").provenance == "corrected"
    assert "Si c'est bien cela, tant mieux" in text_of(client.get(url(token, "envoyer/"))).replace(
        "&#x27;", "'"
    )


def test_the_form_is_chosen_and_changed_without_losing_an_answer(demo_network: Any, client: Client) -> None:
    opened = open_small(demo_network, form="either")
    person = opened.participation()
    token = opened.token(person, confirmed=False)
    assert "La forme courte : 2 questions, 2 minutes" in text_of(client.get(url(token)))
    client.post(url(token), {"forme": "courte"})
    page = text_of(client.get(url(token, "domaine/vie/")))
    assert "Heures" in page
    assert "Quel jour" not in page
    opened.answer(person, {"heures": 4})
    client.post(url(token), {"forme": "complete"})
    page = text_of(client.get(url(token, "domaine/vie/")))
    assert "Quel jour" in page
    assert 'value="4"' in page


def test_a_second_look_never_shows_what_the_library_said(opened: OpenCampaign, client: Client) -> None:
    own = opened.participation()
    opened.answer(own, {"wifi": 3, "heures": "61"})
    submit(participation=own, today=opened.today)
    look = Participation.objects.create(
        network=opened.network, campaign=opened.row, library_code=own.library_code, library_name=own.library_name,
        rater="referent", rater_label="Est",
    )  # fmt: skip
    token = opened.token(look, confirmed=False)
    client.post(url(token))
    for path in ("", "domaine/acces/", "domaine/vie/", "envoyer/", "reponses/"):
        page = text_of(client.get(url(token, path)))
        assert "Vous regardez la bibliothèque" in page
        assert "61" not in re.sub(r"\d{4,}|class=\S+", "", page.split("<main", 1)[1]), path
        assert "checked" not in page, path
    assert client.post(url(token, "envoyer/")).url == url(token, "reponses/")


def test_a_coordinator_s_link_lists_its_libraries_and_opens_only_those(
    opened: OpenCampaign, client: Client
) -> None:
    rows = Participation.objects.filter(campaign=opened.row).exclude(library_code="").exclude(epci_code="")
    mine: Any = rows.order_by("pk").first()
    other: Any = rows.exclude(epci_code=mine.epci_code).order_by("pk").first()
    token = make_link(campaign=opened.row, epci_code=mine.epci_code, today=opened.today)
    assert mine.library_name not in text_of(client.get(url(token))), "nothing is shown before the button"
    client.post(url(token))
    page = text_of(client.get(url(token))).replace("&#x27;", "'")
    assert mine.library_name in page
    assert other.library_name not in page
    seat = f"{token}~{mine.library_code}"
    assert client.post(url(seat)).url == url(seat)
    page = text_of(client.get(url(seat, "domaine/acces/")))
    client.post(url(seat, "domaine/acces/"), fields(page) | {"v-wifi": "1"})
    assert kept(mine) == {"wifi": "1"}
    shared = f"{token}~{mine.epci_code}"
    client.post(url(shared))
    page = text_of(client.get(url(shared, "domaine/vie/")))
    assert "Portail" in page
    assert "Heures" not in page
    for stranger in (f"{token}~{other.library_code}", f"{token}~", f"{token}~LI0"):
        assert client.get(url(stranger, "domaine/acces/")).status_code in (302, 404)
        assert client.post(url(stranger, "domaine/acces/"), {"r-wifi": "0", "v-wifi": "1"}).status_code == 404
    assert not Answer.objects.filter(participation=other).exists()
    assert not AccessLink.objects.exclude(epci_code="").filter(participation__isnull=False).exists()


def test_each_page_asks_few_queries(
    open_grid: OpenCampaign, client: Client, django_assert_max_num_queries: Any
) -> None:
    person = open_grid.participation()
    token = open_grid.token(person)
    Participation.objects.update(opened_at=open_grid.row.opened_at)
    for path in ("", "domaine/acces/", "envoyer/", "reponses/"):
        with django_assert_max_num_queries(16):
            assert client.get(url(token, path)).status_code == 200
