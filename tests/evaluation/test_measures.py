"""Measures come from a table: read whole or not at all, each fault told with its line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from builders import saved_network
from maillage.base.models import AuditEntry
from maillage.evaluation.domain.tables import BadMeasures, read_measures
from maillage.evaluation.models import Measure
from maillage.evaluation.services import import_measures

HEAD = "indicator,day,value,note\n"


def test_a_table_is_read_in_its_order_with_french_or_plain_numbers() -> None:
    found = read_measures(HEAD + 'I1,2026-12-31,"12,5",Enquête\nI2,31/12/2026,0,\n', name="mesures.csv")
    assert [(m.indicator, m.day, m.value, m.note) for m in found] == [
        ("I1", date(2026, 12, 31), Decimal("12.5"), "Enquête"),
        ("I2", date(2026, 12, 31), Decimal(0), ""),
    ]


def test_every_fault_is_told_with_its_line_and_its_remedy() -> None:
    text = (
        HEAD + "I1,hier,12,\nI1,2026-12-31,beaucoup,\nI1,2026-12-31,,\nI1,2027-01-31,1,\nI1,2027-01-31,2,\n"
    )
    with pytest.raises(BadMeasures) as caught:
        read_measures(text, name="mesures.csv")
    assert [problem.split(" :")[0] for problem in caught.value.problems] == [
        "Ligne 2", "Ligne 3", "Ligne 4", "Ligne 6",
    ]  # fmt: skip
    assert str(caught.value).startswith("mesures.csv : 4\u00a0problèmes, rien n'a été lu. Ligne 2 : ")


def test_a_missing_column_is_named() -> None:
    with pytest.raises(BadMeasures, match="les colonnes day et value"):
        read_measures("indicator\nI1\n", name="mesures.csv")
    with pytest.raises(BadMeasures, match="les colonnes indicator, day et value"):
        read_measures("", name="mesures.csv")


@pytest.mark.django_db
def test_importing_twice_replaces_the_measures_of_the_same_day(tmp_path: Path) -> None:
    network = saved_network()
    path = tmp_path / "mesures.csv"
    path.write_text(HEAD + "I1,2026-12-31,12,\nI1,2027-03-31,14,\n", "utf-8-sig")
    assert import_measures(network=network, path=path) == 2
    path.write_text(HEAD + "I1,2026-12-31,13,Corrigé\n", "utf-8")
    assert import_measures(network=network, path=path) == 1
    assert [(m.value, m.note) for m in Measure.objects.filter(network=network).order_by("day")] == [
        (13, "Corrigé"),
        (14, ""),
    ]
    assert AuditEntry.objects.filter(network=network, verb="evaluation.import").count() == 2


@pytest.mark.django_db
def test_an_unknown_indicator_or_an_unreadable_file_changes_nothing(tmp_path: Path) -> None:
    network = saved_network()
    path = tmp_path / "mesures.csv"
    path.write_text(HEAD + "I1,2026-12-31,12,\nI9,2026-12-31,1,\n", "utf-8")
    with pytest.raises(BadMeasures, match="pas d'indicateur I9"):
        import_measures(network=network, path=path)
    path.write_bytes(HEAD.encode() + "I1,2026-12-31,12,été\n".encode("latin-1"))
    with pytest.raises(BadMeasures, match="UTF-8"):
        import_measures(network=network, path=path)
    assert not Measure.objects.filter(network=network).exists()
