"""The pages « Trésorerie », money in and out by year TTC, and « Crédits », the AP and AE with their yearly credits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from maillage.base.values.euros import ZERO, total
from maillage.dossier.renderings.workbook.ledger import UNDATED, Ledger, spent, sumifs
from maillage.dossier.renderings.workbook.page import Cell, Page, column, money, text, typed
from maillage.dossier.renderings.workbook.rows import sum_row, year_row
from maillage.funding.credits import all_credits
from maillage.funding.domain import BudgetSection
from maillage.funding.domain.authorisations import Credits


def write_cash(page: Page, ledger: Ledger) -> None:
    plan, costs, grants, payments = ledger.plan, ledger.costs, ledger.grants, ledger.payments
    years = plan.cash_years
    page.title(
        "Trésorerie TTC", "Recettes et FCTVA arrivent avec leur décalage : à confirmer avec chaque financeur."
    )
    page.header(["Ligne", *years, "Total"], [44, *[15] * len(years), 16])
    n = year_row(
        page,
        "Dépenses TTC",
        years,
        lambda head: sumifs(costs["ttc"], (costs["year"], head)),
        lambda year: spent(ledger, year, lambda e: e.ttc),
    )
    year_row(
        page,
        "Recettes encaissées",
        years,
        lambda head: "+".join(
            sumifs(part["amount"], (part["paid_year"], head)) for part in (grants, payments) if part
        ),
        lambda year: plan.received(int(year)),
    )
    year_row(
        page,
        "FCTVA encaissé",
        years,
        lambda head: sumifs(costs["fctva"], (costs["fctva_year"], head)),
        lambda year: plan.fctva(paid_year=int(year)),
    )
    sum_row(
        page,
        "Solde de l’année (reçu moins payé)",
        years,
        f"{{c}}{n + 1}+{{c}}{n + 2}-{{c}}{n}",
        lambda year: plan.balance(int(year)),
    )
    cumulated, so_far = [], ZERO
    for rank, year in enumerate(years):
        so_far += plan.balance(year)
        cumulated.append(Cell("money", so_far, f"=SUM($B{n + 3}:{column(1 + rank)}{n + 3})"))
    page.add(text("Solde cumulé en fin d’année"), *cumulated)


TO_VOTE = "à voter"
_HEADS = (("Autorisation", 13), ("Intitulé", 44), ("Opérations", 22), ("Voté TTC", 16))


def write_credits(page: Page, ledger: Ledger) -> None:
    found, columns = all_credits(ledger.project), ledger.columns
    page.title(
        "Autorisations et crédits de paiement (TTC)",
        "AP pour l'investissement, AE pour le fonctionnement ; les crédits (CP) sont les dépenses TTC de l'année.",
    )
    heads = [*(label for label, _ in _HEADS), *columns, "Coût TTC", "Reste sur le voté"]
    page.header(heads, [*(width for _, width in _HEADS), *[16] * len(columns), 16, 16])
    first = page.next
    for one in found:
        page.add(*_authorisation(page.next, one, ledger, page.head))
    if len(found) > 1:
        _whole(page, found, ledger, first)


def _whole(page: Page, found: Sequence[Credits], ledger: Ledger, first: int) -> None:
    """What is voted so far, and the credits of each year; what is left waits until all is voted."""
    last = page.next - 1
    known = [one.authorisation.amount_ttc for one in found if one.authorisation.amount_ttc is not None]
    voted, cost = total(known), total(one.cost_ttc for one in found)
    amounts = [voted, *(total(_of(one, year) for one in found) for year in ledger.columns), cost]
    cells = {
        column(3 + rank): Cell("total", value, f"=SUM({column(3 + rank)}{first}:{column(3 + rank)}{last})")
        for rank, value in enumerate(amounts)
    }
    left, all_voted = column(3 + len(amounts)), f"COUNT(D{first}:D{last})={len(found)}"
    cells[left] = Cell(
        "total",
        voted - cost if len(known) == len(found) else TO_VOTE,
        f'=IF({all_voted},SUM({left}{first}:{left}{last}),"{TO_VOTE}")',
    )
    page.total("Total", cells, 4 + len(amounts))


def _of(one: Credits, year: int | str) -> Decimal:
    return one.undated if year == UNDATED else one.by_year[int(year)]


def _authorisation(n: int, one: Credits, ledger: Ledger, head: int) -> list[Cell]:
    name, costs = one.authorisation, ledger.costs
    cells = []
    for rank, year in enumerate(ledger.columns):
        where = (costs["year"], f"{column(4 + rank)}${head}")
        terms = [sumifs(costs["ttc"], (costs["operation"], f'"{code}"'), where) for code in name.operations]
        cells.append(money(f"={'+'.join(terms) or '0'}", _of(one, year)))
    last = column(3 + len(cells))
    cost = column(4 + len(cells))
    voted = name.amount_ttc
    left = Cell(
        "money",
        voted - one.cost_ttc if voted is not None else TO_VOTE,
        f'=IF(ISNUMBER(D{n}),D{n}-{cost}{n},"{TO_VOTE}")',
    )
    return [
        text(f"{'AP' if name.section is BudgetSection.INVESTMENT else 'AE'} {name.code}"),
        text(name.title),
        text(", ".join(name.operations)),
        typed("money", TO_VOTE if voted is None else voted),
        *cells,
        money(f"=SUM(E{n}:{last}{n})", total([one.cost_ttc])),
        left,
    ]
