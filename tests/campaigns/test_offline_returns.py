"""Returned forms: what is read of them, what is refused and where, what is kept."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.campaigns.offline_files import column, filled_ods, filled_xlsx

from maillage.campaigns.domain.answers import Missing, Provenance
from maillage.campaigns.domain.offline.sheets import ANSWER, CODE, IDENTITY, NUMBER, QUESTIONS
from maillage.campaigns.framework_store import keep_framework
from maillage.campaigns.models import Answer
from maillage.campaigns.offline.forms import blank_form, form_for
from maillage.campaigns.offline.importing import import_form
from maillage.campaigns.offline.trial import FileTrial, Keep, try_file
from maillage.campaigns.opening import NotPossible, close_campaign
from maillage.campaigns.submitting import submit

TWO = {"acces-debit": {"value": 2}, "acces-postes": {"reason": "je ne sais pas", "comment": "À voir"}}


def tried(grid: Any, content: bytes, name: str = "retour.xlsx", **more: Any) -> FileTrial:
    return try_file(grid.row, name, content, grid.today, **more)


def form_of(grid: Any, index: int = 0) -> Any:
    return form_for(grid.participation(index), grid.today, express=False)


@pytest.mark.parametrize("fill", [filled_xlsx, filled_ods])
def test_a_filled_form_is_saved_as_a_file_with_its_reasons_and_remarks(small_grid: Any, fill: Any) -> None:
    trial = tried(small_grid, fill(form_of(small_grid), TWO))
    assert not trial.refusal
    assert not trial.remarks
    assert import_form(trial=trial, keep=Keep.ONLINE, send=False, today=small_grid.today) == 2
    rows = {row.item: row for row in Answer.objects.filter(participation=small_grid.participation())}
    assert rows["acces-debit"].value == "2"
    assert rows["acces-debit"].provenance == Provenance.FILE.value
    assert rows["acces-postes"].missing == Missing.UNKNOWN.value
    assert rows["acces-postes"].comment == "À voir"


def test_rows_sorted_moved_and_inserted_find_their_questions(small_grid: Any) -> None:
    def move(book: Any) -> None:
        page = book[QUESTIONS]
        for merged in list(page.merged_cells.ranges):
            page.unmerge_cells(str(merged))
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)][::-1]
        page.delete_rows(2, page.max_row)
        for rank, row in enumerate(rows):
            for place, value in enumerate(row, 1):
                page.cell(2 + 2 * rank, place).value = value
        page.insert_rows(1, 3)
        page.title = "Feuille renommée"

    trial = tried(small_grid, filled_xlsx(form_of(small_grid), TWO, move))
    assert {one.item.code for one in trial.fresh} == set(TWO)


def test_a_row_that_lost_its_code_is_found_by_its_number(small_grid: Any) -> None:
    def erase(book: Any) -> None:
        for row in range(2, book[QUESTIONS].max_row + 1):
            book[QUESTIONS].cell(row, column(CODE)).value = None

    assert len(tried(small_grid, filled_xlsx(form_of(small_grid), TWO, erase)).fresh) == 2


def test_a_row_that_is_no_question_is_told_with_its_cell(small_grid: Any) -> None:
    def add(book: Any) -> None:
        page = book[QUESTIONS]
        page.cell(200, column(NUMBER)).value = "9.99"
        page.cell(200, column(ANSWER)).value = "3"

    (remark,) = tried(small_grid, filled_xlsx(form_of(small_grid), {}, add)).remarks
    assert remark.row == 199
    assert "n'est pas une question" in remark.message
    assert remark.remedy


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"value": 9}, "n'est pas un niveau"),
        ({"value": "x" * 2_000_000}, "signes"),
        ({"comment": "x" * 2_000_000}, "signes"),
        ({"value": 2, "reason": "sans objet"}, "à la fois"),
        ({"reason": "pas compté"}, "raison de la liste"),
        ({"value": "=1+1"}, "formule"),
    ],
)
def test_a_cell_that_cannot_be_read_is_refused_alone(
    small_grid: Any, said: dict[str, Any], word: str
) -> None:
    content = filled_xlsx(form_of(small_grid), {"acces-debit": said, "acces-postes": {"value": 1}})
    trial = tried(small_grid, content)
    assert [one.item.code for one in trial.fresh] == ["acces-postes"]
    (remark,) = trial.remarks
    assert word in remark.message
    assert len(remark.read) <= 60


def test_a_formula_with_a_value_is_read_with_a_warning(small_grid: Any) -> None:
    content = filled_xlsx(form_of(small_grid), {"acces-debit": {"value": "=1+1"}})
    computed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(computed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            for empty in (b"<f>1+1</f><v></v>", b"<f>1+1</f><v/>", b"<f>1+1</f><v />"):
                part = part.replace(empty, b"<f>1+1</f><v>2</v>")
            new.writestr(name, part)
    trial = tried(small_grid, computed.getvalue())
    assert [one.value for one in trial.fresh] == ["2"]
    assert "seule sa valeur" in trial.remarks[0].message


def test_files_that_are_no_form_are_refused_in_one_sentence_with_the_remedy(small_grid: Any) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as bundle:
        bundle.writestr("a.txt", "a")
    contents = {
        "vide": b"",
        "ancien ou protégé": b"\xd0\xcf\x11\xe0" + bytes(600),
        "CSV renommé": "N°;Votre réponse\n1.1;2\n".encode(),
        "coupé": filled_xlsx(form_of(small_grid), TWO)[:2000],
        "archive": archive.getvalue(),
    }
    for content in contents.values():
        trial = tried(small_grid, content)
        assert trial.refusal
        assert not trial.is_ready


def test_a_cell_at_the_end_of_the_world_is_refused_by_its_name(small_grid: Any) -> None:
    def far(book: Any) -> None:
        book[QUESTIONS]["XFD1048576"] = "là"

    assert "XFD1048576" in tried(small_grid, filled_xlsx(form_of(small_grid), TWO, far)).refusal


def test_a_workbook_without_its_questions_is_refused(small_grid: Any) -> None:
    trial = tried(
        small_grid, filled_xlsx(form_of(small_grid), TWO, lambda book: book.remove(book[QUESTIONS]))
    )
    assert "ligne de titres" in trial.refusal


def test_merged_answers_are_read_once(small_grid: Any) -> None:
    def merge(book: Any) -> None:
        book[QUESTIONS].merge_cells("E3:E4")

    trial = tried(small_grid, filled_xlsx(form_of(small_grid), {"acces-debit": {"value": 2}}, merge))
    assert [one.item.code for one in trial.fresh] == ["acces-debit"]


def test_a_form_of_another_campaign_or_framework_is_refused(small_grid: Any) -> None:
    form = form_of(small_grid)
    other = replace(form, identity=replace(form.identity, campaign="AUTRE"))
    assert "campagne AUTRE" in tried(small_grid, filled_xlsx(other, TWO)).refusal
    foreign = replace(form, identity=replace(form.identity, framework="autre-grille"))
    assert "autre-grille" in tried(small_grid, filled_xlsx(foreign, TWO)).refusal


def test_a_form_without_library_asks_which_and_takes_the_one_chosen(small_grid: Any) -> None:
    content = filled_xlsx(blank_form(small_grid.row, express=False), TWO)
    assert tried(small_grid, content).asks
    code = small_grid.participation(3).library_code
    assert tried(small_grid, content, place=code).participation == small_grid.participation(3)
    lost = replace(form_of(small_grid), identity=replace(form_of(small_grid).identity, place="LI77"))
    assert "LI77" in tried(small_grid, filled_xlsx(lost, TWO)).note


def test_a_form_without_its_identity_sheet_asks_which_library(small_grid: Any) -> None:
    trial = tried(small_grid, filled_xlsx(form_of(small_grid), TWO, lambda book: book.remove(book[IDENTITY])))
    assert trial.asks


def test_a_questionnaire_sent_is_never_overwritten(small_grid: Any) -> None:
    person = small_grid.participation()
    content = filled_xlsx(form_of(small_grid), TWO)
    submit(participation=person, today=small_grid.today)
    trial = tried(small_grid, content)
    assert "déjà envoyé" in trial.refusal
    with pytest.raises(NotPossible):
        import_form(trial=trial, keep=Keep.FILE, send=False, today=small_grid.today)


def test_a_closed_campaign_takes_no_file(small_grid: Any) -> None:
    content = filled_xlsx(form_of(small_grid), TWO)
    close_campaign(campaign=small_grid.row)
    small_grid.row.refresh_from_db()
    assert "terminée" in tried(small_grid, content).refusal


@pytest.mark.parametrize(("keep", "value"), [(Keep.ONLINE, "4"), (Keep.FILE, "2"), (Keep.NEWEST, "4")])
def test_two_different_answers_are_shown_and_the_choice_decides(
    small_grid: Any, keep: Keep, value: str
) -> None:
    person = small_grid.participation()
    content = filled_xlsx(form_of(small_grid), TWO)
    small_grid.answer(person, {"acces-debit": 4})
    Answer.objects.filter(participation=person).update(at=timezone.now() + timedelta(days=1))
    trial = tried(small_grid, content)
    assert [clash.kept.value for clash in trial.clashes] == ["4"]
    import_form(trial=trial, keep=keep, send=False, today=small_grid.today)
    assert Answer.objects.get(participation=person, item="acces-debit").value == value


def test_a_file_newer_than_the_answers_wins_when_the_newest_is_asked(small_grid: Any) -> None:
    person = small_grid.participation()
    small_grid.answer(person, {"acces-debit": 4})
    Answer.objects.filter(participation=person).update(at=timezone.now() - timedelta(days=9))
    trial = tried(small_grid, filled_xlsx(form_of(small_grid), TWO))
    import_form(trial=trial, keep=Keep.NEWEST, send=False, today=small_grid.today)
    assert Answer.objects.get(participation=person, item="acces-debit").value == "2"


def test_a_file_read_twice_changes_nothing_and_may_be_sent(small_grid: Any) -> None:
    content = filled_xlsx(form_of(small_grid), TWO)
    import_form(trial=tried(small_grid, content), keep=Keep.ONLINE, send=False, today=small_grid.today)
    trial = tried(small_grid, content)
    assert trial.same == 2
    assert import_form(trial=trial, keep=Keep.FILE, send=True, today=small_grid.today) == 0
    assert small_grid.participation().submitted_at is not None


def test_one_answer_that_no_longer_holds_leaves_the_whole_file_out(small_grid: Any) -> None:
    trial = tried(small_grid, filled_xlsx(form_of(small_grid), TWO))
    broken = replace(trial, fresh=(trial.fresh[0], replace(trial.fresh[1], value="99", missing=None)))
    with pytest.raises(NotPossible):
        import_form(trial=broken, keep=Keep.FILE, send=True, today=small_grid.today)
    assert not Answer.objects.filter(participation=small_grid.participation()).exists()
    assert small_grid.participation().submitted_at is None


def test_a_form_of_an_older_version_finds_its_questions_and_leaves_out_those_that_changed(
    small_grid: Any,
) -> None:
    form, framework = form_of(small_grid), small_grid.framework
    first, *rest = framework.domains
    renamed, broken, *others = first.items
    older = replace(
        framework,
        version="0",
        domains=(
            replace(
                first,
                items=(
                    replace(renamed, code="acces-ancien"),
                    replace(broken, levels=broken.levels[:-1], next=(), thresholds=(), prefill=""),
                    *others,
                ),
            ),
            *rest,
        ),
    )
    keep_framework(network=small_grid.network, framework=older)
    old_form = replace(form, framework=older, identity=replace(form.identity, version="0"))
    said = {"acces-ancien": {"value": 1}, broken.code: {"value": 1}, others[0].code: {"value": 2}}
    trial = tried(small_grid, filled_xlsx(old_form, said))
    assert "version 0" in trial.note
    assert [one.item.code for one in trial.fresh] == [others[0].code]
    assert {remark.question.split()[0] for remark in trial.remarks} == {renamed.number, broken.number}
    unknown = replace(form, identity=replace(form.identity, version="99"))
    assert len(tried(small_grid, filled_xlsx(unknown, TWO)).fresh) == 2
