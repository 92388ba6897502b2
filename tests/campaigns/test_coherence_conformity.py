"""Conformity to the core set, counted by hand on five libraries."""

from __future__ import annotations

import pytest
from coherence_network import ASIDE, GRID, HELP, MET, MISSING, UNKNOWN, WIFI, seen

from maillage.campaigns.domain.answers import Missing
from maillage.campaigns.domain.coherence.conformity import conformity
from maillage.campaigns.domain.coherence.heat import heat_rows, mapped
from maillage.campaigns.domain.coherence.question import below, counts_of, levels_by, useful_steps

SMALL, BIG = "moins de 500 hab.", "500 hab. et plus"
# c has a silent neighbour in its commune; e is silent alone.
NETWORK = (
    seen("a", stratum=SMALL, population=100, core={"wifi": MET}),
    seen("b", stratum=SMALL, population=300, core={"wifi": MISSING}),
    seen("c", stratum=BIG, population=600, commune="c3", core={"wifi": MET}),
    seen("d", stratum=BIG, population=600, commune="c3"),
    seen("e", stratum=BIG, population=1000),
)


def wifi(network=NETWORK):
    return conformity("wifi", "Wi-Fi", network, lambda site: site.core_state("wifi"))


def test_a_share_of_sites_rests_on_those_that_answered_and_silence_widens_it():
    kept = wifi()
    assert (kept.sites, kept.known, kept.met) == (5, 3, 2)
    assert kept.share == pytest.approx(2 / 3)
    assert (kept.bounds.low, kept.bounds.high) == (2 / 5, 4 / 5)


def test_the_inhabitants_of_a_commune_of_two_libraries_count_once():
    kept = wifi()
    assert (kept.people, kept.people_known, kept.people_met) == (2000, 1000, 700)
    assert kept.people_share == 0.7
    assert (kept.people_bounds.low, kept.people_bounds.high) == (0.35, 0.85)


def test_a_silent_library_leaves_the_no_of_its_neighbour_in_doubt():
    pair = (
        seen("c", commune="c3", population=600, core={"wifi": MISSING}),
        seen("d", commune="c3", population=600),
    )
    kept = wifi(pair)
    assert (kept.people, kept.people_known) == (600, 0)
    assert kept.people_share is None


def test_a_class_with_a_single_answer_joins_its_neighbour_before_it_is_weighted():
    kept = wifi()
    assert kept.weighted.merged == ((SMALL, BIG),)
    assert kept.weighted.estimate.mean == pytest.approx(2 / 3)


def test_classes_that_answered_enough_weigh_what_they_are():
    network = (
        *(seen(f"s{i}", stratum=SMALL, core={"wifi": MET if i else MISSING}) for i in range(2)),
        *(seen(f"q{i}", stratum=SMALL) for i in range(4)),
        *(seen(f"b{i}", stratum=BIG, core={"wifi": MET}) for i in range(2)),
    )
    # Six small ones at one half, two big ones at one: (6 × 0.5 + 2 × 1) / 8.
    assert wifi(network).weighted.estimate.mean == pytest.approx(0.625)
    assert wifi(network).share == 0.75


def test_a_service_without_object_leaves_the_denominator():
    kept = wifi((*NETWORK, seen("f", population=50, core={"wifi": ASIDE})))
    assert (kept.sites, kept.people) == (5, 2000)


def test_an_unknown_population_leaves_inhabitants_and_keeps_the_site():
    kept = wifi((seen("a", core={"wifi": MET}), seen("b", population=10, core={"wifi": MISSING})))
    assert (kept.met, kept.known, kept.people, kept.people_met) == (1, 2, 10, 0)


def test_nobody_asked_gives_nothing_rather_than_zero():
    kept = wifi(())
    assert (kept.share, kept.people_share, kept.bounds, kept.people_bounds, kept.weighted) == (None,) * 5


@pytest.mark.parametrize(
    ("core", "state"),
    [
        ({"wifi": MET, "help": MET}, MET),
        ({"wifi": MET, "help": ASIDE}, MET),
        ({"wifi": MET, "help": UNKNOWN}, UNKNOWN),
        ({"wifi": MISSING, "help": UNKNOWN}, MISSING),
        ({"wifi": ASIDE, "help": ASIDE}, ASIDE),
    ],
)
def test_the_whole_core_is_refused_by_one_service_and_suspended_by_an_unknown_one(core, state):
    assert seen("a", core=core).core_whole is state


def test_a_silent_library_may_have_the_whole_core():
    assert seen("a").core_whole is UNKNOWN


def group(name: str, levels: list[int]):
    return [seen(f"{name}{rank}", levels={"wifi": level}) for rank, level in enumerate(levels)]


def test_a_cell_of_the_heat_map_counts_those_that_reach_the_mark_of_the_question():
    groups = {"A": group("a", [0, 1, 2, 3, 4]), "B": group("b", [2, 2, 2, 2, 2, 0])}
    row = heat_rows([WIFI], groups)[0]
    assert [(cell.reached, cell.known) for cell in row.cells] == [(3, 5), (5, 6)]
    assert (row.whole.reached, row.whole.known) == (8, 11)
    assert row.gap == pytest.approx(5 / 6 - 3 / 5)
    strict = heat_rows([HELP], {"A": [seen("a", levels={"help": 2})] * 5})[0]
    assert strict.cells[0].reached == 0


def test_a_small_group_is_hidden_and_so_is_the_one_that_would_give_it_back():
    groups = {"A": group("a", [2] * 5), "B": group("b", [2] * 9), "C": group("c", [4, 0])}
    row = heat_rows([WIFI], groups)[0]
    assert [cell.hidden for cell in row.cells] == [True, False, True]
    assert [(cell.known, cell.reached, cell.share) for cell in row.cells if cell.hidden] == [(0, 0, None)] * 2
    assert [cell.hidden for cell in heat_rows([WIFI], groups, least=1)[0].cells] == [False] * 3
    assert [own.counts for own in levels_by(WIFI, groups, least=5)] == [None, (0, 0, 9, 0, 0), None]


def test_a_group_without_an_answer_tells_of_nobody_and_is_not_hidden():
    row = heat_rows([WIFI], {"A": [seen("a")], "B": group("b", [2] * 5)})[0]
    assert (row.cells[0].hidden, row.cells[0].share) == (False, None)


def test_next_steps_come_by_the_number_of_libraries_they_serve():
    network = group("a", [0, 1, 1, 4])
    assert counts_of(WIFI, network) == (1, 2, 0, 0, 1)
    assert [(own.step.do, own.libraries) for own in useful_steps(WIFI, network)] == [
        ("Séparer", 2),
        ("Demander", 1),
    ]


def test_those_to_help_are_known_to_be_below_the_mark():
    network = (*group("a", [1, 2]), seen("x", missing={"wifi": Missing.UNKNOWN}), seen("y"))
    assert [site.code for site in below(WIFI, network)] == ["a0"]


def test_questions_with_levels_only_are_mapped():
    assert [own.code for own in mapped(GRID)] == ["wifi", "desk", "help"]
