"""The report card of a library: composed from what was sent, two tagged pages, a letter that goes nowhere alone."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from campaigns.conftest import OpenCampaign
from maillage.accounts.models import Network
from maillage.campaigns.card_letters import letter_of
from maillage.campaigns.card_pdf import card_pdf, card_pdfs
from maillage.campaigns.cards import card_of, cards_of
from maillage.campaigns.domain.report_card import ReportCard
from maillage.campaigns.domain.scores import Band, CoreState
from maillage.campaigns.letter_files import letter_docx, letter_pdf
from maillage.campaigns.submitting import submit
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of


@pytest.fixture
def cards(demo_network: Network) -> list[ReportCard]:
    return list(cards_of(project_of(demo_network, DEMO_TODAY), "AUT26"))


def test_every_library_that_sent_its_questionnaire_has_a_card(cards: list[ReportCard]) -> None:
    assert len(cards) > 100
    assert all(len(card.steps) <= 3 and card.profile and card.towards for card in cards)
    assert len({card.library for card in cards}) == len(cards)


def test_a_missing_core_service_is_on_the_card_whatever_the_score(cards: list[ReportCard]) -> None:
    for card in cards:
        if card.missing:
            assert card.band in (None, Band.BUILDING, Band.ON_THE_WAY)
        assert all(line.lack for line in card.missing)
        assert {line.state for line in card.met} <= {CoreState.MET}


def test_the_card_never_shows_a_grade_nor_a_rank(cards: list[ReportCard]) -> None:
    for card in cards:
        said = " ".join((card.towards, card.place_text, card.change_text, *card.strengths))
        assert "/20" not in said
        assert "rang" not in said
        assert "classe" not in said.replace("classes", "")


def test_while_the_campaign_is_open_the_card_says_on_how_many_answers_it_rests(
    open_grid: OpenCampaign,
) -> None:
    for index in range(3):
        row = open_grid.participation(index)
        open_grid.answer(row, {item.code: 2 for item in open_grid.framework.items if item.levels})
        submit(participation=row, today=open_grid.today)
    card = card_of(project_of(open_grid.network, open_grid.today), "ESSAI", row.library_code)
    assert card is not None
    assert card.provisional
    assert "à ce jour" in card.place_text
    assert card.place is None
    assert all(bar.middle is None for bar in card.profile)
    assert card.band is Band.CORE
    assert not card.missing
    assert card_of(project_of(open_grid.network, open_grid.today), "ESSAI", "AILLEURS") is None


def test_the_pdf_has_two_tagged_pages_a_title_and_a_language(cards: list[ReportCard]) -> None:
    card = max(cards, key=lambda one: len(one.strengths) + len(one.progress))
    pdf = PdfReader(io.BytesIO(card_pdf(card, day=DEMO_TODAY)))
    assert len(pdf.pages) == 2
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("fr")
    assert "/StructTreeRoot" in root
    assert pdf.metadata is not None
    assert card.name.split()[-1] in str(pdf.metadata.title)
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    text = " ".join(page.extract_text() for page in pdf.pages).replace("\u00a0", " ").replace("\u202f", " ")
    for said in ("Votre profil", "Vos points forts", "Le socle de services", "Pour aider, pas pour juger"):
        assert said in text
    assert card.steps[0].do.split()[0] in text


def test_same_card_and_day_give_the_same_bytes(cards: list[ReportCard]) -> None:
    assert card_pdf(cards[0], day=DEMO_TODAY) == card_pdf(cards[0], day=DEMO_TODAY)


def test_a_card_full_of_long_texts_still_has_two_pages(cards: list[ReportCard]) -> None:
    from dataclasses import replace

    long = "Une très longue phrase que personne ne devrait écrire. " * 8
    card = replace(
        cards[0],
        name="Médiathèque " + "intercommunale de la vallée et des coteaux " * 4,
        strengths=(long,) * 5,
        progress=(long,) * 5,
        heard=(long,) * 9,
        change_text="Depuis la dernière fois, neuf ont progressé.",
        steps=tuple(replace(step, do=long, help=long, who=long) for step in cards[0].steps),
        core=tuple(replace(line, title=long, now=long) for line in cards[0].core) * 4,
    )
    assert len(PdfReader(io.BytesIO(card_pdf(card))).pages) == 2


def test_what_someone_typed_is_never_taken_for_markup(cards: list[ReportCard]) -> None:
    from dataclasses import replace

    odd = "#let x = 1 *gras* $x$ 🎉 \x00 \ud800"
    pdf = PdfReader(io.BytesIO(card_pdf(replace(cards[0], name=odd, heard=(odd,)))))
    assert "#let x = 1 *gras* $x$ □" in pdf.pages[0].extract_text()


def test_a_pile_of_cards_is_made_in_order(cards: list[ReportCard]) -> None:
    pile = cards[:26]
    files = list(card_pdfs(pile))
    assert len(files) == 26
    first, last = (PdfReader(io.BytesIO(files[rank])).metadata.title for rank in (0, 25))  # type: ignore[union-attr]
    assert pile[0].name.split()[-1] in str(first)
    assert pile[25].name.split()[-1] in str(last)


def test_the_letter_says_what_is_there_and_what_lacks_and_ranks_nobody(demo_network: Network) -> None:
    project = project_of(demo_network, DEMO_TODAY)
    card = next(one for one in cards_of(project, "AUT26") if one.met and one.missing)
    letter = letter_of(project, "AUT26", card.library)
    assert letter is not None
    text = " ".join(f"{one.title} {one.text} {' '.join(one.facts)}" for one in letter.passages)
    assert all(line.title in text for line in (*card.met, *card.missing))
    assert "autres bibliothèques" not in text
    assert "médiane" not in text
    assert "Il n'est envoyé à personne" in letter.notice
    assert PdfReader(io.BytesIO(letter_pdf(letter))).pages[0].extract_text()
    assert letter_docx(letter)[:2] == b"PK"


def test_the_word_letter_speaks_french_and_has_headings(demo_network: Network) -> None:
    import docx

    project = project_of(demo_network, DEMO_TODAY)
    library = next(iter(cards_of(project, "AUT26"))).library
    letter = letter_of(project, "AUT26", library)
    assert letter is not None
    paper = docx.Document(io.BytesIO(letter_docx(letter)))
    assert paper.core_properties.language == "fr-FR"
    assert any(one.style.name == "Heading 1" for one in paper.paragraphs)
