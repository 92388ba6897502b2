"""The letter to the commune as files: a Word document to be changed, and a PDF to be read."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from io import BytesIO
from pathlib import Path

from maillage.base.lettering import clean
from maillage.base.typesetting import typeset
from maillage.campaigns.domain.commune_letter import CommuneLetter

TEMPLATE = Path(__file__).with_name("letter.typ")


def letter_pdf(letter: CommuneLetter, *, day: date | None = None) -> bytes:
    return typeset(TEMPLATE, asdict(letter), day=day)


def letter_docx(letter: CommuneLetter) -> bytes:
    import docx  # 0.2 s to import; only who takes a letter pays for it

    paper = docx.Document()
    paper.core_properties.title = clean(letter.subject)
    paper.core_properties.author = clean(letter.library)
    paper.core_properties.language = "fr-FR"
    # The template of python-docx says nothing of a language, and Word would read English aloud.
    _speak_french(paper)
    paper.add_paragraph(clean(letter.notice)).runs[0].italic = True
    paper.add_paragraph(clean(letter.library)).runs[0].bold = True
    paper.add_heading(clean(f"Objet : {letter.subject}"), 1)
    paper.add_paragraph(clean(letter.greeting))
    paper.add_paragraph(clean(letter.opening))
    for passage in letter.passages:
        paper.add_heading(clean(passage.title), 2)
        paper.add_paragraph(clean(passage.text))
        for fact in passage.facts:
            paper.add_paragraph(clean(fact), style="List Bullet")
    paper.add_paragraph(clean(letter.closing))
    paper.add_paragraph(clean(letter.signature))
    kept = BytesIO()
    paper.save(kept)
    return kept.getvalue()


def _speak_french(paper: object) -> None:
    from docx.oxml import OxmlElement  # idem
    from docx.oxml.ns import qn

    shape = paper.styles["Normal"].element.get_or_add_rPr()  # type: ignore[attr-defined]
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    shape.append(language)
