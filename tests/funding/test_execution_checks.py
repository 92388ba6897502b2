"""What the accounts contradict is said, each with its place and its remedy; nothing is while nothing is imported."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from maillage.accounts.models import Network
from maillage.base.values.remarks import Remark
from maillage.cli.demo import DEMO_TODAY
from maillage.funding.execution_checks import execution_checks
from maillage.funding.models import CostLine, Entry, EntryFile
from maillage.funding.spent import pledges_of
from maillage.rulebook.projects import project_of

pytestmark = pytest.mark.django_db


def enter(network: Network, amount: str, day: date, cost: str | None, **given: Any) -> None:
    file, _ = EntryFile.objects.get_or_create(network=network, name="a.csv", digest="0")
    row = CostLine.objects.get(network=network, code=cost) if cost else None
    Entry.objects.create(
        network=network, file=file, row=2, day=day, amount_ttc=Decimal(amount), cost=row,
        **{"kind": "commitment", **given},
    )  # fmt: skip


def found(network: Network, code: str, today: date = DEMO_TODAY) -> list[Remark]:
    return [one for one in execution_checks(project_of(network, today)) if one.code == code]


def test_nothing_is_said_while_nothing_is_imported(demo_network: Network) -> None:
    assert list(execution_checks(project_of(demo_network, date(2028, 9, 1)))) == []


def test_an_aid_that_is_not_committed_is_told_as_its_end_nears(demo_network: Network) -> None:
    """F02, half of 48 000 HT notified on 8 October 2026: 24 000 to commit before 8 October 2028; 10 000 HT are."""
    enter(demo_network, "12000", date(2027, 1, 5), "D13")
    assert found(demo_network, "FIN-31") == []
    near = {one.target: one for one in found(demo_network, "FIN-31", date(2028, 9, 1))}
    assert "funding.FundingLine/F02" in near
    assert "14\u202f000" in near["funding.FundingLine/F02"].message
    past = {one.target for one in found(demo_network, "FIN-31", date(2028, 11, 1))}
    assert "funding.FundingLine/F02" in past


def test_an_aid_whose_amount_is_committed_is_safe(demo_network: Network) -> None:
    enter(demo_network, "33600", date(2027, 1, 5), "D13")
    assert not [one for one in found(demo_network, "FIN-31", date(2028, 9, 1)) if one.target.endswith("/F02")]
    pledge = next(
        one for one in pledges_of(project_of(demo_network, DEMO_TODAY)) if one.item.line.code == "F02"
    )
    assert (pledge.real, pledge.committed, pledge.missing, pledge.end) == (True, 28000, 0, date(2028, 10, 8))
    assert pledge.days_left == (date(2028, 10, 8) - DEMO_TODAY).days


def test_without_entries_the_calendar_speaks(demo_network: Network) -> None:
    assert not any(one.real for one in pledges_of(project_of(demo_network, DEMO_TODAY)))


def test_a_line_spent_beyond_the_tolerance_is_told(demo_network: Network) -> None:
    """D13 plans 28 000 HT, 33 600 TTC: 5 % more is 35 280."""
    enter(demo_network, "35280", date(2027, 1, 5), "D13")
    assert found(demo_network, "FIN-32") == []
    enter(demo_network, "0.01", date(2027, 1, 6), "D13")
    (remark,) = found(demo_network, "FIN-32")
    assert remark.target == "funding.CostLine/D13"


def test_entries_that_nobody_tied_make_one_remark(demo_network: Network) -> None:
    enter(demo_network, "1", date(2027, 1, 5), None)
    enter(demo_network, "2", date(2027, 1, 5), None)
    enter(demo_network, "3", date(2027, 1, 5), None, match="aside")
    (remark,) = found(demo_network, "FIN-33")
    assert remark.message.startswith("2\u00a0écritures ")


def test_money_committed_before_its_aid_was_notified_is_told(demo_network: Network) -> None:
    enter(demo_network, "12000", date(2026, 10, 8), "D13")
    assert found(demo_network, "FIN-34") == []
    enter(demo_network, "100", date(2026, 10, 7), "D13")
    (remark,) = found(demo_network, "FIN-34")
    assert remark.target == "funding.FundingLine/F02"
    assert remark.sources
