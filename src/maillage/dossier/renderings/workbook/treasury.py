"""The pages « Trésorerie », money in and out by year TTC, and « Crédits », the AP and AE with their yearly credits."""

from __future__ import annotations

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


_HEADS = (("Autorisation", 13), ("Intitulé", 44), ("Opérations", 22), ("Voté TTC", 16))


def write_credits(page: Page, ledger: Ledger) -> None:
    found, columns = all_credits(ledger.project), ledger.columns
    page.title(
        "Autorisations et crédits de paiement (TTC)",
        "AP pour l'investissement, AE pour le fonctionnement ; les crédits (CP) sont les dépenses TTC de l'année.",
    )
    heads = [*(label for label, _ in _HEADS), *columns, "Coût TTC", "Reste sur le voté"]
    page.header(heads, [*(width for _, width in _HEADS), *[16] * len(columns), 16, 16])
    for one in found:
        page.add(*_authorisation(page.next, one, ledger, page.head))


def _authorisation(n: int, one: Credits, ledger: Ledger, head: int) -> list[Cell]:
    name, costs = one.authorisation, ledger.costs
    cells = []
    for rank, year in enumerate(ledger.columns):
        where = (costs["year"], f"{column(4 + rank)}${head}")
        terms = [sumifs(costs["ttc"], (costs["operation"], f'"{code}"'), where) for code in name.operations]
        known = one.undated if year == UNDATED else one.by_year[int(year)]
        cells.append(money(f"={'+'.join(terms) or '0'}", known))
    last = column(3 + len(cells))
    cost = column(4 + len(cells))
    voted = name.amount_ttc
    left = Cell(
        "money",
        voted - one.cost_ttc if voted is not None else "à voter",
        f'=IF(ISNUMBER(D{n}),D{n}-{cost}{n},"à voter")',
    )
    return [
        text(f"{'AP' if name.section is BudgetSection.INVESTMENT else 'AE'} {name.code}"),
        text(name.title),
        text(", ".join(name.operations)),
        typed("money", voted),
        *cells,
        money(f"=SUM(E{n}:{last}{n})", total([one.cost_ttc])),
        left,
    ]
