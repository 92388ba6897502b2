"""The page « Chiffrage »: one row a cost, quantity × unit price, what it is sure of, and what it becomes."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.values.euros import total
from maillage.base.values.french import short_date
from maillage.dossier.renderings.workbook.ledger import Ledger, sumifs
from maillage.dossier.renderings.workbook.page import Cell, Page, money, text, typed
from maillage.funding.domain.spending import Expense
from maillage.funding.domain.written import CostLine
from maillage.programme.readings import programme_of

NAME = "Chiffrage"
_HEADS = (
    ("Poste", 9), ("Libellé", 40), ("Action", 36), ("Opération", 11), ("Section", 16), ("Famille d'achat", 20),
    ("Quantité", 10), ("Unité", 14), ("Prix unitaire HT", 14), ("Montant HT", 15), ("TVA", 8),
    ("HT du plan", 15), ("TTC", 15), ("FCTVA", 14), ("Origine du prix", 20), ("Prix du", 12), ("Base du chiffrage", 38),
)  # fmt: skip
QUANTITY, PRICE, AMOUNT, VAT = "G", "I", "J", "K"


def start(ledger: Ledger) -> Page:
    """The page with its heads; the row that each cost will have is known before it is written."""
    page = Page(NAME)
    page.title(
        "Chiffrage : une ligne par poste de dépense",
        "Sur fond clair, ce qui se modifie : quantités, prix unitaires, montants, taux de TVA. Tout le classeur suit.",
    )
    page.header([label for label, _ in _HEADS], [width for _, width in _HEADS])
    ledger.priced = {cost.code: page.next + rank for rank, cost in enumerate(ledger.plan.inputs.costs)}
    return page


def fill(page: Page, ledger: Ledger) -> None:
    """The rows, once the page of expenses has its ranges."""
    titles = {action.code: action.title for _, _, action in programme_of(ledger.project).actions()}
    spent: dict[str, list[Expense]] = {}
    for expense in ledger.plan.expenses:
        spent.setdefault(expense.cost.code, []).append(expense)
    first = page.next
    for cost in ledger.plan.inputs.costs:
        page.add(*_row(page.next, cost, spent.get(cost.code, []), titles, ledger))
    if not ledger.plan.inputs.costs:
        page.add()
    last = page.next - 1
    plan = ledger.plan
    known = {"J": _written(ledger), "L": plan.cost_ht(), "M": plan.cost_ttc(), "N": plan.fctva()}
    sums = {c: Cell("total", value, f"=SUM({c}{first}:{c}{last})") for c, value in known.items()}
    page.total("Total", sums, len(_HEADS))
    page.filtered = (first - 1, last)


def _written(ledger: Ledger) -> Decimal:
    return total(cost.ht for cost in ledger.plan.inputs.costs if cost.ht is not None)


def _row(n: int, cost: CostLine, mine: list[Expense], titles: dict[str, str], ledger: Ledger) -> list[Cell]:
    rates = {expense.vat_rate for expense in mine}
    rate = cost.vat_rate if cost.vat_rate is not None else next(iter(rates)) if len(rates) == 1 else None
    costs = ledger.costs
    summed = [
        money(f"={sumifs(costs[name], (costs['cost'], f'$A{n}'))}", total(getattr(e, name) for e in mine))
        for name in ("ht", "ttc", "fctva")
    ]
    return [
        text(cost.code),
        text(cost.label),
        text(f"{cost.action}. {titles.get(cost.action, '')}"),
        text(cost.operation),
        text(cost.section.label),
        text(cost.family.label if cost.family else ""),
        typed("number", cost.quantity),
        text(cost.unit),
        typed("money", cost.unit_price_ht),
        _amount(n, cost, costs),
        typed("rate", rate),
        *summed,
        text(cost.priced_from.label if cost.priced_from else ""),
        text(short_date(cost.priced_on) if cost.priced_on else ""),
        text(cost.basis if cost.ht is not None else f"À chiffrer. {cost.basis}".strip()),
    ]


def _amount(n: int, cost: CostLine, costs: dict[str, str]) -> Cell:
    if is_product(cost) or (cost.ht is None and (cost.quantity or cost.unit_price_ht)):
        return money(f"=ROUND({QUANTITY}{n}*{PRICE}{n},2)", cost.ht or Decimal(0))
    if cost.spread:
        return money(f"={sumifs(costs['part'], (costs['cost'], f'$A{n}'))}", cost.ht or Decimal(0))
    return typed("money", cost.ht)


def is_product(cost: CostLine) -> bool:
    return cost.quantity is not None and cost.unit_price_ht is not None


def at(ledger: Ledger, cost: CostLine, letter: str) -> str:
    """The address of a cell of a cost."""
    return f"'{NAME}'!${letter}${ledger.priced[cost.code]}"
