"""The page « Dépenses »: one row a cost and year, from HT to FCTVA, and the aids that may bear on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from maillage.dossier.renderings.workbook import pricing
from maillage.dossier.renderings.workbook.ledger import UNDATED, Ledger
from maillage.dossier.renderings.workbook.page import Cell, Page, column, money, text, typed
from maillage.dossier.renderings.workbook.parting import part_formulas
from maillage.funding.domain import CostLine, FundingLine
from maillage.funding.domain.plan import Inputs
from maillage.funding.domain.spending import Expense, expenses

NAME = "Dépenses"
# The first row under the title and the heads.
FIRST = 5
YES, DOUBT, NO = "oui", "à confirmer", "non"
_HEADS = (
    ("Poste", 9), ("Libellé", 38), ("Action", 9), ("Opération", 11), ("Section", 16), ("Année", 10),
    ("Part HT", 15), ("Évolution du prix", 11), ("Montant HT", 15), ("TVA", 8), ("TTC", 15), ("Taux FCTVA", 10),
    ("FCTVA", 14), ("FCTVA versé en", 10),
)  # fmt: skip
_LETTERS = dict(
    cost="A", action="C", operation="D", section="E", year="F", part="G", ht="I", ttc="K", fctva="M", fctva_year="N"
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """An expense, and its part of the cost at the prices of the day on which it was priced."""

    expense: Expense
    part: Decimal
    formula: str


def write(page: Page, ledger: Ledger) -> None:
    rated = [line for line in ledger.plan.inputs.lines if line.rate is not None]
    page.title(
        "Dépenses : une ligne par poste et par année",
        "Années, taux et parts se modifient ici ; une colonne par aide au taux dit si elle porte sur la dépense "
        "(oui, non, à confirmer).",
    )
    heads = [*(label for label, _ in _HEADS), *(line.code for line in rated)]
    page.header(heads, [*(width for _, width in _HEADS), *[12] * len(rated)])
    first = page.next
    assert first == FIRST
    for row in _rows(ledger, first):
        told = [_told(line, row.expense.cost, ledger) for line in rated]
        page.add(*_cells(page.next, row, ledger), *told)
    if page.next == first:
        page.add()
    last = page.next - 1
    plan = ledger.plan
    known = {"I": plan.cost_ht(), "K": plan.cost_ttc(), "M": plan.fctva()}
    page.total(
        "Total",
        {c: Cell("total", value, f"=SUM({c}{first}:{c}{last})") for c, value in known.items()},
        len(heads),
    )
    page.filtered = (first - 1, last)
    ledger.costs |= {
        f"aid:{line.code}": page.range(column(14 + k), first, last) for k, line in enumerate(rated)
    }


def ranges(page: Page, ledger: Ledger) -> None:
    """The ranges of the page, known before it is written: it sums itself."""
    first = FIRST
    last = first + max(len(_expenses(ledger)), 1) - 1
    ledger.costs = {name: page.range(letter, first, last) for name, letter in _LETTERS.items()}


def _expenses(ledger: Ledger) -> list[Expense]:
    """Those of the plan, and a row of nothing for each cost still to be priced: its price will find its year."""
    plan = ledger.plan
    found: list[Expense] = []
    spent: dict[str, list[Expense]] = {}
    for expense in plan.expenses:
        spent.setdefault(expense.cost.code, []).append(expense)
    for cost in plan.inputs.costs:
        free = (
            replace(cost, amount_ht=Decimal(0), quantity=None, unit_price_ht=None)
            if cost.ht is None
            else cost
        )
        found += spent.get(cost.code) or _of(free, plan.inputs)
    return found


def _of(cost: CostLine, inputs: Inputs) -> tuple[Expense, ...]:
    return expenses([cost], inputs.calendar, inputs.rules, inputs.on)


def _rows(ledger: Ledger, first: int) -> Iterator[Row]:
    spent: dict[str, list[Expense]] = {}
    for expense in _expenses(ledger):
        spent.setdefault(expense.cost.code, []).append(expense)
    for mine in spent.values():
        cost = mine[0].cost
        cells = [f"G{first + rank}" for rank in range(len(mine))]
        yield from _parted(cost, mine, cells, ledger)
        first += len(mine)


def _parted(cost: CostLine, mine: list[Expense], cells: list[str], ledger: Ledger) -> Iterator[Row]:
    flat = replace(cost, indexed=False) if cost.indexed else cost
    parts = [e.ht for e in (_of(flat, ledger.plan.inputs) if cost.indexed else mine)]
    amount = pricing.at(ledger, cost, pricing.AMOUNT)
    if len(mine) == 1 and not cost.spread:
        formulas = [amount]
    elif cost.spread and not pricing.is_product(cost):
        formulas = [""] * len(mine)
    else:
        weights = parts if cost.spread else [Decimal(e.months[1] - e.months[0] + 1) for e in mine]
        formulas = part_formulas(amount, weights, parts, cells)
    yield from map(Row, mine, parts, formulas)


def _cells(n: int, row: Row, ledger: Ledger) -> list[Cell]:
    expense, cost = row.expense, row.expense.cost
    vat = (
        Cell("rate", expense.vat_rate, f"={pricing.at(ledger, cost, pricing.VAT)}")
        if _one_rate(ledger, cost)
        else typed("rate", expense.vat_rate)
    )
    lag = _lag(ledger, expense)
    return [
        text(cost.code),
        text(cost.label),
        text(cost.action),
        text(cost.operation),
        text(cost.section.label),
        typed("year", expense.year or UNDATED),
        money(f"={row.formula}", row.part) if row.formula else typed("money", row.part),
        typed("rate", _evolution(ledger, expense)),
        money(f"=ROUND(G{n}*(1+H{n}),2)", expense.ht),
        vat,
        money(f"=I{n}+ROUND(I{n}*J{n},2)", expense.ttc),
        typed("rate", expense.fctva_rate),
        money(f"=ROUND(K{n}*L{n},2)", expense.fctva),
        Cell("year", expense.fctva_year or UNDATED, f'=IF(ISNUMBER(F{n}),F{n}+{lag},"{UNDATED}")'),
    ]


def _one_rate(ledger: Ledger, cost: CostLine) -> bool:
    return cost.vat_rate is not None or len({e.vat_rate for e in ledger.plan.expenses if e.cost is cost}) == 1


def _evolution(ledger: Ledger, expense: Expense) -> Decimal:
    """How much dearer than on the day on which it was priced."""
    if not expense.cost.indexed or not expense.year:
        return Decimal(0)
    inflation = ledger.plan.inputs.rules.value(
        "funding.prices.inflation", on=date(expense.year, 12, 31)
    ).value
    since = (expense.cost.priced_on or ledger.plan.inputs.on).year
    return Decimal((1 + inflation) ** max(0, expense.year - since) - 1)


def _lag(ledger: Ledger, expense: Expense) -> int:
    if expense.year and expense.fctva_year:
        return expense.fctva_year - expense.year
    return int(ledger.plan.inputs.rules.value("funding.fctva.lag", on=ledger.project.today).value)


def _told(line: FundingLine, cost: CostLine, ledger: Ledger) -> Cell:
    """Whether an aid bears on a cost; nothing where it is of another operation."""
    if cost.operation != line.operation:
        return Cell("text", "")
    if line.costs and cost.code not in line.costs:
        return Cell("typed_text", NO)
    verdict = ledger.eligibility.verdict(cost, *ledger.parties(line), line)
    return Cell("typed_text", NO if verdict.is_no else YES if verdict.is_yes else DOUBT)
