"""A figure over the network: sites and inhabitants side by side, what lacks in the unit itself, silence counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.diagnosis.domain.spreads import Site, grouped, reach, spread, standardised


def site(value: float | None, *, commune: str = "", inhabitants: int | None = 500, group: str = "g") -> Site:
    return Site(
        code=f"LI{id(value)}", name="x", group=group, commune=commune or str(id(object())),
        inhabitants=inhabitants, value=value,
    )  # fmt: skip


def test_nine_citizens_in_ten_can_be_four_sites_in_ten() -> None:
    sites = [
        site(20, commune="ville", inhabitants=8000),
        site(12, commune="bourg", inhabitants=1000),
        *(site(4, commune=f"village {n}", inhabitants=333) for n in range(3)),
    ]
    found = reach("tout", sites, 8)
    assert (found.reached, found.share) == (2, 0.4)
    assert found.people_share == pytest.approx(9000 / 9999)


def test_what_lacks_is_told_in_the_unit_of_the_figure() -> None:
    found = reach(
        "tout",
        [site(3, commune="a"), site(6.5, commune="b"), site(9, commune="c"), site(None, commune="d")],
        8,
    )
    assert (found.short, found.shortfall) == (2, 6.5)


def test_the_inhabitants_of_a_commune_with_two_libraries_are_counted_once() -> None:
    found = reach("tout", [site(20, commune="Bourges"), site(2, commune="Bourges")], 8)
    assert (found.people_reached, found.people_known, found.people_total) == (500, 500, 500)


def test_a_silent_library_beside_one_that_does_not_reach_leaves_the_commune_unknown() -> None:
    for order in ([None, 2.0], [2.0, None]):
        found = reach("tout", [site(value, commune="Bourges") for value in order], 8)
        assert (found.people_reached, found.people_known, found.people_total) == (0, 0, 500)
    beside = reach("tout", [site(None, commune="Bourges"), site(9, commune="Bourges")], 8)
    assert (beside.people_reached, beside.people_known) == (500, 500)


def test_a_commune_without_a_known_population_is_counted_apart() -> None:
    found = reach("tout", [site(9, commune="a", inhabitants=None), site(9, commune="b")], 8)
    assert (found.people_reached, found.communes_unsized) == (500, 1)


def test_nobody_answered_means_unknown_not_zero() -> None:
    found = reach("tout", [site(None, commune="a"), site(None, commune="b")], 8)
    assert (found.share, found.people_share) == (None, None)
    assert found.bounds is not None
    assert (found.bounds.low, found.bounds.high) == (0, 1)
    assert spread("tout", [site(None)]).quartiles is None
    assert reach("vide", [], 8).bounds is None


def test_groups_keep_the_order_in_which_they_come() -> None:
    assert list(grouped([site(1, group="b"), site(2, group="a"), site(3, group="b")])) == ["b", "a"]


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.floats(0, 60)),
            st.sampled_from("abcdef"),
            st.one_of(st.none(), st.just(700)),
        ),
        min_size=1,
    ),
    st.floats(0, 60),
)
def test_the_parts_never_exceed_the_whole_and_the_order_does_not_matter(
    given_sites: list[tuple[float | None, str, int | None]], mark: float
) -> None:
    sites = [site(value, commune=commune, inhabitants=people) for value, commune, people in given_sites]
    found = reach("tout", sites, mark)
    assert 0 <= found.people_reached <= found.people_known <= found.people_total
    assert found.reached + found.short == found.coverage.known
    assert found.bounds is not None
    assert found.bounds.low <= found.bounds.high
    again = reach("tout", sites[::-1], mark)
    assert (again.people_reached, again.people_known) == (found.people_reached, found.people_known)
    assert again.shortfall == pytest.approx(found.shortfall)


def test_an_epci_of_villages_is_compared_with_villages() -> None:
    inside = [site(6, group="village"), site(8, group="village"), site(None, group="ville")]
    outside = [site(4, group="village"), site(6, group="village"), site(40, group="ville")]
    found = standardised(inside, outside)
    assert (found.known, found.observed, found.expected) == (2, 7, 5)


def test_a_class_nobody_has_elsewhere_is_compared_with_nothing() -> None:
    found = standardised([site(6, group="ville")], [site(4, group="village")])
    assert (found.known, found.observed, found.expected) == (0, None, None)


@given(st.lists(st.tuples(st.floats(0, 60), st.sampled_from("ab")), min_size=1, max_size=30))
def test_a_network_compared_with_itself_is_what_is_expected(values: list[tuple[float, str]]) -> None:
    sites = [site(value, group=group) for value, group in values]
    found = standardised(sites, sites)
    assert found.observed == pytest.approx(found.expected)
