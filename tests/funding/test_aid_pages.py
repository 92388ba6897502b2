"""The pages of funders and aids: who may, what they say, how an aid advances, what leaves with it, its letters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders import TODAY, project_for
from house.html import mistakes
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry, Removal
from maillage.cli.demo import DEMO_TODAY
from maillage.funding.dates import dates
from maillage.funding.letters import LETTERS
from maillage.funding.models import Funder, FundingLine, Letter, LetterContent, Receipt
from maillage.funding.readings import lines_of
from maillage.programme.attaching import MEGABYTE, NotAttachable, Room, attach, content_of, held_by
from maillage.programme.models import Action
from maillage.rulebook.projects import _shared
from web import other_network, text_of

pytestmark = pytest.mark.django_db

AT = "/18/financement"
PDF = b"%PDF-1.7\n\x00\xff\x80 reste"


@pytest.fixture(autouse=True)
def on_a_day(settings: Any) -> None:
    settings.MAILLAGE_TODAY = TODAY
    _shared.clear()


def read(client: Client, path: str) -> str:
    return unescape(text_of(client.get(f"{AT}/{path}"))).replace("\u202f", " ").replace("\u00a0", " ")


def sent(client: Client, path: str, **given: str) -> str:
    answer = client.post(f"{AT}/{path}", given, follow=True)
    return unescape(text_of(answer)).replace("\u202f", " ").replace("\u00a0", " ")


def notified(network: Network) -> FundingLine:
    row = FundingLine.objects.get(network=network, code="R1")
    row.status, row.notified_on, row.notified_amount = "notified", date(2025, 10, 8), Decimal(7500)
    row.save()
    return row


def letter(network: Network, content: bytes = PDF, name: str = "arrete.pdf") -> Letter:
    line = FundingLine.objects.select_related("network").get(network=network, code="R1")
    room = Room(file=MEGABYTE, network=MEGABYTE)
    kept: Letter = attach(
        owner=line, shelf=LETTERS, name=name, content=content, title="L'arrêté", room=room, actor=None
    )
    return kept


# ------------------------------------------------------------------------------------------------- ladder


def test_an_aid_advances_by_a_small_form_and_says_who_noted_it(team: Client, network: Network) -> None:
    sent(team, "recettes/R1/avancer/", status="requested", day="2025-12-01")
    row = FundingLine.objects.get(network=network, code="R1")
    assert (row.status, row.asked_on) == ("requested", date(2025, 12, 1))
    page = read(team, "recettes/R1/")
    assert "Noter la réponse" in page
    assert "1er décembre 2025" in page
    assert "Tom, le" in page
    assert AuditEntry.objects.filter(target="funding.FundingLine/R1", verb="change").exists()


def test_an_aid_notified_then_paid_in_two_times_ends_its_ladder(team: Client, network: Network) -> None:
    sent(
        team,
        "recettes/R1/avancer/",
        status="notified",
        day="2025-10-08",
        amount="7 000",
        reference="Arrêté 12",
    )
    page = sent(team, "recettes/R1/avancer/", status="received", day="2025-11-03", amount="3000")
    assert "3 000 € reçus sur 7 000 € ; reste à venir : 4 000 €" in page
    page = sent(team, "recettes/R1/avancer/", status="received", day="2025-12-03", amount="4000")
    assert "Tout est versé" in page
    assert "avancer/" not in page
    row = FundingLine.objects.get(network=network, code="R1")
    assert (row.status, row.reference, Receipt.objects.filter(line=row).count()) == (
        "received",
        "Arrêté 12",
        2,
    )
    assert "plus d'étape" in read_after(team, "recettes/R1/avancer/")


def read_after(client: Client, path: str) -> str:
    return unescape(text_of(client.get(f"{AT}/{path}", follow=True)))


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"status": "requested", "day": "pas un jour"}, "pas un jour"),
        ({"status": "requested", "day": ""}, "à remplir"),
        ({"status": "requested", "day": "2027-01-01"}, "pas encore passé"),
        ({"status": "received", "day": "2025-12-01"}, "received"),
        ({"status": "nimporte", "day": "2025-12-01"}, "nimporte"),
        ({"status": "notified", "day": "2025-12-01", "amount": "-5"}, "-5"),
        ({"status": "notified", "day": "2025-12-01", "amount": "beaucoup"}, "beaucoup"),
    ],
)
def test_a_rung_that_makes_no_sense_is_refused_with_what_was_typed(
    team: Client, network: Network, given: dict[str, str], word: str
) -> None:
    answer = team.post(f"{AT}/recettes/R1/avancer/", given)
    assert answer.status_code == 422
    assert word in unescape(text_of(answer)).replace("\u202f", " ")
    assert FundingLine.objects.get(network=network, code="R1").status == "envisaged"


def test_only_those_who_write_advance_an_aid_and_a_stranger_sees_nothing(
    reader: Client, stranger: Client, network: Network
) -> None:
    assert "Noter le dépôt" not in read(reader, "recettes/R1/")
    for client, status in ((reader, 403), (stranger, 404)):
        answer = client.post(f"{AT}/recettes/R1/avancer/", {"status": "requested", "day": "2025-12-01"})
        assert answer.status_code == status
    assert reader.get(f"{AT}/recettes/ailleurs/avancer/").status_code in (403, 404)


def test_the_parts_of_a_funder_and_of_an_aid_are_written_one_by_one(team: Client, network: Network) -> None:
    at = f"{AT}/financeurs/DGD/echeancier/"
    version = str(team.get(at).context["version"])
    rows = {
        "rows-0-share": "30", "rows-0-after": "notified", "rows-0-months": "0",
        "rows-1-share": "60", "rows-1-after": "spent", "rows-1-months": "2",
    }  # fmt: skip
    given = {"_version": version, "payment_lag": "1", "rows-TOTAL_FORMS": "2", **rows}
    refused = team.post(at, given)
    assert refused.status_code == 422
    assert "100" in unescape(text_of(refused))
    team.post(at, {**given, "rows-1-share": "70"})
    assert "30 % dès la notification et 70 % (2 mois après chaque dépense)" in read(team, "financeurs/DGD/")


# ------------------------------------------------------------------------------------------------ removal


def test_an_aid_notified_says_what_its_removal_breaks_and_asks_for_it(lead: Client, network: Network) -> None:
    notified(network)
    letter(network)
    page = read(lead, "recettes/R1/supprimer/")
    for told in ("est notifiée le 8 octobre 2025", "7 500 €", "1 pièce jointe", "n'est plus suivie"):
        assert told in page
    refused = lead.post(f"{AT}/recettes/R1/supprimer/")
    assert refused.status_code == 422
    assert "cochez d’abord" in unescape(text_of(refused))
    assert not mistakes(text_of(refused))
    assert FundingLine.objects.filter(network=network, code="R1").exists()
    sent(lead, "recettes/R1/supprimer/", compris="oui")
    assert not Letter.objects.exists()
    removal = Removal.objects.get(target="funding.FundingLine/R1")
    lead.post(f"/18/retablir/{removal.pk}/", follow=True)
    back = Letter.objects.get(line__code="R1")
    assert content_of(back, LETTERS) == PDF


def test_a_funder_leaves_with_its_aids_and_comes_back_with_them(lead: Client, network: Network) -> None:
    notified(network)
    page = read(lead, "financeurs/DGD/supprimer/")
    assert "Le plan perd 1 aide pour 7 500 €" in page
    assert "7 500 € sortent du plan" in page
    sent(lead, "financeurs/DGD/supprimer/", compris="oui")
    assert not FundingLine.objects.filter(network=network).exists()
    removal = Removal.objects.get(target="funding.Funder/DGD")
    lead.post(f"/18/retablir/{removal.pk}/", follow=True)
    assert FundingLine.objects.get(network=network, code="R1").notified_amount == 7500


def test_what_breaks_nothing_is_removed_without_a_box_to_tick(lead: Client, network: Network) -> None:
    assert "J’ai lu" not in read(lead, "recettes/R1/supprimer/")
    sent(lead, "recettes/R1/supprimer/")
    assert not FundingLine.objects.filter(network=network, code="R1").exists()
    assert "J’ai lu" not in read(lead, "financeurs/DGD/supprimer/")
    sent(lead, "financeurs/DGD/supprimer/")
    assert not Funder.objects.filter(network=network, code="DGD").exists()


# ------------------------------------------------------------------------------------------------ letters


def test_a_letter_is_joined_renamed_handed_over_and_removed_with_a_way_back(
    team: Client, network: Network
) -> None:
    file = SimpleUploadedFile("..\\arrete\u202efdp.exe", PDF)
    page = unescape(
        text_of(team.post(f"{AT}/recettes/R1/joindre/", {"fichier": file, "titre": "L'arrêté"}, follow=True))
    )
    assert "« L'arrêté » : joint à la recette." in page
    row = Letter.objects.get(network=network)
    assert row.name == "arretefdp.exe.pdf"
    answer = team.get(f"{AT}/pieces/{row.pk}/fichier/")
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    team.post(f"{AT}/pieces/{row.pk}/", {"name": "arrete", "title": "Arrêté du 8"})
    assert "Arrêté du 8" in read(team, "recettes/R1/")
    page = text_of(team.post(f"{AT}/pieces/{row.pk}/retirer/", follow=True))
    assert "Annuler la suppression" in page
    assert not LetterContent.objects.exists()
    removal = Removal.objects.get(target=f"funding.Letter/{row.pk}")
    team.post(f"/18/retablir/{removal.pk}/", follow=True)
    assert content_of(Letter.objects.get(pk=row.pk), LETTERS) == PDF


def test_letters_and_pieces_of_actions_share_the_room_of_a_network(network: Network) -> None:
    letter(network, b"Une lettre.", "a.txt")
    action = Action.objects.get(network=network, code="A11")
    assert held_by(network) == 11
    with pytest.raises(NotAttachable, match="occupent déjà"):
        attach(
            owner=action,
            name="b.txt",
            content=b"Une piece.",
            title="",
            room=Room(file=20, network=20),
            actor=None,
        )
    with pytest.raises(NotAttachable, match="déjà joint à cette recette"):
        letter(network, b"Une lettre.", "b.txt")
    with pytest.raises(NotAttachable, match="trop lourd"):
        letter(network, b"x" * (MEGABYTE + 1), "b.txt")
    with pytest.raises(NotAttachable, match="page web"):
        letter(network, b"<!DOCTYPE html><script>alert(1)</script>", "b.pdf")


def test_a_letter_of_another_network_is_nowhere_and_a_reader_joins_none(
    lead: Client, reader: Client, stranger: Client, network: Network
) -> None:
    row = letter(network)
    assert reader.get(f"{AT}/pieces/{row.pk}/fichier/").content == PDF
    for path in ("recettes/R1/joindre/", f"pieces/{row.pk}/", f"pieces/{row.pk}/retirer/"):
        assert reader.post(f"{AT}/{path}").status_code == 403
    assert stranger.get(f"{AT}/pieces/{row.pk}/fichier/").status_code == 404
    Letter.objects.filter(pk=row.pk).update(network=other_network())
    for path in ("", "fichier/"):
        assert lead.get(f"{AT}/pieces/{row.pk}/{path}").status_code == 404


# --------------------------------------------------------------------------------------------- demo, dates


def test_the_pages_of_aids_take_few_queries_and_hold_no_mistake(
    lead: Client, demo_network: Network, settings: Any, django_assert_max_num_queries: Any
) -> None:
    settings.MAILLAGE_TODAY = DEMO_TODAY
    for path in ("recettes/", "financeurs/LEADER/", "recettes/F07/", "recettes/F03/avancer/"):
        _shared.clear()
        with django_assert_max_num_queries(30):
            answer = lead.get(f"{AT}/{path}")
        assert answer.status_code == 200, path
        assert not mistakes(text_of(answer)), path


def test_the_calendar_holds_what_is_to_deposit_to_await_to_commit_and_to_receive(
    demo_network: Network,
) -> None:
    found = {event.uid: event for event in dates(project_for(demo_network, DEMO_TODAY))}
    assert found["funding-F16-ask"].day == date(2027, 6, 30)
    assert found["funding-F10-answer"].day == date(2027, 3, 15)
    assert found["funding-F01-commit"].day == date(2028, 10, 8)
    assert found["funding-F07-payment"].day == date(2028, 12, 31)
    assert "funding-F03-payment" not in found
    assert len([uid for uid in found if uid.endswith("-payment")]) == len(
        [item for item in lines_of(project_for(demo_network, DEMO_TODAY)) if item.line.status.is_acquired]
    )
