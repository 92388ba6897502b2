"""A figure made of many lines says its totals first, whose sum is the figure, and folds the lines by operation."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from builders import project_for
from maillage.accounts.models import Network
from maillage.cli.demo import DEMO_TODAY
from maillage.funding.domain.why import PlanFigure
from maillage.funding.readings import funding_of, plan_of
from maillage.funding.screens.why.folding import AT_A_GLANCE
from maillage.rulebook.projects import _shared

WHY = "/18/financement/pourquoi/"


@pytest.fixture(autouse=True)
def alone(settings: Any, tmp_path: Any) -> None:
    settings.MAILLAGE_VAR = tmp_path
    _shared.clear()


def amount(cell: Any) -> Decimal:
    text = getattr(cell, "text", cell)
    return Decimal(re.sub(r"[\s€]", "", text).replace(",", ".").replace("−", "-"))


@pytest.mark.parametrize("figure", PlanFigure)
def test_the_totals_of_operations_add_up_to_the_figure_and_each_to_its_lines(
    lead: Client, demo_network: Network, figure: PlanFigure
) -> None:
    context = lead.get(f"{WHY}{figure.value}/").context
    summary, folds = context["lines"], context["folds"]
    *rows, whole = summary.rows
    assert len(folds) == len(rows) > 1
    for column in range(2, len(summary.heads)):
        assert sum(amount(row[column]) for row in rows) == amount(whole[column]), summary.heads[column]
    for row, fold in zip(rows, folds, strict=True):
        last = 4 if fold.listing.heads[-1].label == "Permis par" else -1
        lines = fold.listing.rows
        assert amount(lines[-1][last]) == amount(row[-1])
        assert sum(amount(line[last]) for line in lines[:-1]) == amount(row[-1])
        assert fold.told.endswith(getattr(row[-1], "text", row[-1]))
    if not figure.is_rate:
        title = context["title"].rpartition(" : ")[2]
        assert amount(title) == amount(whole[-1])


def test_a_single_operation_of_many_lines_is_told_by_action_and_a_few_lines_in_one_table(
    lead: Client, demo_network: Network
) -> None:
    project = project_for(demo_network, DEMO_TODAY)
    costs = funding_of(project).costs
    spent = [expense.cost.operation for expense in plan_of(project).expenses]
    largest = max(set(spent), key=spent.count)
    context = lead.get(f"{WHY}cout/?operation={largest}").context
    if spent.count(largest) > AT_A_GLANCE:
        assert context["lines"].heads[0].label == "Action"
        assert "action=" in context["lines"].rows[0][0].url
    context = lead.get(f"{WHY}cout/?action={costs[0].action}").context
    assert context["folds"] == ()
    assert context["lines"].heads[0].label == "Dépense"


def test_the_lines_are_read_without_a_script_under_their_totals(lead: Client, demo_network: Network) -> None:
    page = lead.get(f"{WHY}cout/").content.decode()
    assert page.index('id="lignes"') < page.index('<details class="fold"><summary>OP')
    anchors = re.findall(r'id="(lignes[^"]*)"', page)
    assert len(anchors) == len(set(anchors))
