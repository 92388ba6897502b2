"""The page « Plan »: uses and resources HT, per year and overall, then what they become TTC with the FCTVA."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.values.euros import total
from maillage.dossier.renderings.workbook.ledger import UNDATED, Ledger, spent, sumifs
from maillage.dossier.renderings.workbook.page import Cell, Page
from maillage.dossier.renderings.workbook.rows import sum_row, year_row
from maillage.funding.domain import BudgetSection
from maillage.funding.domain.spending import Expense
from maillage.funding.domain.standing import bears_undated
from maillage.funding.domain.unknown import aid_doubt
from maillage.programme.readings import programme_of

WAITING = "« inconnu » : des aides attendent la date de leurs dépenses. Leur total est un minimum, le reste à charge un maximum."
OF = {BudgetSection.INVESTMENT: "d’investissement", BudgetSection.RUNNING: "de fonctionnement"}


def write(page: Page, ledger: Ledger) -> None:
    columns = ledger.columns
    title = programme_of(ledger.project).title
    page.title(
        f"Plan de financement HT – {title}",
        "Tout est calculé à partir des feuilles Chiffrage, Dépenses, Aides et Recettes.",
    )
    page.header(["Dépenses et ressources", *columns, "Total"], [64, *[16] * len(columns), 17])
    uses = _uses(page, ledger)
    helped = _resources(page, ledger, uses)
    _after_tax(page, ledger, helped)
    if ledger.plan.undated and aid_doubt(ledger.plan).undated:
        page.add()
        page.add(Cell("note", WAITING))


def _uses(page: Page, ledger: Ledger) -> int:
    costs, start = ledger.costs, page.next
    for section in BudgetSection:
        where = (costs["section"], f'"{section.label}"')
        year_row(
            page,
            f"Dépenses {OF[section]}",
            ledger.columns,
            lambda head, where=where: sumifs(costs["ht"], where, (costs["year"], head)),  # type: ignore[misc]
            lambda year, section=section: spent(ledger, year, _ht, section=section),  # type: ignore[misc]
        )
    return sum_row(
        page,
        "Total des dépenses HT",
        ledger.columns,
        f"SUM({{c}}{start}:{{c}}{page.next - 1})",
        lambda year: spent(ledger, year, _ht),
    )


def _resources(page: Page, ledger: Ledger, uses: int) -> tuple[int, int]:
    """The rows of the funders, first and last (last before first without any)."""
    grants, first = ledger.grants, page.next
    for funder in ledger.plan.funders:
        # By the code of the funder's own row: a name with quotes cannot break the formula.
        code = f"'Financeurs'!$A${ledger.funders[funder.code]}"
        year_row(
            page,
            funder.name,
            ledger.columns,
            lambda head, code=code: sumifs(
                grants["amount"], (grants["funder"], code), (grants["year"], head)
            ),  # type: ignore[misc]
            lambda year, code=funder.code: granted(ledger, year, code),  # type: ignore[misc]
            waiting=waiting(ledger, funder.code),
        )
    last = page.next - 1
    above = f"{{c}}{uses}-SUM({{c}}{first}:{{c}}{last})" if last >= first else f"{{c}}{uses}"
    sum_row(
        page,
        "Département (reste à charge)",
        ledger.columns,
        above,
        lambda year: spent(ledger, year, _ht) - granted(ledger, year),
        bold=False,
    )
    sum_row(
        page,
        "Total des ressources",
        ledger.columns,
        f"SUM({{c}}{first}:{{c}}{last + 1})",
        lambda year: spent(ledger, year, _ht),
    )
    return first, last


def _after_tax(page: Page, ledger: Ledger, helped: tuple[int, int]) -> None:
    first, last = helped
    costs, columns = ledger.costs, ledger.columns
    page.add()
    page.add(Cell("note", "Toutes taxes comprises, FCTVA à attendre des dépenses de l’année :"))
    ttc = year_row(
        page,
        "Dépenses TTC",
        columns,
        lambda head: sumifs(costs["ttc"], (costs["year"], head)),
        lambda year: spent(ledger, year, lambda e: e.ttc),
    )
    fctva = year_row(
        page,
        "FCTVA",
        columns,
        lambda head: sumifs(costs["fctva"], (costs["year"], head)),
        lambda year: spent(ledger, year, lambda e: e.fctva),
    )
    aids = f"SUM({{c}}{first}:{{c}}{last})" if last >= first else "0"
    sum_row(page, "Aides", columns, aids, lambda year: granted(ledger, year), bold=False)
    sum_row(
        page,
        "Coût net pour le Département",
        columns,
        f"{{c}}{ttc}-{{c}}{fctva}-{{c}}{fctva + 1}",
        lambda year: spent(ledger, year, lambda e: e.ttc - e.fctva) - granted(ledger, year),
    )


def waiting(ledger: Ledger, funder: str) -> Cell | None:
    """What a funder brings to costs without a year: unknown as long as one of them waits; None when it brings nothing."""
    plan = ledger.plan
    lines = [one for one in plan.inputs.lines if one.funder == funder and bears_undated(plan, one)]
    if not any(spent(ledger, UNDATED, _ht, operation=line.operation) for line in lines):
        return None
    if not aid_doubt(plan, funder=funder).undated:
        return None
    costs, late = ledger.costs, f'"{UNDATED}"'
    left = "+".join(
        sumifs(costs["ht"], (costs["operation"], f'"{code}"'), (costs["year"], late))
        for code in dict.fromkeys(line.operation for line in lines)
    )
    return Cell("money", "inconnu", f'=IF({left}>0,"inconnu",0)')


def _ht(expense: Expense) -> Decimal:
    return expense.ht


def granted(ledger: Ledger, year: int | str | None, funder: str | None = None) -> Decimal:
    """What the aids of a column bring; None: all of them."""
    if year == UNDATED:
        return total(())
    assert not isinstance(year, str)
    return ledger.plan.granted(year=year, funder=funder)
