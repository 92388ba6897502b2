"""Forms to be filled away from the network: what they hold, reopened with other readers."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pypdf
import pytest
from python_calamine import CalamineWorkbook

from maillage.campaigns.domain.offline.forms import OfflineForm
from maillage.campaigns.domain.offline.sheets import ANSWER, CODE, HEADS, IDENTITY, QUESTIONS
from maillage.campaigns.offline.forms import blank_form, form_for, forms_of_epci
from maillage.campaigns.offline.ods_form import ods_form
from maillage.campaigns.offline.pdf_form import pdf_forms
from maillage.campaigns.offline.xlsx_form import xlsx_form
from maillage.campaigns.visits import place_of


@pytest.fixture
def form(small_grid: Any) -> OfflineForm:
    return form_for(small_grid.participation(), small_grid.today, express=False)


def test_the_printed_form_is_tagged_titled_and_french(form: OfflineForm) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(pdf_forms([form])))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr-FR"
    assert form.identity.name in pdf.metadata.title
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_the_printed_form_numbers_every_question_as_on_screen(form: OfflineForm) -> None:
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf_forms([form]))).pages)
    for item in form.items:
        assert item.number in text
        assert item.title.replace("'", "’").split()[0] in text
    assert "Pour vous aider, pas pour vous juger" in text.replace("\xa0", " ")
    assert form.identity.campaign in text


def test_each_form_of_a_pile_begins_on_a_right_hand_page(small_grid: Any) -> None:
    epci = small_grid.participation().epci_code
    forms = forms_of_epci(small_grid.row, epci, small_grid.today, express=True)[:3]
    assert len(forms) > 1
    pages = pypdf.PdfReader(io.BytesIO(pdf_forms(forms))).pages
    starts = [rank for rank, page in enumerate(pages) if "Comment répondre" in page.extract_text()]
    assert len(starts) == len(forms)
    assert all(start % 2 == 0 for start in starts)


def test_a_blank_form_names_no_library_and_the_short_one_asks_less(small_grid: Any) -> None:
    short, whole = (blank_form(small_grid.row, express=express) for express in (True, False))
    assert not short.identity.place
    assert len(short.items) < len(whole.items)


@pytest.mark.parametrize("make", [xlsx_form, ods_form])
def test_a_spreadsheet_form_is_read_by_another_reader_with_one_row_a_question(
    form: OfflineForm, make: Any
) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(make(form)))
    rows = book.get_sheet_by_name(QUESTIONS).to_python()
    assert [str(cell) for cell in rows[0]] == list(HEADS)
    column = HEADS.index(CODE)
    assert [row[column] for row in rows[1:] if row[column]] == [item.code for item in form.items]
    assert all(row[HEADS.index(ANSWER)] == "" for row in rows[1:])
    said = {row[0]: row[1] for row in book.get_sheet_by_name(IDENTITY).to_python()}
    assert said["lieu"] == form.identity.place
    assert said["empreinte"] == form.identity.digest


def test_only_the_answers_of_an_xlsx_form_are_open_and_its_identity_is_hidden(form: OfflineForm) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_form(form)))
    page = book[QUESTIONS]
    assert page.protection.sheet
    assert page.freeze_panes == "C2"
    assert book[IDENTITY].sheet_state == "hidden"
    open_columns = {cell.column for row in page.iter_rows() for cell in row if not cell.protection.locked}
    assert open_columns == {
        HEADS.index(head) + 1 for head in ("Votre réponse", "Sinon, pourquoi", "Remarque", "Ce qui le montre")
    }
    assert page.column_dimensions["I"].hidden
    lists = {str(one.sqref): one.formula1 for one in page.data_validations.dataValidation}
    assert lists["E3"] == '"0,1,2,3,4"'


def test_an_ods_form_is_protected_with_lists_and_unlocked_answers(form: OfflineForm) -> None:
    content = zipfile.ZipFile(io.BytesIO(ods_form(form))).read("content.xml").decode()
    assert content.count('table:protected="true"') == 3
    assert 'style:cell-protect="none"' in content
    assert "cell-content-is-in-list" in content


def test_what_is_typed_in_a_framework_never_becomes_a_formula(form: OfflineForm) -> None:
    item = replace(form.items[0], title='=HYPERLINK("http://exemple.fr")', question="+1")
    domain = replace(form.framework.domains[0], items=(item,))
    hostile = replace(form, framework=replace(form.framework, domains=(domain,)), proposals={})
    for make in (xlsx_form, ods_form):
        content = zipfile.ZipFile(io.BytesIO(make(hostile)))
        told = b"".join(content.read(name) for name in content.namelist() if name.endswith(".xml"))
        assert b"<f>" not in told
        assert b"table:formula" not in told


def test_the_place_of_a_form_is_that_of_its_questionnaire(small_grid: Any, form: OfflineForm) -> None:
    assert form.identity.place == place_of(small_grid.participation())
