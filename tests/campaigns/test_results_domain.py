"""Places, strengths, changes and next steps, computed by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.campaigns.domain import Framework, Item, Marks, NextStep, profile
from maillage.campaigns.domain.answers import Answer
from maillage.campaigns.domain.change import change
from maillage.campaigns.domain.choosing import Feasibility, chosen, proposals
from maillage.campaigns.domain.frameworks import Domain, ItemKind
from maillage.campaigns.domain.lacking import lack_of
from maillage.campaigns.domain.placing import Standing, disclosed, peer_groups, place, shown_quartiles
from maillage.campaigns.domain.scores import Band
from maillage.campaigns.domain.steps import Effort
from maillage.campaigns.domain.strengths import strengths
from maillage.statistics.strata import strata

MARKS = Marks(on_the_way=25, core=50, reference=75, answered_share=0.6)
FEASIBLE = Feasibility(month=0.6, year=0.3, alone=0.8)
FIVE = ("0", "1", "2", "3", "4")


def step(level: int, effort: Effort = Effort.DAY, help: str = "aide") -> NextStep:
    return NextStep(from_level=level, do=f"Faire {level}", effort=effort, help=help)


def item(code: str, *, core: bool = False, efforts: Effort = Effort.DAY, help: str = "aide") -> Item:
    steps = tuple(step(level, efforts, help) for level in range(4))
    return Item(code=code, number="1", title=code, question="?", levels=FIVE, core=core, next=steps)


def framework(*domains: tuple[Item, ...], version: str = "1", follows: str = "") -> Framework:
    made = tuple(Domain(code=f"D{rank}", title=f"D{rank}", items=own) for rank, own in enumerate(domains))
    return Framework(code="G", version=version, title="G", purpose="", follows=follows, domains=made)


def answers(**levels: int) -> dict[str, Answer]:
    return {code: Answer(item=code, value=str(level)) for code, level in levels.items()}


def test_a_place_counts_who_is_below_and_gives_wilsons_interval_on_that_share() -> None:
    found = place(50, [10, 20, 30, 40, 50, 60, 70, 80, 90, 95])
    assert found is not None
    assert (found.below, found.same, found.above, found.peers) == (4, 1, 5, 10)
    # Wilson, 95 %: 4 of 10 begins at 16.8 %, 5 of 10 ends at 76.3 % (published tables).
    assert found.low == pytest.approx(0.1682, abs=1e-3)
    assert found.high == pytest.approx(0.7634, abs=1e-3)
    assert found.standing is Standing.AROUND


def test_a_library_ahead_of_all_is_told_so_and_one_behind_all_too() -> None:
    others = [10.0 * rank for rank in range(1, 10)]
    ahead, behind = place(99, others), place(1, others)
    assert ahead is not None
    assert ahead.standing is Standing.AHEAD
    assert behind is not None
    assert behind.standing is Standing.BEHIND


def test_nothing_is_told_about_four_others_nor_without_a_score() -> None:
    assert place(50, [1, 2, 3, 4]) is None
    assert place(None, [1, 2, 3, 4, 5]) is None
    assert shown_quartiles([1, 2, 3, 4]) is None
    assert disclosed([1, 2, 3, 4, 5]) == [1, 2, 3, 4, 5]


@given(st.floats(0, 100), st.lists(st.floats(0, 100), min_size=5, max_size=60))
def test_a_place_is_a_share_inside_its_interval(own: float, others: list[float]) -> None:
    found = place(own, others)
    assert found is not None
    assert found.below + found.same + found.above == len(others)
    assert 0 <= found.low <= found.below / found.peers + 1e-9
    assert (found.below + found.same) / found.peers - 1e-9 <= found.high <= 1


def test_small_classes_of_commune_are_merged_and_unknown_ones_compare_with_all() -> None:
    sizes = {f"P{rank}": 100 + rank for rank in range(9)} | {f"G{rank}": 6000 + rank for rank in range(3)}
    groups = peer_groups({**sizes, "X": None}, strata((500, 1000, 2000, 5000)))
    assert groups["X"].members == (*sizes, "X")
    assert len(groups["G0"].members) >= 8 or groups["G0"].members == groups["P0"].members
    assert all(code in groups[code].members for code in groups)


def test_the_label_of_peers_is_written_in_french() -> None:
    small = {f"P{rank}": 100 for rank in range(9)}
    groups = peer_groups({**small, **{f"G{rank}": 9000 for rank in range(9)}}, strata((5000,)))
    assert groups["P0"].label == "communes de moins de 5\u202f000 habitants"
    assert groups["G0"].label.endswith("habitants et plus")


def test_strengths_are_tops_of_ladders_and_what_is_two_levels_ahead() -> None:
    found = framework((item("a"), item("b"), item("c"), item("d")))
    told = strengths(found.items, {"a": 4, "b": 3, "c": 2, "d": 1}, {"a": 3, "b": 1, "c": 1})
    assert [(one.item.code, one.is_top, one.ahead) for one in told] == [("b", False, 2), ("a", True, 1)]


def test_without_any_strength_the_supports_are_told() -> None:
    found = framework((item("a"), item("b"), item("c")))
    told = strengths(found.items, {"a": 2, "b": 1, "c": 0}, {"b": 0, "c": 0})
    assert [one.item.code for one in told] == ["b", "a"]


def test_a_strong_profile_with_a_missing_core_service_is_not_above_on_the_way() -> None:
    found = framework((item("a"), item("b"), item("c"), item("s", core=True)))
    full = profile(found, answers(a=4, b=4, c=4, s=1), found.items, MARKS)
    assert full.overall == 81.25
    assert full.band is Band.ON_THE_WAY
    assert profile(found, answers(a=4, b=4, c=4, s=2), found.items, MARKS).band is Band.REFERENCE


def test_missing_core_services_come_first_then_gain_times_feasibility() -> None:
    # Two domains of equal weight: an item of the first, alone, gains 12.5 points a level; one of the second 6.25.
    found = framework((item("alone"),), (item("core", core=True, efforts=Effort.YEAR), item("other")))
    ordered = proposals(found, found.items, {"alone": 1, "core": 0, "other": 1}, ["core"], FEASIBLE)
    assert [one.item.code for one in ordered] == ["core", "alone", "other"]
    assert [one.gain for one in ordered] == [6.25, 12.5, 6.25]
    assert ordered[0].merit == pytest.approx(6.25 * 0.3)


def test_effort_and_help_change_the_order() -> None:
    found = framework(
        (item("year", efforts=Effort.YEAR),), (item("bare", help=""),), (item("month", efforts=Effort.MONTH),)
    )
    ordered = proposals(found, found.items, dict.fromkeys(("year", "bare", "month"), 1), [], FEASIBLE)
    assert [one.item.code for one in ordered] == ["bare", "month", "year"]
    assert [round(one.feasibility, 2) for one in ordered] == [0.8, 0.6, 0.3]


def test_a_domain_gives_one_step_unless_its_core_services_lack() -> None:
    found = framework((item("a"), item("b")), (item("c", core=True), item("d", core=True)), (item("e"),))
    levels = dict.fromkeys("abcde", 1)
    kept = chosen(proposals(found, found.items, levels, ["c", "d"], FEASIBLE))
    assert [one.item.code for one in kept] == ["c", "d", "e"]
    kept = chosen(proposals(found, found.items, levels, [], FEASIBLE))
    assert [one.domain for one in kept] == ["D2", "D0", "D1"]


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 4)), st.sets(st.sampled_from("abcd")))
def test_never_more_than_three_steps_and_the_core_before_the_rest(
    levels: dict[str, int], core: set[str]
) -> None:
    found = framework(*((item(code, core=code in core), item(code.upper())) for code in "abcdefgh"))
    missing = [code for code in core if levels.get(code, 4) < 2]
    kept = chosen(proposals(found, found.items, levels, missing, FEASIBLE))
    assert len(kept) <= 3
    flags = [one.is_core for one in kept]
    assert flags == sorted(flags, reverse=True)
    assert all(levels[one.item.code] == one.level < 4 for one in kept)


def test_a_number_that_lacks_is_told_as_an_amount() -> None:
    hours = Item(
        code="h", number="1", title="Ouverture", question="?", kind=ItemKind.NUMBER, unit="heures", core=True,
        core_level=2, thresholds=("4", "8", "12"),
    )  # fmt: skip
    found = framework((hours,))
    given_answers = {"h": Answer(item="h", value="4")}
    (missing,) = profile(found, given_answers, found.items, MARKS).missing
    lack = lack_of(missing, given_answers)
    assert lack.amount == "il manque 4\xa0heures"
    assert (lack.now, lack.wanted) == ("4 heures", "8\xa0heures")


def test_a_change_compares_the_questions_asked_both_times_and_no_break_of_series() -> None:
    old = framework((item("a"), item("b"), item("c")))
    renamed = Item(code="bb", number="1", title="b", question="?", levels=FIVE, formerly="b")
    broken = Item(code="c", number="1", title="c", question="?", levels=FIVE, break_reason="Autre question")
    new = framework((item("a"), renamed, broken), version="2", follows="1")
    found = change(old, answers(a=1, b=3, c=0), new, answers(a=2, bb=3, c=4))
    assert found is not None
    assert [(one.item.code, one.before, one.after) for one in found.items] == [("a", 1, 2), ("bb", 3, 3)]
    assert (found.before, found.after) == (50, 62.5)
    assert [one.item.code for one in found.ups] == ["a"]


def test_versions_that_do_not_follow_one_another_are_not_compared() -> None:
    old, new = framework((item("a"),)), framework((item("a"),), version="3", follows="2")
    assert change(old, answers(a=1), new, answers(a=2)) is None
    assert Decimal(1) == item("a").weight
