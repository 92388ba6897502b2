"""Charts: the palette's contrasts, the geometry that is computed here, and images in French."""

import itertools
import re
from datetime import date
from decimal import Decimal

import pytest

from maillage.base.charts import (
    BarRow,
    GanttRow,
    History,
    MapPlace,
    Path,
    Spot,
    TimelineEvent,
    YearAmount,
    bars,
    distribution,
    expected_paths,
    gantt,
    histories,
    stacked_years,
    territory_map,
    timeline,
    trajectory,
)
from maillage.base.charts import theme as look
from maillage.base.charts.calendars import Calendar, staggered
from maillage.base.charts.layout import text_width, wrapped
from maillage.base.charts.render import png, svg
from maillage.base.charts.spread import nice_ticks
from maillage.base.charts.typography import typographic

START, END = date(2027, 1, 1), date(2030, 1, 1)
# Machado, Oliveira and Fernandes 2009, severity 1.
COLOUR_BLINDNESS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}


def steps(count: int) -> list[GanttRow]:
    kinds = ("training", "mediation", "tool", "resource")
    return [
        GanttRow(
            group=f"Axe {rank // 10 + 1} – Médiation",
            label=f"Étape {rank} : déploiement du système de gestion partagé dans les bibliothèques",
            start=date(2027 + rank % 3, 1 + rank % 12, 1),
            end=date(2028 + rank % 3, 1 + rank % 12, 1),
            kind=kinds[rank % 4],
            milestone=rank % 7 == 0,
        )
        for rank in range(count)
    ]


CHARTS = {
    "gantt": (
        gantt(rows=steps(45), start=START, end=END, gates=[(date(2027, 3, 4), "COPIL 1")]),
        [
            "2027",
            "T1",
            "COPIL 1",
            "Formation",
            "Médiation",
            "Outils",
            "Ressources",
            "Jalon",
            "Réunion d’instance",
        ],
    ),
    "stacked_years": (
        stacked_years(
            values=[
                YearAmount(year="2027", label="Département", amount=Decimal("128900.40")),
                YearAmount(year="2027", label="État – DRAC", amount=Decimal("300000")),
                YearAmount(year="2028", label="Département", amount=Decimal("9000")),
            ]
        ),
        ["428\u202f900\u00a0€", "9\u202f000\u00a0€", "129\u00a0k€", "État – DRAC", "milliers d’euros"],
    ),
    "distribution": (
        distribution(
            values=[4.0, 8.0, 12.0, 16.0, 20.0, None, 90.0],
            groups=["Moins de 2\u202f000 hab."] * 6 + ["Plus"],
            highlight=[1],
            unit="h",
            maximum=40,
        ),
        [
            "6\u00a0bibliothèques, dont 1 inconnue",
            "12\u00a0h",
            "médiane",
            "Vous êtes ici\u00a0: 8\u00a0h",
            "au-delà de l’échelle",
        ],
    ),
    "territory_map": (
        territory_map(
            points=[(2.1, 47.0), (2.5, 47.3)],
            places=[
                MapPlace(longitude=2.4, latitude=47.08, population=64000, category="Vague 1"),
                MapPlace(longitude=2.2, latitude=46.7, population=None, category="Vague 2"),
            ],
            towns=[("Bourges", 2.4, 47.08)],
        ),
        [
            "Bourges",
            "Vague 1 (1)",
            "Commune sans bibliothèque (2)",
            "population inconnue",
            "50\u202f000\u00a0habitants",
            "10\u00a0km",
        ],
    ),
    "trajectory": (
        trajectory(
            points=[(date(2027, 12, 31), 19.5), (date(2028, 6, 30), None)],
            targets=[(date(2028, 12, 31), 35), (date(2029, 12, 31), 48)],
            baseline=(date(2026, 12, 31), 11.2),
            unit="%",
            decimals=1,
        ),
        ["19,5\u00a0%", "48,0\u00a0%", "Attendu", "Mesuré", "État initial", "janv. 2028"],
    ),
    "expected_paths": (
        expected_paths(
            paths=[
                Path(title="I01. Réseaux reliés", points=(("2025", 0.0, "0"), ("2026", 3.0, "3"))),
                Path(
                    title="I02. Délai moyen", points=(("départ", 12.0, "12\u00a0jours"), ("2028", 4.0, "4"))
                ),
            ]
        ),
        ["I01. Réseaux reliés", "I02. Délai moyen", "12\u00a0jours", "2028", "état initial"],
    ),
    "histories": (
        histories(
            shown=[
                History(
                    title="Entrées",
                    spots=[
                        Spot(year=2023, value=2511, text="2\u202f511"),
                        Spot(year=2026, value=6100, text="6\u202f100", given=True, breaks=True),
                    ],
                ),
                History(title="Salariés", spots=[Spot(year=2023, value=0, text="0")]),
            ]
        ),
        [
            "Entrées",
            "2023",
            "2\u202f511",
            "6\u202f100",
            "enquête nationale",
            "donnée du service",
            "rupture\u00a0: la source change",
        ],
    ),
    "bars": (
        bars(
            rows=[BarRow(label="Wi-Fi", value=61.0), BarRow(label="Budget", value=None)],
            maximum=100,
            unit="%",
        ),
        ["Wi-Fi", "61\u00a0%", "inconnu"],
    ),
    "timeline": (
        timeline(
            events=[TimelineEvent(body="Comité de pilotage", day=date(2027, 2 + n, 1)) for n in range(3)],
            start=START,
            end=END,
        ),
        ["Comité de pilotage", "3\u00a0réunions", "2029"],
    ),
}


def texts_of(drawn: str) -> list[str]:
    return re.findall(r">([^<>]+)</(?:text|tspan)>", drawn)


def layers_of(spec: look.Spec, mark: str) -> list[look.Spec]:
    return [
        row for layer in spec["layer"] if layer["mark"]["type"] == mark for row in layer["data"]["values"]
    ]


@pytest.mark.parametrize("name", CHARTS)
def test_each_chart_is_drawn_with_its_french_labels_and_no_english_aside(name):
    spec, expected = CHARTS[name]
    drawn = svg(spec)
    shown = texts_of(drawn)
    assert [label for label in expected if label not in shown] == []
    assert not re.search(r'aria-|role="|<a[ >]|href|style="|<script', drawn)
    assert png(spec, scale=1)[:8] == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_always_drawn_640_pixels_wide(name):
    assert '<svg xmlns="http://www.w3.org/2000/svg" version="1.1" class="marks" width="640"' in svg(
        CHARTS[name][0]
    )


def test_the_same_chart_gives_the_same_image():
    spec, _ = CHARTS["distribution"]
    assert svg(spec) == svg(spec)
    assert png(spec) == png(spec)


def test_a_packed_png_still_opens_with_its_size():
    import io

    from PIL import Image

    with Image.open(io.BytesIO(png(CHARTS["bars"][0], scale=2))) as image:
        image.load()
        assert image.size[0] == 1280


def test_on_screen_the_theme_colours_are_variables_with_a_fallback():
    drawn = svg(CHARTS["bars"][0], screen=True)
    assert f'fill="var(--chart-1, {look.PRIMARY})"' in drawn
    assert f'fill="{look.PRIMARY}"' not in drawn


def test_hostile_texts_are_drawn_as_texts():
    label = '<script>alert(1)</script> & \x00\ud800 ]]> “aria-label="x"” {datum.x}'
    drawn = svg(bars(rows=[BarRow(label=label, value=1.0)]))
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_marks_stand_out_on_white():
    assert all(look.contrast(colour, look.PAPER) >= 3 for colour in look.CATEGORIES)
    assert look.contrast(look.MUTED, look.PAPER) >= 4.5


def test_texts_on_marks_take_the_more_readable_colour():
    assert look.readable_on(look.PRIMARY) == look.PAPER
    assert look.readable_on(look.ACCENT) == look.INK
    assert all(look.contrast(look.readable_on(colour), colour) >= 3.9 for colour in look.CATEGORIES[:7])


def _seen(colour, matrix):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    red, green, blue = (
        min(1, max(0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in matrix
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("kind", COLOUR_BLINDNESS)
def test_colour_blind_readers_tell_the_first_seven_colours_apart(kind):
    matrix = COLOUR_BLINDNESS[kind]
    for one, other in itertools.combinations(look.CATEGORIES[:7], 2):
        apart = (
            sum((a - b) ** 2 for a, b in zip(_seen(one, matrix), _seen(other, matrix), strict=True)) ** 0.5
        )
        assert apart >= 15, (one, other)


@pytest.mark.parametrize("count", [1, 20, 45, 60])
def test_a_gantt_of_up_to_sixty_rows_fits_one_page(count):
    assert gantt(rows=steps(count), start=START, end=END)["height"] <= 860


def test_every_row_of_a_gantt_is_a_bar_or_a_diamond():
    spec = gantt(rows=steps(40), start=date(2026, 1, 1), end=date(2032, 1, 1))
    colours = {row["fill"] for row in layers_of(spec, "rect")}
    diamonds = [layer for layer in spec["layer"] if layer["mark"].get("shape") == "diamond"]
    bar_layers = [layer for layer in spec["layer"] if layer["mark"].get("cornerRadius") == 2]
    drawn = sum(len(layer["data"]["values"]) for layer in bar_layers) + len(diamonds[0]["data"]["values"])
    assert drawn == 40
    assert set(look.CATEGORIES[:4]) <= colours


def test_a_step_outside_the_calendar_is_said_to_be_before_or_after():
    old = GanttRow(group="", label="Ancienne", start=date(2020, 1, 1), end=date(2021, 1, 1))
    late = GanttRow(group="", label="Future", start=date(2031, 1, 1), end=date(2032, 1, 1))
    shown = texts_of(svg(gantt(rows=[old, late], start=START, end=END)))
    assert {"‹ avant", "après ›"} <= set(shown)


def test_an_empty_calendar_is_refused():
    with pytest.raises(ValueError, match="Calendrier vide"):
        gantt(rows=[], start=END, end=START)


def test_a_day_keeps_its_place_inside_the_calendar():
    calendar = Calendar(START, END, 100, 200)
    assert calendar.x(START) == 100
    assert calendar.x(END) == 200
    assert calendar.x(date(2040, 1, 1)) == 200
    assert calendar.holds(START)
    assert not calendar.holds(END)


def test_labels_of_near_meetings_are_hung_on_different_levels():
    places = staggered([(10, "Comité de pilotage"), (20, "Comité technique"), (400, "Bilan")], 600)
    assert [level for _, level in places] == [0, 1, 0]


def test_a_label_near_the_right_edge_stays_inside():
    ((start, _),) = staggered([(595, "Bilan final")], 600)
    assert start + text_width("Bilan final", look.SMALL) <= 600.01


def test_a_long_label_is_wrapped_on_two_lines_and_cut_between_words():
    lines = wrapped(
        "Déploiement du système de gestion partagé dans toutes les bibliothèques du réseau", 150, 2
    )
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert max(text_width(line) for line in lines) <= 150


def test_a_stack_refuses_a_negative_amount():
    with pytest.raises(ValueError, match="Montant négatif"):
        stacked_years(values=[YearAmount(year="2027", label="État", amount=Decimal(-1))])


def test_small_amounts_are_stacked_in_euros():
    shown = texts_of(svg(stacked_years(values=[YearAmount(year="2027", label="État", amount=Decimal(4200))])))
    assert "euros" in shown
    assert shown.count("4\u202f200\u00a0€") == 2


def test_an_unknown_value_has_no_bar_while_zero_says_zero():
    spec = bars(
        rows=[BarRow(label="a", value=None), BarRow(label="b", value=0.0), BarRow(label="c", value=5.0)]
    )
    assert len(layers_of(spec, "rect")) == 1
    assert {"inconnu", "0"} <= {row["text"] for row in layers_of(spec, "text")}


def test_a_distribution_wants_one_stratum_a_value():
    with pytest.raises(ValueError, match="2 valeurs pour 1 strates"):
        distribution(values=[1, 2], groups=["a"])


def test_a_distribution_without_any_known_value_is_still_drawn():
    assert "1\u00a0bibliothèque, dont 1 inconnue" in texts_of(svg(distribution(values=[None], groups=["a"])))


def test_a_map_keeps_east_right_north_up_and_shrinks_longitudes():
    places = [
        MapPlace(longitude=x, latitude=y, population=100) for x, y in ((2.0, 47.0), (3.0, 47.0), (2.0, 46.0))
    ]
    spec = territory_map(points=[], places=places)
    circles = next(layer["data"]["values"] for layer in spec["layer"] if layer["mark"]["type"] == "point")
    first, east, south = circles
    assert east["x"] > first["x"]
    assert south["y"] > first["y"]
    assert (east["x"] - first["x"]) / (south["y"] - first["y"]) == pytest.approx(0.682, abs=0.001)  # cos 47°


def test_a_map_of_nothing_is_refused():
    with pytest.raises(ValueError, match="Carte vide"):
        territory_map(points=[], places=[])


def test_names_of_neighbouring_towns_do_not_overlap():
    towns = [(f"Ville-sur-Cher-{n}", 2.4 + n / 1000, 47.08) for n in range(12)]
    spec = territory_map(points=[(2.0, 46.5), (3.0, 47.6)], places=[], towns=towns)
    named = [
        row for row in layers_of(spec, "text") if row["text"].startswith("Ville") and row["fill"] == look.INK
    ]
    assert 1 <= len(named) < 12
    for one, other in itertools.combinations(named, 2):
        wide = text_width("Ville-sur-Cher-0")
        assert abs(one["y"] - other["y"]) >= 12.9 or abs(one["x"] - other["x"]) >= wide


def test_a_trajectory_leaves_out_what_is_not_measured():
    spec = trajectory(points=[(START, None)], targets=[(END, 10)])
    assert "Mesuré" not in texts_of(svg(spec))


@pytest.mark.parametrize(("highest", "last"), [(23, 25), (0, 1), (0.7, 0.8), (100, 100), (1234, 1250)])
def test_graduations_are_round_and_reach_the_highest_value(highest, last):
    assert nice_ticks(highest)[-1] == last


def test_without_rows_every_chart_is_still_drawn():
    for spec in (
        gantt(rows=[], start=START, end=END),
        bars(rows=[]),
        stacked_years(values=[]),
        distribution(values=[], groups=[]),
        timeline(events=[], start=START, end=END),
        trajectory(points=[], targets=[]),
    ):
        assert svg(spec).startswith("<svg")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Qu'est-ce que c'est ?", "Qu’est-ce que c’est\u202f?"),
        ("le 1er janvier, à 9:00 : « ouvert »", "le 1er\u00a0janvier, à 9:00\u00a0: «\u00a0ouvert\u00a0»"),
        ("12 500 € sur 300 000 habitants", "12\u202f500\u00a0€ sur 300\u202f000\u00a0habitants"),
        ("https://a.fr/l'été ; fin", "https://a.fr/l'été\u202f; fin"),
        ("a  b...", "a b…"),
        ("02 48 55 82 00, n° 3", "02 48 55 82 00, n°\u00a03"),
    ],
)
def test_texts_follow_french_typography_and_addresses_are_left_alone(typed, expected):
    assert typographic(typed) == expected
    assert typographic(expected) == expected


def test_charts_show_typographic_apostrophes_and_keep_their_font():
    drawn = svg(bars(rows=[BarRow(label="Heures d'ouverture", value=1.0)]))
    assert "Heures d’ouverture" in drawn
    assert "Source Sans 3" in drawn


def test_meetings_without_a_label_take_no_room_above_the_rows():
    rows = steps(6)
    gates = [(date(2027, month, 4), "") for month in range(1, 12)]
    assert (
        gantt(rows=rows, start=START, end=END, gates=gates)["height"]
        == gantt(rows=rows, start=START, end=END)["height"]
    )


def test_a_path_without_a_target_is_refused():
    with pytest.raises(ValueError, match="sans cible"):
        Path(title="I01", points=(("2025", 0.0, "0"),))
