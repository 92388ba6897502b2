"""The CSV files of the dossier: separator, mark, unknown values, formulas disarmed."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import minimal_text, project_for, read_text, saved_network
from maillage.base.spreadsheets import csv_bytes
from maillage.phasing.exports import phasing_rows

BOM = b"\xef\xbb\xbf"


def parsed(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_file_begins_with_a_mark_and_its_lines_end_as_spreadsheets_expect() -> None:
    data = csv_bytes([["é", "b"], ["c", ""]])
    assert data == BOM + "é;b\r\nc;\r\n".encode()


@pytest.mark.parametrize(
    "value",
    ["=1+1", '=HYPERLINK("x")', "+33 6 12", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "--5", "-", "+", "=", "-1e5"],
)
def test_a_cell_that_begins_like_a_formula_is_disarmed(value: str) -> None:
    ((cell,),) = parsed(csv_bytes([[value]]))
    assert cell == f"'{value}"


@pytest.mark.parametrize("value", ["-5", "-2,5", "+3", "-0.25", "12", "", "a=b", "5-3", "Liseuses @ home"])
def test_a_number_or_a_plain_text_is_left_as_it_is(value: str) -> None:
    assert parsed(csv_bytes([[value, "x"]])) == [[value, "x"]]


CELLS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_is_written_is_read_back_but_for_the_mark_that_disarms(rows: list[list[str]]) -> None:
    for given_row, found in zip(rows, parsed(csv_bytes(rows)), strict=True):
        assert [cell.removeprefix("'") for cell in found] == [cell.removeprefix("'") for cell in given_row]


@pytest.mark.django_db
def test_an_undated_step_has_empty_dates() -> None:
    header, *rows = phasing_rows(project_for(saved_network(file=read_text(minimal_text()))))
    assert len(rows) == 4
    for row in rows:
        told = dict(zip(header, row, strict=True))
        assert told["début"] == told["fin"] == ""


@pytest.mark.django_db
def test_a_title_that_looks_like_a_formula_cannot_run_in_a_spreadsheet() -> None:
    text = minimal_text().replace("title: Écrire le besoin", "title: '=cmd|calc'")
    rows = phasing_rows(project_for(saved_network(file=read_text(text))))
    assert "'=cmd|calc" in [cell for row in parsed(csv_bytes(rows)) for cell in row]
