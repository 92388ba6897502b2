"""Printed action sheets hold on one page each, in PDF and in Word, whatever people typed; what is cut is said."""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
from datetime import date
from pathlib import Path

import docx
import pypdf
import pytest

from maillage.dossier.action_sheets.fitting import fitted
from maillage.dossier.action_sheets.parts import ELSEWHERE, Grid, Line, Passage, PrintedSheet, versions
from maillage.dossier.action_sheets.pdf import sheets_pdf
from maillage.dossier.action_sheets.word import sheets_docx

HOSTILE = (
    '#let x = 1 $ @ref *gras* _italique_ <balise> \\ `code` // ~ [a](b) {figure} #image("/etc/passwd") '
    "]]> &amp; <w:p/> \" ' \x00\x0b\ud800\ufffe 👩\u200d👧 🎉 \u202e漢字 שלום عربي"
)
LONG_WORD = "anticonstitutionnellement" * 30
DAY = date(2027, 4, 19)
TITLES = ("Contexte", "Constats", "Ce qu'elle sert", "Ce qui sera fait", "Résultat", "Qui", "Pour qui", "Dépenses",
          "Formations", "Indicateurs", "Livrables", "Points de droit", "Note")  # fmt: skip


def sentence(letters: int, seed: int = 0) -> str:
    """Words of every length, the same for the same seed."""
    chosen = random.Random(seed)
    words = (
        "de",
        "la",
        "bibliothèque",
        "réseau",
        "médiation",
        "à",
        "l'accompagnement",
        "numérique",
        "et",
        "OUVRIR",
    )
    text = ""
    while len(text) < letters:
        text += chosen.choice(words) + " "
    return text[:letters].strip()


def sheet(
    text: str = "Un texte.", *, steps: int = 5, risks: int = 2, items: int = 4, title: str = ""
) -> PrintedSheet:
    lines = (Line(text), *(Line(text, bullet=True) for _ in range(items)), Line(text, "Équipe"))
    step = ("1", text, "16/11/2026 – 20/01/2027", "10 semaines", text, "en attente")
    return PrintedSheet(
        code="A11",
        number="1.1.1",
        title=title or text,
        above=text,
        below="outils · réseau · priorité 5 sur 5",
        strip=tuple((label, text) for label in ("Pilote", "Où", "Étapes", "Calendrier", "Coût HT", "Charge")),
        passages=tuple(Passage(name, lines) for name in TITLES),
        grids=(
            Grid(
                title="Étapes",
                noun="étape",
                heads=("N°", "Étape", "Quand", "Durée", "Décidée par", "État"),
                widths=(0.45, 3.9, 2.5, 1.2, 1.8, 1.1),
                rows=(step,) * steps,
                empty="Aucune étape.",
            ),
            Grid(
                title="Risques",
                noun="risque",
                heads=("Risque", "Probabilité", "Gravité", "Parade", "Qui veille"),
                widths=(3.2, 1.1, 1.1, 4.4, 1.5),
                rows=((text, "à évaluer", "très élevée", text, text),) * risks,
            ),
        ),
        dated="Fiche du 19 avril 2027.",
    )


MANY = sheet(sentence(60), items=80, risks=40, steps=40)
SHEETS = {
    "ordinary": sheet("Un texte court.", items=2),
    "empty": PrintedSheet(
        code="A", number="1", title="", above="", below="", strip=(("Pilote", "à désigner"),), passages=(),
        grids=(), dated="",
    ),
    "25 steps": sheet("Une étape dont le titre est assez long pour deux lignes", steps=25, items=1),
    "200 steps": sheet("Une étape", steps=200),
    "hostile": sheet(HOSTILE, items=1, steps=2),
    "hostile and long": sheet(HOSTILE * 12),
    "long words": sheet(LONG_WORD),
    "capitals": sheet("W" * 2000),
    "capital words": sheet(sentence(900, 3).upper()),
    "novel": sheet(sentence(20_000)),
    "many items": MANY,
    "lines": sheet("une\nligne\n" * 400),
    "tall title": sheet("Court", title=sentence(300, 5).upper()),
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_one_page_of_pdf_whatever_it_holds(name: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(sheets_pdf([SHEETS[name]], title="Fiche", day=DAY)))
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Fiche"
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_object().get_data()


def test_several_sheets_are_as_many_pages_with_their_titles_as_bookmarks() -> None:
    found = [SHEETS[name] for name in ("ordinary", "empty", "25 steps", "tall title")]
    reader = pypdf.PdfReader(io.BytesIO(sheets_pdf(found, title="Fiches", day=DAY)))
    assert len(reader.pages) == len(found)
    assert len(reader.outline) == len(found)


def words_of(content: bytes) -> str:
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_an_ordinary_sheet_is_whole_and_one_that_is_too_long_says_where_to_read_on() -> None:
    whole = words_of(sheets_pdf([SHEETS["ordinary"]], title="Fiche"))
    assert ELSEWHERE not in whole
    assert "Fiche abrégée" not in whole
    assert whole.count("Un texte court.") >= 13 * 3
    cut = words_of(sheets_pdf([SHEETS["200 steps"]], title="Fiche"))
    assert f"autres étapes : {ELSEWHERE}" in cut
    assert "Fiche abrégée pour tenir sur une page" in cut
    assert ELSEWHERE in words_of(sheets_pdf([SHEETS["novel"]], title="Fiche"))


def test_twenty_five_steps_are_all_printed() -> None:
    text = words_of(sheets_pdf([sheet("Étape", steps=25, items=1)], title="Fiche"))
    assert text.count("16/11/2026") == 25
    assert ELSEWHERE not in text


def test_what_is_left_out_is_counted() -> None:
    *_, shortest = versions(MANY)
    [steps, risks] = shortest.grids
    assert (len(steps.rows), steps.more) == (4, f"… et 36\u00a0autres étapes : {ELSEWHERE}")
    assert risks.more == f"… et 36\u00a0autres risques : {ELSEWHERE}"
    assert shortest.passages[0].lines[-1].text.endswith(f"autres lignes : {ELSEWHERE}")
    assert all(version.cut for version in versions(MANY)[1:])
    assert versions(SHEETS["ordinary"])[0] == SHEETS["ordinary"]


def test_the_same_sheets_on_the_same_day_give_the_same_bytes() -> None:
    one = [SHEETS["ordinary"]]
    assert sheets_pdf(one, title="F", day=DAY) == sheets_pdf(one, title="F", day=DAY)
    assert sheets_docx(one, title="F", day=DAY) == sheets_docx(one, title="F", day=DAY)


@pytest.mark.parametrize("name", SHEETS)
def test_a_word_sheet_opens_with_real_headings(name: str) -> None:
    word = docx.Document(io.BytesIO(sheets_docx([SHEETS[name]], title="Fiche", day=DAY)))
    levels = [
        outline.get(outline.keys()[0])
        for style in word.styles
        if style.name.startswith("Fiche – ")
        for outline in style.element.iter("{*}outlineLvl")
    ]
    assert sorted(levels) == ["0", "1"]
    assert word.core_properties.title == "Fiche"


def test_letters_grow_smaller_as_texts_grow_longer() -> None:
    short, long = (fitted(sheet(sentence(letters), items=0, steps=3)) for letters in (10, 110))
    assert short.size > long.size
    assert not short.sheet.cut
    assert fitted(SHEETS["novel"]).sheet.cut


def converted(content: bytes, folder: Path) -> int:
    """The pages that LibreOffice lays out."""
    (folder / "fiches.docx").write_bytes(content)
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / "fiches.docx")],
        capture_output=True, timeout=120, check=True, env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    return len(pypdf.PdfReader(folder / "fiches.pdf").pages)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice lays Word files out; it is not here")
def test_each_word_sheet_is_one_page_once_laid_out(tmp_path: Path) -> None:
    assert converted(sheets_docx(list(SHEETS.values()), title="Fiches", day=DAY), tmp_path) == len(SHEETS)
