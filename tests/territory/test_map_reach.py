"""Distances as the crow flies and the population they cover: published distances, properties, what is unknown."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import effort
from maillage.territory.domain.communes import Commune
from maillage.territory.domain.covering import covers, farthest_first, whole
from maillage.territory.domain.geography import distance_km
from maillage.territory.domain.nearby import Site
from maillage.territory.domain.reaching import Reach, distances

PARIS, LYON, MARSEILLE, LILLE = (48.8566, 2.3522), (45.7640, 4.8357), (43.2965, 5.3698), (50.6292, 3.0573)
STEPS = (None, 0, 1, 2, 5, 10, 20, 30)


def commune(code: str, latitude: float | None = 47.0, longitude: float | None = 2.4, **more) -> Commune:
    told = {
        "name": f"Ville {code}",
        "department": "18",
        "population": 100,
        "epci_code": "E1",
        "epci_name": "CC A",
    }
    return Commune(code=code, latitude=latitude, longitude=longitude, **(told | more))


def site(key: str, commune: str = "", position=None, serves: bool | None = True) -> Site:
    return Site(
        key=key, name=f"Bibliothèque {key}", town=key, commune=commune, position=position, serves=serves
    )


# -- distances


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [(PARIS, LYON, 392), (PARIS, MARSEILLE, 661), (PARIS, LILLE, 204), (LYON, MARSEILLE, 278)],
)
def test_great_circle_distances_are_those_published_within_one_percent(one, other, published: float) -> None:
    assert distance_km(one, other) == pytest.approx(published, rel=0.01)
    found = distances([commune("1", *one)], [site("x", position=other)])[0]
    assert found.sure is not None
    assert found.sure.km == pytest.approx(published, rel=0.01)


def test_a_degree_of_latitude_and_a_degree_of_longitude_are_computed_by_hand() -> None:
    # 2·π·6371/360 = 111.195 km; at 60° a degree of longitude is half as long.
    assert distance_km((46, 2), (47, 2)) == pytest.approx(111.195, abs=0.001)
    assert distance_km((60, 2), (60, 3)) == pytest.approx(55.597, abs=0.01)


def test_the_nearest_library_is_the_nearest_by_haversine_too() -> None:
    chance = random.Random(4)
    sites = [site(str(n), position=(chance.uniform(46.4, 47.6), chance.uniform(1.8, 3.1))) for n in range(60)]
    for n in range(80):
        place = commune(str(n), chance.uniform(46.4, 47.6), chance.uniform(1.8, 3.1))
        found = distances([place], sites)[0].sure
        assert found is not None
        centre = (place.latitude, place.longitude)
        assert found.km == pytest.approx(min(distance_km(centre, s.position) for s in sites))


def test_a_library_in_the_commune_is_at_no_distance_wherever_its_door_is() -> None:
    here = commune("1")
    found = distances([here], [site("a", "1", position=(47.1, 2.5)), site("b", "2", position=(47.0, 2.4))])[0]
    assert found.sure is not None
    assert (found.sure.site.key, found.sure.km) == ("a", 0.0)


def test_a_library_without_a_position_stands_at_the_centre_of_its_commune() -> None:
    found = distances([commune("1"), commune("2", 47.1)], [site("a", "1")])[1].sure
    assert found is not None
    assert found.km == pytest.approx(11.12, abs=0.01)


def test_three_hundred_communes_and_nine_hundred_are_computed_at_once() -> None:
    chance = random.Random(1)

    def spot() -> tuple[float, float]:
        return chance.uniform(46.4, 47.6), chance.uniform(1.8, 3.1)

    def spent(n_communes: int, n_sites: int) -> float:
        communes = [commune(str(n), *spot()) for n in range(n_communes)]
        sites = [site(str(n), position=spot()) for n in range(n_sites)]
        return effort(lambda: distances(communes, sites))

    assert spent(300, 150) < 0.05
    assert spent(900, 450) < 0.4


# -- reach


def test_a_library_too_far_does_not_cover_and_one_of_unknown_hours_leaves_unknown() -> None:
    near, far = commune("1"), commune("2", 47.1)
    found = distances([near, far], [site("a", "1", serves=True), site("b", "2", serves=None)])
    assert [d.reach(None) for d in found] == [Reach.COVERED, Reach.UNKNOWN]
    assert found[1].reach(12) is Reach.COVERED
    assert distances([far], [site("a", position=(47.0, 2.4))])[0].reach(10) is Reach.FAR


def test_a_commune_without_a_position_is_unknown_at_a_distance_and_not_in_itself() -> None:
    lost = commune("1", None, None)
    found = distances([lost, commune("2")], [site("b", "2")])[0]
    assert (found.reach(None), found.reach(30)) == (Reach.FAR, Reach.UNKNOWN)
    own = distances([lost], [site("a", "1")])[0]
    assert (own.reach(None), own.reach(5)) == (Reach.COVERED, Reach.COVERED)


def test_without_a_library_nobody_is_covered_and_no_distance_is_made_up() -> None:
    found = distances([commune("1")], [site("a", "1", serves=False)])
    assert found[0].sure is found[0].possible is None
    assert whole(found, 30).share == 0


spots = st.tuples(st.floats(46.4, 47.6), st.floats(1.8, 3.1))
communes = st.lists(
    st.tuples(st.one_of(spots, st.none()), st.one_of(st.integers(0, 9000), st.none())), max_size=12
)
sites = st.lists(
    st.tuples(st.one_of(spots, st.none()), st.integers(0, 11), st.sampled_from((True, False, None))),
    max_size=8,
)


@given(communes, sites)
def test_coverage_grows_with_distance_and_begins_with_the_commune_itself(places, libraries) -> None:
    asked = [
        commune(str(n), *(spot or (None, None)), population=people) for n, (spot, people) in enumerate(places)
    ]
    found = distances(asked, [site(f"s{n}", str(c), p, serves) for n, (p, c, serves) in enumerate(libraries)])
    before: set[str] = set()
    for within in STEPS:
        inside = {d.commune.code for d in found if d.reach(within) is Reach.COVERED}
        assert before <= inside
        before = inside
        cover = whole(found, within)
        assert cover.communes == len(asked)
        assert cover.people == sum(people for _, people in places if people is not None)
        assert cover.uncounted == sum(people is None for _, people in places)
        if cover.share is not None:
            assert 0 <= cover.share <= cover.share_at_most <= 1


@given(communes, sites)
def test_what_the_epci_hold_adds_up_to_the_whole(places, libraries) -> None:
    asked = [
        commune(str(n), *(spot or (None, None)), population=people, epci_code=("", "E1", "E2")[n % 3])
        for n, (spot, people) in enumerate(places)
    ]
    found = distances(asked, [site(f"s{n}", str(c), p, serves) for n, (p, c, serves) in enumerate(libraries)])
    parts = covers(found, 10)
    if not asked:
        assert parts == ()
        return
    *parts, total = parts
    for name in ("communes", "people", "uncounted"):
        assert sum(getattr(part, name) for part in parts) == getattr(total, name)
    assert sum(part.far.people for part in parts) == total.far.people


# -- a coverage by hand


def test_shares_and_shortfall_are_those_computed_by_hand() -> None:
    places = [
        commune("1", population=1000),
        commune("2", 47.05, population=300),  # 5.56 km away
        commune("3", 47.2, population=200, epci_code="E2", epci_name="CC B"),  # 22.2 km away
        commune("4", 47.2, population=None, epci_code="E2", epci_name="CC B"),
    ]
    found = distances(places, [site("a", "1")])
    one, two, total = covers(found, 10)
    assert (one.name, one.share, one.far.people) == ("CC A", 1.0, 0)
    assert (two.share, two.far.communes, two.far.people, two.uncounted) == (0.0, 2, 200, 1)
    assert total.share == pytest.approx(1300 / 1500)
    assert whole(found, None).share == pytest.approx(1000 / 1500)
    assert [d.commune.code for d in farthest_first(found)] == ["3", "4", "2"]


def test_communes_outside_any_epci_come_last_and_distances_unknown_too() -> None:
    places = [commune("1", epci_code="", epci_name=""), commune("2"), commune("3", None, None)]
    found = distances(places, [site("a", "2", position=(47.0, 2.4))])
    assert [cover.code for cover in covers(found, 5)] == ["E1", "inconnu", ""]
    assert farthest_first(found)[-1].commune.code == "3"


def test_a_bigger_commune_at_the_same_distance_comes_first() -> None:
    small = commune("1", population=10)
    found = distances([small, replace(small, code="2", population=900)], [site("a", position=(47.1, 2.4))])
    assert [d.commune.code for d in farthest_first(found)] == ["2", "1"]
