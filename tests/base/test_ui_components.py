"""Components on screen: nothing typed becomes markup, every state reads well, listings sort as French does."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import html5lib
import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import QueryDict
from django.template import Context, Engine, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

import maillage
from maillage.base.charts import BarRow, bars
from maillage.base.ui.components import (
    Badge,
    Cell,
    Entry,
    Fact,
    Head,
    Link,
    Listing,
    NextStep,
    Tile,
    Tone,
    TreeItem,
)
from maillage.base.ui.icons import TONE_ICONS, icon
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.showcase.document import document
from maillage.base.ui.showcase.lists import libraries
from maillage.base.ui.showcase.page import ExampleJob
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Bullets, Callout, Column, Paragraph, Part, Picture, Run, Sheet, Table

EVIL = "<script>alert('x')</script>\"'><img src=x onerror=y>"
WRITTEN = "&lt;script&gt;"
RUNS = (Run(EVIL, bold=True, italic=True), Run(EVIL, link="javascript:alert(1)"))
BADGE = Badge(EVIL, Tone.BAD)
LISTING = Listing(
    caption=EVIL,
    heads=[Head(EVIL, key="a"), Head(EVIL, "right", key="b")],
    rows=[(Cell(EVIL, "/x", badge=BADGE, note=EVIL), EVIL), (EVIL, Cell(EVIL))],
    source=EVIL,
    sort_base="?q=%22&tri=",
)
BLOCKS = [
    Paragraph(RUNS, style="lead"),
    Bullets((RUNS,), ordered=True),
    Table(caption=EVIL, columns=(Column(EVIL), Column(EVIL, "right")), rows=((EVIL, EVIL),), source=EVIL),
    Sheet(title=EVIL, tag=EVIL, facts=((EVIL, RUNS),), anchor=EVIL),
    Callout("warning", RUNS),
    Part(title=EVIL, blocks=(Paragraph(RUNS),), anchor=EVIL),
    Picture(caption=EVIL, alt=EVIL, source=EVIL, spec=bars(rows=[BarRow(label=EVIL, value=1.0)])),
]
SHOWN = {
    "{% ui_listing x %}": LISTING,
    "{% ui_listing x %} ": Listing(caption=EVIL, heads=[], rows=[], empty=EVIL, empty_link=Link(EVIL, "/x")),
    "{% ui_tiles x %}": [Tile(EVIL, EVIL, EVIL, "/x", Tone.GOOD, 0.5)],
    "{% ui_now x %}": [NextStep(EVIL, "/x", EVIL, Tone.BAD)],
    "{% ui_facts x %}": [Fact(EVIL, EVIL, "/x", BADGE), Fact(EVIL, EVIL)],
    "{% ui_tree x %}": [TreeItem(EVIL, "/x", EVIL, [BADGE], [Link(EVIL, "/x")], [TreeItem(EVIL, "")])],
    "{% ui_entries x %}": [Entry(date(2027, 3, 1), EVIL, "/x", EVIL, BADGE)],
    "{% ui_badge x %}": BADGE,
    "{% ui_links x %}": [Link(EVIL, "/x", "primary", EVIL)],
    "{% ui_blocks x 3 %}": BLOCKS,
    "{% ui_job x %}": ExampleJob(EVIL, "running", 40, EVIL, "/x?a=1&b=2", "1", Link(EVIL, "/x")),
    "{% ui_job x %} ": ExampleJob(EVIL, "done", 100, EVIL, "/x", "1", Link(EVIL, "/x")),
    "{{ x|markdown }}": f"### {EVIL}\n\n**{EVIL}**\n\n- {EVIL}\n\n[{EVIL}](https://x.fr/{EVIL})",
    "{% ui_callout 'bad' %}{{ x }}{% endui_callout %}": EVIL,
    "{% ui_dialog 'a' x %}{{ x }}{% endui_dialog %}": EVIL,
    "{% ui_tab 'a' x True %}{{ x }}{% endui_tab %}": EVIL,
}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MAILLAGE_VAR = tmp_path


def shown(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def elements(html: str) -> list:
    """Every element as a browser reads it."""
    return list(html5lib.parseFragment(html, namespaceHTMLElements=False).iter())


@pytest.mark.parametrize("source", SHOWN)
def test_a_script_in_any_text_of_a_component_is_shown_and_never_run(source):
    html = shown(source, x=SHOWN[source])
    assert WRITTEN in html
    for element in elements(html):
        assert element.tag not in ("script", "img")
        assert [name for name in element.attrib if str(name).startswith(("on", "style"))] == []
        assert not element.get("href", "").startswith("javascript")


@pytest.mark.parametrize("source", SHOWN)
def test_components_are_well_formed(source):
    parser = html5lib.HTMLParser()
    parser.parseFragment(shown(source, x=SHOWN[source]))
    assert parser.errors == []


def test_a_message_is_escaped_and_a_failure_interrupts_while_a_success_does_not():
    made = [Message(constants.ERROR, EVIL), Message(constants.SUCCESS, "C’est fait.")]
    html = render_to_string("ui/parts/messages.html", {"messages": made})
    assert WRITTEN in html
    assert html.count('role="alert"') == 1
    assert html.count('role="status"') == 1


def test_the_address_of_a_part_that_refreshes_itself_is_there_while_work_lasts_and_gone_after():
    states = {state: shown("{% ui_job x %}", x=ExampleJob("Calcul", state, 10, url="/x")) for state in
              ("waiting", "running", "done", "failed")}  # fmt: skip
    assert [state for state, html in states.items() if "hx-get" in html] == ["waiting", "running"]
    assert [state for state, html in states.items() if ">Actualiser</a>" in html] == ["waiting", "running"]
    assert "10 %" not in states["waiting"]
    assert '<progress max="100" value="10"' in states["running"]


def test_what_is_unknown_is_said_and_told_apart_from_zero():
    assert shown("{{ a|euros }} {{ b|euros }}", a=None, b=Decimal(0)) == "inconnu 0\u00a0€"
    filters = ("number", "percent", "short_date", "long_date", "plain_date", "month", "known")
    assert {shown(f"{{{{ a|{name} }}}}", a=None) for name in filters} == {"inconnu"}
    assert 'class="unknown"' in shown("{% ui_facts x %}", x=[Fact("Fin", "inconnu")])
    (empty,) = [one for one in elements(shown("{% ui_facts x %}", x=[Fact("Fin", "")])) if one.tag == "dd"]
    assert empty.text.strip() == "inconnu"


def test_no_step_to_take_is_said_in_one_positive_line():
    assert "Rien à faire ici" in shown("{% ui_now x %}", x=[])
    assert "Que faire maintenant" not in shown("{% ui_now x %}", x=[])


def test_one_of_each_block_is_rendered_with_headings_in_order():
    html = shown("{% ui_blocks x 3 %}", x=document())
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert levels[0] == 3
    assert max(levels) == 4
    for mark in (
        "<figure",
        "<svg",
        "<details",
        "<table",
        "<article",
        "callout warning",
        "<ul>",
        "<ol>",
        "<em>",
    ):
        assert mark in html
    assert "Les chiffres en tableau" in html
    assert "Source secondaire" in html


def test_ids_are_unique_even_when_a_block_is_shown_twice():
    html = shown(
        "{% ui_blocks x 2 %}{% ui_blocks x 2 %}",
        x=[block for block in document() if not isinstance(block, Part)],
    )
    twice = shown("{% ui_picture p %}{% ui_picture p %}", p=BLOCKS[-1])
    for text in (html, twice):
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids))


def test_a_doubtful_figure_says_so_under_its_table():
    listing = Listing(caption="Coûts", heads=[Head("a")], rows=[("x",)], confidence=Confidence.TO_CONFIRM)
    assert "À confirmer" in shown("{% ui_listing x %}", x=listing)


def sorted_texts(asked: str, rows: list, **more) -> list[str]:
    listing = Listing(caption="c", heads=[Head("A", key="a"), Head("B", key="b")], rows=rows, **more)
    found = sorted_listing(listing, QueryDict(asked))
    return [cell.text if isinstance(cell, Cell) else cell for cell, _ in found.rows]


def test_texts_sort_without_case_or_accents():
    rows = [("Zilia", ""), ("été", ""), ("Œuilly", ""), ("abbaye", ""), ("Érigny", "")]
    assert sorted_texts("tri=a", rows) == ["abbaye", "Érigny", "été", "Œuilly", "Zilia"]
    assert sorted_texts("tri=-a", rows)[0] == "Zilia"


def test_figures_sort_by_value_and_what_is_unknown_comes_last_both_ways():
    rows = [("x", Cell("inconnu")), ("y", Cell("12 €", sort=Decimal(12))), ("z", Cell("9 €", sort=9))]
    assert sorted_texts("tri=b", rows) == ["z", "y", "x"]
    assert sorted_texts("tri=-b", rows) == ["y", "z", "x"]


def test_equal_rows_keep_their_order_both_ways():
    rows = [(name, Cell("1", sort=1)) for name in "cab"]
    assert sorted_texts("tri=b", rows) == sorted_texts("tri=-b", rows) == ["c", "a", "b"]


def test_totals_stay_at_the_end_of_a_sorted_listing():
    rows = [("Total", "9"), ("b", "4"), ("a", "5")]
    listing = Listing(caption="c", heads=[Head("A", key="a"), Head("B")], rows=rows, totals=(0,))
    found = sorted_listing(listing, QueryDict("tri=a"))
    assert [row[0] for row in found.rows] == ["a", "b", "Total"]
    assert found.totals == (2,)


def test_dates_and_mixed_values_sort_without_failing():
    rows = [("x", Cell("", sort=date(2028, 1, 1))), ("y", Cell("", sort=date(2027, 1, 1)))]
    assert sorted_texts("tri=b", rows) == ["y", "x"]
    assert len(sorted_texts("tri=b", [*rows, ("z", Cell("", sort=3)), ("t", Cell("", sort="q"))])) == 4


def test_an_unknown_key_leaves_the_order_and_other_parameters_are_kept():
    rows = [("b", ""), ("a", "")]
    assert sorted_texts("tri=nimporte", rows) == ["b", "a"]
    listing = Listing(caption="c", heads=[Head("A", key="a")], rows=[("b",), ("a",)])
    html = shown("{% ui_listing x %}", x=sorted_listing(listing, QueryDict("q=été&vague=1&tri=a")))
    assert 'href="?q=%C3%A9t%C3%A9&amp;vague=1&amp;tri=-a"' in html
    assert 'aria-sort="ascending"' in html


def test_a_listing_of_143_rows_has_a_caption_a_count_scopes_and_labels():
    html = shown("{% ui_listing x %}", x=sorted_listing(libraries(143), QueryDict("tri=-population")))
    assert "143\u00a0lignes" in html
    assert html.count('scope="row"') == 143
    assert html.count('scope="col"') == 5
    assert html.count('data-label="Population"') == 143
    assert html.count('aria-sort="descending"') == 1


def test_every_icon_named_in_a_template_exists():
    sources = [path.read_text("utf-8") for path in Path(maillage.__file__).parent.rglob("*.html")]
    named = {name for source in sources for name in re.findall(r'ui_icon "([a-z0-9-]+)"', source)}
    assert named
    assert [name for name in (*named, *TONE_ICONS.values()) if not icon(name)] == []
    assert icon("no-such-icon") == ""


def test_error_pages_stand_alone_and_say_what_to_do():
    request = RequestFactory().get("/x")
    for name in ("400", "403", "403_csrf", "404", "500"):
        html = render_to_string(f"{name}.html", {}, request if name != "500" else None)
        assert html.count("<h1") == 1
        assert 'lang="fr"' in html
        assert 'href="/"' in html
    engine = Engine()
    source = render_to_string("500.html")
    assert engine.from_string(source).render(Context()) == source, "the last page depends on nothing"
