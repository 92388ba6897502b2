"""The real exports: the Cher line by line, the whole country without an exception, and fast."""

from __future__ import annotations

import csv
import random
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest

from effort import effort
from maillage.statistics.dispersion import gini
from maillage.statistics.strata import strata
from maillage.territory.domain.communes import AttachedBy, Places, read_communes
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.domain.exports import Export, SiteKind, decode, read_export
from maillage.territory.domain.joining import join
from maillage.territory.domain.profile import declared_size, key_figures
from maillage.territory.domain.quality import attachments, quality_report
from maillage.territory.domain.register import JoinedBy, Register, State


def read(path: Path) -> Export:
    return read_export(decode(path.read_bytes()), name=path.name)


@pytest.fixture(scope="module")
def exports(cher: dict[str, Path]) -> tuple[Export, Export]:
    return read(cher["2024"]), read(cher["2025"])


@pytest.fixture(scope="module")
def joined(exports: tuple[Export, Export]) -> Register:
    return join(exports, department="18")


@pytest.fixture(scope="module")
def communes(cher: dict[str, Path]) -> Places:
    return Places(read_communes(decode(cher["communes"].read_bytes()), name="communes"))


@pytest.fixture(scope="module")
def country(shared_data: Path) -> tuple[Export, Export]:
    folder = shared_data / "bibliotheques"
    return (
        read(folder / "bibliotheques-fr-export2024.csv"),
        read(folder / "bibliotheques-fr-export2025-activite.csv"),
    )


@pytest.fixture(scope="module")
def all_communes(shared_data: Path) -> Places:
    path = shared_data / "territoire" / "communes-fr-2026.csv"
    return Places(read_communes(decode(path.read_bytes()), name=path.name))


def test_the_cher_has_149_records_of_which_146_joined_by_code(joined: Register) -> None:
    assert len(joined.records) == 149
    by = Counter(record.joined_by for record in joined.records)
    assert by == {JoinedBy.CODE: 146, JoinedBy.TYPE: 1, JoinedBy.ALONE: 2}
    assert [(record.code, record.town) for record in joined.only_in("2024")] == [("LI19062", "Sancerre")]
    assert [(r.code, r.town) for r in joined.only_in("2025-activite")] == [("LI20643", "Ivoy-le-Pré")]
    departmental = joined.by_code("BD667")
    assert departmental is not None
    assert departmental.joined_by is JoinedBy.TYPE


def test_the_cher_has_145_open_buildings_in_2025_and_144_in_2024(joined: Register) -> None:
    assert len(joined.open_records()) == 145
    assert len(joined.open_records("2024")) == 144


def test_nine_lines_of_2024_are_non_answers(joined: Register) -> None:
    silent = [
        record
        for record in joined.records
        if any(o.state is State.NON_ANSWER and o.vintage == "2024" for o in record.observations)
    ]
    assert len(silent) == 9
    values = [o.value for r in silent for o in r.observations if o.vintage == "2024"]
    assert values == [None] * 36


def test_the_join_agrees_with_the_consolidated_file(joined: Register, shared_data: Path) -> None:
    path = shared_data / "bibliotheques" / "bibliotheques-18-consolide.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        oracle = {line["Code_bib"]: line for line in csv.DictReader(file)}
    assert {record.code for record in joined.records} == oracle.keys()
    presence = {
        "2024+2025": ("2025-activite", "2024"),
        "2024": ("2024",),
        "2025": ("2025-activite",),
    }
    columns = {
        ("surface_m2", "2024"): "surface__2024",
        ("weekly_hours", "2024"): "amplitude_horaire__2024",
        ("employees", "2024"): "nombre_de_salaries__2024",
        ("volunteers", "2024"): "nombre_de_benevoles__2024",
        ("seats", "2025-activite"): "nombre_de_places",
        ("books", "2025-activite"): "nombre_de_livres",
        ("visits", "2025-activite"): "nombre_d_entrees",
        ("document_spend_eur", "2025-activite"): "depenses_documentaires",
        ("wifi", "2025-activite"): "connexion_wi_fi",
        ("employees", "2025-activite"): "Nombre de salariés",
    }
    compared = 0
    for record in joined.records:
        line = oracle[record.code]
        assert record.vintages == presence[line["presence"]], record.code
        assert record.insee == line["code_insee_commune__2024"], record.code
        assert record.town == (line["Ville"] or line["ville__2024"])
        for (variable, vintage), column in columns.items():
            seen = record.observation(variable, vintage)
            if seen is not None:
                assert seen.raw == line[column], (record.code, variable)
                compared += 1
    assert compared == 148 * 4 + 148 * 6


def test_every_library_of_the_cher_finds_its_commune(joined: Register, communes: Places) -> None:
    found = attachments(joined, communes)
    by = Counter(attachment.by for attachment in found.values())
    assert by == {AttachedBy.INSEE: 148, AttachedBy.NAME_AND_POSTCODE: 1}


def test_the_quality_of_the_cher_is_reported(joined: Register, communes: Places) -> None:
    report = quality_report(joined, communes)
    assert report.not_run == ()
    assert len([r for r in report.of("all_zero_row") if "2024" in r.source]) == 9
    assert [r.town for r in report.of("seats_too_many")] == ["Uzay-le-Venon"]
    assert {r.town for r in report.of("single_vintage")} == {"Sancerre", "Ivoy-le-Pré"}
    assert [r.library_code for r in report.of("site_kind_unknown")] == ["LI17639"]
    assert report.of("code_as_number")[0].message.startswith("147\u00a0codes")
    assert report.of("wrong_department") == ()


def test_key_figures_of_the_cher(joined: Register, communes: Places) -> None:
    found = {figure.name: figure for figure in key_figures(joined, communes)}
    assert found["libraries.open"].value == 145
    assert (found["weekly_hours.mean"].value, found["weekly_hours.mean"].n_known) == (Decimal("11.7737"), 95)
    assert found["surface_m2.median"].n_known == 92
    with_library, without = found["communes.with_library"].value, found["communes.without_library"].value
    assert (with_library, without) == (141, 145)
    inhabitants = [found[f"inhabitants.{ending}"].value for ending in ("with_library", "without_library")]
    assert sum(value for value in inhabitants if value is not None) == sum(
        commune.population or 0 for commune in communes.communes
    )
    by_epci = [figure.value for figure in found.values() if figure.group == "epci"]
    assert sum(value for value in by_epci if value is not None) == 145
    answers = [found[f"wifi.{ending}"].value for ending in ("yes", "no", "unknown")]
    assert answers == [50, 55, 40]


def test_strata_and_dispersion_of_the_2024_file_are_the_published_ones(
    exports: tuple[Export, Export],
) -> None:
    alone = join(exports[:1], department="18")
    found = {f.name: f for f in key_figures(alone, classes=strata((500, 1000, 2000, 5000)))}
    sites = [figure.value for name, figure in found.items() if name.endswith(".libraries")]
    assert sites == [44, 44, 34, 11, 11]
    for variable, published, n in (("weekly_hours", 0.383, 95), ("surface_m2", 0.683, 92)):
        values = [o.number for r in alone.open_records() if (o := r.observation(variable)) and o.number]
        assert len(values) == n
        assert gini(values) == pytest.approx(published, abs=0.0005)


def test_the_declared_size_of_the_cher_is_explained(joined: Register) -> None:
    compared = declared_size(143, date(2026, 11, 1), joined)
    assert (compared.counted, compared.difference) == (145, 2)
    text = " ".join(compared.lines)
    for expected in (
        "Ivoy-le-Pré",
        "Sancerre",
        "Saint-Céols",
        "Bourges (4 lieux)",
        "bibliothèque départementale",
    ):
        assert expected in text


def test_the_order_of_real_lines_changes_nothing(exports: tuple[Export, Export], joined: Register) -> None:
    chance = random.Random(18)
    shuffled = [replace(e, rows=tuple(chance.sample(e.rows, len(e.rows)))) for e in reversed(exports)]
    assert join(shuffled, department="18") == joined


def test_the_cher_is_imported_in_well_under_a_second(cher: dict[str, Path]) -> None:
    def imported() -> None:
        places = Places(read_communes(decode(cher["communes"].read_bytes())))
        quality_report(join([read(cher["2024"]), read(cher["2025"])], department="18"), places)

    assert effort(imported, least=1) < 1


def test_national_files_are_read_whole_and_fast(shared_data: Path) -> None:
    for name, n in (("2024", 15_882), ("2025-activite", 15_702)):
        start = process_time()
        export = read(shared_data / "bibliotheques" / f"bibliotheques-fr-export{name}.csv")
        assert process_time() - start < 5
        assert (export.vintage, len(export.rows), export.problems) == (name, n, ())


def test_the_country_gives_the_same_cher_as_the_extract(
    country: tuple[Export, Export], joined: Register
) -> None:
    whole = join(country, department="18")
    assert [record.key for record in whole.records] == [record.key for record in joined.records]
    assert whole.remarks == ()


def test_an_extract_beside_the_country_adds_nothing(
    country: tuple[Export, Export], exports: tuple[Export, Export]
) -> None:
    both = join([*country, *exports], department="18")
    assert len(both.records) == 149
    assert [remark.rule for remark in both.remarks] == ["same_file_twice", "same_file_twice"]


def test_meurthe_et_moselle_is_brought_back_from_57(country: tuple[Export, Export]) -> None:
    home, neighbour = join(country, department="54"), join(country, department="57")
    assert Counter(remark.rule for remark in home.remarks) == {"wrong_department": 143}
    assert sum("2025-activite" in record.vintages for record in home.records) == 143
    assert not [record for record in neighbour.records if record.postcode.startswith("54")]


def test_corsica_is_whole_whatever_its_code(country: tuple[Export, Export]) -> None:
    south, north, both = (join(country, department=code) for code in ("2A", "2B", "20"))
    assert len(south.records) + len(north.records) == len(both.records) == 67


@pytest.mark.slow
def test_every_department_is_joined_and_checked_without_an_exception(
    country: tuple[Export, Export], all_communes: Places
) -> None:
    for code in ("01", "2A", "44", "49", "59", "69", "75", "971", "973", "974", "976", "988"):
        whole = join(country, department=code)
        report = quality_report(whole, all_communes)
        assert whole.records
        assert report.by_rule()
        assert key_figures(whole, all_communes)


def test_other_files_are_refused_with_what_is_understood(shared_data: Path) -> None:
    names = (
        "bibliotheques/horaires-bouches-du-rhone.csv",
        "territoire/epci-fr-2026.csv",
    )
    for name in names:
        with pytest.raises(ImportRefused) as refused:
            read(shared_data / name)
        assert refused.value.remedy


def test_every_kind_of_place_occurs_in_the_country(country: tuple[Export, Export]) -> None:
    assert {row.site_kind for export in country for row in export.rows} == set(SiteKind)
