"""Contributions inside: typed, imported, read, grouped, set aside, erased; and they travel with the network."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.test import Client

from builders import project_for
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.diagnosis import contributing
from maillage.diagnosis.domain import Consultation as ConsultationValue
from maillage.diagnosis.domain import ConsultationQuestion, QuestionKind
from maillage.diagnosis.domain.contribution_lines import read_lines
from maillage.diagnosis.domain.contributions import Answer, Channel
from maillage.diagnosis.heard import heard_in
from maillage.diagnosis.models import Consultation, Contribution, ContributionTheme
from maillage.portability.archive import BadArchive, export_archive, import_archive
from maillage.portability.heard_tables import CONTRIBUTION_FIELDS, CONTRIBUTIONS
from maillage.programme.answering import changed_by
from web import text_of

QUESTIONS = (ConsultationQuestion(code="Q1", title="Que manque-t-il ?"),)
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def heard(network: Network) -> Network:
    row = Consultation.objects.create(network=network, code="K1", who="Habitants", how="Rencontres")
    ContributionTheme.objects.create(network=network, code="T1", title="Wifi")
    for text, commune in (("Un débit correct", "Léré"), ("Ouvrir le samedi", ""), ("Rien à dire", "")):
        contributing.receive(
            consultation=row,
            given=contributing.Received(
                answers=[Answer(question="Q1", title="Que manque-t-il ?", text=text)],
                channel=Channel.PAPER,
                commune=commune,
            ),
        )
    return network


def at(network: Network, path: str = "") -> str:
    return f"/{network.department}/diagnostic/concertation/contributions/{path}"


def sort(client: Client, network: Network, *numbers: int, **act: str) -> Any:
    return client.post(at(network, "classer/"), {"numero": [str(n) for n in numbers], **act}, follow=True)


def states(network: Network) -> dict[int, str]:
    return {row.number: row.state.value for row in Contribution.objects.filter(network=network)}


# -- what a consultation may be


def test_a_form_has_six_questions_at_most_and_a_choice_has_two_answers() -> None:
    with pytest.raises(ValueError, match="6 questions au plus"):
        ConsultationValue(code="K", who="x", how="y", questions=QUESTIONS * 7)
    with pytest.raises(ValueError, match="au moins deux réponses"):
        ConsultationQuestion(code="Q", title="x", kind=QuestionKind.ONE, options=("Oui", "Oui"))


# -- reading and grouping


@pytest.mark.django_db
def test_contributions_are_found_without_case_or_accents_and_unread_ones_come_first(
    heard: Network, reader: Client
) -> None:
    text = text_of(reader.get(at(heard), {"q": "DEBIT lere"}))
    assert "1 contribution pour ces critères" in text
    assert "Un débit correct" in text
    assert "Ouvrir le samedi" not in text
    assert 'type="checkbox"' not in text
    contributing.mark_read(contributions=Contribution.objects.filter(number=3))
    shown = text_of(reader.get(at(heard)))
    assert shown.index("Ouvrir le samedi") < shown.index("Rien à dire")


@pytest.mark.django_db
def test_contributions_are_grouped_set_aside_and_taken_back(heard: Network, team: Client) -> None:
    assert "2 contributions regroupées" in text_of(sort(team, heard, 1, 2, acte="regrouper", theme="T1"))
    assert "Dites pourquoi" in text_of(sort(team, heard, 3, acte="ecarter", raison=" "))
    sort(team, heard, 3, acte="ecarter", raison=f"Hors sujet {SCRIPT}")
    assert states(heard) == {1: "grouped", 2: "grouped", 3: "aside"}
    assert SCRIPT not in team.get(at(heard)).content.decode()
    sort(team, heard, 1, acte="sortir")
    assert states(heard) == {1: "read", 2: "grouped", 3: "aside"}
    found = heard_in(heard)
    assert (found.whole, found.grouped, found.aside, found.left, found.unread) == (3, 1, 1, 1, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given",
    [{"acte": "regrouper", "theme": "T1"}, {"numero": ["1", "x", "²", "9" * 30], "acte": "regrouper", "theme": "ailleurs"},
     {"numero": "1", "acte": "publier"}, {"numero": "1", "acte": "ecarter", "raison": "x" * 400}],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_changes_nothing(
    given: dict[str, Any], heard: Network, team: Client
) -> None:
    assert team.post(at(heard, "classer/"), given).status_code == 302
    assert set(states(heard).values()) == {"unread"}


@pytest.mark.django_db
def test_contributions_of_another_network_are_out_of_reach(
    heard: Network, stranger: Client, team: Client
) -> None:
    away = Network.objects.get(department="971")
    row = Consultation.objects.create(network=away, code="Z", who="Loin", how="x")
    Contribution.objects.create(
        network=away, consultation=row, number=99, at="2026-01-01T00:00Z", channel="paper"
    )
    sort(team, heard, 99, acte="ecarter", raison="x")
    assert states(away) == {99: "unread"}
    assert team.get(at(heard, "99/")).status_code == 404
    assert stranger.get(at(heard)).status_code == 404
    assert Client().get(at(heard)).status_code == 302


@pytest.mark.django_db
def test_only_the_lead_erases_for_good_and_the_text_leaves_the_history_too(
    heard: Network, lead: Client, team: Client
) -> None:
    assert team.post(at(heard, "1/effacer/")).status_code == 403
    assert lead.post(at(heard, "1/effacer/")).status_code == 302
    assert not Contribution.objects.filter(number=1).exists()
    entry = AuditEntry.objects.filter(network=heard).latest("pk")
    assert entry.detail["number"] == 1
    assert "débit" not in str(entry.detail)


@pytest.mark.django_db
def test_three_hundred_contributions_are_read_by_fifty_in_few_queries(
    heard: Network, team: Client, django_assert_max_num_queries: Any
) -> None:
    row = Consultation.objects.get(network=heard, code="K1")
    answers = [Answer(question="Q1", title="?", text="Encore")]
    given = [contributing.Received(answers=answers, channel=Channel.FILE) for _ in range(300)]
    contributing.receive_all(consultation=row, given=given, actor=None)
    with django_assert_max_num_queries(30):
        text = text_of(team.get(at(heard)))
    assert "page 1 sur 7" in text
    assert text.count("<article") == 50


# -- typing and importing


@pytest.mark.django_db
def test_what_was_said_in_a_meeting_is_typed_with_its_day(
    heard: Network, team: Client, reader: Client
) -> None:
    path = at(heard, "saisir/")
    assert reader.get(path).status_code == 403
    given = {
        "demarche": "K1",
        "question-1": "Une navette",
        "channel": "meeting",
        "day": "2025-09-13",
        "quality": "volunteer",
    }
    assert team.post(path, given | {"day": "2099-01-01"}).status_code == 422
    assert team.post(path, given).status_code == 302
    made = Contribution.objects.latest("number")
    assert (made.channel_label, made.quality_label, str(made.at.date())) == (
        "réunion ou rencontre",
        "bénévole d'une bibliothèque",
        "2025-09-13",
    )


def test_a_table_is_read_by_its_heads_and_every_bad_line_is_told() -> None:
    text = (
        "Date;Qualité;Commune;Que manque-t-il ?;Autre chose\n"
        "13/09/2025;bénévole;Léré;Une imprimante;\n"
        "2025-13-40;;;Mauvais jour;\n"
        ";roi;;Mauvaise qualité;\n"
        ";;;;\n"
        f";;;{'x' * 6000};\n"
        ";;;;Un avis libre\n"
    )
    found = read_lines(text, QUESTIONS)
    assert [line.number for line in found.lines] == [2, 7]
    assert found.lines[0].answers == (
        Answer(question="Q1", title="Que manque-t-il ?", text="Une imprimante"),
    )
    assert len(found.problems) == 3
    assert "Ligne 3" in found.problems[0]
    assert "6\u202f000 caractères" in found.problems[2]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "date;commune\n2025-01-01;Léré\n", "x" * 200_000 + ';"' + "y" * 200_000]
)
def test_a_file_of_which_nothing_can_be_made_says_why(text: str) -> None:
    found = read_lines(text, QUESTIONS)
    assert not found.lines
    assert found.problems


@pytest.mark.django_db
def test_a_file_is_tried_before_it_is_kept(heard: Network, team: Client) -> None:
    path = at(heard, "importer/")
    content = f"Contribution,Commune\nUn bibliobus {SCRIPT},Léré\n".encode("cp1252")
    tried = team.post(path, {"demarche": "K1", "fichier": SimpleUploadedFile("avis.csv", content)})
    assert Contribution.objects.count() == 3
    assert "1 contribution" in text_of(tried)
    assert SCRIPT not in tried.content.decode()
    text = content.decode("cp1252")
    assert team.post(path, {"demarche": "K1", "texte": text, "confirmer": "1"}).status_code == 302
    assert Contribution.objects.latest("number").commune == "Léré"


# -- what they are linked to, and how they travel


@pytest.mark.django_db
def test_a_consultation_that_was_answered_does_not_vanish_by_itself(heard: Network) -> None:
    with pytest.raises(ProtectedError):
        Consultation.objects.filter(network=heard, code="K1").delete()


@pytest.mark.django_db
def test_a_consultation_removed_by_hand_comes_back_with_its_contributions(
    heard: Network, team: Client
) -> None:
    page = f"/{heard.department}/diagnostic/concertation/demarches/K1/supprimer/"
    assert "3 contributions" in text_of(team.get(page))
    removed = team.post(page, follow=True).content.decode()
    assert not Contribution.objects.filter(network=heard).exists()
    undo = removed.split('action="')[1:]
    address = next(part.split('"')[0] for part in undo if "retablir" in part or "annuler" in part)
    team.post(address)
    assert Contribution.objects.filter(network=heard).count() == 3


@pytest.mark.django_db
def test_a_theme_tells_the_objectives_and_actions_that_answer_it(
    demo_network: Network, reader: Client
) -> None:
    project = project_for(demo_network)
    assert [one.target for one in changed_by(project, "TH2")] == [
        "programme.Objective/C1", "programme.Action/A22", "programme.Action/C11",
    ]  # fmt: skip
    assert "Postes et tablettes" in text_of(reader.get("/18/diagnostic/concertation/themes/TH2/"))
    assert "Imprimer, numériser" in text_of(reader.get("/18/strategie/actions/A22/"))
    assert "Imprimer, numériser" in text_of(reader.get("/18/strategie/objectifs/C1/"))


@pytest.mark.django_db
def test_contributions_travel_in_the_archive_and_come_back_the_same(heard: Network, tmp_path: Path) -> None:
    theme = ContributionTheme.objects.get(network=heard, code="T1")
    contributing.group(contributions=Contribution.objects.filter(number=1), theme=theme, actor=None)
    before = list(
        Contribution.objects.order_by("number").values("number", "at", "answers", "commune", "theme__code")
    )
    export_archive(network=heard, path=tmp_path / "one.zip")
    Contribution.objects.all().delete()
    Consultation.objects.all().delete()
    import_archive(path=tmp_path / "one.zip")
    after = list(
        Contribution.objects.order_by("number").values("number", "at", "answers", "commune", "theme__code")
    )
    assert after == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [("answers", "[{}]"), ("channel", "pigeon"), ("consultation", "ailleurs"), ("at", "hier")],
)
def test_a_damaged_table_of_contributions_imports_nothing(
    field: str, value: str, heard: Network, tmp_path: Path
) -> None:
    export_archive(network=heard, path=tmp_path / "one.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        tables = {name: archive.read(name).decode() for name in archive.namelist()}
    rows = list(csv.DictReader(io.StringIO(tables[CONTRIBUTIONS])))
    rows[0][field] = value
    stream = io.StringIO()
    writer = csv.DictWriter(stream, CONTRIBUTION_FIELDS)
    writer.writeheader()
    writer.writerows(rows)
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        for name, text in {**tables, CONTRIBUTIONS: stream.getvalue()}.items():
            archive.writestr(name, text)
    with pytest.raises(BadArchive):
        import_archive(path=tmp_path / "two.zip")
    assert Contribution.objects.count() == 3
