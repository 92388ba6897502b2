"""The dossier in Word and in PDF, read back: structure, accessibility, and texts that nobody would expect."""

import io
import itertools
import zipfile
from datetime import date

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from effort import effort
from maillage.base.charts import BarRow, bars
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import (
    Bullets,
    Callout,
    Column,
    Paragraph,
    Part,
    Picture,
    Run,
    Sheet,
    Table,
    body,
    note,
)
from maillage.dossier.domain.document import Cover, Document, numbered
from maillage.dossier.renderings.docx import render_docx
from maillage.dossier.renderings.measures import TEXT_MM, column_widths, paired, stays_whole
from maillage.dossier.renderings.pdf import render_pdf
from maillage.dossier.renderings.pictures import MAX_HEIGHT_MM, as_png, as_svg
from maillage.dossier.renderings.texts import followed, printable, source_line

HOSTILE = (
    '#let x = 1 $ @ref *gras* _italique_ <balise> \\ `code` // /* ~ [a](b) {figure} #image("/etc/passwd") '
    "]]> &amp; <w:p/> \" ' \x00\x0b\ud800\ufffe 👩\u200d👧 🎉 \u202e漢字"
)
SPEC = bars(
    rows=[BarRow(label="Horaires d’ouverture", value=86.0), BarRow(label="Budget", value=None)], unit="%"
)


def picture(caption="Services", **more):
    return Picture(caption=caption, spec=SPEC, alt="Les horaires d’ouverture sont renseignés à 86 %.", **more)


def sample(title="Bibliothèque numérique de référence", text="Le réseau compte 139 bibliothèques."):
    table = Table(
        caption=f"Plan de financement {text}",
        columns=(Column("Financeur", width=2), Column("Montant TTC", "right")),
        rows=(
            ("État", "300\u202f000\u00a0€"),
            (text, "128\u202f900\u00a0€"),
            ("Total", "428\u202f900\u00a0€"),
        ),
        totals=(2,),
        source=f"Délibération {text}",
        confidence=Confidence.TO_CONFIRM,
    )
    empty = Table(caption="Rien", columns=(Column("Un"), Column("Deux", "center")), rows=())
    runs = (Run(text), Run("gras", bold=True), Run("page", link="https://exemple.fr/a?b=1&c=%22"))
    jump = (
        Run("voir le plan", link="#plan"),
        Run("nulle part", link="#absent"),
        Run("non", link="javascript:x()"),
    )
    sheet = Sheet(
        title=f"Portail {text}", tag="1.1 · OUTILS", facts=(("Pilote", runs), (text, jump)), anchor="f1"
    )
    first = Part(
        title="Diagnostic",
        blocks=(
            Paragraph(runs, style="lead"),
            body(text),
            note(text),
            Bullets((runs, jump)),
            Bullets((runs, jump), ordered=True),
            Part(
                title="Le réseau", blocks=(picture(source=text), Part(title="Détail", blocks=(body(text),)))
            ),
        ),
    )
    second = Part(
        title=f"Financement {text}",
        anchor="plan",
        blocks=(
            table,
            empty,
            picture("Répartition"),
            sheet,
            Bullets((runs,), ordered=True),
            *(Callout(kind, runs) for kind in ("info", "warning", "to_confirm", "autre")),
        ),
    )
    cover = Cover(
        title=title, subtitle=text, owner="Département du Cher", facts=(("Période", text),), notice=text
    )
    return numbered(Document(cover=cover, chapters=(first, second), subject="Candidature"))


@pytest.fixture(scope="module")
def word():
    return docx.Document(io.BytesIO(render_docx(sample(), day=date(2027, 1, 4))))


@pytest.fixture(scope="module")
def pdf():
    return pypdf.PdfReader(io.BytesIO(render_pdf(sample(), day=date(2027, 1, 4))))


def structure(reader):
    """Every element of the PDF's structure tree, depth first."""

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                yield from walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from walk(node["/K"])

    return list(walk(reader.trailer["/Root"]["/StructTreeRoot"]))


def text_of(reader):
    return "\n".join(page.extract_text() for page in reader.pages)


# ------------------------------------------------------------------ Word


def test_the_word_file_has_real_headings_in_order(word):
    headings = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [
        ("Heading 1", "1.\u00a0Diagnostic"),
        ("Heading 2", "1.1\u00a0Le réseau"),
        ("Heading 3", "1.1.1\u00a0Détail"),
        ("Heading 1", "2.\u00a0Financement Le réseau compte 139 bibliothèques."),
    ]


def test_the_contents_of_the_word_file_are_filled_with_links_that_arrive(word):
    entries = [p for p in word.paragraphs if p.style.name.lower().startswith("toc ")]
    shown = ["".join(t.text for t in p._p.iter(qn("w:t"))) for p in entries]
    assert shown == [
        "1.\u00a0Diagnostic",
        "1.1\u00a0Le réseau",
        "2.\u00a0Financement Le réseau compte 139 bibliothèques.",
    ]
    marks = {mark.get(qn("w:name")) for mark in word.element.iter(qn("w:bookmarkStart"))}
    targets = [link.get(qn("w:anchor")) for p in entries for link in p._p.iter(qn("w:hyperlink"))]
    assert len(targets) == 3
    assert set(targets) <= marks


def test_word_asks_nothing_on_opening(word):
    instructions = [text.text for text in word.element.iter(qn("w:instrText"))]
    assert instructions == [' TOC \\o "1-2" \\n \\h \\z \\u ']
    assert word.settings.element.find(qn("w:updateFields")) is None


def test_every_field_of_the_word_file_is_closed(word):
    footer = word.sections[0].footer._element
    for root in (word.element, footer):
        kinds = [char.get(qn("w:fldCharType")) for char in root.iter(qn("w:fldChar"))]
        assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)


def test_each_picture_of_the_word_file_has_its_alternative_text(word):
    described = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert described == ["Les horaires d’ouverture sont renseignés à 86\u00a0%."] * 2


def test_tables_of_the_word_file_repeat_their_header_and_keep_rows_whole(word):
    tables = [table for table in word.tables if table.style.name.startswith("Maillage")]
    assert len(tables) == 2
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_totals_are_bold_and_figures_on_the_right_in_the_word_file(word):
    table = next(table for table in word.tables if table.style.name.startswith("Maillage"))
    last = table.rows[-1].cells
    assert last[1].text == "428\u202f900\u00a0€"
    assert last[1].paragraphs[0].style.font.bold
    assert last[1].paragraphs[0].alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT
    assert not table.rows[1].cells[0].paragraphs[0].style.font.bold


def test_captions_stay_with_what_they_name_in_the_word_file(word):
    body_items = list(word.element.body)
    captions = [p for p in word.paragraphs if p.style.name == "Caption"]
    assert [p.text.split("\u00a0")[0] for p in captions] == ["Figure", "Tableau", "Tableau", "Figure"]
    for caption in captions:
        assert caption.style.paragraph_format.keep_with_next
        after = body_items[body_items.index(caption._p) + 1]
        before = body_items[body_items.index(caption._p) - 1]
        if caption.text.startswith("Tableau"):
            assert after.tag == qn("w:tbl")
        else:
            assert before.find(f".//{qn('w:drawing')}") is not None


def test_a_doubtful_table_says_so_in_both_formats(word, pdf):
    sources = [p.text for p in word.paragraphs if p.style.name == "Source" and p.text.endswith("à confirmer")]
    assert len(sources) == 1
    assert "à confirmer" in text_of(pdf)


def test_ordered_lists_each_start_at_one_in_the_word_file(word):
    numbers = [p._p.pPr.numPr.numId.val for p in word.paragraphs if p.style.name == "List Number"]
    assert len(numbers) == 3
    assert len(set(numbers)) == 2


def test_the_word_file_says_its_title_language_and_page(word):
    properties = word.core_properties
    assert (properties.title, properties.subject) == ("Bibliothèque numérique de référence", "Candidature")
    assert properties.language == "fr-FR"
    assert properties.created.date() == date(2027, 1, 4)
    assert [lang.get(qn("w:val")) for lang in word.styles.element.iter(qn("w:lang"))] == ["fr-FR"]
    section = word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "Bibliothèque numérique de référence" in section.footer.paragraphs[0].text


def test_properties_of_the_word_file_follow_the_order_of_its_schema(word):
    orders = {
        "w:pPr": [
            "pStyle",
            "keepNext",
            "pageBreakBefore",
            "numPr",
            "pBdr",
            "shd",
            "tabs",
            "spacing",
            "ind",
            "jc",
        ],
        "w:tblPr": [
            "tblStyle",
            "tblW",
            "jc",
            "tblBorders",
            "tblLayout",
            "tblCellMar",
            "tblLook",
            "tblCaption",
        ],
        "w:tcPr": ["tcW", "gridSpan", "vMerge", "shd", "vAlign"],
    }
    for root in (word.element, word.styles.element):
        for tag, order in orders.items():
            for properties in root.iter(qn(tag)):
                names = [child.tag.rpartition("}")[2] for child in properties]
                ranks = [order.index(name) for name in names if name in order]
                assert ranks == sorted(ranks), (tag, names)


def test_only_web_links_and_known_anchors_are_links_in_the_word_file(word):
    outside = {rel.target_ref for rel in word.part.rels.values() if rel.is_external}
    assert outside == {"https://exemple.fr/a?b=1&c=%22"}


# ------------------------------------------------------------------ PDF


def test_the_pdf_declares_pdf_ua_french_and_tags(pdf):
    root = pdf.trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert root["/Lang"] == "fr-FR"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Bibliothèque numérique de référence"
    assert pdf.metadata.creation_date.date() == date(2027, 1, 4)


def test_each_picture_of_the_pdf_is_a_figure_with_its_alternative_text(pdf):
    figures = [node for node in structure(pdf) if node["/S"] == "/Figure"]
    assert [figure.get("/Alt") for figure in figures] == [
        "Les horaires d’ouverture sont renseignés à 86\u00a0%."
    ] * 2


def test_tables_of_the_pdf_have_header_cells_and_headings_skip_no_level(pdf):
    kinds = [node["/S"] for node in structure(pdf)]
    assert kinds.count("/Table") == 2
    assert kinds.count("/TH") == 4
    levels = [int(kind[2]) for kind in kinds if kind in {"/H1", "/H2", "/H3", "/H4"}]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_contents_of_the_pdf_give_chapters_parts_and_pages(pdf):
    contents = pdf.pages[1].extract_text()
    assert "Sommaire" in contents
    assert "Diagnostic" in contents
    assert "Le réseau" in contents
    assert "Détail" not in contents


def test_the_pdf_numbers_its_pages_after_the_cover(pdf):
    total = len(pdf.pages)
    assert f"2 / {total}" in pdf.pages[1].extract_text()
    assert f"1 / {total}" not in pdf.pages[0].extract_text()


def test_the_pdf_uses_only_the_bundled_font(pdf):
    fonts = set()
    for page in pdf.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            fonts.add(str(font.get_object()["/BaseFont"]).split("+")[-1])
    assert fonts
    assert all(font.startswith("SourceSans3") for font in fonts), fonts


def test_the_pdf_shows_figures_with_their_narrow_spaces(pdf):
    assert "428\u202f900" in text_of(pdf)


# ------------------------------------------------------------------ both


def test_hostile_texts_are_shown_as_typed_and_never_run():
    document = sample(title="Titre " + "x" * 10_000, text=HOSTILE)
    shown = text_of(pypdf.PdfReader(io.BytesIO(render_pdf(document))))
    for piece in ("#let x = 1 $ @ref *gras* _italique_", "<balise>", "`code`", "#image("):
        assert piece.replace(" ", "") in shown.replace(" ", "").replace("\n", "")
    word = docx.Document(io.BytesIO(render_docx(document)))
    assert any("#let x = 1 $ @ref *gras* _italique_ <balise> \\ `code`" in p.text for p in word.paragraphs)
    assert any("🎉" in p.text for p in word.paragraphs)


def test_a_chart_with_hostile_labels_goes_into_both_formats():
    spec = bars(rows=[BarRow(label=HOSTILE, value=1.0), BarRow(label="🎉 e\u0301", value=2.0)])
    block = Picture(caption=HOSTILE, spec=spec, alt=HOSTILE)
    part = Part(title="🎉", blocks=(block,))
    document = numbered(Document(cover=Cover(title="T", subtitle="", owner=""), chapters=(part,)))
    assert pypdf.PdfReader(io.BytesIO(render_pdf(document))).pages
    assert len(docx.Document(io.BytesIO(render_docx(document))).inline_shapes) == 1


def test_a_document_with_only_a_cover_is_rendered():
    empty = Document(cover=Cover(title="", subtitle="", owner=""), chapters=())
    assert len(pypdf.PdfReader(io.BytesIO(render_pdf(empty))).pages) == 2
    assert docx.Document(io.BytesIO(render_docx(empty))).paragraphs


def test_deep_parts_and_repeated_anchors_are_rendered():
    part = Part(title="8", blocks=(body("fond"),), anchor="même")
    for level in range(7, 0, -1):
        part = Part(title=str(level), blocks=(part,), anchor="même")
    document = Document(cover=Cover(title="T", subtitle="", owner=""), chapters=(part, part))
    assert "fond" in text_of(pypdf.PdfReader(io.BytesIO(render_pdf(document))))
    assert len(docx.Document(io.BytesIO(render_docx(document))).paragraphs) > 16


@pytest.mark.parametrize("render", [render_docx, render_pdf])
def test_the_same_document_gives_the_same_bytes(render):
    assert render(sample()) == render(sample())


def test_without_a_day_no_date_is_written():
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(sample())))
    assert reader.metadata.creation_date is None
    with zipfile.ZipFile(io.BytesIO(render_docx(sample()))) as archive:
        assert "dcterms" not in archive.read("docProps/core.xml").decode().replace("xmlns:dcterms", "")


def test_a_chart_higher_than_the_page_is_reduced():
    rows = [BarRow(label=str(n), value=1.0) for n in range(80)]
    tall = Picture(caption="Haute", spec=bars(rows=rows), alt="Haute.")
    for drawing in (as_svg(tall), as_png(tall)):
        assert drawing.width_mm == pytest.approx(MAX_HEIGHT_MM * 640 / 2004, abs=0.2)
    assert as_svg(picture()).width_mm == 165.0


def test_what_no_font_draws_becomes_a_visible_box():
    assert printable("a🎉b") == "a□b"
    assert printable("12\u202f345\u00a0€ − œ é É ≤ → ◆") == "12\u202f345\u00a0€ − œ é É ≤ → ◆"
    assert printable("e\u0301 \u202e\x00") == "é "


def test_only_web_and_mail_addresses_are_followed():
    assert followed("https://exemple.fr/é") == "https://exemple.fr/é"
    assert followed("mailto:bd@exemple.fr") == "mailto:bd@exemple.fr"
    for refused in ("", "javascript:alert(1)", "file:///etc/passwd", "https://a b", "https://" + "x" * 3000):
        assert followed(refused) == ""


def test_texts_are_set_in_french_typography_in_both_formats():
    typed = "L'accueil : 12 500 € ? Voir https://exemple.fr/l'a?b : oui, à 9:00."
    expected = "L’accueil\u00a0: 12\u202f500\u00a0€\u202f? Voir https://exemple.fr/l'a?b\u00a0: oui, à 9:00."
    document = numbered(
        Document(
            cover=Cover(title="T", subtitle="", owner=""), chapters=(Part(title="C", blocks=(body(typed),)),)
        )
    )
    word = docx.Document(io.BytesIO(render_docx(document)))
    assert expected in [p.text for p in word.paragraphs]
    shown = text_of(pypdf.PdfReader(io.BytesIO(render_pdf(document))))
    assert "L’accueil" in shown
    assert "L'accueil" not in shown


def test_a_source_line_says_once_what_it_is():
    assert source_line("Insee") == "Source\u00a0: Insee"
    assert source_line("Sources : Insee et Ofgl") == "Sources\u00a0: Insee et Ofgl"
    assert source_line("Lecture : une ligne par an.") == "Lecture\u00a0: une ligne par an."
    assert source_line("") == ""


def long_table(rows, text="mot " * 60):
    columns = (Column("Territoire"), Column("Montant", "right"), Column("Ce que nous en retenons", width=2))
    return Table(
        caption="Longue",
        columns=columns,
        rows=tuple((f"n° {n}", "1\u202f000\u00a0€", text) for n in range(rows)),
    )


def test_a_few_tall_rows_may_be_cut_and_short_tables_stay_whole():
    assert stays_whole(long_table(8, text="court"))
    assert not stays_whole(long_table(8))


def test_no_column_is_narrower_than_its_longest_word():
    table = Table(
        caption="Serrée",
        columns=(Column("Bibliothèques", "right", width=0.1), Column("Nom", width=9)),
        rows=(("1\u202f234\u202f567,89\u00a0€", "Anticonstitutionnellement"),),
    )
    first, second = column_widths(table)
    assert first > 24
    assert first + second == pytest.approx(TEXT_MM)


def test_a_tall_table_leaves_no_page_almost_empty():
    part = Part(title="Comparer", blocks=(body("Neuf projets."), long_table(9, text="mot " * 150)))
    cover = Cover(title="T", subtitle="", owner="")
    document = numbered(Document(cover=cover, chapters=(part,)))
    pages = pypdf.PdfReader(io.BytesIO(render_pdf(document))).pages
    assert "n° 1" in pages[2].extract_text().replace("\u00a0", " ")
    assert all("Territoire" in page.extract_text() for page in pages[2:])


def test_short_facts_of_a_card_share_a_line():
    facts = (("Pilote", (Run("Chef"),)), ("Charge", (Run("3 jours"),)), ("Étapes", (Run("long " * 30),)))
    card = Sheet(title="A", tag="A1", facts=(*facts, facts[0]))
    assert [[label for label, _ in line] for line in paired(card)] == [
        ["Pilote", "Charge"],
        ["Étapes"],
        ["Pilote"],
    ]


@pytest.mark.slow
def test_eighty_pages_with_ten_charts_take_less_than_three_seconds():
    render_pdf(sample())  # the engines start once a process
    rows = tuple((f"Bibliothèque {n}", f"{n}\u202f000\u00a0€") for n in range(60))
    table = Table(caption="Longue", columns=(Column("Nom"), Column("Montant", "right")), rows=rows)
    text = body("Le Département coordonne, forme et équipe les bibliothèques. " * 40)
    chapters = tuple(
        Part(title=f"Chapitre {n}", blocks=(text, table, text, picture(), table, text, table, text))
        for n in range(10)
    )
    document = numbered(Document(cover=Cover(title="Long", subtitle="", owner=""), chapters=chapters))
    assert effort(lambda: render_pdf(document), least=3) < 3
    pages = len(pypdf.PdfReader(io.BytesIO(file := render_pdf(document))).pages)
    assert pages >= 70
    assert len(file) < 5_000_000
