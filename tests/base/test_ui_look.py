"""The look: contrasts measured in light and dark, budgets of weight, charts fit for a strict policy, their cache."""

import os
import re
from pathlib import Path

import pytest

import maillage.base
from maillage.base.charts import YearAmount, render, stacked_years, territory_map, trajectory
from maillage.base.charts import theme as look
from maillage.base.charts.theme import contrast
from maillage.base.ui import pictures

UI = Path(maillage.base.__file__).parent / "static" / "ui"
CSS = (UI / "maillage.css").read_text("utf-8")
TEXT, GRAPHIC = 4.5, 3.0
GROUNDS = ("page", "surface", "sunken")
TONES = ("info", "good", "warning", "bad", "neutral")
PAIRS = [
    *((text, ground, TEXT) for text in ("ink", "muted", "primary", "primary-strong") for ground in GROUNDS),
    *((mark, ground, GRAPHIC) for mark in ("border", "focus", "accent") for ground in ("page", "surface")),
    ("border", "sunken", GRAPHIC),
    ("focus", "sunken", GRAPHIC),
    *((tone, f"{tone}-soft", TEXT) for tone in TONES),
    *((tone, ground, TEXT) for tone in TONES for ground in ("page", "surface")),
    *(("ink", f"{tone}-soft", TEXT) for tone in TONES),
    *(("primary", f"{tone}-soft", TEXT) for tone in TONES),
    ("primary", "primary-soft", TEXT),
    ("accent", "primary-soft", GRAPHIC),
    ("on-primary", "primary", TEXT),
    ("on-primary", "primary-strong", TEXT),
    ("surface", "bad", TEXT),
    ("on-bar", "bar", TEXT),
    ("bar-muted", "bar", TEXT),
    ("bar-accent", "bar", GRAPHIC),
    ("bar-focus", "bar", GRAPHIC),
    ("chart-ink", "chart-paper", TEXT),
    ("chart-muted", "chart-paper", TEXT),
    ("chart-ink", "chart-band", TEXT),
    ("chart-muted", "chart-band", TEXT),
    *((f"chart-{rank}", "chart-paper", GRAPHIC) for rank in range(1, 9)),
    # The label of a bar is paper or ink, whichever the charts chose for the colour on paper.
    *(
        ("chart-paper" if look.readable_on(colour) == look.PAPER else "chart-ink", f"chart-{rank}", TEXT)
        for rank, colour in enumerate(look.CATEGORIES, 1)
    ),
]


def tokens(selector: str) -> dict[str, str]:
    (body,) = re.findall(re.escape(selector) + r" \{([^}]*)\}", CSS)
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", body))


LIGHT = tokens("@layer tokens {\n  :root")
SCHEMES = {
    "light": LIGHT,
    "dark": {**LIGHT, **tokens(':root:not([data-theme="light"])')},
    "dark by hand": {**LIGHT, **tokens(':root[data-theme="dark"]')},
}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_pair_of_colours_is_contrasted_enough(scheme):
    colours = SCHEMES[scheme]
    weak = [
        f"{one} on {other}: {contrast(colours[one], colours[other]):.2f}"
        for one, other, least in PAIRS
        if contrast(colours[one], colours[other]) < least
    ]
    assert weak == []


def test_both_ways_to_dark_are_the_same_and_change_every_colour():
    assert SCHEMES["dark"] == SCHEMES["dark by hand"]
    dark = tokens(':root[data-theme="dark"]')
    assert set(LIGHT) - set(dark) == set()


def test_each_colour_of_the_charts_has_a_name_on_screen():
    assert {f"chart-{name}" for name in look.SCREEN_NAMES.values()} <= set(LIGHT)


def test_the_stylesheet_and_the_scripts_keep_to_their_budgets():
    assert len(CSS.encode()) <= 40 * 1024
    scripts = sum(path.stat().st_size for path in UI.glob("*.js"))
    assert scripts <= 15 * 1024
    assert sum(path.stat().st_size for path in UI.glob("fonts/*.woff2")) <= 70 * 1024


def test_the_stylesheet_asks_nothing_of_another_origin_and_balances_its_braces():
    assert not re.search(r"https?:|@import|//[a-z]", CSS)
    assert CSS.count("{") == CSS.count("}")
    named = re.findall(r'url\("([^"]+)"\)', CSS)
    assert [name for name in named if not (UI / name).exists()] == []


def test_every_token_used_is_declared():
    declared = set(re.findall(r"(--[a-z0-9-]+):", CSS))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", CSS)) - declared == set()


def test_scripts_write_no_markup_and_run_no_text():
    scripts = "".join(path.read_text("utf-8") for path in UI.glob("*.js"))
    assert not re.search(
        r"innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function", scripts
    )


CHARTS = {
    "stacked": stacked_years(
        values=[YearAmount(year="2027", label=str(n), amount=1000 * (n + 1)) for n in range(8)]  # type: ignore[arg-type]
    ),
    "map": territory_map(points=[(2.1, 47.0), (2.5, 47.3)], places=[]),
    "trajectory": trajectory(points=[], targets=[]),
}


@pytest.fixture
def folder(settings, tmp_path):
    settings.MAILLAGE_VAR = tmp_path
    return tmp_path / "cache" / "charts"


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_on_screen_obeys_a_strict_policy_and_fits_any_width(name, folder):
    drawn = pictures.picture_svg(CHARTS[name], "Ce qu’on y voit")
    assert drawn.startswith('<svg role="img" aria-label="Ce qu’on y voit" class="chart" viewBox="0 0 640 ')
    assert not re.search(r"\sstyle=|<style|<script|\son[a-z]+=|<a[ >]|xmlns:xlink", drawn)
    head = drawn[: drawn.index(">")]
    assert " width=" not in head
    assert " height=" not in head
    assert "var(--chart-" in drawn


def test_several_charts_on_a_page_share_no_id_and_keep_their_references(folder):
    page = "".join(pictures.picture_svg(spec, "x") for spec in [*CHARTS.values(), *CHARTS.values()])
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)


def test_ids_are_told_apart_even_when_one_begins_another():
    drawn = '<svg width="640" height="9"><clipPath id="clip1"/><clipPath id="clip10"/><g clip-path="url(#clip10)"/></svg>'
    assert 'url(#chart-id-clip10)"' in pictures.adapted(drawn)


def test_the_alternative_of_a_chart_is_escaped(folder):
    assert '"&lt;script&gt;' not in pictures.picture_svg(CHARTS["map"], "x").split(">")[0]
    assert 'aria-label="&quot;&gt;&lt;b&gt;"' in pictures.picture_svg(CHARTS["map"], '"><b>')


def test_a_chart_is_drawn_once_then_read_from_disk(folder, monkeypatch):
    first = pictures.picture_svg(CHARTS["trajectory"], "x")
    monkeypatch.setattr(render, "svg", lambda *_, **__: pytest.fail("drawn again"))
    again = pictures.picture_svg(CHARTS["trajectory"], "x")
    assert re.sub(r"c\d+-", "", first) == re.sub(r"c\d+-", "", again)
    assert len(list(folder.iterdir())) == 1


def test_half_a_file_in_the_cache_is_drawn_again(folder):
    pictures.picture_svg(CHARTS["trajectory"], "x")
    (kept,) = folder.iterdir()
    kept.write_text("<svg class", "utf-8")
    assert pictures.picture_svg(CHARTS["trajectory"], "x").endswith("</svg>")
    assert kept.read_text("utf-8").endswith("</svg>")


def test_a_folder_that_cannot_be_written_costs_time_only(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.MAILLAGE_VAR = tmp_path / "file"
    assert pictures.picture_svg(CHARTS["trajectory"], "x").endswith("</svg>")


def test_the_cache_is_bounded_by_number_and_by_age(folder, monkeypatch):
    folder.mkdir(parents=True)
    for n in range(5):
        (folder / f"{n}.svg").write_text("x")
    os.utime(folder / "0.svg", (1, 1))
    monkeypatch.setattr(pictures, "KEPT_FILES", 4)
    pictures.picture_svg(CHARTS["trajectory"], "x")
    assert len(list(folder.iterdir())) == 4
    assert not (folder / "0.svg").exists()
