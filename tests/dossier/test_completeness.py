"""How complete a dossier is: chapters argued, pieces brought, and what is missing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builders import empty_network, minimal_text, project_for, read_text, saved_network
from maillage.dossier.domain.completeness import (
    ARGUED,
    Completeness,
    TextState,
    completeness,
    is_unfinished,
    text_state,
)
from maillage.dossier.domain.texts import ChapterText, DossierSection, Slot
from maillage.dossier.linter import remarks_of
from maillage.dossier.readings import completeness_of

ALL = {
    "territory.open_libraries": 12,
    "diagnosis.findings": 1,
    "programme.orientations": 1,
    "programme.actions": 2,
    "governance.meetings": 3,
    "funding.total_ht": Decimal(10),
    "funding.grants_total": Decimal(5),
    "procurement.purchases": 1,
    "training.courses": 1,
    "evaluation.indicators": 1,
}
WRITTEN = DossierSection(
    recipient="DRAC", texts=tuple(ChapterText(chapter=slot, text="Voici pourquoi.") for slot in ARGUED)
)


def test_a_dossier_with_every_text_and_piece_is_complete() -> None:
    found = completeness(dossier=WRITTEN, figures=ALL, undated_steps=0)
    assert (found.share, found.missing) == (1, ())


def test_an_empty_dossier_lacks_everything_and_says_what_to_do() -> None:
    found = completeness(dossier=DossierSection(), figures={}, undated_steps=None)
    assert found.share == 0
    assert len(found.missing) == found.total == len(ALL) + len(ARGUED) + 2
    assert all(piece.remedy and (piece.target or piece.page) for piece in found.missing)


@pytest.mark.parametrize("name", sorted(ALL))
@pytest.mark.parametrize("value", [0, None])
def test_a_figure_unknown_or_zero_is_a_missing_piece(name: str, value: int | None) -> None:
    found = completeness(dossier=WRITTEN, figures={**ALL, name: value}, undated_steps=0)
    assert found.present == found.total - 1


@pytest.mark.parametrize("undated", [1, 40, None])
def test_a_step_without_date_or_no_step_at_all_is_a_missing_calendar(undated: int | None) -> None:
    found = completeness(dossier=WRITTEN, figures=ALL, undated_steps=undated)
    assert [piece.label for piece in found.missing] == ["Les dates des étapes"]


def test_nothing_expected_is_no_share() -> None:
    assert Completeness(()).share == 0


@pytest.mark.parametrize(
    "text",
    [
        "[à compléter] Le chapitre.",
        "À compléter : le chapitre.",
        "Bien.\n\n- a compléter",
        "Voir […].",
        "TODO",
    ],
)
def test_a_mark_left_in_a_text_makes_it_unfinished(text: str) -> None:
    assert is_unfinished(text)


@pytest.mark.parametrize(
    "text",
    ["Chaque bibliothèque reçoit une fiche à compléter.", "Des contenus à écrire ensemble.", "Un todo."],
)
def test_ordinary_words_are_no_mark(text: str) -> None:
    assert not is_unfinished(text)


def test_each_chapter_has_the_state_of_its_text() -> None:
    texts = [
        ChapterText(chapter=Slot.SUMMARY, text="Voici."),
        ChapterText(chapter=Slot.FUNDING, text="[à compléter]"),
    ]
    assert text_state(texts, Slot.SUMMARY) is TextState.WRITTEN
    assert text_state(texts, Slot.FUNDING) is TextState.UNFINISHED
    assert text_state(texts, Slot.TRAINING) is TextState.ABSENT
    assert text_state(texts, Slot.ANNEXES) is TextState.SPARED


@pytest.mark.django_db
def test_a_network_without_programme_has_a_completeness() -> None:
    assert completeness_of(project_for(empty_network())).share == 0


@pytest.mark.django_db
def test_the_minimal_programme_is_partly_complete() -> None:
    found = completeness_of(project_for(saved_network()))
    assert 0 < found.share < 1
    assert "Les actions" not in {piece.label for piece in found.missing}


@pytest.mark.django_db
def test_an_unfinished_text_is_a_remark() -> None:
    text = minimal_text() + '\ndossier: { texts: [{ chapter: summary, text: "[à compléter]" }] }\n'
    remarks = remarks_of(project_for(saved_network(file=read_text(text))))
    found = [remark for remark in remarks if remark.code == "DOS-03"]
    assert [remark.target for remark in found] == ["dossier.ChapterText/summary"]
