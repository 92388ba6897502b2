"""The request of a funder as a workbook: eligible costs by year, rates, aids; changing a cost moves its aid."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.plugs import Project
from maillage.base.values.euros import total
from maillage.base.values.french import listed
from maillage.dossier.renderings.workbook.page import Cell, Page, column, money, text, typed
from maillage.dossier.renderings.workbook.xlsx import write_xlsx
from maillage.dossier.requests.document import funder_asked
from maillage.dossier.requests.workbook_pages import left_out_page, receipts_page
from maillage.funding.asked import Asked, asked_of
from maillage.funding.readings import plan_of
from maillage.funding.tables.requests import borne_by, by_operation, named


def request_workbook(project: Project, code: str) -> bytes:
    """The XLSX file. Raises NothingAsked."""
    funder = funder_asked(project, code)
    found = asked_of(project, code)
    years = plan_of(project).years
    costs, summary = Page("Dépenses éligibles"), Page("Demande")
    rows = _costs(costs, list(found), years)
    _summary(summary, funder.name, found, rows, years)
    pages = [summary, costs]
    if any(one.left_out for one in found):
        pages.append(left_out_page(found))
    if any(one.receipts for one in found):
        pages.append(receipts_page(found))
    return write_xlsx(pages, {"title": f"Demande d'aide – {funder.name}", "author": project.network.owner})


def _costs(page: Page, found: list[Asked], years: tuple[int, ...]) -> dict[str, int]:
    """The costs of each operation by year, then their sum; the row of that sum, by operation."""
    page.title("Dépenses que l'aide peut porter (HT)", "Les montants se modifient ici ; la demande suit.")
    page.header(["Dépense", *years, "Total"], [60, *[16] * len(years), 17])
    sums: dict[str, int] = {}
    last = column(len(years))
    for code, mine in by_operation(found).items():
        borne, first = borne_by(mine), page.next
        for cost in dict.fromkeys(expense.cost for expense in borne):
            n = page.next
            spent = {e.year: e.ht for e in borne if e.cost is cost}
            cells = [typed("money", spent.get(year, Decimal(0))) for year in years]
            page.add(
                text(f"{cost.code}. {cost.label}"),
                *cells,
                money(f"=SUM(B{n}:{last}{n})", total(spent.values())),
            )
        if page.next == first:
            page.add()
        by_year = [total(e.ht for e in borne if e.year == year) for year in years]
        known = [*by_year, total(by_year)]
        letters = [column(1 + rank) for rank in range(len(known))]
        cells_of = {
            c: Cell("total", value, f"=SUM({c}{first}:{c}{page.next - 1})")
            for c, value in zip(letters, known, strict=True)
        }
        sums[code] = page.total(f"{code}. {mine[0].operation.title}", cells_of, len(years) + 2)
    return sums


def _summary(
    page: Page, name: str, found: tuple[Asked, ...], rows: dict[str, int], years: tuple[int, ...]
) -> None:
    page.title(
        f"Demande d'aide : {name}", "Montants HT ; une aide au taux suit ses dépenses, dans ses limites."
    )
    page.header(
        ["Opération", "Coût HT", "Éligible HT", "Taux", *(f"Aide {year}" for year in years), "Aide", "Autres financeurs",
         "Autres aides", "Reste de l'opération", "État"],
        [46, 16, 16, 9, *[15] * len(years), 16, 34, 15, 16, 13],
    )  # fmt: skip
    first = page.next
    groups = by_operation(found)
    for one in found:
        page.add(*_row(page.next, one, groups[one.operation.code], rows, years))
    end = column(4 + len(years))
    whole = Cell("total", total(one.amount for one in found), f"=SUM({end}{first}:{end}{page.next - 1})")
    page.total("Total", {end: whole}, len(page.widths))


def _row(n: int, one: Asked, beside: list[Asked], rows: dict[str, int], years: tuple[int, ...]) -> list[Cell]:
    """`beside`: every aid of this funder to the operation, this one too."""
    letters = [column(1 + rank) for rank in range(len(years) + 1)]
    row = rows[one.operation.code]
    base = f"'Dépenses éligibles'!{letters[-1]}{row}"
    # The sum of the operation is what all its aids bear: one that retains fewer costs has amounts of its own.
    whole = len(one.borne) == len(borne_by(beside))
    # A limit makes an aid an amount of its own: only one without any follows its costs.
    live = (
        whole
        and one.line.rate is not None
        and not any(g.limits for g in one.grants)
        and one.line.notified_amount is None
    )
    aids = [
        money(f"=ROUND('Dépenses éligibles'!{letter}{row}*$D{n},2)", one.amount_in(year))
        if live
        else typed("money", one.amount_in(year))
        for letter, year in zip(letters, years, strict=False)
    ]
    first, last, aid, others = (column(i) for i in (4, 3 + len(years), 4 + len(years), 6 + len(years)))
    return [
        text(named(one, beside)),
        typed("money", one.cost_ht),
        money(f"={base}", one.eligible_ht) if whole else typed("money", one.eligible_ht),
        typed("rate", one.line.rate) if one.line.rate is not None else text("forfait"),
        *aids,
        money(f"=SUM({first}{n}:{last}{n})", one.amount),
        text(listed([*one.others, *(["le même, autre ligne"] if len(beside) > 1 else [])]) or "–"),
        typed("money", one.cost_ht - one.amount - one.own_share),
        money(f"=B{n}-{aid}{n}-{others}{n}", one.own_share),
        text(one.line.status.label),
    ]
