"""The robust rules, the contradictions between surveys and the figures of networks, each on its smallest case."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from export_samples import export_2024, export_2025, places, register, report

from maillage.territory.domain.communes import Places, read_communes
from maillage.territory.domain.exports import decode, read_export
from maillage.territory.domain.joining import join
from maillage.territory.domain.overlaying import with_own_values
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.domain.proposals import Act
from maillage.territory.domain.proposing import proposals_of
from maillage.territory.domain.quality import QualityReport, context_of, quality_report

TOWNS = (("Lunery", "18400"), ("Achères", "18250"), ("Ainay-le-Vieil", "18200"))


def site(number: int, **changes: str) -> dict[str, str]:
    """A line of 2025 in one of the three communes of CC FerCher."""
    town, postcode = TOWNS[number % 3]
    return {
        "Code_bib": f"LI{number}",
        "nom_de_l_etablissement": f"Lieu {number}",
        "Ville": town,
        "CP": postcode,
        "Adresse": f"{number} rue du Puits",
        "Latitude": f"46.{900 + number}",
        **changes,
    }


def figures(n: int) -> dict[str, str]:
    """Numbers of their own: no two sites alike, none a sum of the others, none far from the others."""
    return {
        "nombre_de_livres": str(5000 + 37 * n),
        "nombre_d_entrees": str(1500 + 101 * n),
        "depenses_documentaires": str(3000 + 53 * n),
        "nombre_actions_culturelles": str(10 + n),
        "pop_touchee_actions_culturelles": str(90 + 3 * n),
    }


def sites(count: int, **first: str) -> QualityReport:
    lines = [site(n, **figures(n)) for n in range(count)]
    return report(export_2025(lines[0] | first, *lines[1:]))


def test_a_value_far_from_those_of_its_class_is_told_with_the_median_and_its_number() -> None:
    (remark,) = sites(9, nombre_de_livres="40000").of("outlier")
    assert remark.library_code == "LI0"
    assert remark.variables == ("books",)
    text = remark.message.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Livres : 40 000 documents" in text
    assert "9 bibliothèques" in text


def test_fewer_than_eight_answers_judge_nobody() -> None:
    assert sites(7, nombre_de_livres="40000").of("outlier") == ()


def test_an_ordinary_network_has_no_outlier() -> None:
    assert not {"outlier", "unit_slip", "repeated_figures", "site_is_total"} & sites(12).by_rule().keys()


def test_cents_for_euros_are_a_slip_of_unit_and_no_plain_outlier() -> None:
    found = sites(9, depenses_documentaires="315000")
    (remark,) = found.of("unit_slip")
    assert "100 fois trop" in remark.message.replace("\u00a0", " ")
    assert found.of("outlier") == ()


def test_the_same_figures_at_two_sites_of_a_network_are_told_once() -> None:
    (remark,) = sites(4, **figures(1)).of("repeated_figures")
    assert (remark.library_code, remark.other) == ("LI0", "LI1")
    assert "livres" in remark.message


def test_a_site_that_carries_the_total_of_the_others_is_told() -> None:
    total = sum(5000 + 37 * n for n in (1, 2, 3))
    (remark,) = sites(4, nombre_de_livres=str(total)).of("site_is_total")
    assert remark.library_code == "LI0"
    assert remark.variables == ("books",)


def test_one_active_site_among_those_of_a_commune_is_told() -> None:
    silent = {
        name: ""
        for name in ("nombre_de_livres", "nombre_d_entrees", "depenses_documentaires", "Nombre de bénévoles",
                     "Nombre de salariés")
    }  # fmt: skip
    active, empty = site(0, **figures(0)), site(3) | silent
    (remark,) = report(export_2025(active, empty)).of("town_network_figures")
    assert remark.library_code == "LI0"
    assert report(export_2025(active, site(3, **figures(3)))).of("town_network_figures") == ()


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("strong_change", {"nombre_de_benevoles": "30"}, {"Nombre de bénévoles": "8"}),
        ("zero_after_value", {"nombre_de_salaries": "2"}, {"Nombre de salariés": "0"}),
        ("missing_after_value", {"nombre_de_benevoles": "4"}, {"Nombre de bénévoles": ""}),
    ],
)
def test_two_surveys_that_contradict_one_another_are_told(
    rule: str, old: dict[str, str], new: dict[str, str]
) -> None:
    (remark,) = report(export_2024(old), export_2025(new)).of(rule)
    assert remark.vintage == "2025-activite"
    assert " | " in remark.published
    assert report(export_2024({}), export_2025({})).of(rule) == ()


@pytest.mark.parametrize(
    ("rule", "old", "new", "told"),
    [
        ("surface_changed", "100", "131", True),
        ("surface_changed", "100", "130", False),
        ("surface_changed", "100", "69", True),
        ("hours_doubled", "5", "10", True),
        ("hours_doubled", "5", "9.5", False),
        ("hours_doubled", "10", "5", True),
    ],
)
def test_surfaces_and_hours_may_change_up_to_a_limit(rule: str, old: str, new: str, told: bool) -> None:
    """Two surveys that publish both: the same line, dated of another year."""
    column = "surface" if rule == "surface_changed" else "amplitude_horaire"
    one, two = export_2024({column: old}), export_2024({column: new}, name="plus-tard.csv")
    later = _dated(two, "donnees-2024")
    found = quality_report(join([one, later], department="18"), places()).of(rule)
    assert bool(found) is told


def _dated(export: Any, vintage: str) -> Any:

    return replace(export, vintage=vintage)


def test_the_same_five_numbers_as_the_year_before_are_told() -> None:
    again = _dated(export_2025({}, name="plus-tard.csv"), "donnees-2024")
    found = quality_report(join([export_2025({}), again], department="18"), places())
    (remark,) = found.of("same_as_before")
    assert len(remark.variables) >= 5
    other = _dated(
        export_2025(
            {"nombre_de_livres": "5900", "nombre_d_entrees": "1900", "nombre_de_places": "13", "etp_salaries": "0.6",
             "depenses_documentaires": "5000", "Nombre de bénévoles": "9", "nombre_actions_culturelles": "11"}
        ),
        "donnees-2024",
    )  # fmt: skip
    assert (
        quality_report(join([export_2025({}), other], department="18"), places()).of("same_as_before") == ()
    )


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("part_above_whole", {"etp_salaries_non_titulaires": "0.6"}),
        ("fte_above_people", {"etp_salaries": "1.5"}),
        ("fte_above_people", {"temps_de_travail_des_benevoles": "8.5"}),
    ],
)
def test_a_part_above_its_whole_is_told(rule: str, changes: dict[str, str]) -> None:
    (remark,) = report(export_2025(changes)).of(rule)
    assert len(remark.variables) == 2


def test_working_time_is_rounded_by_those_who_type_it() -> None:
    assert report(export_2025({"etp_salaries": "1.05"})).of("fte_above_people") == ()


def own(variable: str, value: int) -> OwnValue:
    return OwnValue(library="LI672", variable=variable, value=Decimal(value), year=2026, source="saisie")


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("users_above_population", (own("active_borrowers", 1501),)),
        ("users_above_population", (own("digital_users", 2000),)),
        ("loans_per_borrower", (own("active_borrowers", 100), own("loans", 199))),
        ("loans_per_borrower", (own("active_borrowers", 10), own("loans", 1501))),
    ],
)
def test_readers_are_counted_against_inhabitants(rule: str, values: tuple[OwnValue, ...]) -> None:
    given = with_own_values(register(export_2025({})), values)
    assert len(quality_report(given, places()).of(rule)) == 1


def test_as_many_readers_as_inhabitants_are_possible() -> None:
    given = with_own_values(register(export_2025({})), [own("active_borrowers", 1500), own("loans", 3000)])
    found = quality_report(given, places()).by_rule()
    assert not {"users_above_population", "loans_per_borrower"} & found.keys()


def test_the_least_answered_of_two_records_of_one_place_is_its_duplicate() -> None:
    one, two = site(1, **figures(1)), site(4, **{**figures(4), "nombre_de_livres": ""})
    twin = two | {"nom_de_l_etablissement": one["nom_de_l_etablissement"], "Adresse": one["Adresse"]}
    (remark,) = report(export_2025(one, twin)).of("duplicate_site")
    assert (remark.library_code, remark.other) == ("LI4", "LI1")
    elsewhere = twin | {"Adresse": "Une autre rue"}
    assert report(export_2025(one, elsewhere)).of("duplicate_site") == ()


def test_few_answers_are_told_and_none_at_all_by_another_rule() -> None:
    few = {name: "" for name in ("nombre_de_places", "nombre_de_livres", "nombre_d_entrees", "etp_salaries",
                                 "depenses_documentaires", "Nombre de bénévoles", "nombre_actions_culturelles",
                                 "pop_touchee_actions_culturelles", "depenses_action_culturelle")}  # fmt: skip
    (remark,) = report(export_2025(few)).of("low_completion")
    assert "sur 12" in remark.message


def test_a_remark_keeps_its_key_when_the_rest_of_the_file_changes() -> None:
    alone = report(export_2024({"amplitude_horaire": "99"})).of("hours_too_long")[0]
    moved = report(export_2024({"code_bib": "1"}, {"amplitude_horaire": "99"})).of("hours_too_long")[0]
    assert alone.line != moved.line
    assert alone.key == moved.key == "hours_too_long/LI672/weekly_hours/2024"


def test_keys_name_one_remark_each_in_the_real_cher(cher: dict[str, Path]) -> None:
    exports = [read_export(decode(cher[year].read_bytes()), name=year) for year in ("2024", "2025")]
    communes = Places(read_communes(decode(cher["communes"].read_bytes())))
    found = quality_report(join(exports, department="18"), communes)
    keys = [remark.key for remark in found.remarks]
    assert len(keys) == len(set(keys))
    counts = found.by_rule()
    # SOURCES.md: 677 seats at Uzay-le-Venon; nine lines that are zero everywhere in 2024 and one in 2025.
    assert (counts["seats_too_many"], counts["all_zero_row"]) == (1, 10)
    (seats,) = found.of("seats_too_many")
    assert (seats.town, seats.published) == ("Uzay-le-Venon", "677")
    assert 10 <= counts["outlier"] <= 40
    assert len(found.of("unit_slip")) <= 5


def test_remarks_on_the_real_cher_propose_a_correction_or_a_question(cher: dict[str, Path]) -> None:
    exports = [read_export(decode(cher[year].read_bytes()), name=year) for year in ("2024", "2025")]
    context = context_of(
        join(exports, department="18"), Places(read_communes(decode(cher["communes"].read_bytes())))
    )
    remarks = quality_report(context.register, context.places).remarks
    found = proposals_of(remarks, context)
    assert {remark.rule for remark in remarks if remark.key not in found} <= {"code_as_number"}
    acts = Counter(proposal.act for proposal in found.values())
    # Eight libraries gave their volunteers or employees in 2021 and nothing in 2023.
    assert acts[Act.REUSE] == sum(remark.rule == "missing_after_value" for remark in remarks) > 0
    assert acts[Act.UNKNOWN] > 0
    # What only figures of an older survey are about is asked, never "corrected" over the newer one.
    for remark in remarks:
        for change in found[remark.key].values if remark.key in found else ():
            assert remark.vintage == context.register.vintage_of(change.variable)
