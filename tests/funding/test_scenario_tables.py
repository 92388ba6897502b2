"""The scenarios in the dossier and in the linter."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builders import TODAY, cher_file, minimal_text, project_for, read_text, saved_network
from maillage.base.plugs import Project
from maillage.base.values.tree import Paragraph, Table
from maillage.base.values.tree import plain as runs_text
from maillage.funding.readings import plan_of
from maillage.funding.scenario_checks import scenario_checks
from maillage.funding.tables.scenarios import ASKED, scenario_parts, scenarios_table, told_scenarios
from maillage.funding.whatifs import compared_of, kept_repairs_of, standard_of
from maillage.rulebook.packaged import packaged_rules

pytestmark = pytest.mark.django_db


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


def _project(text: str) -> Project:
    return project_for(saved_network(file=read_text(text)), TODAY)


def test_the_dossier_shows_the_plan_then_each_scenario_with_the_same_figures_as_the_plan() -> None:
    project = project_for(saved_network(file=cher_file()), TODAY)
    table = scenarios_table(project)
    first, *others = table.rows
    plan = plan_of(project)
    amounts = [plain(cell).replace(" ", "").rstrip("€").replace(",", ".") for cell in first[1:4]]
    assert [Decimal(text) for text in amounts] == [plan.cost_ht(), plan.granted(), plan.own_share()]
    titles = [plain(row[0]) for row in others]
    assert titles[0] == "DGD à 30 %, sans mécénat"
    assert {"DGD à 30 %", "DGD à 50 %", "DGD à 61 %", "Prix + 10 %"} <= set(titles)
    (part,) = scenario_parts(project)
    assert any(isinstance(block, Table) for block in part.blocks)


def test_a_scenario_of_the_same_code_takes_the_place_of_that_of_the_rulebook() -> None:
    written = "funding:\n  scenarios:\n    - { code: taux-bas, title: Notre taux, dgd_rate: 0.25 }\n"
    project = _project(minimal_text().replace("funding:\n", written, 1))
    assert "taux-bas" not in {one.code for one in standard_of(project)}
    assert [one.what_if.title for one in compared_of(project) if one.what_if.code == "taux-bas"] == [
        "Notre taux"
    ]
    assert "taux-bas" in ASKED


def test_repairs_are_searched_once_for_each_scenario() -> None:
    project = project_for(saved_network(file=cher_file()), TODAY)
    one = next(one for one in compared_of(project) if one.broken)
    assert kept_repairs_of(project, one) is kept_repairs_of(project, one)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{ code: S1, title: Refus, refused_year: 2035 }", "une année que le plan n'a pas"),
        ("{ code: S1, title: Rien }", "Il ne suppose rien"),
        ("{ code: S1, title: Plus tard, moves: [{ action: A12, months: 6 }] }", ""),
    ],
)
def test_the_linter_tells_a_scenario_that_no_longer_speaks_of_the_plan(written: str, told: str) -> None:
    project = _project(minimal_text().replace("funding:\n", f"funding:\n  scenarios:\n    - {written}\n", 1))
    found = [remark.message for remark in scenario_checks(project)]
    assert (told in found[0]) if told else not found


def test_the_linter_tells_a_scenario_that_moves_an_archived_action() -> None:
    text = minimal_text().replace(
        "funding:\n",
        "funding:\n  scenarios:\n    - { code: S1, title: Plus tard, moves: [{ action: A12, months: 6 }] }\n",
        1,
    )
    archived = text.replace(
        "lead: Responsable de la formation\n", "lead: Direction\n              archived: 2026-01-02\n"
    )
    assert archived != text
    (remark,) = scenario_checks(_project(archived))
    assert (remark.code, remark.target) == ("FIN-35", "funding.WhatIf/S1")
    assert "A12" in remark.message


def test_the_hypotheses_are_parameters_that_say_their_source() -> None:
    rules = packaged_rules()
    for name in (
        "dgd_rate.low",
        "dgd_rate.base",
        "dgd_rate.high",
        "late",
        "price_rise",
        "own_share.tolerance",
    ):
        value = rules.value(f"scenarios.{name}", on=TODAY)
        assert value.source.title
        assert value.rule.nature.value == "parameter"


@pytest.fixture
def project() -> Project:
    return project_for(saved_network(file=cher_file()), TODAY)


def test_the_plan_is_never_said_to_be_worse_than_a_scenario_that_changes_nothing(project: Project) -> None:
    rows = [tuple(plain(cell) for cell in row) for row in scenarios_table(project).rows]
    plan, *others = rows
    assert plan[-1] == "rien" or plan[-1].endswith(("point", "points"))
    assert {row[-1].removesuffix(" de plus").removesuffix("s")[-5:] for row in others} <= {"rien", "point"}
    written, *asked = told_scenarios(project)
    assert written.outcome not in [one.outcome for one in asked], "a scenario told twice"


def test_titles_with_commas_are_told_apart(project: Project) -> None:
    (part,) = scenario_parts(project)
    (told, *_) = part.blocks
    assert isinstance(told, Paragraph)
    for one in told_scenarios(project):
        assert f"« {one.what_if.title} »" in runs_text(told.runs)
