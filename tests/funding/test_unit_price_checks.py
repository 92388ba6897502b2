"""A quantity of zero, a unit price far from those of alike lines: said; what is merely dear: not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builders import project_for, read_text, saved_network
from maillage.accounts.models import Network
from maillage.funding.models import CostLine
from maillage.funding.unit_price_checks import unit_price_checks
from web import DEMO, PROJECT


def told(
    network: Network, price: str, *, unit: str = "tablette", quantity: str = "2", alike: int = 4
) -> list[str]:
    """What is said once a line of this price stands beside `alike` usual ones."""
    model = CostLine.objects.get(network=network, code="D1")
    prices = [(f"X{rank}", "tablette", "2", 280 + 20 * rank) for rank in range(alike)]
    for position, (code, each, many, cost) in enumerate([*prices, ("X9", unit, quantity, price)], 10):
        CostLine.objects.create(
            network=network,
            code=code,
            label=f"Lot {code}",
            action=model.action,
            operation=model.operation,
            section=model.section,
            family="hardware",
            year=2026,
            quantity=Decimal(many),
            unit=each,
            unit_price_ht=Decimal(cost),
            position=position,
        )
    return [f"{one.where} {one.message}" for one in unit_price_checks(project_for(network))]


def test_a_unit_price_with_a_zero_too_many_is_said(network: Network) -> None:
    found = told(network, "3500")
    assert len(found) == 1
    assert "X9" in found[0]
    assert "fois le prix médian de 5 lignes" in found[0]


@pytest.mark.parametrize(
    ("price", "unit", "alike"), [("900", "tablette", 4), ("3500", "jour", 4), ("3500", "tablette", 3)]
)
def test_a_dear_thing_another_unit_or_too_few_lines_say_nothing(
    network: Network, price: str, unit: str, alike: int
) -> None:
    assert told(network, price, unit=unit, alike=alike) == []


def test_a_quantity_of_zero_is_said(network: Network) -> None:
    found = told(network, "300", quantity="0")
    assert len(found) == 1
    assert "quantité est zéro" in found[0]


@pytest.mark.parametrize("path", [DEMO / "programme.yaml", PROJECT / "examples" / "cher.yaml"])
@pytest.mark.django_db
def test_the_demo_and_the_example_make_no_noise(path: object) -> None:
    network = saved_network(file=read_text(path.read_text("utf-8")))  # type: ignore[attr-defined]
    assert list(unit_price_checks(project_for(network))) == []
