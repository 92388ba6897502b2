"""Communes, and how a library finds its own."""

from __future__ import annotations

import pytest
from export_samples import COMMUNES, places

from maillage.territory.domain import departments
from maillage.territory.domain.communes import AttachedBy, Places, read_communes
from maillage.territory.domain.errors import MissingColumn, UnknownExport
from maillage.territory.domain.geography import box_of, distance_km


def test_a_commune_keeps_the_year_of_its_population() -> None:
    lunery = read_communes(COMMUNES)[0]
    assert (lunery.name, lunery.population, lunery.population_year) == ("Lunery", 1500, 2023)
    assert (lunery.epci_code, lunery.epci_name, lunery.epci_type) == ("200", "CC FerCher", "CC")


def test_the_latest_known_population_is_taken() -> None:
    text = "code;nom;population_municipale_2022;population_municipale_2023\n18001;Achères;320;\n18002;B;1;2\n"
    first, second = read_communes(text)
    assert (first.population, first.population_year) == (320, 2022)
    assert (second.population, second.population_year) == (2, 2023)


def test_only_code_and_name_are_necessary() -> None:
    commune = read_communes("code_insee;nom\n1001;Ambérieu\n")[0]
    assert (commune.code, commune.department, commune.population) == ("01001", "01", None)
    with pytest.raises(MissingColumn, match="nom"):
        read_communes("code_insee;latitude\n18001;47\n")
    with pytest.raises(UnknownExport):
        read_communes("a;b\n1;2\n")


def attached(**given: str) -> tuple[str, AttachedBy]:
    row = {"insee": "", "town": "", "postcode": "", "department": "18"} | given
    found = places().attach(**row)
    return (found.commune.code if found.commune else "", found.by)


def test_the_insee_code_attaches_first() -> None:
    assert attached(insee="18033", town="Lunery", postcode="18400") == ("18033", AttachedBy.INSEE)


def test_without_code_the_name_and_the_postcode_attach() -> None:
    assert attached(town="LUNERY", postcode="18400") == ("18133", AttachedBy.NAME_AND_POSTCODE)
    assert attached(town="Bourges Cedex 9", postcode="18100") == ("18033", AttachedBy.NAME_AND_POSTCODE)


def test_a_name_alone_attaches_when_unique_in_the_department() -> None:
    assert attached(town="acheres", postcode="18999") == ("18001", AttachedBy.NAME)
    assert attached(town="Lunery", department="36") == ("36001", AttachedBy.NAME)


def test_an_unknown_commune_stays_unattached_with_the_reason() -> None:
    found = places().attach(insee="", town="Atlantis", postcode="18000", department="18")
    assert found.commune is None
    assert "Atlantis" in found.reason
    nameless = places().attach(insee="", town="", postcode="", department="18")
    assert nameless.reason == "ni code INSEE, ni nom de commune"


def test_two_communes_of_one_name_are_not_guessed() -> None:
    found = places().attach(insee="", town="Lunery", postcode="", department="")
    assert found.commune is None
    twice = COMMUNES + "18134,Lunery,18,18401,10,200,CC FerCher,CC,46.9,2.2\n"
    from_two = type(places())(read_communes(twice)).attach(
        insee="", town="Lunery", postcode="", department="18"
    )
    assert (from_two.commune, len(from_two.candidates)) == (None, 2)


def test_an_obsolete_code_is_followed_by_name_and_postcode_and_told() -> None:
    found = places().attach(insee="18999", town="Lunery", postcode="18400", department="18")
    assert (found.commune and found.commune.code, found.by) == ("18133", AttachedBy.NAME_AND_POSTCODE)
    assert "18999" in found.reason
    assert [commune.code for commune in found.candidates] == ["18133"]


def test_an_obsolete_code_whose_name_is_not_at_that_postcode_is_never_guessed() -> None:
    found = places().attach(insee="18999", town="Lunery", postcode="18000", department="18")
    assert found.commune is None
    assert [commune.code for commune in found.candidates] == ["18133"]


def test_a_former_code_leads_to_the_commune_it_merged_into() -> None:
    text = "code_insee,nom,code_departement,codes_postaux,anciens_codes\n18020,Baugy,18,18800,18123|18184\n"
    found = Places(read_communes(text)).attach(insee="18184", town="Saligny", postcode="", department="18")
    assert (found.commune and found.commune.name, found.by) == ("Baugy", AttachedBy.FORMER)
    assert "ancien code" in found.reason


def test_a_code_of_another_department_is_not_followed() -> None:
    found = places().attach(insee="36001", town="Lunery", postcode="18400", department="18")
    assert found.commune is None
    assert "autre département" in found.reason
    assert [commune.code for commune in found.candidates] == ["18133"]


def test_saint_and_its_abbreviation_are_one_name() -> None:
    text = COMMUNES + "18205,Saint-Doulchard,18,18230,9000,201,CA Bourges Plus,CA,47.1,2.37\n"
    found = type(places())(read_communes(text)).attach(
        insee="", town="ST DOULCHARD", postcode="18230", department="18"
    )
    assert found.by is AttachedBy.NAME_AND_POSTCODE


@pytest.mark.parametrize(
    ("postcode", "found"),
    [
        ("18000", ("18",)),
        ("20000", ("2A",)),
        ("20137", ("2A",)),
        ("20250", ("2B",)),
        ("20600", ("2B",)),
        ("20537", ("2A", "2B")),
        ("97133", ("977", "971")),
        ("97400", ("974",)),
        ("98800", ("988",)),
        ("00000", ()),
        ("96000", ()),
        ("1800", ()),
        ("", ()),
    ],
)
def test_a_postcode_tells_its_department(postcode: str, found: tuple[str, ...]) -> None:
    assert departments.of_postcode(postcode) == found


@pytest.mark.parametrize(
    ("insee", "found"), [("18033", "18"), ("2A004", "2A"), ("97411", "974"), ("1803", ""), ("", "")]
)
def test_an_insee_code_tells_its_department(insee: str, found: str) -> None:
    assert departments.of_insee(insee) == found


def decided(declared: str, insee: str, postcode: str, sibling: str = "") -> tuple[str, bool]:
    found = departments.belonging(declared=declared, insee=insee, postcode=postcode, sibling_insee=sibling)
    return found.department, found.contradicts


def test_the_postcode_is_trusted_against_the_declared_department() -> None:
    assert decided("57", "", "54000") == ("54", True)


def test_the_insee_code_is_trusted_against_a_bordering_postcode() -> None:
    assert decided("74", "74001", "01200") == ("74", False)
    assert decided("57", "54395", "54000") == ("54", True)


def test_the_same_library_s_insee_code_in_another_export_settles_a_bordering_postcode() -> None:
    assert decided("74", "", "01200", sibling="74001") == ("74", False)
    assert decided("74", "", "01200") == ("01", True)


def test_an_insee_code_contradicted_by_both_others_is_not_followed() -> None:
    assert decided("974", "97101", "97400") == ("974", True)


def test_corsica_may_be_declared_20_or_not_at_all() -> None:
    assert decided("20", "", "20000") == ("2A", False)
    assert decided("", "", "20250") == ("2B", False)
    assert decided("2A", "", "20000") == ("2A", False)


def test_nothing_known_decides_nothing() -> None:
    assert decided("", "", "") == ("", False)


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert distance_km((46, 2), (47, 2)) == pytest.approx(111.2, abs=0.1)
    assert distance_km((46, 2), (46, 2)) == 0


def test_overseas_departments_have_their_own_extent() -> None:
    assert box_of("974").holds(-21.1, 55.5)
    assert not box_of("18").holds(-21.1, 55.5)
    assert box_of("2A").holds(41.9, 8.7)
