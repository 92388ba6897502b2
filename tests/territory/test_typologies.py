"""Typologies: published test values, thresholds by hand, and what unknown data allow to say."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import rules
from maillage.base.values.sources import Confidence
from maillage.rulebook.domain import Override
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.domain.typologies.aid import aid_surface
from maillage.territory.domain.typologies.aid_rules import aid_rule
from maillage.territory.domain.typologies.grades import grades_given, read_grade, version_of
from maillage.territory.domain.typologies.legacy import LEVELS, Criterion, Level, Means, legacy, requirements
from maillage.territory.domain.typologies.pasting import read_pasted
from maillage.territory.domain.typologies.smoothing import smoothed_grade, smoothing_years
from maillage.territory.domain.typologies.thresholds import last_day, thresholds

TODAY = date(2027, 4, 19)
LIMITS = thresholds(rules())
AID = aid_rule(rules(), TODAY)


def made(population: int | None = 1_000, **known: float | None) -> Means:
    return Means(
        population=population,
        **{name: None if value is None else Decimal(str(value)) for name, value in known.items()},
    )


FULL = made(
    2_000, spend=4_000, hours=12, surface=140, qualified=1, category_b=0, trained=0, employees=1, volunteers=0
)


@pytest.mark.parametrize(
    ("years", "grade", "certain"),
    [
        ({2025: "B", 2024: "B", 2023: "C"}, "B", True),
        ({2025: "A", 2024: "C", 2023: "E"}, "C", True),
        ({2025: "E", 2024: "A", 2023: "C"}, "C", True),
        ({2025: "D", 2023: "D"}, "D", True),
        ({2025: "B", 2024: "D"}, "B", False),
        ({2023: "E"}, "E", False),
        ({2020: "A"}, None, True),
        ({}, None, True),
    ],
)
def test_a_grade_is_smoothed_over_three_years(
    years: dict[int, str], grade: str | None, certain: bool
) -> None:
    found = smoothed_grade(years, 2025, years=3)
    assert (found.grade, found.certain) == (grade, certain)
    assert [year for year, _ in found.seen] == [2025, 2024, 2023]


@given(st.permutations(["A", "B", "C", "D", "E"]).flatmap(lambda g: st.tuples(*[st.sampled_from(g)] * 3)))
def test_the_order_of_three_known_years_does_not_matter(three: tuple[str, str, str]) -> None:
    def kept(order: tuple[str, ...]) -> str | None:
        return smoothed_grade(dict(zip((2025, 2024, 2023), order, strict=True)), 2025, years=3).grade

    assert kept(three) == kept(three[::-1]) == kept((three[1], three[0], three[2]))


def test_a_grade_is_read_leniently_and_never_invented() -> None:
    assert read_grade(" b ") == "B"
    assert read_grade("Classe C") == "C"
    assert read_grade("") is None
    with pytest.raises(ValueError, match="A, B, C, D ou E"):
        read_grade("F")
    values = [
        OwnValue(library="1", variable="grade", value="B", year=2024, source="x"),
        OwnValue(library="1", variable="grade", value="Z", year=2023, source="x"),
        OwnValue(library="1", variable="grade", value="A", year=None, source="x"),
        OwnValue(library="2", variable="loans", value=Decimal(3), year=2024, source="x"),
    ]
    assert grades_given(values) == {"1": {2024: "B"}}


def test_a_grade_says_its_version_of_the_typology() -> None:
    assert version_of(2022, rules()).since == date(2022, 2, 17)
    assert version_of(2025, rules()).since == date(2023, 3, 28)
    assert version_of(2019, rules()).since is None
    assert smoothing_years(rules(), TODAY) == 3


def test_pasted_grades_are_found_by_code_or_name_and_problems_are_numbered() -> None:
    names = {"1": "Médiathèque du Lac", "2": "Le Relais", "3": "Le Relais"}
    good = read_pasted("Code;Classe\n1;a\nmediatheque DU lac\tA\n\n2,\n3 ; e", names)
    assert good.grades == {"1": "A", "3": "E"}
    assert good.problems == ()
    bad = read_pasted("9;A\n1;Z\nLe Relais;B\n1;A\n1;B\n2", names)
    assert [text.split(" :")[0] for text in bad.problems] == [f"Ligne {n}" for n in (1, 2, 3, 5, 6)]


def test_a_full_library_is_of_level_1() -> None:
    found = legacy(FULL, LIMITS)
    assert found.level is Level.B1
    assert found.target is None
    assert found.verdict.is_yes


@pytest.mark.parametrize(
    ("change", "level", "told"),
    [
        ({"hours": 10}, Level.B2, "il manque 2 h pour le niveau 1 (B1)"),
        ({"surface": 125}, Level.B2, "il manque 15 m² pour le niveau 1 (B1)"),
        ({"hours": 10, "surface": 125}, Level.B2, "il manque 2 h et 15 m² pour le niveau 1 (B1)"),
        ({"spend": 3500}, Level.B2, "il manque 500 € de crédits par an pour le niveau 1 (B1)"),
        ({"qualified": 0, "trained": 1}, Level.B3, "il manque 1 salarié qualifié pour le niveau 2 (B2)"),
        ({"hours": 3, "surface": 20}, Level.B4, "il manque 1 h et 5 m² pour le niveau 3 (B3)"),
        (
            {"hours": 3, "surface": 20, "spend": 0},
            Level.B5,
            "il manque 1 000 € de crédits par an, 1 h et 5 m² pour le niveau 3 (B3)",
        ),
    ],
)
def test_the_margin_of_each_criterion_is_told(change: dict[str, float], level: Level, told: str) -> None:
    found = legacy(replace(FULL, **{name: Decimal(str(value)) for name, value in change.items()}), LIMITS)
    assert found.level is level
    assert found.told.replace("\u00a0", " ").replace("\u202f", " ") == told


def test_staff_of_level_1_grows_with_the_population_and_is_rounded_down() -> None:
    def asked(population: int) -> list[Decimal | None]:
        needs = requirements(Level.B1, made(population), LIMITS)
        return [one.needed for one in needs if one.criterion is Criterion.STAFF]

    assert asked(800) == [1, 0]
    assert asked(4_999) == [2, 0]
    assert asked(5_000) == [2, 1]
    assert asked(21_000) == [10, 4]
    with pytest.raises(ValueError, match="point lecture"):
        requirements(Level.B4, made(), LIMITS)


def test_unknown_data_give_bounds_and_never_a_zero() -> None:
    found = legacy(replace(FULL, hours=None), LIMITS)
    assert found.level is None
    assert (found.worst, found.best) == (Level.B4, Level.B1)
    assert found.verdict.is_unknown
    assert "heures d'ouverture" in found.verdict.missing
    assert "non classable" in found.verdict.reasons[0]


def test_an_unknown_that_changes_nothing_leaves_the_level_known() -> None:
    """Nobody is employed: qualified employees are none, whatever the form left empty."""
    means = made(1_000, spend=2_000, hours=12, surface=120, employees=0, volunteers=4, trained=2)
    assert legacy(means, LIMITS).level is Level.B3
    idle = made(1_000, spend=0, hours=1, surface=10)
    assert legacy(idle, LIMITS).level is Level.B5


def test_without_a_population_only_what_is_absolute_can_be_told() -> None:
    found = legacy(replace(FULL, population=None), LIMITS)
    assert found.level is None
    assert found.verdict.missing == ("population",)
    assert legacy(made(None, hours=1, surface=10, qualified=0, trained=0), LIMITS).best is Level.B5


@given(
    st.builds(
        made,
        st.one_of(st.none(), st.integers(100, 60_000)),
        **{
            field.name: st.one_of(st.none(), st.integers(0, 300))
            for field in fields(Means)
            if field.name != "population"
        },
    ),
    st.data(),
)
def test_the_true_level_lies_between_the_bounds(means: Means, data: st.DataObject) -> None:
    """Whatever the unknown turn out to be, within what is published of staff."""
    most = {"qualified": means.employees, "category_b": means.employees, "trained": means.volunteers}
    filled = {}
    for field in fields(Means):
        if getattr(means, field.name) is None:
            limit = most.get(field.name)
            high = 60_000 if field.name == "population" else int(limit) if limit is not None else 900
            drawn = data.draw(st.integers(1 if field.name == "population" else 0, high))
            filled[field.name] = drawn if field.name == "population" else Decimal(drawn)
    for name, limit in most.items():
        if name in filled and limit is None:
            filled[name] = min(filled[name], filled["volunteers" if name == "trained" else "employees"])
    bounds, truth = legacy(means, LIMITS), legacy(replace(means, **filled), LIMITS)
    assert truth.level is not None
    assert LEVELS.index(bounds.best) <= LEVELS.index(truth.level) <= LEVELS.index(bounds.worst)


def test_thresholds_are_those_of_the_last_day_and_can_be_set_where_sources_disagree() -> None:
    assert last_day(rules()) == date(2022, 2, 16)
    assert [needs.hours for needs in LIMITS.levels] == [12, 8, 4]
    assert any("niveau 3" in title for title in LIMITS.doubtful)
    assert {source.confidence for source in LIMITS.sources} == {Confidence.SECONDARY, Confidence.TO_CONFIRM}
    kit = Override(
        rule="territory.legacy.level3.hours",
        value=Decimal(8),
        by="Direction",
        on=TODAY,
        why="kit Datactivist",
    )
    assert thresholds(rules().with_overrides([kit])).levels[2].hours == 8


@pytest.mark.parametrize(
    ("population", "metres"),
    [
        (102, 100),
        (1_429, 100),
        (1_430, 100.1),
        (10_000, 700),
        (25_000, 1_750),
        (31_000, 1_840),
        (40_000, 1_975),
        (66_000, 3_300),
        (200_000, 10_000),
        (500_000, 10_000),
    ],
)
def test_the_surface_of_the_aid_is_the_published_one(population: int, metres: float) -> None:
    assert AID.surface(population) == Decimal(str(metres))


def test_the_shortfall_of_the_aid_is_in_whole_metres_and_unknown_stays_unknown() -> None:
    assert aid_surface(31_000, Decimal("1500.5"), AID).shortfall == 340
    assert aid_surface(900, Decimal(140), AID).verdict.is_yes
    assert aid_surface(900, Decimal(64), AID).verdict.reasons == ("il manque 36\u00a0m²",)
    assert aid_surface(None, Decimal(64), AID).verdict.missing == ("population",)
    assert aid_surface(900, None, AID).verdict.missing == ("surface",)
    assert aid_surface(900, None, AID).shortfall is None
