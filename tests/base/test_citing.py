"""Figures cited in a text: runs of their own, links on a screen, plain text in a document."""

from __future__ import annotations

from maillage.base.values.citing import citing, with_figures, with_links
from maillage.base.values.markdown import blocks
from maillage.base.values.tree import Bullets, Column, Paragraph, Part, Table, plain

FIGURES = {"funding.total_ht": "21 000 €", "programme.axes": "3"}
TEXT = """Le projet coûte **{funding.total_ht} en tout**, voir [{funding.total_ht}](https://exemple.fr/).

- {programme.axes} axes
- {oubli.total}

### {programme.axes} axes
{programme.axes}. Ce n'est pas une liste."""


def test_a_cited_figure_is_a_run_that_remembers_its_name() -> None:
    paragraph = with_figures(blocks(TEXT), FIGURES)[0]
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.runs) == "Le projet coûte 21 000 € en tout, voir 21 000 €."
    figure = next(run for run in paragraph.runs if run.figure)
    assert (figure.text, figure.bold, figure.figure) == ("21 000 €", True, "funding.total_ht")


def test_an_unknown_figure_stays_visible_and_has_no_name() -> None:
    bullets = with_figures(blocks(TEXT), FIGURES)[1]
    assert isinstance(bullets, Bullets)
    assert plain(bullets.items[1]) == "⟦oubli.total ?⟧"
    assert not bullets.items[1][0].figure


def test_a_figure_never_makes_a_list_and_is_written_in_titles() -> None:
    part = with_figures(blocks(TEXT), FIGURES)[2]
    assert isinstance(part, Part)
    assert part.title == "3 axes"
    assert isinstance(part.blocks[0], Paragraph)


def test_a_sentence_of_ours_cites_its_figures_and_reads_as_written() -> None:
    told = citing("Il coûte {cost} ; {rest}", cost=("funding.total_ht", "21 000 €"), rest=("", "{rien}."))
    assert plain(told.runs) == "Il coûte 21 000 € ; {rien}."
    assert [run.figure for run in told.runs if run.text] == ["", "funding.total_ht", "", ""]


def test_a_screen_links_figures_save_those_within_a_link() -> None:
    paragraph = with_links(with_figures(blocks(TEXT), FIGURES), lambda name: f"/{name}/")[0]
    assert isinstance(paragraph, Paragraph)
    links = [run.link for run in paragraph.runs if run.figure]
    assert links == ["/funding.total_ht/", "https://exemple.fr/"]


def test_a_screen_links_the_last_cell_of_a_row_that_cites_a_figure() -> None:
    columns = (Column("Chiffre"), Column("Valeur"))
    cited = Table(caption="Chiffres", columns=columns, rows=(("Coût", "1"),), figures=("funding.total_ht",))
    (part,) = with_links([Part(title="Résumé", blocks=(cited,))], lambda name: f"/{name}/")
    assert isinstance(part, Part)
    (table,) = part.blocks
    assert isinstance(table, Table)
    assert table.links == ("/funding.total_ht/",)
