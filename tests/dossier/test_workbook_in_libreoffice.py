"""The workbook computed anew by LibreOffice: the figures of the plan to the cent, also once its cells are changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from office import computed, needs_office, unvalued, unvalued_ods
from recalculation import Cells, row_of

from builders import EXAMPLES, PROJECT, minimal_text, project_for, read_text, saved_network
from made_plans import inputs
from maillage.base.plugs import Project
from maillage.dossier.renderings.workbook import render_ods, render_workbook
from maillage.funding.domain import FinancingPlan, Inputs, plan_of_inputs
from maillage.funding.domain.plan import changed as plan_changed
from maillage.funding.domain.unknown import aid_doubt
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
        shown = [row[letter] for letter in letters[: len(known)]]
        if undated and "inconnu" in shown:
            assert shown.index("inconnu") == len(plan.years)
            assert aid_doubt(plan).undated, "only an aid that waits for a date is unknown"
            shown[len(plan.years)] = 0
        assert shown == pytest.approx([float(one) for one in known], abs=within), (sheet, label)

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
        same(
            "Trésorerie",
            "Solde de l’année (reçu moins payé)",
            [plan.balance(year) for year in plan.cash_years],
        )


def written(project: Project, path: Path, plan: FinancingPlan | None = None) -> Path:
    path.write_bytes(render_workbook(project, plan))
    return path


def altered(plan: FinancingPlan, part: str, code: str, **given: Any) -> FinancingPlan:
    things = getattr(plan.inputs, part)
    return plan_changed(
        plan, **{part: tuple(replace(one, **given) if one.code == code else one for one in things)}
    )


# What is typed in the workbook, and the same change of the plan: (sheet, row, things of the plan, {column: (field,
# value)}).
CHANGES: dict[str, tuple[str, str, str, dict[str, tuple[str, float]]]] = {
    "rate": ("Aides", "F03", "lines", {"E": ("rate", 0.37)}),
    "base": ("Aides", "F05", "lines", {"F": ("base_ht", 10_000.55)}),
    "ceiling": ("Aides", "F03", "lines", {"G": ("ceiling", 40_000.25)}),
    "notified": ("Aides", "F02", "lines", {"H": ("notified_amount", 21_000.37)}),
    "funder": ("Financeurs", "DGD", "funders", {"D": ("ceiling", 150_000)}),
    "vat": ("Chiffrage", "D01", "costs", {"K": ("vat_rate", 0.055)}),
    "price": ("Chiffrage", "D12", "costs", {"I": ("unit_price_ht", 611.35)}),
    "quantity": ("Chiffrage", "D31", "costs", {"G": ("quantity", 37)}),
    "product": ("Chiffrage", "D12", "costs", {"G": ("quantity", 23.5), "I": ("unit_price_ht", 333.33)}),
}
# Plans of every form that LibreOffice computes too.
MADE = 20


@pytest.fixture(scope="module")
def office(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Each workbook as LibreOffice computes it, with the plan that it has to give. One run for all: it is the start of
    LibreOffice that takes long."""
    folder = tmp_path_factory.mktemp("office")
    expected: dict[str, FinancingPlan] = {}
    with django_db_blocker.unblock():
        for name, file in (("demo", PROJECT / "demo/programme.yaml"), ("cher", EXAMPLES / "cher.yaml")):
            with transaction.atomic():
                project = project_for(saved_network(file=read_text(file.read_text("utf-8"))))
                expected[name] = plan_of(project)
                path = unvalued(written(project, folder / f"{name}.xlsx"))
                if name == "demo":
                    (folder / "ods.ods").write_bytes(unvalued_ods(render_ods(project)))
                    expected |= {"ods": expected["demo"]} | _changed_files(path, expected["demo"])
                transaction.set_rollback(True)
        with transaction.atomic():
            expected |= _made_files(folder)
            transaction.set_rollback(True)
    return computed(sorted([*folder.glob("*.xlsx"), *folder.glob("*.ods")]), folder), expected


def _changed_files(path: Path, plan: FinancingPlan) -> dict[str, FinancingPlan]:
    book = openpyxl.load_workbook(path)
    found: dict[str, FinancingPlan] = {}
    for name, (sheet, code, part, edits) in CHANGES.items():
        (row,) = (cells[0].row for cells in book[sheet].iter_rows(max_col=1) if cells[0].value == code)
        cells = {letter: book[sheet][f"{letter}{row}"] for letter in edits}
        kept = {letter: cell.value for letter, cell in cells.items()}
        for letter, (_, value) in edits.items():
            cells[letter].value = value
        book.save(path.with_name(f"{name}.xlsx"))
        for letter, value in kept.items():
            cells[letter].value = value
        given: dict[str, Any] = {field: Decimal(str(value)) for field, value in edits.values()}
        if {"quantity", "unit_price_ht"} & given.keys():
            given["amount_ht"] = None
        found[name] = altered(plan, part, code, **given)
    return found


def _made_files(folder: Path) -> dict[str, FinancingPlan]:
    """Ceilings, notified amounts, spread and evenly timed costs, indexed prices, schedules of payments."""
    made: list[Inputs] = []

    @settings(
        max_examples=MADE,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs())
    def keep(one: Inputs) -> None:
        made.append(one)

    keep()
    project = project_for(saved_network(file=read_text(minimal_text())))
    expected = {f"plan-{rank}": plan_of_inputs(one) for rank, one in enumerate(made)}
    for name, plan in expected.items():
        unvalued(written(project, folder / f"{name}.xlsx", plan))
    return expected


@pytest.mark.parametrize("name", ["demo", "cher", "ods", *CHANGES])
def test_libreoffice_finds_the_figures_of_the_plan(office: Any, name: str) -> None:
    cells, expected = office
    assert_is_the_plan(cells[name], expected[name])
    if name in CHANGES:
        assert (expected[name].cost_ttc(), expected[name].granted()) != (
            expected["demo"].cost_ttc(),
            expected["demo"].granted(),
        ), "the change is seen in the plan"


def test_libreoffice_finds_the_figures_of_any_plan(office: Any) -> None:
    cells, expected = office
    made = [name for name in expected if name.startswith("plan-")]
    assert len(made) == MADE
    for name in made:
        assert_is_the_plan(cells[name], expected[name])
