"""The dossier composed: chapters, the author's texts, figures, rules, whatever the project lacks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from builders import TODAY, cher_file, empty_network, minimal_text, project_for, read_text, saved_network
from maillage.base.plugs import Project, figures_of
from maillage.base.values.tree import Part, Picture, Table, plain
from maillage.dossier.composition import KEY_FIGURES, compose
from maillage.dossier.domain.document import Document, walk_blocks
from maillage.dossier.domain.texts import Slot
from maillage.phasing.services import adopt, phase
from maillage.programme.readings import NoProgramme
from maillage.rulebook.models import RuleOverride

pytestmark = pytest.mark.django_db

SMALLEST = 'maillage: 1\nnetwork: { department: "18", name: Réseau, owner: Département }\n'
SMALLEST += "programme: { title: Un projet, start: 2026-01-01 }\n"


def project(text: str = "") -> Project:
    return project_for(saved_network(file=read_text(text or minimal_text())))


def planned(text: str = "") -> Project:
    made = project(text)
    adopt(project=made, phased=phase(made))
    return project_for(made.network)


def texts_of(document: Document) -> Iterator[str]:
    """Every word of the document, table cells included."""
    for block in walk_blocks(document.chapters):
        if isinstance(block, Part):
            yield block.title
        elif isinstance(block, Table):
            yield block.caption
            yield from (cell for row in block.rows for cell in row)
        elif runs := getattr(block, "runs", None):
            yield plain(runs)


def tables(document: Document) -> dict[str, Table]:
    found = [block for block in walk_blocks(document.chapters) if isinstance(block, Table)]
    return {table.caption.partition("– ")[2]: table for table in found}


def test_chapters_come_in_their_order_and_are_numbered() -> None:
    titles = [chapter.title for chapter in compose(planned()).chapters]
    labels = [slot.label for slot in Slot]
    ranks = [labels.index(title.partition("\u00a0")[2]) for title in titles]
    assert ranks == sorted(ranks)
    assert [title.partition("\u00a0")[0] for title in titles] == [f"{n}." for n in range(1, len(titles) + 1)]


def test_tables_and_pictures_are_numbered_through_the_document() -> None:
    document = compose(planned())
    for kind, word in ((Table, "Tableau"), (Picture, "Figure")):
        captions = [b.caption for b in walk_blocks(document.chapters) if isinstance(b, kind)]
        assert [c.partition(" – ")[0] for c in captions] == [
            f"{word}\u00a0{n}" for n in range(1, len(captions) + 1)
        ]


def test_a_chapter_opens_with_its_authors_text_and_its_figures_filled() -> None:
    text = (
        minimal_text()
        + "\ndossier:\n  texts:\n    - { chapter: summary, text: 'Il coûte {funding.total_ht}.' }\n"
    )
    document = compose(planned(text))
    opening = document.chapters[0].blocks[0]
    assert plain(opening.runs) == "Il coûte 21\u202f000\u00a0€."  # type: ignore[union-attr]


def test_a_figure_that_does_not_exist_stays_in_sight() -> None:
    text = (
        minimal_text()
        + "\ndossier:\n  texts:\n    - { chapter: summary, text: 'Il coûte {funding.nothing}.' }\n"
    )
    assert "Il coûte ⟦funding.nothing ?⟧." in list(texts_of(compose(planned(text))))


def test_every_key_figure_exists_and_is_shown_as_it_is_cited() -> None:
    made = planned()
    figures = made.once(figures_of)
    assert set(KEY_FIGURES) <= figures.keys()
    shown = tables(compose(made))["Le projet en quelques chiffres"].rows
    assert shown == tuple((figures[name].label, figures[name].text) for name in KEY_FIGURES)


def test_the_total_of_the_plan_is_the_figure_that_a_text_may_cite() -> None:
    made = planned()
    table = tables(compose(made))["Plan de financement par année et global (HT)"]
    total = next(row for row in table.rows if row[0] == "Total des dépenses HT")
    assert total[-1] == made.once(figures_of)["funding.total_ht"].text


def test_an_unknown_figure_is_said_to_be_unknown_and_never_zero() -> None:
    figures = project().once(figures_of)
    for name in ("territory.open_libraries", "territory.population", "territory.wifi_yes_share"):
        assert figures[name].value is None
        assert figures[name].text == "inconnu"


@pytest.mark.parametrize("text", [SMALLEST, ""])
def test_a_project_that_lacks_almost_everything_is_composed_all_the_same(text: str) -> None:
    document = compose(project(text))
    assert document.chapters
    assert not any("None" in words for words in texts_of(document))


def test_a_network_without_a_programme_is_told_what_to_do() -> None:
    with pytest.raises(NoProgramme, match="importez un fichier programme"):
        compose(project_for(empty_network()))


def test_the_cover_tells_what_is_known_and_leaves_out_what_is_not() -> None:
    cover = compose(project()).cover
    facts = dict(cover.facts)
    assert facts["Période"] == "2026 – 2028"
    assert facts["Date"] == "15 janvier 2026"
    assert "Destinataire" not in facts
    assert "fictif" in cover.notice
    assert compose(project(minimal_text().replace("  fictitious: oui\n", ""))).cover.notice == ""


def test_a_local_setting_is_shown_as_such_among_the_rules() -> None:
    made = project()
    RuleOverride.objects.create(
        network=made.network,
        rule="funding.fctva.lag",
        value=Decimal(1),
        by="Finances",
        on=TODAY,
        why="Convention",
    )
    rows = next(
        table.rows
        for caption, table in tables(compose(project_for(made.network))).items()
        if caption.startswith("Règles et paramètres")
    )
    (row,) = [row for row in rows if row[0] == "Décalage de versement du FCTVA"]
    assert row[1].startswith("1\u00a0an")
    assert row[2] == "réglage local"
    assert row[3] == "Réglage du réseau : Finances, 15 janvier 2026 (Convention)"


@pytest.mark.parametrize("today", [date(2024, 6, 1), date(2029, 12, 31)])
def test_a_dossier_is_composed_on_any_day_of_the_years_that_the_rules_know(today: date) -> None:
    assert compose(project_for(planned().network, today)).chapters


@pytest.mark.slow
def test_the_example_of_the_cher_leaves_no_citation_unfilled() -> None:
    made = project_for(saved_network(file=cher_file()))
    adopt(project=made, phased=phase(made))
    words = list(texts_of(compose(project_for(made.network))))
    assert not [text for text in words if "⟦" in text or "{" in text or "None" in text]
