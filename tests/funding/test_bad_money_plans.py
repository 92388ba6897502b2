"""Plans as absurd as a file may hold, and what is torn out of a plan: every page of money still stands."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from builders import TODAY, one_of_each_file, read_text, saved_network
from builders import minimal_text as text
from funding.money_pages import unreadable, words
from maillage.accounts.domain import Role
from maillage.accounts.models import Network
from maillage.base.models import Removal
from maillage.funding.models import Authorisation, Funder, FundingLine, Operation, Postponement, WhatIf
from maillage.funding.readings import plan_of
from maillage.rulebook.projects import _shared, project_of
from web import person, signed_in

pytestmark = pytest.mark.django_db

COST, LINE, FUNDER = "      amount_ht: 15000\n", "      rate: 0.50\n", "      kind: dgd\n"
STEP, END = "                  weeks: 8\n", "\nevaluation:"
# Each is taken by the reader: absurd, but nothing says that it cannot be.
PLANS = {
    "amounts beyond reason, in other centuries": (
        (COST, "      amount_ht: 999999999999\n      vat_rate: 1\n      priced_on: 1900-01-01\n      indexed: oui\n"),
        (LINE, LINE + "      status: received\n      notified_on: 1900-01-01\n      notified_amount: 999999999999\n"
         "      receipts: [{ day: 1900-01-01, amount: 1 }, { day: 2200-12-31, amount: 999999999999 }]\n"),
        (END, "  authorisations: [{ code: AP1, title: T, section: investment, operations: [OP1], amount_ttc: 0,"
         " voted_on: 2200-01-01 }]\n" + END),
    ),
    "nothing but zeros": (
        (COST, "      quantity: 0\n      unit_price_ht: 0\n"),
        (LINE, LINE + "      base_ht: 0\n      ceiling: 0\n      status: notified\n      notified_amount: 0\n"),
        (FUNDER, FUNDER + "      ceiling: 0\n      max_rate: 0\n      floor_ht: 999999999999\n      not_with: [DGD]\n"
         "      payments: [{ share: 0, after: spent, months: 60 }, { share: 1, after: finished, months: 60 }]\n"),
        (END, "  authorisations: [{ code: AP1, title: Vide, section: investment }]\n" + END),
    ),
    "two funders over the whole": (
        (LINE, "      rate: 1\n    - { code: R2, funder: REG, operation: OP1, rate: 1 }\n"
         "    - { code: R3, funder: REG, operation: OP2, amounts: { 2027: 999999999999 } }\n"),
        (FUNDER, FUNDER + "    - { code: REG, name: Région, kind: region, ceiling: 0 }\n"),
        (COST, ""),
        (STEP, STEP + "                  done: 1900-01-01\n"),
    ),
    "a scenario of everything at once": (
        (END, "  scenarios: [{ code: S1, title: Tout, dgd_rate: 0, late_months: 36, prices: 1, refused_year: 2100,"
         " moves: [{ action: A11, months: 36 }, { action: A12, months: -36 }], without: [DGD] }]\n" + END),
        (LINE, LINE + "      expected_on: 1900-01-01\n      asked_on: 2200-12-31\n"),
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def on_a_day(settings: Any) -> None:
    settings.MAILLAGE_TODAY = TODAY
    _shared.clear()


def led(network: Network) -> Client:
    return signed_in(person("lea", network, Role.LEAD))


@pytest.mark.parametrize("name", PLANS)
def test_an_absurd_plan_is_shown_and_stays_balanced(name: str) -> None:
    written = text()
    for old, new in PLANS[name]:
        assert old in written
        written = written.replace(old, new, 1)
    network = saved_network(file=read_text(written))
    assert unreadable(led(network), network) == {}
    project = project_of(network, TODAY)
    plan = plan_of(project)
    for year in plan.years:
        assert plan.granted(year=year) + plan.own_share(year=year) == plan.cost_ht(year=year)


@pytest.fixture
def whole() -> Network:
    """One thing of each class: a funder, its aid notified and paid, an authorisation, a scenario without it."""
    return saved_network(file=one_of_each_file())


def test_a_funder_torn_out_after_its_notification_is_told_first_then_the_plan_stands(whole: Network) -> None:
    lead = led(whole)
    at = f"/{whole.department}/financement/financeurs/DGD/supprimer/"
    assert "alors que le financeur s'est engagé" in words(lead.get(at))
    assert lead.post(at).status_code == 422
    assert Funder.objects.filter(network=whole, code="DGD").exists()
    assert lead.post(at, {"compris": "oui"}).status_code == 302
    assert not FundingLine.objects.filter(network=whole).exists()
    assert not WhatIf.objects.get(network=whole).without.exists()
    assert unreadable(lead, whole) == {}
    back = Removal.objects.get(target="funding.Funder/DGD")
    lead.post(f"/{whole.department}/retablir/{back.pk}/")
    assert FundingLine.objects.get(network=whole).receipts.count() == 1
    assert unreadable(lead, whole) == {}


def test_an_action_and_an_operation_torn_out_leave_scenarios_and_authorisations_readable(
    whole: Network,
) -> None:
    lead, at = led(whole), f"/{whole.department}"
    assert Postponement.objects.filter(network=whole, action__code="A12").exists()
    for path in ("strategie/actions/A12", "financement/operations/OP1"):
        lead.post(f"{at}/{path}/supprimer/", {"compris": "oui"})
    _shared.clear()
    assert unreadable(lead, whole) == {}
    if not Operation.objects.filter(network=whole, code="OP1").exists():
        assert not Authorisation.objects.get(network=whole).operations.exists()
