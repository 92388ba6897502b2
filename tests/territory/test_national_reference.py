"""The national reference: which files feed it, what is unknown in them, and the figures that the references publish."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from export_samples import COLUMNS_2024, csv_2024, csv_2025

from maillage.accounts.models import Network
from maillage.statistics.distribution import QUARTERS, Distribution
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.domain.national import NATIONAL_FROM, is_national, located, places
from maillage.territory.files import FileRead, read_files, read_libraries
from maillage.territory.models import (
    NationalDepartment,
    NationalExport,
    NationalLibrary,
    NationalReference,
    NationalSpread,
)
from maillage.territory.national import (
    file_exports,
    keep_exports,
    load_national,
    points_of,
)
from maillage.territory.national_refresh import refresh_reference
from maillage.territory.ranking import ranked_file
from maillage.territory.services import import_libraries

EACH = 3


def lines_of_a_country(departments: int = NATIONAL_FROM + 2, **changes: str) -> list[dict[str, str]]:
    """`EACH` libraries a département, from Ain on; hours 4, 8, 12 and surfaces 50, 100, 150 in each."""
    lines = []
    for number in range(1, departments + 1):
        code = f"{number:02}" if number != 20 else "95"
        for rank in range(1, EACH + 1):
            lines.append(
                {
                    "code_bib": f"{number * 10 + rank}.0",
                    "code_departement": code,
                    "cp": f"{code}{rank}00",
                    "code_insee_commune": f"{code}00{rank}",
                    "ville": f"Ville {number}-{rank}",
                    "population_commune": str(300 * rank),
                    "amplitude_horaire": f"{4 * rank}.0",
                    "surface": f"{50 * rank}.0",
                }
                | changes
            )
    return lines


def country(*more: dict[str, str], departments: int = NATIONAL_FROM + 2, name: str = "fr.csv") -> FileRead:
    return read_libraries(csv_2024(*lines_of_a_country(departments), *more).encode(), name)


def loaded(*files: FileRead) -> NationalReference:
    keep_exports(file_exports(files))
    found = refresh_reference()
    assert found is not None
    return found


def spread(variable: str, stratum: str = "", vintage: str = "2024") -> NationalSpread:
    return NationalSpread.objects.get(variable=variable, stratum=stratum, vintage=vintage)


# -- which files


def test_an_extract_is_not_a_country() -> None:
    assert not is_national(country(departments=NATIONAL_FROM - 1).export)
    assert is_national(country(departments=NATIONAL_FROM).export)


@pytest.mark.django_db
def test_a_partial_file_is_refused_with_what_to_give_instead(tmp_path: Path) -> None:
    path = tmp_path / "cher.csv"
    path.write_text(csv_2024({}), "utf-8")
    with pytest.raises(ImportRefused, match="ne couvre pas le pays") as refused:
        load_national([path])
    assert "maillage libraries import" in refused.value.remedy
    assert not NationalReference.objects.exists()


@pytest.mark.django_db
def test_a_national_file_imported_in_a_network_also_feeds_the_reference(
    django_capture_on_commit_callbacks: Any,
) -> None:
    network = Network.objects.create(department="18", name="Cher", owner="Cher")
    with django_capture_on_commit_callbacks(execute=True):
        import_libraries(network=network, files=[country()])
    assert NationalReference.objects.get().libraries == (NATIONAL_FROM + 2) * EACH


@pytest.mark.django_db
def test_an_extract_or_a_trial_feeds_nothing(django_capture_on_commit_callbacks: Any) -> None:
    network = Network.objects.create(department="18", name="Cher", owner="Cher")
    with django_capture_on_commit_callbacks(execute=True) as called:
        import_libraries(network=network, files=[country()], dry_run=True)
        import_libraries(network=network, files=[read_libraries(csv_2024({}).encode(), "18.csv")])
    assert not called
    assert not NationalReference.objects.exists()


@pytest.mark.django_db
def test_the_same_file_is_kept_once_and_a_shrunken_one_never_takes_its_place() -> None:
    assert keep_exports(file_exports([country()])) == 1
    assert keep_exports(file_exports([country()])) == 0
    assert keep_exports(file_exports([country(departments=NATIONAL_FROM)])) == 0
    assert keep_exports(file_exports([country({"code_bib": "9999.0"})])) == 1
    assert NationalExport.objects.get().rows == (NATIONAL_FROM + 2) * EACH + 1


@pytest.mark.django_db
def test_a_real_file_takes_the_place_of_an_invented_country() -> None:
    keep_exports(file_exports([country(departments=50)]), fictitious=True)
    reference = refresh_reference()
    assert reference is not None
    assert reference.fictitious
    assert not loaded(country()).fictitious
    assert NationalDepartment.objects.count() == NATIONAL_FROM + 2


@pytest.mark.django_db
def test_without_any_file_there_is_no_reference() -> None:
    assert refresh_reference() is None


# -- what is unknown


def test_zeros_everywhere_ambiguous_zeros_and_blanks_are_unknown_and_counted() -> None:
    none = {"nombre_de_salaries": "0.0", "nombre_de_benevoles": "0.0"}
    file = read_libraries(
        csv_2024(
            {"code_bib": "1.0", "surface": "0.0", "amplitude_horaire": "0.0", **none},
            {"code_bib": "2.0", "surface": "0.0"},
            {"code_bib": "3.0", "surface": "", "amplitude_horaire": "", "nombre_de_salaries": "", "nombre_de_benevoles": ""},
        ).encode(),
        "x.csv",
    )  # fmt: skip
    zero, ambiguous, blank = places(file.export)
    assert (zero.filled, zero.answered) == (True, False)
    assert (ambiguous.values["surface_m2"], ambiguous.answered) == (None, True)
    assert (blank.filled, blank.answered) == (False, False)
    assert set(zero.values.values()) == {None}


@pytest.mark.django_db
def test_a_spread_counts_who_is_missing_and_keeps_the_classes_apart() -> None:
    loaded(country({"code_bib": "9001.0", "surface": "", "population_commune": "300"}))
    size = NATIONAL_FROM + 2
    assert (spread("surface_m2").known, spread("surface_m2").total) == (size * EACH, size * EACH + 1)
    small = spread("surface_m2", "under_500")
    assert (small.known, small.total, small.median) == (size, size + 1, 50)
    assert (small.values, small.counts) == ([50.0], [size])
    assert spread("weekly_hours", "from_500_to_999").median == 10


@pytest.mark.django_db
def test_yes_is_one_and_a_blank_is_not_no() -> None:
    changes = [
        {"Code_bib": f"LI{n}", "code_departement": f"{n % 30 + 1:02}", "CP": f"{n % 30 + 1:02}100", "connexion_wi_fi": said}
        for n, said in enumerate(["Oui"] * 30 + ["Non"] * 10 + [""] * 20, start=1)
    ]  # fmt: skip
    loaded(read_libraries(csv_2025(*changes).encode(), "2025.csv"))
    found = spread("wifi", vintage="2025-activite")
    assert (found.values, found.counts) == ([0.0, 1.0], [10, 30])
    assert (found.known, found.total) == (40, 60)


def test_a_place_without_insee_code_takes_its_département_from_another_vintage() -> None:
    lorraine = {
        "code_bib": "700.0",
        "code_departement": "54",
        "cp": "54000",
        "code_insee_commune": "54395",
        "ville": "Nancy",
    }
    later = {"Code_bib": "LI700", "code_departement": "57", "CP": "54000", "Ville": "Nancy"}
    old = read_libraries(csv_2024(lorraine).encode(), "a.csv").export
    new = read_libraries(csv_2025(later).encode(), "b.csv").export
    assert located([list(places(old)), list(places(new))]) == [["54"], ["54"]]


# -- tables


@pytest.mark.django_db
def test_points_come_back_as_they_were_stored() -> None:
    reference = loaded(country())
    points = points_of(NationalReference.objects.get(pk=reference.pk))
    assert len(points) == NationalLibrary.objects.count() == (NATIONAL_FROM + 2) * EACH
    assert list(points.columns[0]) == sorted(points.columns[0])
    first = NationalLibrary.objects.get(position=0)
    assert first.values["population"] == first.population == 300


@pytest.mark.django_db
def test_the_ranks_of_a_département_are_those_of_its_libraries_at_equal_size() -> None:
    better = dict(lines_of_a_country(1)[0], code_bib="8000.0", amplitude_horaire="20.0")
    loaded(country(better))
    ain = NationalDepartment.objects.get(code="01")
    small = Distribution.of([4] * (NATIONAL_FROM + 2) + [20])
    middles = Distribution.of([8] * (NATIONAL_FROM + 2) + [12] * (NATIONAL_FROM + 2))
    ranks = [small.rank(4), small.rank(20), middles.rank(8), middles.rank(12)]
    assert ain.ranks["weekly_hours"]["known"] == 4
    assert ain.ranks["weekly_hours"]["median"] == pytest.approx(
        np.quantile(np.array(ranks, dtype=float), 0.5)
    )


def test_a_parquet_file_is_ranked_year_by_year_within_its_strata(tmp_path: Path) -> None:
    random = np.random.default_rng(2)
    size = 3000
    values = np.round(random.lognormal(2, 1, size), 1).astype(np.float32)
    frame = pl.DataFrame(
        {
            "year": random.integers(2016, 2019, size),  # not sorted: rows are picked, then put back
            "stratum": random.integers(0, 7, size),
            "f0": pl.Series(values).set(pl.Series(random.random(size) < 0.2), None),
            "name": ["x"] * size,
        }
    )
    path = tmp_path / "country.parquet"
    frame.write_parquet(path)
    [found] = ranked_file(path)
    assert found.name == "f0"
    for year in (2016, 2018):
        for stratum in range(7):
            inside = frame.with_row_index().filter((pl.col("year") == year) & (pl.col("stratum") == stratum))
            known = inside.drop_nulls("f0")
            answers = Distribution.of(known["f0"].to_list())
            assert found.known[year - 2016, stratum] == len(known)
            assert found.quartiles[year - 2016, stratum] == pytest.approx(
                np.quantile(known["f0"].to_numpy(), QUARTERS), rel=1e-6
            )
            expected = [answers.rank(value) for value in known["f0"].to_list()]
            assert found.ranks[known["index"].to_numpy()] == pytest.approx(expected, abs=1e-6)


# -- the real files


@pytest.mark.django_db
@pytest.mark.slow
def test_the_national_files_give_the_figures_of_the_reference(shared_data: Path) -> None:
    folder = shared_data / "bibliotheques"
    names = ("2020.parquet", "2024.csv", "2025-activite.csv")
    reference = loaded(*read_files([folder / f"bibliotheques-fr-export{name}" for name in names]))
    assert reference.libraries == 15_287
    sizes = ("under_500", "from_500_to_999", "from_1000_to_1999", "from_2000_to_4999", "from_5000")
    hours = [spread("weekly_hours", size) for size in sizes]
    # Evaluation methods, §2.4: quartiles of the country by class of commune.
    expected = [(2, 4, 7), (4, 5, 8), (5, 7.5, 12), (9, 15, 20), (18, 23, 29)]
    assert [(row.q1, row.median, row.q3) for row in hours] == expected
    surfaces = [spread("surface_m2", size).median for size in sizes]
    assert surfaces == [35, 55, 95, 170, 504]
    cher = NationalDepartment.objects.get(code="18")
    assert cher.answers["2024"] == {"open": 144, "filled": 103, "answered": 96}
    assert (cher.profile["service_fte"], cher.profile["service_spend_eur"]) == (16, 342_081)
    others = [row.answers["2024"] for row in NationalDepartment.objects.all() if "2024" in row.answers]
    shares = [row["filled"] / row["open"] for row in others if row["open"] > 20]
    assert len(shares) == 98
    assert sum(share < 103 / 144 for share in shares) == 4  # the fifth from the bottom
    # 143 lines of Meurthe-et-Moselle are coded 57 in the export of 2025.
    assert NationalDepartment.objects.get(code="54").answers["2025-activite"]["open"] > 100


def test_the_sample_has_the_columns_of_the_export() -> None:
    assert set(lines_of_a_country(1)[0]) <= set(COLUMNS_2024)
