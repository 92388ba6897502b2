"""An archived action counts nowhere: money, purchases, courses, dates, dossier. Brought back, everything is as before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from builders import minimal_text, project_for, read_text, saved_network
from house.site import addresses, url_of
from maillage.accounts.models import Network
from maillage.base.models import record
from maillage.base.plugs import Figures, Project, panels_of
from maillage.base.ui.panels import columns_for
from maillage.base.values.euros import total
from maillage.cli.demo import DEMO_TODAY
from maillage.dossier.composition import compose
from maillage.dossier.linter import remarks_of
from maillage.dossier.renderings.calendar import events_of
from maillage.dossier.renderings.workbook import render_workbook
from maillage.funding.models import CostLine
from maillage.funding.readings import asleep_costs, funding_of, plan_of
from maillage.phasing.readings import problem_of
from maillage.phasing.services import phase
from maillage.procurement.readings import asleep_purchases, procurement_of, purchases_of
from maillage.programme.models import Action
from maillage.programme.readings import archived_codes, programme_of
from maillage.training.readings import asleep_courses, training_of
from pages.samples import NO_PAGE, POSTS_ONLY, make_samples
from web import text_of

pytestmark = pytest.mark.django_db

# In the demo D11 has costs, a purchase and a course; many steps of other actions wait for one of B11's.
SLEEPERS = ("D11", "B11")


def archive(network: Network, *codes: str, day: date | None = DEMO_TODAY) -> None:
    Action.objects.filter(network=network, code__in=codes).update(archived=day)
    record(network=network, actor=None, verb="test.archive", target="programme", codes=list(codes))


def on_the_day(network: Network) -> Project:
    return project_for(network, DEMO_TODAY)


def figures(network: Network) -> dict[str, str]:
    return {name: figure.text for name, figure in Figures(on_the_day(network)).items()}


@pytest.fixture
def asleep(demo_network: Network) -> Project:
    archive(demo_network, *SLEEPERS)
    return on_the_day(demo_network)


def test_the_money_of_an_archived_action_leaves_the_plan_to_the_cent(demo_network: Network) -> None:
    before = plan_of(on_the_day(demo_network))
    gone = total(one.ht for one in before.expenses if one.cost.action in SLEEPERS)
    archive(demo_network, *SLEEPERS)
    made = on_the_day(demo_network)
    after = plan_of(made)
    assert gone > 0
    assert after.cost_ht() == before.cost_ht() - gone
    assert total(cost.amount_ht for cost in asleep_costs(made)) == gone
    assert total(cost.amount_ht for cost in funding_of(made).costs) == after.cost_ht()


def test_every_total_of_money_agrees_once_actions_are_archived(asleep: Project) -> None:
    plan = plan_of(asleep)
    (column,) = [one for one in columns_for(asleep, "programme.Action") if one.key == "cout"]
    assert total(column.values.values()) == plan.cost_ht()
    assert not set(column.values) & set(SLEEPERS)
    for year in plan.years:
        assert plan.cost_ht(year=year) == plan.granted(year=year) + plan.own_share(year=year)
    assert total(cost.amount_ht for cost in problem_of(asleep).costs) == total(
        one.ht for one in plan.expenses if one.cost.step not in archived_codes(asleep)
    )


def test_purchases_and_courses_wait_with_their_archived_action(asleep: Project) -> None:
    steps = {step.code for _, step in programme_of(asleep).steps()}
    assert [one.code for one in asleep_purchases(asleep)] == ["P10", "P11", "P12"]
    assert {one.purchase.code for one in purchases_of(asleep)}.isdisjoint({"P10", "P11", "P12"})
    assert all(one.step in steps for one in procurement_of(asleep).purchases)
    counted = {cost.code for cost in funding_of(asleep).costs}
    assert all(counted.issuperset(one.costs) for one in procurement_of(asleep).purchases)
    assert {one.action for one in asleep_courses(asleep)} == {"D11"}
    assert "D11" not in {one.action for one in training_of(asleep).courses}


def test_nothing_on_sheets_or_in_calendars_names_an_archived_action(asleep: Project) -> None:
    gone = archived_codes(asleep)
    assert not {code for target, code in panels_of(asleep) if target.startswith("programme.")} & gone
    assert not {event.target.partition("/")[2] for event in events_of(asleep)} & gone


def test_a_step_that_waited_for_an_archived_one_is_planned_without_it_and_told(asleep: Project) -> None:
    assert phase(asleep).problem.tasks
    told = [one for one in remarks_of(asleep) if one.code == "PRG-20"]
    assert any("B11-4" in one.message for one in told)
    assert all(one.target.partition("/")[2] not in archived_codes(asleep) for one in told)


def test_the_dossier_and_its_workbook_are_built_without_archived_actions(asleep: Project) -> None:
    document = compose(asleep)
    titles = {action.title for action in Action.objects.filter(network=asleep.network, code__in=SLEEPERS)}
    text = repr(document)
    assert not [title for title in titles if title in text]
    assert render_workbook(asleep)[:2] == b"PK"


def test_an_action_brought_back_gives_the_very_same_figures(demo_network: Network) -> None:
    before = figures(demo_network)
    plan = plan_of(on_the_day(demo_network))
    archive(demo_network, *SLEEPERS)
    assert figures(demo_network) != before
    archive(demo_network, *SLEEPERS, day=None)
    assert figures(demo_network) == before
    assert plan_of(on_the_day(demo_network)) == plan


@pytest.fixture
def walked(asleep: Project, settings: Any, tmp_path: Path) -> Iterator[tuple[str, str]]:
    settings.MAILLAGE_VAR = tmp_path
    samples = make_samples(asleep.network)
    return (
        (address.name, url_of(address, asleep.network, samples))
        for address in addresses()
        if address.in_network and address.name not in POSTS_ONLY | NO_PAGE
    )


def test_every_page_opens_with_archived_actions(walked: Iterator[tuple[str, str]], lead: Client) -> None:
    wrong = {name: url for name, url in walked if lead.get(url).status_code >= 400}
    assert wrong == {}


@pytest.mark.parametrize(
    ("listed", "thing", "sleeping"),
    [
        ("funding:costs", "funding:costline", asleep_costs),
        ("procurement:purchases", "procurement:purchase", asleep_purchases),
        ("training:courses", "training:course", asleep_courses),
    ],
)
def test_a_list_shows_what_sleeps_with_its_action_and_each_thing_says_why(
    asleep: Project, lead: Client, listed: str, thing: str, sleeping: Any
) -> None:
    department = asleep.network.department
    assert "actions archivées" in text_of(lead.get(reverse(listed, args=[department])))
    answer = lead.get(reverse(thing, args=[department, sleeping(asleep)[0].code]))
    assert answer.status_code == 200
    assert "est compté" in text_of(answer)


def test_a_cost_in_force_whose_step_is_archived_counts_in_no_year_and_is_told() -> None:
    network = saved_network(file=read_text(minimal_text()))
    CostLine.objects.filter(network=network, code="D2").update(action=Action.objects.get(code="A11"))
    archive(network, "A12")
    made = project_for(network)
    assert [one.cost.code for one in plan_of(made).undated] == ["D1", "D2"]
    assert plan_of(made).cost_ht() == Decimal(21000)
    assert [one.target for one in remarks_of(made) if one.code == "FIN-14"] == ["funding.CostLine/D2"]
    assert problem_of(made).costs[0].code == "D1"
    assert phase(made).has_plan
