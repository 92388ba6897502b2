"""Action sheets to print, from the screens: what a sheet says, who may take it, several in one file."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from django.test import Client

from builders import TODAY, minimal_text, project_for, read_text, saved_network
from maillage.accounts.models import Network
from maillage.base.models import Job
from maillage.base.models.jobs import JobState
from maillage.cli.demo import DEMO_TODAY
from maillage.dossier.action_sheets.content import printed_sheet
from maillage.dossier.action_sheets.job import KIND
from maillage.programme.readings import programme_of
from web import close, text_of

pytestmark = pytest.mark.django_db

AT = "/18/dossier/fiches/"


@pytest.fixture(autouse=True)
def own_place(settings: Any, tmp_path: Path) -> None:
    settings.MAILLAGE_VAR = tmp_path
    settings.MAILLAGE_TODAY = TODAY
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


FULL = """
              status: under_way
              outlook: fragile
              context: "Le réseau **prête** peu.\\n\\n- deux malles\\n- aucune liseuse"
              findings: [C1]
              team:
                - { role: Médiatrice, days_a_month: 2.5, task: anime, starts: 2026-02-01, ends: 2026-06-30 }
              bodies: [COPIL]
              reach: size
              population_to: 2000
              deliverables:
                - { title: Convention type, due: 2026-05-01 }
                - { title: Guide, delivered: 2026-04-02 }
              risks:
                - { code: R1, title: Une panne, likelihood: low, impact: medium, answer: Un prêt }
                - { code: R2, title: Un retard, likelihood: high, impact: very_high, owner: Direction }
              legal:
                - { topic: privacy, state: under_way, note: Registre à compléter }
              notes:
                - { day: 2026-01-10, text: Ancienne }
                - { day: 2026-01-12, outlook: low, text: Le prestataire tarde }
"""


def full_network() -> Network:
    anchor = "              lead: Responsable du numérique\n"
    assert minimal_text().count(anchor) == 1
    return saved_network(file=read_text(minimal_text().replace(anchor, anchor + FULL.lstrip("\n"))))


def words_of(sheet: Any) -> dict[str, str]:
    """The passages of a sheet by title, in plain text with ordinary spaces."""
    told = {
        passage.title: " / ".join(
            f"{line.label} : {line.text}" if line.label else line.text for line in passage.lines
        )
        for passage in sheet.passages
    }
    return {title: text.replace("\u00a0", " ").replace("\u202f", " ") for title, text in told.items()}


def test_a_sheet_says_everything_that_is_known_of_its_action() -> None:
    sheet = printed_sheet(project_for(full_network()), "A11")
    told = words_of(sheet)
    assert (sheet.number, sheet.code) == ("1.1.1", "A11")
    assert dict(sheet.strip)["Pilote"] == "Responsable du numérique"
    assert dict(sheet.strip)["Où elle en est"] == "en cours, confiance fragile"
    assert told["Contexte"] == "Le réseau prête peu. / deux malles / aucune liseuse"
    assert told["Constats auxquels elle répond"].startswith("C1. ")
    assert "Objectif : 1.1 " in told["Ce qu'elle sert"]
    assert "Schéma : OR1. " in told["Ce qu'elle sert"]
    assert "Médiatrice (2,5 jours par mois, du 01/02/2026 au 30/06/2026) : anime" in told["Qui"]
    assert "Instances qui décident : Comité de pilotage" in told["Qui"]
    assert "communes d'au plus 2 000 habitants" in told["Pour qui"]
    assert "15 000 € HT" in told["Dépenses et financement"]
    assert "Convention type (attendu le 01/05/2026) / Guide (remis le 02/04/2026)" in told["Livrables"]
    assert told["Points de droit"] == "Données personnelles (RGPD) : en cours. Registre à compléter"
    assert told["Dernière note d'avancement"] == "12/01/2026, confiance compromise : Le prestataire tarde"
    steps, risks = sheet.grids
    assert [row[1] for row in steps.rows] == ["Écrire le besoin", "Décider", "Acheter"] or len(
        steps.rows
    ) == 3
    assert [row[0] for row in risks.rows] == ["Un retard", "Une panne"]
    assert risks.rows[0][3:] == ("à trouver", "Direction")
    assert sheet.dated.startswith("Fiche du 15 janvier 2026")


def test_a_bare_action_says_what_is_to_be_written() -> None:
    text = minimal_text()
    start = text.index("            - code: A12\n")
    bare = "            - { code: A13, title: Idée, kind: mediation, scope: internal }\n"
    sheet = printed_sheet(
        project_for(saved_network(file=read_text(text[:start] + bare + text[start:]))), "A13"
    )
    told = words_of(sheet)
    assert told["Ce qui sera fait"] == told["Résultat attendu"] == "À écrire."
    assert told["Qui"] == "Pilote : à désigner"
    assert told["Dépenses et financement"] == "Aucune dépense n'est encore chiffrée."
    assert "Livrables" not in told
    [steps] = sheet.grids
    assert (steps.rows, steps.empty[:21]) == ((), "Aucune étape n'est en")
    assert dict(sheet.strip)["Coût HT"] == "à chiffrer"


def test_every_sheet_of_the_demo_is_one_page_and_whole(demo_network: Network) -> None:
    from maillage.dossier.action_sheets.pdf import sheets_pdf

    project = project_for(demo_network, DEMO_TODAY)
    sheets = [printed_sheet(project, one.code) for _, _, one in programme_of(project).actions()]
    reader = pypdf.PdfReader(io.BytesIO(sheets_pdf(sheets, title="Fiches")))
    assert len(reader.pages) == len(sheets)
    assert "Fiche abrégée" not in "".join(page.extract_text() for page in reader.pages)


# -- screens


def test_readers_take_a_sheet_in_pdf_and_in_word_and_strangers_nothing(
    reader: Client, stranger: Client, network: Network
) -> None:
    pdf = reader.get(f"{AT}A11.pdf")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert "fiche-a11.pdf" in pdf.headers["Content-Disposition"]
    assert len(pypdf.PdfReader(io.BytesIO(pdf.content)).pages) == 1
    word = docx.Document(io.BytesIO(reader.get(f"{AT}A11.docx").content))
    assert word.core_properties.title.startswith("Fiche action 1.1.1")
    assert stranger.get(f"{AT}A11.pdf").status_code == 404
    for wrong in ("NULLE.pdf", "A11.odt"):
        assert reader.get(f"{AT}{wrong}").status_code == 404


def test_the_page_of_an_action_and_of_an_axis_offer_their_sheets(reader: Client, network: Network) -> None:
    page = reader.get("/18/strategie/actions/A11/").content.decode()
    for name in ("A11.pdf", "A11.docx", ""):
        assert f'href="{AT}{name}"' in page
    assert f'href="{AT}?axe=A"' in reader.get("/18/strategie/axes/A/").content.decode()


def test_the_list_of_sheets_is_short_to_ask_and_narrowed_by_axis(
    lead: Client, demo_network: Network, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30):
        page = text_of(lead.get(AT))
    assert page.count(".pdf") == len(list(programme_of(project_for(demo_network, DEMO_TODAY)).actions()))
    narrowed = text_of(lead.get(f"{AT}?axe=B"))
    assert 0 < narrowed.count(".pdf") < page.count(".pdf")
    assert '<option value="B" selected>' in narrowed
    assert text_of(lead.get(f"{AT}?axe=rien")).count(".pdf") == page.count(".pdf")


def made(client: Client, callbacks: Any, **asked: str) -> Job:
    with callbacks(execute=True):
        answer = client.post(f"{AT}preparer/", asked)
    assert answer.status_code == 302
    return Job.objects.filter(kind=KIND).latest("pk")


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_sheets_of_an_axis_are_made_in_the_background_and_taken_by_readers(
    kind: str, lead: Client, reader: Client, stranger: Client, django_capture_on_commit_callbacks: Any
) -> None:
    job = made(lead, django_capture_on_commit_callbacks, format=kind, axe="A")
    assert (job.state, job.result["sheets"]) == (JobState.DONE, 2)
    url = f"{AT}preparees/{job.pk}/"
    assert job.result["url"] == url
    answer = reader.get(url)
    content = b"".join(answer.streaming_content)
    close(answer)
    if kind == "pdf":
        assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 2
    else:
        assert docx.Document(io.BytesIO(content)).tables
    assert stranger.get(url).status_code == 404
    assert url in lead.get(AT).content.decode()


def test_a_reader_prepares_nothing_and_made_up_choices_are_refused(
    lead: Client, reader: Client, network: Network
) -> None:
    assert reader.post(f"{AT}preparer/", {"format": "pdf"}).status_code == 403
    assert "Préparer le fichier" not in text_of(reader.get(AT))
    for wrong in ({"format": "exe"}, {"axe": "RIEN"}):
        assert lead.post(f"{AT}preparer/", wrong).status_code == 404


def test_only_the_last_files_are_kept(
    lead: Client, django_capture_on_commit_callbacks: Any, tmp_path: Path
) -> None:
    jobs = [made(lead, django_capture_on_commit_callbacks, format="docx", axe="") for _ in range(8)]
    kept = sorted(int(path.stem) for path in (tmp_path / "fiches-action").rglob("*.docx"))
    assert kept == [job.pk for job in jobs[-6:]]
    assert lead.get(f"{AT}preparees/{jobs[0].pk}/").status_code == 404


def test_the_date_of_a_sheet_is_the_day_of_the_network(
    reader: Client, settings: Any, network: Network
) -> None:
    settings.MAILLAGE_TODAY = date(2027, 1, 1)
    text = pypdf.PdfReader(io.BytesIO(reader.get(f"{AT}A11.pdf").content)).pages[0].extract_text()
    assert "Fiche du 1er janvier 2027" in text.replace("\u00a0", " ")
