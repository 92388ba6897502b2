"""Purchases of a project: their value from the costs, their dates from the steps, in the calendar and the dossier."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from builders import minimal_text, project_for, read_text, saved_network
from maillage.base.plugs import Project, figures_of
from maillage.base.values.files.nodes import UnreadableFile
from maillage.phasing.services import adopt, phase
from maillage.procurement.dates import dates
from maillage.procurement.domain.procedure import Procedure
from maillage.procurement.readings import purchases_of

pytestmark = pytest.mark.django_db

PURCHASES = """
procurement:
  needs:
    - { code: N1, title: Matériel }
  purchases:
    - { code: P1, title: Liseuses, need: N1, costs: [D1], step: A11-3 }
    - { code: P2, title: Intervenants, need: N1, costs: [D2], step: A12-1 }
"""


def planned(text: str = PURCHASES) -> Project:
    made = project_for(saved_network(file=read_text(minimal_text() + text)))
    adopt(project=made, phased=phase(made))
    return project_for(made.network)


def test_a_purchase_is_worth_its_costs_and_its_need_the_sum_of_them() -> None:
    first, second = purchases_of(planned())
    assert (first.own_ht, second.own_ht) == (Decimal(15000), Decimal(6000))
    assert first.choice.value_ht == second.choice.value_ht == Decimal(21000)
    assert first.choice.procedure is Procedure.DISPENSE


def test_a_large_purchase_makes_the_small_one_of_the_same_need_heavier() -> None:
    text = PURCHASES.replace("costs: [D1]", "costs: [D1], framework: oui, maximum_ht: 250000")
    assert [item.choice.procedure for item in purchases_of(planned(text))] == [
        Procedure.FORMAL,
        Procedure.FORMAL,
    ]


def test_a_contract_is_notified_by_the_day_its_step_starts() -> None:
    first, _ = purchases_of(planned())
    assert first.needed == date(2026, 2, 16)
    assert first.day("notify") == date(2026, 2, 16)
    assert first.must_start is not None
    assert first.must_start < date(2026, 1, 1)


def test_every_date_of_a_purchase_is_in_the_calendar_once() -> None:
    events = list(dates(planned()))
    assert len({event.uid for event in events}) == len(events) == 8
    assert all(event.kind == "achat" for event in events)


def test_before_any_date_a_purchase_has_a_procedure_and_no_deadline() -> None:
    made = project_for(saved_network(file=read_text(minimal_text() + PURCHASES)))
    assert all(item.choice.procedure is Procedure.DISPENSE for item in purchases_of(made))
    assert list(dates(made)) == []


def test_figures_count_the_purchases_and_the_formalised_ones() -> None:
    figures = planned().once(figures_of)
    assert figures["procurement.purchases"].value == 2
    assert figures["procurement.formalised"].value == 0


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("costs: [D1]", "costs: [D9]", "D9"),
        ("need: N1, costs: [D1]", "need: N9, costs: [D1]", "N9"),
        ("step: A11-3", "step: A99", "A99"),
        ("step: A11-3", "step: A11-3, framework: oui", "L'accord-cadre P1 doit avoir un maximum"),
    ],
)
def test_a_purchase_that_refers_to_nothing_is_refused(old: str, new: str, told: str) -> None:
    with pytest.raises(UnreadableFile, match=told):
        read_text(minimal_text() + PURCHASES.replace(old, new))
