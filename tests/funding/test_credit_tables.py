"""Authorisations, what comes after and the team's time in the dossier; what is true of them for any plan."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from money import START, cost, plan_with

from builders import TODAY, cher_file, minimal_text, project_for, read_text, saved_network
from made_plans import OPERATIONS, inputs
from maillage.base.plugs import Project
from maillage.base.values.euros import total
from maillage.base.values.french import euros
from maillage.base.values.tree import Paragraph, Part, Table, plain
from maillage.funding.chapter import after, chapters
from maillage.funding.credits import after_of, all_credits, staff_of
from maillage.funding.domain import Authorisation, Inputs, plan_of_inputs
from maillage.funding.domain.after import afterwards
from maillage.funding.domain.authorisations import credits_of
from maillage.funding.readings import plan_of
from maillage.funding.tables.after import after_table
from maillage.funding.tables.credits import credits_parts, credits_table
from maillage.funding.tables.staff import staff_parts, staff_table
from maillage.funding.telling_cash import trough
from maillage.rulebook.packaged import packaged_rules

many = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
database = pytest.mark.django_db


@many
@given(inputs())
def test_an_authorisation_of_each_operation_adds_up_to_the_plan_ttc(given: Inputs) -> None:
    plan = plan_of_inputs(given)
    written = tuple(
        Authorisation(code=f"A{n}", title="Lot", section=one.section, operations=(one.code,))
        for n, one in enumerate(OPERATIONS)
    )
    found = credits_of(plan, written, packaged_rules(), START)
    assert total(one.cost_ttc for one in found) == plan.cost_ttc()
    for year in plan.years:
        assert total(one.by_year[year] for one in found) == plan.cost_ttc(year=year)
    assert total(one.undated for one in found) == total(e.ttc for e in plan.undated)


@many
@given(inputs())
def test_each_year_afterwards_has_what_recurs_and_the_years_add_up(given: Inputs) -> None:
    plan = plan_of_inputs(given)
    found = afterwards(plan, years=5)
    for year in found.years:
        assert found.cost_ht(year=year, replaced=False) == plan.recurrent_after()
    assert total(found.cost_ht(year=year) for year in found.years) == found.cost_ht()
    assert found.cost_ht(replaced=True) + found.cost_ht(replaced=False) == found.cost_ht()
    assert found.stopped >= 0


def _cher() -> Project:
    return project_for(saved_network(file=cher_file()), TODAY)


def _texts(parts: tuple[Part, ...]) -> str:
    return " ".join(plain(b.runs) for part in parts for b in part.blocks if isinstance(b, Paragraph))


@database
def test_the_dossier_shows_the_credits_that_each_budget_has_to_hold() -> None:
    project = _cher()
    table, plan = credits_table(project), plan_of(project)
    assert [column.label for column in table.columns[2:-1]] == [f"CP {year}" for year in plan.years]
    for row, one in zip(table.rows, all_credits(project), strict=True):
        assert row[2:] == (*(euros(one.by_year[year], 2) for year in plan.years), euros(one.cost_ttc, 2))
    assert table.rows[0][0].startswith("AP. ")
    assert table.rows[0][1] == "à voter"


@database
def test_the_dossier_adds_up_what_comes_after_and_the_days_of_the_team() -> None:
    project = _cher()
    found = after_of(project)
    assert after_table(project).rows[-1][-1] == euros(found.cost_ht())
    assert after_table(project).rows[1][-1] == euros(found.cost_ht(replaced=True))
    days = total(time.days for time in staff_of(project)[0])
    assert staff_table(project).rows[-1][2].replace("\u202f", "") == f"{days.normalize():f}"


@database
def test_the_chapter_holds_the_parts_when_there_is_something_to_tell() -> None:
    titles = [part.title for part in next(chapters(_cher())).blocks if isinstance(part, Part)]
    assert "Les autorisations et les crédits de paiement" in titles
    assert "Le temps des équipes" in titles
    text = minimal_text()
    bare = project_for(saved_network(file=read_text(text)), TODAY)
    assert list(credits_parts(bare)) == []
    assert all(isinstance(block, Table | Paragraph) for part in staff_parts(bare) for block in part.blocks)


def test_the_trough_says_how_much_comes_back() -> None:
    (told,) = trough(plan_with([cost("1000", year=2026)]))
    assert isinstance(told, Paragraph)
    # 1 200 paid in 2026; the FCTVA, 196.85, comes two years later.
    assert "1 200 €".replace(" ", "\u202f", 1).replace(" ", "\xa0") in plain(told.runs)
    assert "197" in plain(told.runs)
    assert list(trough(plan_with([]))) == []


def test_what_only_a_line_tells_of_the_years_after_is_told_in_the_dossier() -> None:
    told = after(plan_with([cost("50000", yearly_after_ht=Decimal(3_000))]))
    assert "dépense D1" in plain(told.runs)  # type: ignore[union-attr]
