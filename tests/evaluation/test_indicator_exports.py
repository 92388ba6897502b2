"""Indicators in a project: their baseline from a named figure, their table, their problems in a file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from builders import minimal_text, project_for, read_text, saved_network
from maillage.base.models.records import Record
from maillage.base.plugs import Project, figures_of
from maillage.base.values.files.nodes import UnreadableFile
from maillage.evaluation.domain.attainment import Status
from maillage.evaluation.exports import indicator_rows
from maillage.evaluation.models import Indicator as IndicatorRow
from maillage.evaluation.models import Measure
from maillage.evaluation.readings import attainments_of

pytestmark = pytest.mark.django_db


def project_with(extra: str = "") -> Project:
    text = minimal_text().replace("      source: Recensement", f"{extra}      source: Recensement")
    return project_for(saved_network(file=read_text(text)))


def measure(project: Project, day: date, value: str) -> Record:
    row = IndicatorRow.objects.get(network=project.network, code="I1")
    return Measure.objects.create(network=project.network, indicator=row, day=day, value=Decimal(value))


def test_an_unknown_value_is_an_empty_cell_and_never_zero() -> None:
    header, row = indicator_rows(project_with())
    told = dict(zip(header, row, strict=True))
    assert told["état initial"] == told["date de l'état initial"] == told["dernière mesure"] == ""
    assert told["cible 2026"] == "20"
    assert told["état"] == "sans donnée"


def test_a_decimal_value_is_written_as_a_french_spreadsheet_reads_it() -> None:
    header, row = indicator_rows(project_with("      baseline: 12.5\n"))
    assert dict(zip(header, row, strict=True))["état initial"] == "12,5"


def test_a_measure_sets_the_standing_of_its_indicator() -> None:
    network = project_with("      baseline: 0\n      baseline_date: 2025-12-31\n").network
    project = project_for(network, date(2026, 12, 31))
    measure(project, date(2026, 12, 31), "20")
    (found,) = attainments_of(project)
    assert found.status is Status.ON_TRACK
    header, row = indicator_rows(project)
    assert dict(zip(header, row, strict=True))["dernière mesure"] == "20"


def test_a_baseline_may_come_from_a_named_figure() -> None:
    project = project_with("      baseline_figure: funding.total_ht\n")
    (found,) = attainments_of(project)
    assert found.indicator.baseline == Decimal(21000)
    assert project.once(figures_of)["evaluation.with_baseline"].value == 1


def test_a_share_given_by_a_figure_is_a_percentage_for_an_indicator_in_percent() -> None:
    text = "      baseline_figure: funding.own_share_rate\n"
    file = read_text(
        minimal_text()
        .replace("      unit: bibliothèques", "      unit: '%'")
        .replace("      source: Recensement", f"{text}      source: Recensement")
        .replace("      step: A11-3", "      year: 2026")
        .replace("      step: A12-1", "      year: 2026")
    )
    (found,) = attainments_of(project_for(saved_network(file=file)))
    assert found.indicator.baseline is not None
    assert round(found.indicator.baseline, 1) == Decimal("64.3")  # 13 500 of 21 000


def test_a_written_baseline_is_preferred_to_the_figure() -> None:
    (found,) = attainments_of(project_with("      baseline: 3\n      baseline_figure: funding.total_ht\n"))
    assert found.indicator.baseline == 3


def test_an_unknown_figure_leaves_the_baseline_unknown() -> None:
    (found,) = attainments_of(project_with("      baseline_figure: territory.nothing\n"))
    assert found.indicator.baseline is None


def test_a_target_outside_the_programme_is_refused_with_the_years_allowed() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_text(minimal_text().replace("2028: 100", "2031: 100"))
    (problem,) = refused.value.problems
    assert problem.message == "L'indicateur I1 a une cible en 2031, hors du programme."
    assert problem.remedy == "Choisissez parmi 2026, 2027 et 2028."
