"""The workbook: stored values, live formulas, and what moves when an amount, a year or a grant is changed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from recalculation import Cells, changed, formulas_of, recalculated, row_of, stored

from builders import minimal_text, project_for, read_text, saved_network
from maillage.base.plugs import Project
from maillage.dossier.renderings.workbook import pages, render_workbook
from maillage.dossier.renderings.workbook.looks import READ, WHOLE
from maillage.dossier.renderings.workbook.ods_looks import STYLES
from maillage.funding.readings import plan_of

pytestmark = pytest.mark.django_db

DATED = (
    minimal_text()
    .replace("      step: A11-3", "      year: 2026")
    .replace("      step: A12-1", "      year: 2027")
)


def workbook(tmp_path: Path, text: str = DATED) -> tuple[Project, Path]:
    project = project_for(saved_network(file=read_text(text)))
    path = tmp_path / "plan.xlsx"
    path.write_bytes(render_workbook(project))
    return project, path


def assert_nothing_moves(path: Path) -> None:
    before, after = stored(path), recalculated(path)
    assert after
    for place, value in after.items():
        if isinstance(before[place], int | float):
            assert float(value) == pytest.approx(before[place], abs=0.005), place
        else:
            assert value == before[place], place


def test_stored_values_are_those_of_the_plan(tmp_path: Path) -> None:
    project, path = workbook(tmp_path)
    plan, cells = plan_of(project), stored(path)
    total = row_of(cells, "Plan", "Total des dépenses HT")
    assert [total["B"], total["C"], total["D"], total["E"]] == [15000, 6000, 0, 21000]
    own = row_of(cells, "Plan", "Département (reste à charge)")
    assert own["E"] == float(plan.own_share()) == 13500
    operation = row_of(cells, "Opérations", "OP1")
    assert (operation["D"], operation["E"], operation["G"], operation["I"]) == (
        15000,
        7500,
        7500,
        "respectée",
    )
    assert row_of(cells, "Opérations", "OP2")["I"] == "sans objet"
    cash = row_of(cells, "Trésorerie", "Solde de l’année (reçu moins payé)")
    assert cash["E"] == pytest.approx(-float(plan.net_cost))


def test_recalculated_values_equal_the_stored_ones(tmp_path: Path) -> None:
    reduced = DATED.replace(
        "amount_ht: 6000", "amount_ht: 6000.03\n      vat_rate: 0.055\n      fctva: cloud"
    )
    _, path = workbook(tmp_path, reduced)
    assert row_of(stored(path), "Dépenses", "D2")["K"] == 6330.03
    assert_nothing_moves(path)


def test_changing_one_cost_moves_every_total_by_exactly_that_amount(tmp_path: Path) -> None:
    _, path = workbook(tmp_path)
    before = stored(path)
    place = next(
        p for (sheet, p), v in before.items() if sheet == "Chiffrage" and p.startswith("J") and v == 15000
    )
    after = recalculated(changed(path, tmp_path / "changed.xlsx", {("Chiffrage", place): 16000}))

    def moved(sheet: str, label: str, column: str) -> float:
        number = next(p[1:] for (name, p), v in before.items() if name == sheet and v == label)
        return float(after[sheet, f"{column}{number}"]) - before[sheet, f"{column}{number}"]

    assert moved("Plan", "Total des dépenses HT", "B") == pytest.approx(1000)
    assert moved("Plan", "Total des dépenses HT", "C") == pytest.approx(0)
    assert moved("Plan", "Total des dépenses HT", "E") == pytest.approx(1000)
    # Half is paid by an aid at 50 %, which follows its cost.
    assert moved("Plan", "État, concours particulier de la DGD", "E") == pytest.approx(500)
    assert moved("Plan", "Département (reste à charge)", "E") == pytest.approx(500)
    assert moved("Plan", "Total des ressources", "E") == pytest.approx(1000)
    assert moved("Opérations", "OP1", "D") == pytest.approx(1000)
    assert moved("Opérations", "OP1", "G") == pytest.approx(500)
    assert moved("Trésorerie", "Dépenses TTC", "B") == pytest.approx(1200)
    assert moved("Trésorerie", "FCTVA encaissé", "D") == pytest.approx(196.85)
    assert moved("Trésorerie", "Recettes encaissées", "C") == pytest.approx(500)
    assert moved("Trésorerie", "Solde de l’année (reçu moins payé)", "E") == pytest.approx(-503.15)


def test_changing_the_year_of_a_cost_moves_its_money_and_its_fctva(tmp_path: Path) -> None:
    _, path = workbook(tmp_path)
    before = stored(path)
    place = next(
        p for (sheet, p), v in before.items() if sheet == "Dépenses" and p.startswith("F") and v == 2026
    )
    after = recalculated(changed(path, tmp_path / "changed.xlsx", {("Dépenses", place): 2027}))
    assert after["Dépenses", f"N{place[1:]}"] == 2029
    total = next(p[1:] for (sheet, p), v in before.items() if v == "Total des dépenses HT")
    assert (after["Plan", f"B{total}"], after["Plan", f"C{total}"]) == (0, 21000)
    aid = next(
        p[1:] for (s, p), v in before.items() if (s, v) == ("Plan", "État, concours particulier de la DGD")
    )
    assert (after["Plan", f"B{aid}"], after["Plan", f"C{aid}"]) == (0, 7500)


def test_the_rule_of_the_workbook_rounds_as_the_linter_does(tmp_path: Path) -> None:
    """80 % of 100.01 is 80.01: the own share, 20.00, is a fifth to the cent, and just below as a ratio."""
    _, path = workbook(
        tmp_path, DATED.replace("amount_ht: 15000", "amount_ht: 100.01").replace("0.50", "0.80")
    )
    assert row_of(stored(path), "Opérations", "OP1")["I"] == "respectée"
    assert_nothing_moves(path)


def test_an_operation_that_gets_too_much_aid_is_told_in_the_workbook(tmp_path: Path) -> None:
    _, path = workbook(tmp_path, DATED.replace("0.50", "0.90"))
    assert row_of(stored(path), "Opérations", "OP1")["I"] == "non respectée"
    assert_nothing_moves(path)


@pytest.mark.parametrize("change", ["undated", "without_cost"])
def test_an_operation_that_cannot_be_judged_is_unknown_and_not_refused(tmp_path: Path, change: str) -> None:
    text = minimal_text() if change == "undated" else DATED.replace("amount_ht: 15000", "amount_ht: 0")
    _, path = workbook(tmp_path, text)
    assert row_of(stored(path), "Opérations", "OP1")["I"] == "inconnue"
    assert_nothing_moves(path)


def test_an_undated_cost_is_shown_to_be_dated_and_counted_in_no_year(tmp_path: Path) -> None:
    _, path = workbook(tmp_path, minimal_text())
    cells = stored(path)
    assert row_of(cells, "Dépenses", "D1")["F"] == row_of(cells, "Dépenses", "D1")["N"] == "à dater"
    assert row_of(cells, "Dépenses", "Total")["I"] == 21000
    plan = row_of(cells, "Plan", "Total des dépenses HT")
    assert [plan[column] for column in "BCDEF"] == [0, 0, 0, 21000, 21000]


@pytest.mark.parametrize("missing", ["lines", "everything"])
def test_a_plan_without_grants_or_without_costs_has_no_circular_total(tmp_path: Path, missing: str) -> None:
    start = DATED.index("  lines:\n") if missing == "lines" else DATED.index("funding:\n")
    _, path = workbook(tmp_path, DATED[:start] + DATED[DATED.index("evaluation:\n") :])
    for (sheet, place), formula in formulas_of(path).items():
        assert f"{place}:{place}" not in formula, (sheet, place, formula)
    assert row_of(stored(path), "Recettes", "Total")["L"] == 0
    assert_nothing_moves(path)


def test_a_label_that_looks_like_a_formula_stays_a_label(tmp_path: Path) -> None:
    text = DATED.replace("Cent liseuses et leurs housses", "'=HYPERLINK(\"http://x\")'")
    text = text.replace("État, concours particulier de la DGD", "'=1+1 \"État\"'")
    _, path = workbook(tmp_path, text)
    cells, formulas = stored(path), formulas_of(path)
    assert row_of(cells, "Dépenses", "D1")["B"] == '=HYPERLINK("http://x")'
    assert not any("HYPERLINK" in str(text) for text in live(formulas).values())
    assert '=1+1 "État"' in [value for (sheet, _), value in cells.items() if sheet == "Plan"]


def live(formulas: Cells) -> Cells:
    """The formulas that a spreadsheet runs: openpyxl reads a text that begins with "=" as one too."""
    return {
        place: text
        for place, text in formulas.items()
        if place[0] not in ("Dépenses", "Chiffrage") or place[1][0] != "B"
    }


def test_accented_and_long_names_are_kept(tmp_path: Path) -> None:
    name = "Fédération d'Économie et de Culture – œuvre « Lire » " * 4
    _, path = workbook(tmp_path, DATED.replace("Cent liseuses et leurs housses", name.strip()))
    assert row_of(stored(path), "Dépenses", "D1")["B"] == name.strip()


def test_the_properties_of_the_workbook_name_the_owner_and_the_programme(tmp_path: Path) -> None:
    import openpyxl

    project, path = workbook(tmp_path)
    properties = openpyxl.load_workbook(path).properties
    assert properties.creator == project.network.owner
    assert properties.title.startswith("Plan de financement – Premiers pas")


def test_money_still_to_come_gets_its_own_years(tmp_path: Path) -> None:
    _, path = workbook(tmp_path, DATED.replace("year: 2026", "year: 2028"))
    header = [
        value
        for (sheet, _), value in stored(path).items()
        if sheet == "Trésorerie" and isinstance(value, int)
    ]
    assert [year for year in header if 2000 < year < 2100] == [2026, 2027, 2028, 2029, 2030]
    assert date(2030, 1, 1).year in header


def test_the_open_document_workbook_keeps_the_sign_of_what_is_negative() -> None:
    read = [style for style in STYLES if "style:map" in style]
    assert read
    for style in read:
        below = re.search(r'value\(\)&lt;0" style:apply-style-name="([^"]+)"', style)
        assert below, "a style with a condition drops the sign of the others"
        assert any(
            f'style:name="{below[1]}"' in one and "<number:text>-</number:text>" in one for one in STYLES
        )


def test_pages_that_are_read_show_cents_as_soon_as_an_amount_has_some(tmp_path: Path) -> None:
    def shown(text: str) -> set[str]:
        project = project_for(saved_network(file=read_text(text)))
        (plan,) = (page for page in pages(project) if page.name == "Opérations")
        return {plan.amounts}

    assert shown(DATED) == {WHOLE}
    assert shown(DATED.replace("amount_ht: 15000", "amount_ht: 15000.37")) == {READ}


def test_an_aid_that_waits_for_a_date_is_unknown_in_the_workbook_until_its_cost_has_a_year(
    tmp_path: Path,
) -> None:
    _, path = workbook(tmp_path, minimal_text())
    funder = "État, concours particulier de la DGD"
    cells = stored(path)
    assert row_of(cells, "Plan", funder)["E"] == "inconnu"
    assert any(
        "aides attendent la date" in str(value) for (sheet, _), value in cells.items() if sheet == "Plan"
    )
    assert_nothing_moves(path)
    place = next(p for (s, p), v in cells.items() if s == "Dépenses" and p.startswith("F") and v == "à dater")
    after = recalculated(changed(path, tmp_path / "dated.xlsx", {("Dépenses", place): 2026}))
    assert row_of(after | {k: v for k, v in cells.items() if k not in after}, "Plan", funder)["E"] == 0


AUTHORISED = """  authorisations:
    - {{ code: AP1, title: Lot, section: investment, operations: [OP1], amount_ttc: 20000 }}
    - {{ code: AE1, title: Actions, section: running, operations: [OP2]{voted} }}
"""


@pytest.mark.parametrize(
    ("voted", "shown", "left"), [("", "à voter", "à voter"), (", amount_ttc: 9000", 9000, 3800)]
)
def test_what_is_not_voted_yet_is_told_in_words_and_what_is_adds_up(
    tmp_path: Path, voted: str, shown: str | int, left: str | int
) -> None:
    _, path = workbook(
        tmp_path, DATED.replace("\nevaluation:", f"{AUTHORISED.format(voted=voted)}\nevaluation:")
    )
    assert_nothing_moves(path)
    cells = stored(path)
    assert row_of(cells, "Crédits", "AE AE1")["D"] == shown
    whole = row_of(cells, "Crédits", "Total")
    assert whole["D"] == 20000 + (shown if isinstance(shown, int) else 0)
    assert whole["I"] == left
