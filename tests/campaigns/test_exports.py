"""What is exported is what was answered, in every format, and nothing in it runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from odfdo import Document
from python_calamine import CalamineWorkbook

from campaigns.conftest import OpenCampaign
from maillage.accounts.models import Network
from maillage.base.jobs.running import run_job
from maillage.base.models import Job
from maillage.base.spreadsheet_streams import Table, csv_stream, ods_file, xlsx_file
from maillage.campaigns.answering import Given, save_answer
from maillage.campaigns.domain.answers import Missing
from maillage.campaigns.exports import files
from maillage.campaigns.exports.cases import source_of
from maillage.campaigns.exports.job import KIND
from maillage.campaigns.exports.wanted import Wanted
from maillage.campaigns.models import Answer, Participation
from maillage.campaigns.submitting import submit
from maillage.rulebook.projects import project_of
from web import close

URL = "/18/campagnes/ESSAI/export/"
DANGER = '=cmd|"/C calc"!A0'


def _taken(answer: Any) -> bytes:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    close(answer)
    return bytes(content)


def _csv(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{URL}fichier/?{query}")
    assert answer.status_code == 200
    text = _taken(answer).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter="," if "virgules" in query else ";"))


@pytest.fixture
def answered(open_grid: OpenCampaign) -> OpenCampaign:
    """The first library sent all its levels, with a remark that would run; the second has a draft."""
    ladders = [item for item in open_grid.framework.items if item.levels]
    first, second = open_grid.participation(0), open_grid.participation(1)
    open_grid.answer(first, {item.code: rank % 3 for rank, item in enumerate(ladders)})
    for row, text in ((first, DANGER), (second, "brouillon")):
        revision = 1 if row is first else 0
        given = Given(item=ladders[0].code, value="2", comment=text, revision=revision)
        save_answer(participation=row, framework=open_grid.framework, given=given, today=open_grid.today)
    unknown = Given(item=ladders[1].code, missing=Missing.UNKNOWN, revision=1)
    save_answer(participation=first, framework=open_grid.framework, given=unknown, today=open_grid.today)
    submit(participation=first, today=open_grid.today)
    return open_grid


def _row(rows: list[dict[str, str]], row: Participation) -> dict[str, str]:
    return next(one for one in rows if one["bibliotheque"] == row.library_code)


def test_what_is_read_back_is_what_was_answered(answered: OpenCampaign, lead: Client) -> None:
    first = answered.participation(0)
    rows = _csv(lead)
    told = _row(rows, first)
    kept = {one.item: one for one in Answer.objects.filter(participation=first)}
    assert len(kept) > 20
    for item in answered.framework.items:
        if f"q.{item.code}" not in told:
            continue
        answer = kept.get(item.code)
        assert told[f"q.{item.code}"].replace(",", ".") == (answer.value if answer else "")
        assert told[f"q.{item.code}.absence"] == (answer.missing if answer else "")
        if answer and answer.value and item.levels:
            assert told[f"q.{item.code}.libelle"] == item.levels[int(answer.value)]
    long = [one for one in _csv(lead, "forme=long") if one["bibliotheque"] == first.library_code]
    assert {one["question"]: (one["valeur"].replace(",", "."), one["absence"]) for one in long} == {
        code: (one.value, one.missing) for code, one in kept.items()
    }


def test_every_library_is_listed_with_its_state_and_drafts_stay_out(
    answered: OpenCampaign, lead: Client
) -> None:
    rows = _csv(lead)
    assert len(rows) == Participation.objects.filter(campaign=answered.row).count()
    first, second, third = (answered.participation(n) for n in range(3))
    states = [_row(rows, one)["etat"] for one in (first, second, third)]
    assert states == ["envoyé", "brouillon", "rien reçu"]
    code = next(item.code for item in answered.framework.items if item.levels)
    assert _row(rows, second)[f"q.{code}"] == ""
    assert _row(_csv(lead, "brouillons=oui"), second)[f"q.{code}"] == "2"


def test_texts_are_for_the_team_and_never_run(answered: OpenCampaign, lead: Client, reader: Client) -> None:
    first = answered.participation(0)
    code = next(item.code for item in answered.framework.items if item.levels)
    told = _row(_csv(lead, "textes=oui"), first)
    assert told[f"q.{code}.remarque"] == f"'{DANGER}"
    assert f"q.{code}.remarque" not in _row(_csv(reader, "textes=oui"), first)
    assert DANGER not in str(_csv(reader, "forme=long&textes=oui"))


@pytest.mark.parametrize("shape", ["", "long"])
def test_csv_xlsx_and_ods_say_the_same(answered: OpenCampaign, lead: Client, shape: str) -> None:
    query = f"forme={shape}&textes=oui&format="
    plain = [list(one.values()) for one in _csv(lead, f"{query}virgules")]
    book = openpyxl.load_workbook(io.BytesIO(_taken(lead.get(f"{URL}fichier/?{query}xlsx"))))
    sheet, dictionary = book.worksheets
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert _same(sheet.iter_rows(min_row=2, values_only=True)) == [
        [one.removeprefix("'") for one in row] for row in plain
    ]
    names = [row[0] for row in dictionary.iter_rows(min_row=2, values_only=True)]
    assert set(names) >= {cell.value for cell in sheet[1]}
    ods = _taken(lead.get(f"{URL}fichier/?{query}ods"))
    opened = CalamineWorkbook.from_filelike(io.BytesIO(ods)).get_sheet_by_index(0).to_python()
    assert _same(opened[1:]) == _same(sheet.iter_rows(min_row=2, values_only=True))
    assert len(Document(io.BytesIO(ods)).body.tables) == 2


def _same(rows: Any) -> list[list[str]]:
    return [[_told(value) for value in row] for row in rows]


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float | int):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return value.isoformat()[:10] if hasattr(value, "isoformat") else str(value)


def test_a_second_look_has_its_own_row(answered: OpenCampaign, lead: Client) -> None:
    own = answered.participation(0)
    Participation.objects.create(
        network=answered.network, campaign=answered.row, library_code=own.library_code,
        library_name=own.library_name, rater="referent", rater_label="Camille",
    )  # fmt: skip
    rows = [one for one in _csv(lead) if one["bibliotheque"] == own.library_code]
    assert sorted(one["regard"] for one in rows) == ["referent", "self"]
    assert "Camille" not in str(_csv(lead))


def test_a_large_workbook_is_made_in_the_background(
    answered: OpenCampaign, lead: Client, reader: Client, monkeypatch: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    monkeypatch.setattr(files, "AT_ONCE", 1)
    asked = {"format": "xlsx", "textes": "oui"}
    assert "Préparer le fichier" in lead.get(URL, asked).text
    assert lead.get(f"{URL}fichier/", asked).status_code == 302
    with django_capture_on_commit_callbacks(execute=False):
        lead.post(f"{URL}preparer/", asked)
    job = Job.objects.get(kind=KIND)
    run_job.func(job.pk)
    job.refresh_from_db()
    assert job.state == "done", job.message
    assert reader.get(job.result["url"]).status_code == 404
    book = openpyxl.load_workbook(io.BytesIO(_taken(lead.get(job.result["url"]))))
    assert book.worksheets[0].max_row > 100


def test_strangers_get_nothing(answered: OpenCampaign, stranger: Client, lead: Client) -> None:
    for path in ("", "fichier/", "dictionnaire.csv"):
        assert stranger.get(f"{URL}{path}").status_code == 404
    assert lead.get("/18/campagnes/RIEN/export/").status_code == 404


def test_the_page_tells_the_true_size(
    answered: OpenCampaign, lead: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30):
        lead.get(URL)
    project = project_of(answered.network, answered.today)
    for wanted in (
        Wanted(),
        Wanted(long=True),
        Wanted(drafts=True, texts=True),
        Wanted(long=True, drafts=True),
    ):
        source = source_of(project, answered.row, wanted)
        table = files.tables_of(source)[0]
        size = files.size_of(source)
        assert size.columns == len(table.heads)
        assert size.rows == len(list(table.rows))


def test_a_row_is_sent_before_the_last_is_read() -> None:
    read = []

    def rows() -> Any:
        for rank in range(1000):
            read.append(rank)
            yield [rank, "é"]

    parts = csv_stream(["a", "b"], rows(), comma=False)
    next(parts), next(parts)
    assert len(read) == 50
    assert b"".join(parts).count(b"\r\n") == 950


@pytest.mark.parametrize("write", [xlsx_file, ods_file])
def test_texts_come_back_as_they_were_typed(write: Callable[..., None], tmp_path: Any) -> None:
    texts = ["=1+1", "+33", "-a", "@x", "a  b", " devant", "deux\nlignes", "<&>\"'", "0012", "é œ …", "3,5"]
    write(tmp_path / "f", [Table(name="T", heads=["t"], rows=[[text] for text in texts])])
    rows = CalamineWorkbook.from_path(tmp_path / "f").get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == texts


def test_a_campaign_of_the_demo_is_exported_whole(demo_network: Network, lead: Client) -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(_taken(lead.get("/18/campagnes/AUT26/export/fichier/")).decode("utf-8-sig")),
            delimiter=";",
        )
    )
    sent = Participation.objects.filter(campaign__code="AUT26").submitted()
    assert sum(one["etat"] == "envoyé" for one in rows) == sent.count()
    assert any(one["regard"] != "self" for one in rows)
