"""The workbook computed anew by LibreOffice: the figures of the plan to the cent, also once its cells are changed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from office import computed, needs_office, unvalued, unvalued_ods
from recalculation import Cells, changed, row_of, stored

from builders import EXAMPLES, PROJECT, minimal_text, project_for, read_text, saved_network
from made_plans import inputs
from maillage.base.plugs import Project
from maillage.dossier.renderings.workbook import render_ods, render_workbook
from maillage.funding.domain import FinancingPlan, Inputs, plan_of_inputs
from maillage.funding.domain.plan import changed as plan_changed
from maillage.funding.readings import plan_of

pytestmark = [pytest.mark.django_db, needs_office]


def assert_is_the_plan(
    cells: Cells, plan: FinancingPlan, *, within: float = 0.001, cash: bool = True
) -> None:
    """Per year and overall, by funder, TTC and FCTVA, then the cash."""
    undated = [None] if plan.undated else []
    letters = "BCDEFGHIJ"[: len(plan.years) + len(undated) + 1]

    def same(sheet: str, label: str, known: list[Decimal]) -> None:
        row = row_of(cells, sheet, label)
        assert [row[letter] for letter in letters[: len(known)]] == pytest.approx(
            [float(one) for one in known], abs=within
        ), (sheet, label)

    def by_year(of: Callable[[int | None], Decimal], loose: Decimal) -> list[Decimal]:
        return [*(of(year) for year in plan.years), *(loose for _ in undated), of(None)]

    later = plan.cost_ht() - sum((plan.cost_ht(year=year) for year in plan.years), Decimal(0))
    same("Plan", "Total des dépenses HT", by_year(lambda year: plan.cost_ht(year=year), later))
    same("Plan", "Département (reste à charge)", by_year(lambda year: plan.own_share(year=year), later))
    for funder in plan.funders:
        of = by_year(lambda year, code=funder.code: plan.granted(year=year, funder=code), Decimal(0))  # type: ignore[misc]
        same("Plan", funder.name, of)
    whole = row_of(cells, "Plan", "Coût net pour le Département")[letters[-1]]
    assert whole == pytest.approx(float(plan.net_cost), abs=within)
    assert row_of(cells, "Dépenses", "Total")["M"] == pytest.approx(float(plan.fctva()), abs=within)
    if cash:
        letters = "BCDEFGHIJKLMNOP"
        same("Trésorerie", "Recettes encaissées", [plan.received(year) for year in plan.cash_years])
        same("Trésorerie", "FCTVA encaissé", [plan.fctva(paid_year=year) for year in plan.cash_years])
        same("Trésorerie", "À la charge du département", [plan.cash(year) for year in plan.cash_years])


def written(project: Project, path: Path, plan: FinancingPlan | None = None) -> Path:
    path.write_bytes(render_workbook(project, plan))
    return path


def cell_of(path: Path, sheet: str, label: str, column: str) -> tuple[str, str]:
    number = next(
        p[1:] for (name, p), v in stored(path).items() if name == sheet and p[0] == "A" and v == label
    )
    return sheet, f"{column}{number}"


def altered(plan: FinancingPlan, part: str, code: str, **given: Any) -> FinancingPlan:
    things = getattr(plan.inputs, part)
    return plan_changed(
        plan, **{part: tuple(replace(one, **given) if one.code == code else one for one in things)}
    )


# What is typed in the workbook, and the same change of the plan: (sheet, row, column, value, part, field).
CHANGES: dict[str, tuple[str, str, str, float, str, str]] = {
    "rate": ("Aides", "F03", "E", 0.37, "lines", "rate"),
    "base": ("Aides", "F05", "F", 10_000.55, "lines", "base_ht"),
    "ceiling": ("Aides", "F03", "G", 40_000.25, "lines", "ceiling"),
    "notified": ("Aides", "F02", "H", 21_000.37, "lines", "notified_amount"),
    "funder": ("Financeurs", "DGD", "D", 150_000, "funders", "ceiling"),
    "vat": ("Chiffrage", "D01", "K", 0.055, "costs", "vat_rate"),
}


@pytest.fixture(scope="module")
def office(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Each workbook as LibreOffice computes it, with the plan that it has to give: one run for all."""
    folder = tmp_path_factory.mktemp("office")
    expected: dict[str, FinancingPlan] = {}
    with django_db_blocker.unblock():
        for name, file in (("demo", PROJECT / "demo/programme.yaml"), ("cher", EXAMPLES / "cher.yaml")):
            with transaction.atomic():
                project = project_for(saved_network(file=read_text(file.read_text("utf-8"))))
                expected[name] = plan_of(project)
                path = written(project, folder / f"{name}.xlsx")
                if name == "demo":
                    (folder / "ods.ods").write_bytes(unvalued_ods(render_ods(project)))
                    expected |= {"ods": expected["demo"]} | _changed_files(path, expected["demo"])
                transaction.set_rollback(True)
    for name in expected:
        if name != "ods":
            unvalued(folder / f"{name}.xlsx")
    return computed(sorted([*folder.glob("*.xlsx"), *folder.glob("*.ods")]), folder), expected


def _changed_files(path: Path, plan: FinancingPlan) -> dict[str, FinancingPlan]:
    found: dict[str, FinancingPlan] = {}
    for name, (sheet, label, column, value, part, field) in CHANGES.items():
        changed(path, path.with_name(f"{name}.xlsx"), {cell_of(path, sheet, label, column): value})
        found[name] = altered(plan, part, label, **{field: Decimal(str(value))})
    return found


@pytest.mark.parametrize("name", ["demo", "cher", "ods", *CHANGES])
def test_libreoffice_finds_the_figures_of_the_plan(office: Any, name: str) -> None:
    cells, expected = office
    assert_is_the_plan(cells[name], expected[name])


@settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(made=st.lists(inputs(), min_size=10, max_size=10))
def test_libreoffice_finds_the_figures_of_any_plan(made: list[Inputs], project: Project) -> None:
    """Ceilings, notified amounts, spread and evenly timed costs, indexed prices, schedules of payments."""
    expected = {f"plan-{rank}": plan_of_inputs(one) for rank, one in enumerate(made)}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = [unvalued(written(project, folder / f"{name}.xlsx", plan)) for name, plan in expected.items()]
        found = computed(paths, folder)
    for name, plan in expected.items():
        assert_is_the_plan(found[name], plan)


@pytest.fixture
def project() -> Project:
    return project_for(saved_network(file=read_text(minimal_text())))
