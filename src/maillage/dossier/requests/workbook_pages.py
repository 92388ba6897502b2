"""The pages of a request that are read: what the aid leaves out and why, and when its money is awaited."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.values.euros import ZERO, total
from maillage.base.values.french import listed
from maillage.dossier.renderings.workbook.page import Cell, Page, column, money, text
from maillage.funding.asked import Asked
from maillage.funding.tables.requests import named


def left_out_page(found: Sequence[Asked]) -> Page:
    """One row a cost that the aid does not bear, with the rule."""
    page = Page("Dépenses exclues")
    page.title(
        "Dépenses que l'aide ne porte pas, et pourquoi (HT)", "Elles restent dans le coût de l'opération."
    )
    page.header(["Dépense", "Opération", "Montant HT", "Pourquoi", "Source"], [48, 12, 16, 60, 40])
    for one in found:
        for cost, amount, why in one.left_out:
            page.add(
                text(f"{cost.code}. {cost.label}"),
                text(one.operation.code),
                Cell("money", amount),
                text(" ".join(why.reasons)),
                text(listed(list(dict.fromkeys(source.title for source in why.sources))) or "–"),
            )
    return page


def receipts_page(found: Sequence[Asked]) -> Page:
    """One row an aid, a column a year, then the sum: amounts of the plan, whose sums are formulas."""
    years = sorted({year for one in found for year in one.receipts})
    page = Page("Versements", read=True)
    page.title(
        "Versements attendus, par année",
        "Ce qui est reçu l'est à sa date ; le reste suit l'échéancier du financeur. Une demande modifiée ne change pas "
        "cette page.",
    )
    page.header(["Opération", *years, "Total"], [52, *[16] * len(years), 17])
    first, last = page.next, column(len(years))
    for one in found:
        n = page.next
        amounts = [Cell("money", one.receipts.get(year, ZERO)) for year in years]
        page.add(text(named(one, found)), *amounts, money(f"=SUM(B{n}:{last}{n})", one.amount))
    known = [total(one.receipts.get(year, ZERO) for one in found) for year in years]
    sums = {
        column(1 + rank): Cell(
            "total", value, f"=SUM({column(1 + rank)}{first}:{column(1 + rank)}{page.next - 1})"
        )
        for rank, value in enumerate([*known, total(known)])
    }
    page.total("Total", sums, len(years) + 2)
    return page
