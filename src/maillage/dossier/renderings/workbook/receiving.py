"""The page « Versements »: the aids that come by a schedule, year by year, as parts of what the plan counts."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.values.euros import total
from maillage.dossier.renderings.workbook.ledger import Ledger, sumifs
from maillage.dossier.renderings.workbook.page import Cell, Page, money, text, typed
from maillage.funding.domain.cash import receipts

_HEADS = (
    ("Aide", 9), ("Financeur", 60), ("Versé en", 10), ("Part", 10), ("Aide au plan", 16), ("Montant versé", 16),
)  # fmt: skip


def write(page: Page, ledger: Ledger) -> None:
    page.title(
        "Versements : les aides qui suivent un échéancier",
        "Chaque aide garde le rythme que le plan lui connaît : les parts se modifient ici.",
    )
    page.header([label for label, _ in _HEADS], [width for _, width in _HEADS])
    first = page.next
    for line in ledger.plan.inputs.lines:
        if line.code in ledger.scheduled:
            _rows(page, line.code, ledger)
    if page.next == first:
        page.add()
    last = page.next - 1
    come = total(total(_by_year(code, ledger).values()) for code in ledger.scheduled)
    page.total("Total", {"F": Cell("total", come, f"=SUM(F{first}:F{last})")}, len(_HEADS))
    if ledger.scheduled:
        ledger.payments = {"paid_year": page.range("C", first, last), "amount": page.range("F", first, last)}
    page.filtered = (first - 1, last)


def _by_year(code: str, ledger: Ledger) -> dict[int, Decimal]:
    grants = ledger.plan.grants_of(code)
    spent = {grants[0].operation.code: list(ledger.plan.spent_on(grants[0].operation.code))}
    found: dict[int, Decimal] = {}
    for month, amount in receipts(grants, spent, ledger.plan.inputs.late_months):
        found[month.year] = found.get(month.year, Decimal(0)) + amount
    return dict(sorted(found.items()))


def _rows(page: Page, code: str, ledger: Ledger) -> None:
    by_year, grants = _by_year(code, ledger), ledger.plan.grants_of(code)
    whole = total(by_year.values())
    top, last_year = page.next, max(by_year)
    for year, amount in by_year.items():
        n = page.next
        rest = year == last_year
        others = f"-SUM(F{top}:F{n - 1})" if n > top else ""
        page.add(
            text(code),
            text(grants[0].funder.name),
            typed("year", year),
            Cell("rate", amount / whole, f"=1-SUM(D{top}:D{n - 1})" if n > top else "=1")
            if rest
            else typed("rate", amount / whole),
            money(f"={sumifs(ledger.grants['amount'], (ledger.grants['aid'], f'A{n}'))}", whole),
            money(f"=ROUND(E{n}{others},2)" if rest else f"=ROUND(E{n}*D{n},2)", amount),
        )
