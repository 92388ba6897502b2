"""Each quality rule finds what it is for, says where, and keeps silent otherwise."""

from __future__ import annotations

from decimal import Decimal

import pytest
from export_samples import export_2024, export_2025, places, register, report

from maillage.base.values.remarks import Severity
from maillage.territory.domain.limits import Limits
from maillage.territory.domain.quality import RULES, QualityRemark, quality_report

ZEROS = dict.fromkeys(("surface", "amplitude_horaire", "nombre_de_salaries", "nombre_de_benevoles"), "0.0")
EMPTY_2025 = dict.fromkeys(
    (
        "nombre_de_places",
        "nombre_de_livres",
        "nombre_d_entrees",
        "depenses_action_culturelle",
        "depenses_documentaires",
        "etp_salaries",
        "Nombre de bénévoles",
        "temps_de_travail_des_benevoles",
        "Nombre de salariés",
        "nombre_actions_culturelles",
        "pop_touchee_actions_culturelles",
    ),
    "",
)


def found(rule: str, *changes: dict[str, str]) -> tuple[QualityRemark, ...]:
    export = export_2025 if "Code_bib" in changes[0] else export_2024
    return report(export(*changes)).of(rule)


def test_a_plain_library_gives_no_remark() -> None:
    plain = report(export_2024({"code_bib": "672"}), export_2025({}))
    assert plain.remarks == ()
    assert plain.not_run == ()


def test_rules_are_published_with_unique_ids_and_french_texts() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids)) > 35
    assert all(rule.label and rule.explanation.endswith(".") for rule in RULES)


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("code_as_number", {"code_bib": "672.0"}),
        ("short_postcode", {"cp": "2300", "code_departement": "18"}),
        ("postcode_missing", {"cp": ""}),
        ("site_kind_unknown", {"type_adresse": "0"}),
        ("coordinates_missing", {"latitude": "", "longitude": ""}),
        ("coordinates_impossible", {"latitude": "0", "longitude": "0"}),
        ("coordinates_impossible", {"latitude": "80", "longitude": "80"}),
        ("coordinates_mirrored", {"latitude": "-46.94"}),
        ("coordinates_mirrored", {"latitude": "2.27", "longitude": "46.94"}),
        ("coordinates_far", {"latitude": "47.20"}),
        ("insee_obsolete", {"code_insee_commune": "18999"}),
        ("commune_unattached", {"code_insee_commune": "", "ville": "Atlantis"}),
        ("commune_unattached", {"code_insee_commune": "36001"}),
        ("town_differs", {"ville": "Rosières"}),
        ("population_mismatch", {"population_commune": "3000"}),
        ("all_zero_row", ZEROS),
        ("unreadable_value", {"surface": "cinquante"}),
        ("negative_value", {"surface": "-5"}),
        ("ambiguous_zero", {"surface": "0.0"}),
        ("ambiguous_zero", ZEROS | {"surface": "20"}),
        ("hours_too_long", {"amplitude_horaire": "80.5"}),
        ("open_without_staff", {"nombre_de_salaries": "0", "nombre_de_benevoles": "0"}),
        ("surface_too_small", {"surface": "9"}),
        ("surface_too_large", {"surface": "10001"}),
        ("seats_too_many", {"Code_bib": "LI1", "nombre_de_places": "677"}),
        ("visits_too_many", {"Code_bib": "LI1", "nombre_d_entrees": "80001"}),
        ("audience_below_actions", {"Code_bib": "LI1", "pop_touchee_actions_culturelles": "9"}),
        ("website_unclear", {"Code_bib": "LI1", "site_internet": "0"}),
        ("website_without_address", {"Code_bib": "LI1", "site_internet": "oui"}),
        ("no_activity_data", {"Code_bib": "LI1"} | EMPTY_2025),
    ],
)
def test_a_rule_finds_its_case_with_place_and_remedy(rule: str, changes: dict[str, str]) -> None:
    (remark,) = found(rule, changes)
    assert remark.line == 2
    assert remark.source in ("2024.csv", "2025.csv")
    assert remark.message
    assert remark.remedy.endswith(".")
    assert remark.library_name == ("Bibliothèque Boris Vian" if rule != "code_as_number" else "")


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("short_postcode", {"cp": "18400.0"}),
        ("coordinates_far", {"latitude": "46.99"}),
        ("population_mismatch", {"population_commune": "1700"}),
        ("all_zero_row", ZEROS | {"nombre_de_benevoles": "1"}),
        ("hours_too_long", {"amplitude_horaire": "80"}),
        ("open_without_staff", {"nombre_de_salaries": "0", "nombre_de_benevoles": "1"}),
        ("surface_too_small", {"surface": "10"}),
        ("surface_too_small", {"surface": "0"}),
        ("surface_too_large", {"surface": "10000"}),
        ("seats_too_many", {"Code_bib": "LI1", "nombre_de_places": "500"}),
        ("seats_too_many", {"Code_bib": "LI1", "nombre_de_places": "600", "Population commune": "60000"}),
        ("visits_too_many", {"Code_bib": "LI1", "nombre_d_entrees": "80000"}),
        ("audience_below_actions", {"Code_bib": "LI1", "pop_touchee_actions_culturelles": "10"}),
        ("website_unclear", {"Code_bib": "LI1", "site_internet": "NC"}),
        ("website_without_address", {"Code_bib": "LI1", "site_internet": "non"}),
        ("unreadable_value", {"surface": "nc"}),
        ("insee_obsolete", {"code_insee_commune": "36001"}),
        ("commune_unattached", {"code_insee_commune": "18999"}),
    ],
)
def test_a_rule_keeps_silent_at_its_threshold(rule: str, changes: dict[str, str]) -> None:
    assert found(rule, changes) == ()


def test_impossible_hours_and_negative_values_block() -> None:
    (hours,) = found("hours_too_long", {"amplitude_horaire": "150"})
    (negative,) = found("negative_value", {"surface": "-5"})
    assert hours.severity is negative.severity is Severity.BLOCKING


def test_float_codes_give_one_remark_for_a_file() -> None:
    (remark,) = found("code_as_number", {"code_bib": "1.0"}, {"code_bib": "2.0"}, {"code_bib": "3"})
    assert remark.message.startswith("2\u00a0codes")


def test_sign_and_swap_are_told_apart() -> None:
    (guadeloupe,) = report(
        export_2024(
            {
                "cp": "97100",
                "code_departement": "971",
                "code_insee_commune": "97105",
                "latitude": "16.0",
                "longitude": "61.7",
            }
        ),
        department="971",
    ).of("coordinates_mirrored")
    assert "signe de la longitude" in guadeloupe.message
    (swapped,) = found("coordinates_mirrored", {"latitude": "2.27", "longitude": "46.94"})
    assert "échangées" in swapped.message


def test_shared_coordinates_name_the_other_place() -> None:
    remarks = found("coordinates_shared", {}, {"code_bib": "8", "nom_de_l_etablissement": "Autre"})
    assert [remark.library_code for remark in remarks] == ["LI672", "LI8"]
    assert "Autre" in remarks[0].message


def test_homonyms_are_told_within_a_commune_only() -> None:
    same_town = {"code_bib": "8", "latitude": "46.9", "adresse": "Le Bourg"}
    assert len(found("homonyms", {}, same_town)) == 2
    assert found("homonyms", {}, same_town | {"code_insee_commune": "18033", "ville": "Bourges"}) == ()


def test_a_library_in_one_vintage_only_is_told() -> None:
    (remark,) = report(export_2024({}), export_2025({}, {"Code_bib": "LI9"})).of("single_vintage")
    assert remark.library_code == "LI9"


def test_an_obsolete_code_is_followed_by_name_and_postcode_and_told() -> None:
    (remark,) = found("insee_obsolete", {"code_insee_commune": "18999"})
    assert "Rattachée à Lunery (18133) par son nom et son code postal" in remark.message
    assert "18133" in remark.remedy


def test_an_obsolete_code_proposes_a_commune_of_another_postcode_without_choosing() -> None:
    (remark,) = found("insee_obsolete", {"code_insee_commune": "18999", "cp": "18000"})
    assert "peut-être Lunery (18133)" in remark.remedy


def test_a_place_that_changed_commune_between_two_surveys_is_told_from_old_to_new() -> None:
    moved = export_2025({"Ville": "Bourges", "CP": "18000"})
    (remark,) = report(export_2024({}), moved).of("moved_commune")
    assert remark.message.startswith(
        "Lunery (18133) dans l'export d'août 2024, Bourges (18000) dans l'export de 2025"
    )
    assert report(export_2024({}), export_2025({"Ville": "LUNERY"})).of("moved_commune") == ()


def test_an_impossible_surface_is_set_apart_and_long_hours_are_kept() -> None:
    assert found("surface_impossible", {"surface": "78711"})
    assert found("hours_to_confirm", {"amplitude_horaire": "63.5"})
    assert found("hours_to_confirm", {"amplitude_horaire": "60"}) == ()


def test_network_figures_carried_by_one_site_are_told() -> None:
    towns = (("1", "Lunery", "18400"), ("2", "Achères", "18250"), ("3", "Ainay-le-Vieil", "18200"))
    silent = [
        {"Code_bib": f"LI{n}", "Ville": town, "CP": postcode} | EMPTY_2025 for n, town, postcode in towns[1:]
    ]
    carrier = {"Code_bib": "LI1"}
    (remark,) = found("network_figures", carrier, *silent)
    assert remark.library_code == "LI1"
    assert "CC FerCher" in remark.message
    assert found("network_figures", carrier, silent[0]) == ()
    answering = silent[1] | {"nombre_de_livres": "300"}
    assert found("network_figures", carrier, silent[0], answering) == ()


def test_rules_that_need_communes_are_listed_when_there_is_no_file() -> None:
    alone = report(export_2024({"code_insee_commune": "18999"}), communes=False)
    assert alone.of("insee_obsolete") == ()
    assert {rule.id for rule in alone.not_run} == {
        "coordinates_far",
        "insee_obsolete",
        "commune_unattached",
        "town_differs",
        "population_mismatch",
        "network_figures",
        "town_network_figures",
        "repeated_figures",
        "site_is_total",
    }


def test_the_most_severe_remarks_come_first() -> None:
    severities = [
        remark.severity for remark in report(export_2024({"amplitude_horaire": "99", "surface": "0"})).remarks
    ]
    assert severities == [Severity.BLOCKING, Severity.ADVICE, Severity.ADVICE]


def test_a_network_may_set_its_own_limits() -> None:
    strict = Limits(small_surface_m2=Decimal(136))
    assert quality_report(register(export_2024({})), places(), limits=strict).of("surface_too_small")


def test_counts_by_rule_follow_the_published_order() -> None:
    counts = report(export_2024({"surface": "0.0", "cp": ""})).by_rule()
    assert counts == {"code_as_number": 1, "postcode_missing": 1, "ambiguous_zero": 1}
