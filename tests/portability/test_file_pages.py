"""The pages of the programme file: taking it away, trying an import, doing it, and what is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders import TODAY, minimal_text
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.portability.services import programme_text
from maillage.portability.uploads import LARGEST_FILE
from maillage.programme.models import Action, Axis
from web import close, text_of

pytestmark = pytest.mark.django_db

HOME = "/18/dossier/fichier/"


@pytest.fixture(autouse=True)
def own_place(settings: Any, tmp_path: Path) -> Path:
    settings.MAILLAGE_VAR = tmp_path
    settings.MAILLAGE_TODAY = TODAY
    return tmp_path


def taken(answer: Any) -> bytes:
    """The content of a download, whose file is then closed."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    close(answer)
    return bytes(content)


def sent(
    client: Client, content: bytes | str, name: str = "programme.yaml", to: str = f"{HOME}importer/"
) -> Any:
    data = content.encode() if isinstance(content, str) else content
    return client.post(to, {"file": SimpleUploadedFile(name, data)})


def hidden(answer: Any) -> dict[str, str]:
    """The fields of the confirmation, as the page carries them."""
    context = answer.context
    upload = context["upload"]
    return {"digest": upload.digest, "name": upload.name, "trail": str(context["trail"])}


def confirmed(client: Client, answer: Any, to: str = f"{HOME}importer/confirmer/", **more: str) -> Any:
    return client.post(to, {**hidden(answer), **more})


# ------------------------------------------------------------------------------------------ who may


@pytest.mark.parametrize("path", ["", "programme.yaml", "export.zip", "demarrer/", "identite/historique/"])
def test_the_network_takes_its_file_away_and_a_stranger_does_not(
    path: str, lead: Client, reader: Client, stranger: Client, client: Client
) -> None:
    for person in (lead, reader):
        answer = person.get(HOME + path)
        assert answer.status_code == 200
        taken(answer)
    assert stranger.get(HOME + path).status_code == 404
    assert client.get(HOME + path).status_code in (302, 401, 403)


@pytest.mark.parametrize("path", ["importer/", "importer/confirmer/", "identite/"])
def test_only_the_lead_replaces_or_renames_the_network(
    path: str, team: Client, reader: Client, stranger: Client
) -> None:
    for person, status in ((team, 403), (reader, 403), (stranger, 404)):
        assert person.post(HOME + path, {}).status_code == status
    assert team.get(f"{HOME}identite/").status_code == 403


def test_the_file_taken_away_is_the_programme_file(reader: Client, network: Network) -> None:
    answer = reader.get(f"{HOME}programme.yaml")
    assert answer.content.decode() == programme_text(network)
    assert answer["Content-Disposition"] == 'attachment; filename="programme-18.yaml"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_export_taken_away_is_a_whole_archive(reader: Client, network: Network) -> None:
    with zipfile.ZipFile(io.BytesIO(taken(reader.get(f"{HOME}export.zip")))) as archive:
        assert archive.read("programme.yaml").decode() == programme_text(network)
        assert "evaluation/mesures.csv" in archive.namelist()


def test_the_page_stays_within_its_queries(lead: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(12):
        assert lead.get(HOME).status_code == 200


# ------------------------------------------------------------------------------------------ importing


def test_an_import_is_seen_before_it_is_done(lead: Client, network: Network) -> None:
    text = minimal_text().replace("Acheter cent liseuses", "Acheter deux cents liseuses")
    answer = sent(lead, text)
    assert answer.status_code == 200
    shown = text_of(answer)
    assert "Acheter deux cents liseuses" in shown
    assert "Rien n’est encore changé" in shown
    assert Action.objects.get(code="A11").title == "Acheter cent liseuses"
    assert confirmed(lead, answer)["Location"] == HOME
    assert Action.objects.get(code="A11").title == "Acheter deux cents liseuses"
    entry = AuditEntry.objects.filter(verb="programme.import").first()
    assert entry is not None
    assert entry.actor is not None
    assert entry.actor.username == "lea"
    assert "« programme.yaml » : importé." in text_of(lead.get(HOME))


def test_what_a_file_leaves_out_is_told_as_removed(lead: Client, network: Network) -> None:
    start = minimal_text().index("            - code: A12\n")
    end = minimal_text().index("\nfunding:")
    costs = minimal_text().index("    - code: D2\n"), minimal_text().index("  funders:")
    text = minimal_text()
    text = text[:start] + text[end : costs[0]] + text[costs[1] :]
    answer = sent(lead, text)
    shown = text_of(answer)
    assert "A12 Former un référent par bibliothèque" in shown
    assert "D2 Intervenants" in shown
    confirmed(lead, answer)
    assert not Action.objects.filter(code="A12").exists()


def test_the_same_file_changes_nothing_and_says_so(lead: Client, network: Network) -> None:
    answer = sent(lead, programme_text(network))
    assert "il n’y a rien à faire" in text_of(answer)


def test_an_export_comes_back(lead: Client, network: Network) -> None:
    content = taken(lead.get(f"{HOME}export.zip"))
    Axis.objects.filter(code="A").update(title="Autre titre")
    answer = sent(lead, content, "reseau.zip")
    assert "Autre titre" not in text_of(answer)
    assert "A Équiper et accompagner" in text_of(answer)
    confirmed(lead, answer)
    assert Axis.objects.get(code="A").title == "Équiper et accompagner"


def test_a_network_that_changed_since_is_shown_again(lead: Client, network: Network) -> None:
    first = sent(lead, minimal_text().replace("Former un référent", "Former deux référents"))
    other = sent(lead, minimal_text().replace("Bilan de la première année", "Bilan"))
    confirmed(lead, other)
    again = confirmed(lead, first)
    assert again.status_code == 200
    assert "Le réseau a changé depuis" in text_of(again)
    assert Action.objects.get(code="A12").title == "Former un référent par bibliothèque"
    assert confirmed(lead, again).status_code == 302
    assert Action.objects.get(code="A12").title == "Former deux référents par bibliothèque"


@pytest.mark.parametrize("digest", ["", "../../maillage.sqlite3", "/etc/passwd", "0" * 64, "A" * 64])
def test_a_confirmation_of_nothing_does_nothing(digest: str, lead: Client, own_place: Path) -> None:
    (own_place / "maillage.sqlite3").write_text("secret")
    answer = lead.post(
        f"{HOME}importer/confirmer/", {"digest": digest, "name": "x", "trail": "1"}, follow=True
    )
    assert "envoyez-le de nouveau" in text_of(answer)


def test_a_file_sent_to_one_network_is_not_there_for_another(lead: Client, stranger: Client) -> None:
    fields = hidden(sent(lead, minimal_text().replace("Lancement", "Départ")))
    answer = stranger.post("/971/dossier/fichier/importer/confirmer/", fields, follow=True)
    assert "envoyez-le de nouveau" in text_of(answer)


# ------------------------------------------------------------------------------------------ what is refused


def archive(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in entries.items():
            bundle.writestr(name.replace("__", "."), content)
    return stream.getvalue()


BOMB = "maillage: 1\na: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n"
BAD = {
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "programme.yaml", "n&#x27;est pas un texte"),
    "latin1": ("maillage: 1\nnetwork: é".encode("latin-1"), "programme.yaml", "UTF-8"),
    "empty": (b"", "programme.yaml", "vide"),
    "html": (b"\n<!doctype html><title>404</title>", "programme.yaml", "page web"),
    "huge": (b"a: b\n" * (LARGEST_FILE // 5 + 1), "programme.yaml", "Mo"),
    "aliases": (BOMB.encode(), "programme.yaml", "renvois YAML"),
    "deep": (b"a: " + b"[" * 5000, "programme.yaml", "niveaux"),
    "other": (minimal_text().replace('"18"', '"45"').encode(), "loiret.yaml", "et vous êtes dans"),
    "word": (archive(word__xml=b"<x/>"), "programme.yaml", "ne contient pas programme.yaml"),
    "zip bomb": (archive(programme__yaml=b"a" * 120_000_000), "reseau.zip", "trop grande"),
    "cut zip": (archive(programme__yaml=b"maillage: 1")[:40], "reseau.zip", "archive de Maillage lisible"),
    "typo": (minimal_text().replace("months: 36", "mounths: 36").encode(), "p.yaml", "Vouliez-vous dire"),
}


@pytest.mark.parametrize("case", sorted(BAD))
def test_a_bad_file_is_refused_with_its_reason_and_changes_nothing(
    case: str, lead: Client, network: Network, own_place: Path
) -> None:
    content, name, reason = BAD[case]
    before = programme_text(network)
    answer = sent(lead, content, name)
    assert answer.status_code == 422
    assert reason in text_of(answer)
    assert programme_text(network) == before
    assert [path for path in own_place.rglob("*") if path.is_file()] == []


def test_a_problem_is_told_with_its_line_and_its_remedy(lead: Client) -> None:
    answer = sent(lead, minimal_text().replace("amount_ht: 15000", "amount_ht: quinze mille"))
    line = minimal_text()[: minimal_text().index("amount_ht: 15000")].count("\n") + 1
    shown = text_of(answer)
    assert f"{line}, colonne" in shown
    assert "quinze mille" in shown
    assert "Écrivez des chiffres seuls" in shown


def test_a_hostile_file_name_stays_a_text(lead: Client, own_place: Path) -> None:
    answer = sent(lead, minimal_text().replace("Lancement", "Départ"), "<script>alert(1)<script>.yaml")
    assert "<script>alert" not in text_of(answer)
    kept = [path for path in own_place.rglob("*") if path.is_file()]
    assert [len(path.name) for path in kept] == [64]


def test_a_form_without_file_says_to_choose_one(lead: Client) -> None:
    answer = lead.post(f"{HOME}importer/", {})
    assert answer.status_code == 422
    assert "Choisissez un fichier." in text_of(answer)


# ------------------------------------------------------------------------------------------ identity


def test_the_lead_renames_the_network_and_the_trail_keeps_it(lead: Client, network: Network) -> None:
    page = lead.get(f"{HOME}identite/")
    typed = {"name": "Réseau du Berry", "owner": "Département", "service": "", "drac": "DRAC"}
    answer = lead.post(f"{HOME}identite/", {**typed, "_version": page.context["version"]})
    assert answer["Location"] == HOME
    network.refresh_from_db()
    assert (network.name, network.service, network.department, network.fictitious) == (
        "Réseau du Berry", "", "18", True,
    )  # fmt: skip
    assert "Réseau du Berry" in text_of(lead.get(HOME))
    assert "Réseau du Berry" in text_of(lead.get(f"{HOME}identite/historique/"))


def test_a_network_without_name_is_refused_and_what_was_typed_is_kept(lead: Client, network: Network) -> None:
    answer = lead.post(f"{HOME}identite/", {"name": "", "owner": "Un autre", "_version": ""})
    assert answer.status_code == 422
    assert "Un autre" in text_of(answer)
    assert "est à remplir" in text_of(answer)
