"""Joining several exports: by code, by type, across départements, with doubles, nothing erased."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from export_samples import csv_2024, csv_2025, export_2024, export_2025, register
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.base.values.remarks import Severity
from maillage.territory.domain.exports import SiteKind, read_export
from maillage.territory.domain.quality import quality_report
from maillage.territory.domain.register import JoinedBy, Register, State

BD_2024 = {
    "code_bib": "",
    "type_adresse": "Bibliothèque départementale",
    "nom_de_l_etablissement": "18 - Médiathèque départementale du Cher",
    "ville": "Bourges",
}
BD_2025 = {
    "Code_bib": "BD667",
    "type_adresse": "Bibliothèque départementale",
    "nom_de_l_etablissement": "18 - Médiathèque départementale du Cher",
    "Ville": "Bourges",
}


def rules(joined: Register) -> list[str]:
    return [remark.rule for remark in joined.remarks]


def test_two_vintages_are_joined_by_code_and_the_newest_identity_wins() -> None:
    joined = register(export_2025({"nom_de_l_etablissement": "Médiathèque Vian"}), export_2024({}))
    (record,) = joined.records
    assert record.joined_by is JoinedBy.CODE
    assert record.vintages == ("2025-activite", "2024")
    assert (record.name, record.insee, record.status) == (
        "Médiathèque Vian",
        "18133",
        "Bibliothèque municipale",
    )


def test_every_value_keeps_its_source_and_line() -> None:
    (record,) = register(export_2024({}), export_2025({})).records
    surface = record.observation("surface_m2")
    assert surface is not None
    assert (surface.value, surface.vintage, surface.source_name, surface.source_line) == (
        Decimal(135),
        "2024",
        "2024.csv",
        2,
    )
    newest, oldest = record.observation("employees"), record.observation("employees", "2024")
    assert newest is not None
    assert oldest is not None
    assert (newest.vintage, oldest.vintage) == ("2025-activite", "2024")
    assert record.observation("nothing") is None


def test_a_library_in_one_export_only_stays_alone() -> None:
    joined = register(export_2024({}, {"code_bib": "8.0"}), export_2025({}))
    assert [record.code for record in joined.only_in("2024")] == ["LI8"]
    assert joined.only_in("2025-activite") == ()
    assert register(export_2024({})).only_in("2024") == ()


def test_the_departmental_library_without_code_is_joined_by_its_type() -> None:
    joined = register(export_2024(BD_2024), export_2025(BD_2025))
    (record,) = joined.records
    assert (record.code, record.joined_by) == ("BD667", JoinedBy.TYPE)
    assert joined.open_records() == ()


def test_among_several_departmental_libraries_the_name_then_the_address_decide() -> None:
    annex = BD_2025 | {"Code_bib": "BD668", "nom_de_l_etablissement": "Annexe", "Adresse": "Le Bourg"}
    by_name = register(export_2024(BD_2024), export_2025(BD_2025, annex))
    assert [record.joined_by for record in by_name.records] == [JoinedBy.TYPE, JoinedBy.ALONE]
    renamed = BD_2024 | {"nom_de_l_etablissement": "Direction", "adresse": "LE BOURG"}
    by_address = register(export_2024(renamed), export_2025(BD_2025, annex))
    assert [record.code for record in by_address.records if record.joined_by is JoinedBy.TYPE] == ["BD668"]


def test_a_departmental_library_that_may_be_several_is_not_guessed() -> None:
    others = (BD_2025 | {"Code_bib": "BD1"}, BD_2025 | {"Code_bib": "BD2"})
    joined = register(export_2024(BD_2024), export_2025(*others))
    assert len(joined.records) == 3
    assert "departmental_not_joined" in rules(joined)


def test_a_place_without_code_is_kept_and_reported() -> None:
    joined = register(export_2024({"code_bib": ""}))
    assert joined.records[0].key.startswith("sans-code:lunery")
    assert rules(joined) == ["missing_code"]


def test_places_without_code_are_joined_by_name_and_address() -> None:
    (record,) = register(export_2024({"code_bib": ""}), export_2025({"Code_bib": ""})).records
    assert record.joined_by is JoinedBy.NAME


def test_a_code_that_is_none_is_reported() -> None:
    assert rules(register(export_2024({"code_bib": "ABC"}))) == ["unreadable_code"]


def test_an_all_zero_line_is_a_non_answer() -> None:
    zeros = dict.fromkeys(
        ("surface", "amplitude_horaire", "nombre_de_salaries", "nombre_de_benevoles"), "0.0"
    )
    (record,) = register(export_2024(zeros)).records
    assert {o.state for o in record.observations} == {State.NON_ANSWER}
    assert {o.value for o in record.observations} == {None}
    assert {o.raw for o in record.observations} == {"0.0"}


def state_of(variable: str, changes: dict[str, str]) -> tuple[State, object, str]:
    columns_of_2025 = "Code_bib" in changes
    export = export_2025(changes) if columns_of_2025 else export_2024(changes)
    seen = register(export).records[0].observation(variable)
    assert seen is not None
    return seen.state, seen.value, seen.raw


def test_an_empty_cell_is_missing() -> None:
    assert state_of("surface_m2", {"surface": ""}) == (State.MISSING, None, "")
    assert state_of("surface_m2", {"surface": "NC"}) == (State.MISSING, None, "NC")


def test_a_zero_surface_is_missing_and_keeps_its_text() -> None:
    assert state_of("surface_m2", {"surface": "0.0"}) == (State.MISSING, None, "0.0")


def test_a_zero_employee_is_believed_when_there_are_volunteers() -> None:
    assert state_of("employees", {"nombre_de_salaries": "0.0"}) == (State.ANSWERED, Decimal(0), "0.0")


def test_an_unreadable_value_is_suspect_and_keeps_its_text() -> None:
    assert state_of("surface_m2", {"surface": "env. 50 m²"}) == (State.SUSPECT, None, "env. 50 m²")


def test_a_suspect_value_is_no_usable_number() -> None:
    (record,) = register(export_2024({"amplitude_horaire": "81"})).records
    hours = record.observation("weekly_hours")
    assert hours is not None
    assert (hours.state, hours.value, hours.number) == (State.SUSPECT, Decimal(81), None)


def test_a_double_in_a_file_keeps_the_fullest_line_and_sets_the_other_aside() -> None:
    joined = register(export_2024({"surface": ""}, {"surface": "90"}))
    (record,) = joined.records
    assert [o.value for o in record.observations if o.variable == "surface_m2"] == [Decimal(90)]
    assert [aside.appearance.row.line for aside in joined.set_aside] == [2]
    assert rules(joined) == ["duplicate_code"]
    assert "diffèrent" in joined.remarks[0].message


def test_a_line_repeated_in_a_file_is_read_once() -> None:
    joined = register(export_2024({}, {}))
    assert len(joined.records) == 1
    assert "identiques" in joined.remarks[0].message


def test_the_same_file_twice_is_read_once() -> None:
    joined = register(export_2024({}), export_2024({}, name="copie.csv"))
    assert [source.used for source in joined.sources] == [True, False]
    assert rules(joined) == ["same_file_twice"]
    assert len(joined.records) == 1


def test_an_extract_beside_its_national_file_gives_a_single_remark() -> None:
    many = [{"code_bib": f"{n}.0"} for n in range(1, 6)]
    joined = register(export_2024(*many, name="national.csv"), export_2024(*many[:3], name="extrait.csv"))
    assert len(joined.records) == 5
    assert rules(joined) == ["same_file_twice"]
    assert "3 lignes" in joined.remarks[0].message.replace("\u00a0", " ")


def test_two_files_of_one_vintage_that_differ_are_told_line_by_line() -> None:
    joined = register(export_2024({}, name="a.csv"), export_2024({"surface": "1"}, name="b.csv"))
    assert rules(joined) == ["duplicate_code"]
    assert len(joined.set_aside) == 1


def test_lines_of_other_departments_are_left_out_silently() -> None:
    elsewhere = {"code_bib": "9", "cp": "36000", "code_departement": "36", "code_insee_commune": "36044"}
    joined = register(export_2024({}, elsewhere))
    assert [record.code for record in joined.records] == ["LI672"]
    assert (joined.remarks, joined.set_aside) == ((), ())


def test_a_whole_department_declared_as_another_is_brought_home() -> None:
    nancy = {"Code_bib": "LI1", "CP": "54000", "Ville": "Nancy", "code_departement": "57"}
    home = register(export_2025(nancy), department="54")
    assert [record.department for record in home.records] == ["54"]
    assert rules(home) == ["wrong_department"]
    away = register(export_2025(nancy), department="57")
    assert away.records == ()
    assert rules(away) == ["no_line_kept", "wrong_department"]
    assert len(away.set_aside) == 1


def test_a_bordering_postcode_with_an_insee_code_of_the_department_is_fine() -> None:
    joined = register(export_2024({"cp": "36100"}))
    assert len(joined.records) == 1
    assert joined.remarks == ()


def test_a_bordering_postcode_without_insee_code_follows_the_other_export() -> None:
    joined = register(export_2024({"cp": "36100"}), export_2025({"CP": "36100"}))
    assert [record.vintages for record in joined.records] == [("2025-activite", "2024")]
    assert joined.remarks == ()


def test_corsica_and_overseas_are_found_by_any_of_their_codes() -> None:
    corsica = {"cp": "20000", "code_departement": "", "code_insee_commune": "", "ville": "Ajaccio"}
    for asked in ("2A", "20"):
        assert len(register(export_2024(corsica), department=asked).records) == 1
    assert register(export_2024(corsica), department="2B").records == ()
    reunion = {"cp": "97400", "code_departement": "974", "code_insee_commune": "97411"}
    assert len(register(export_2024(reunion), department="974").records) == 1


def test_the_same_code_in_another_department_is_not_joined() -> None:
    moved = {"CP": "36000", "code_departement": "36", "Ville": "Châteauroux"}
    joined = register(export_2024({}), export_2025(moved, {"Code_bib": "LI5"}))
    assert [record.vintages for record in joined.records] == [("2025-activite",), ("2024",)]
    assert rules(joined) == ["code_in_other_department"]


def test_a_place_that_nothing_locates_is_set_aside() -> None:
    lost = {"code_bib": "5", "cp": "", "code_departement": "", "code_insee_commune": ""}
    joined = register(export_2024({}, lost))
    assert rules(joined) == ["unknown_department"]
    assert len(joined.set_aside) == 1


def test_a_file_without_the_department_is_a_blocking_remark() -> None:
    joined = register(export_2024({}), department="99")
    assert [(remark.rule, remark.severity) for remark in joined.remarks] == [
        ("no_line_kept", Severity.BLOCKING)
    ]
    assert register().records == ()


def test_a_malformed_line_is_a_remark_with_its_place() -> None:
    export = read_export(csv_2024({}) + "18000;12.0\n", name="court.csv")
    (remark,) = [r for r in register(export).remarks if r.rule == "malformed_line"]
    assert (remark.source, remark.line) == ("court.csv", 3)


def test_an_unknown_kind_is_completed_by_another_vintage() -> None:
    (record,) = register(export_2024({"type_adresse": "Inconnue"}), export_2025({})).records
    assert record.site_kind is SiteKind.OPEN
    assert not record.is_open("2024")


LINES_2024 = [
    {},
    {},
    {"surface": ""},
    {"code_bib": "8.0", "surface": "0", "amplitude_horaire": "0"},
    {"code_bib": "", "nom_de_l_etablissement": "Sans code"},
    {"code_bib": "9", "cp": "36000", "code_departement": "18", "code_insee_commune": ""},
    BD_2024,
    {"code_bib": "10.0", "longitude": "", "latitude": ""},
]
LINES_2025 = [{}, {"Code_bib": "LI11", "nombre_de_places": "900"}, BD_2025, BD_2025 | {"Code_bib": "BD9"}]


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_lines_and_files_never_changes_the_result(chance: random.Random) -> None:
    old = read_export(csv_2024(*LINES_2024), name="2024.csv")
    new = read_export(csv_2025(*LINES_2025), name="2025.csv")
    reference = register(old, new)
    shuffled = [
        replace(export, rows=tuple(chance.sample(export.rows, len(export.rows)))) for export in (old, new)
    ]
    chance.shuffle(shuffled)
    result = register(*shuffled)
    assert result == reference
    assert quality_report(result) == quality_report(reference)
