"""Pages with two sides, one a year and one for all: expenses on the left, resources on the right, as they are voted."""

from __future__ import annotations

from decimal import Decimal
from itertools import zip_longest

from maillage.dossier.renderings.workbook.ledger import UNDATED, Ledger, spent, sumifs
from maillage.dossier.renderings.workbook.page import Cell, Page, money, text
from maillage.dossier.renderings.workbook.planning import granted, waiting
from maillage.funding.domain import BudgetSection

OVERALL = "Global"
_HEADS = (
    ("Dépenses", 52), ("HT", 16), ("TTC", 16), ("FCTVA", 15), ("Ressources", 60), ("Montant HT", 16), ("Part", 9),
)  # fmt: skip
_FIELDS = (("ht", "B"), ("ttc", "C"), ("fctva", "D"))


def names(ledger: Ledger) -> list[tuple[str, int | str | None]]:
    """The pages to write, with the column of the plan that each shows; None: all of it."""
    return [(OVERALL, None), *((str(one) if one != UNDATED else "À dater", one) for one in ledger.columns)]


def write(page: Page, ledger: Ledger, column: int | str | None) -> None:
    when = (
        "sur tout le programme"
        if column is None
        else "des dépenses sans année"
        if column == UNDATED
        else str(column)
    )
    page.title(
        f"Plan de financement {when}",
        "À gauche les dépenses, par opération ; à droite qui les paie. Les deux totaux sont égaux.",
    )
    page.header([label for label, _ in _HEADS], [width for _, width in _HEADS])
    left = [
        _expense(page.next + rank, one.code, ledger, column)
        for rank, one in enumerate(ledger.plan.operations)
    ]
    funders = [_aid(one.code, ledger, column) for one in ledger.plan.funders]
    first, tall = page.next, max(len(left), len(funders) + 1)
    last, end = first + tall - 1, first + tall
    own = _own(first, len(funders), end, ledger, column)
    blank = [Cell("text", "")] * 4
    none = [Cell("text", "")] * 2
    for rank, (spending, aid) in enumerate(zip_longest(left, [*funders, own])):
        page.add(*(spending or blank), *(aid or none), _share(first + rank, end, aid, ledger, column))
    _totals(page, first, last, ledger, column)
    _sections(page, ledger, column)


def _when(ledger: Ledger, column: int | str | None) -> list[tuple[str, str]]:
    if column is None:
        return []
    return [(ledger.costs["year"], f'"{column}"' if column == UNDATED else str(column))]


def _expense(n: int, operation: str, ledger: Ledger, column: int | str | None) -> list[Cell]:
    costs = ledger.costs
    titles = {one.code: one.title for one in ledger.plan.operations}
    where = [(costs["operation"], f'"{operation}"'), *_when(ledger, column)]
    return [
        text(f"{operation}. {titles[operation]}"),
        *(
            money(
                f"={sumifs(costs[name], *where)}",
                spent(ledger, column, lambda e, name=name: getattr(e, name), operation=operation),  # type: ignore[misc]
            )
            for name, _ in _FIELDS
        ),
    ]


def _aid(funder: str, ledger: Ledger, column: int | str | None) -> list[Cell]:
    grants = ledger.grants
    name = next(one.name for one in ledger.plan.funders if one.code == funder)
    code = f"'Financeurs'!$A${ledger.funders[funder]}"
    where = [(grants["funder"], code)]
    if column is not None:
        where.append((grants["year"], f'"{column}"' if column == UNDATED else str(column)))
    unknown = waiting(ledger, funder) if column == UNDATED else None
    if unknown:
        return [text(name), unknown]
    return [text(name), money(f"={sumifs(grants['amount'], *where)}", granted(ledger, column, funder))]


def _own(first: int, funders: int, end: int, ledger: Ledger, column: int | str | None) -> list[Cell]:
    aids = f"-SUM(F{first}:F{first + funders - 1})" if funders else ""
    known = spent(ledger, column, lambda e: e.ht) - granted(ledger, column)
    return [text("Département (reste à charge)"), money(f"=B{end}{aids}", known)]


def _share(n: int, end: int, aid: list[Cell] | None, ledger: Ledger, column: int | str | None) -> Cell:
    if aid is None:
        return Cell("text", "")
    whole, amount = spent(ledger, column, lambda e: e.ht), aid[1].value
    if not isinstance(amount, Decimal):
        return Cell("share", "–", f'=IF(ISNUMBER(F{n}),IF(F${end}=0,0,F{n}/F${end}),"–")')
    return Cell("share", amount / whole if whole else 0, f"=IF(F${end}=0,0,F{n}/F${end})")


def _totals(page: Page, first: int, last: int, ledger: Ledger, column: int | str | None) -> None:
    whole = spent(ledger, column, lambda e: e.ht)
    cells = {
        letter: Cell(
            "total",
            spent(ledger, column, lambda e, name=name: getattr(e, name)),  # type: ignore[misc]
            f"=SUM({letter}{first}:{letter}{last})",
        )
        for name, letter in _FIELDS
    }
    cells["E"] = Cell("total_text", "Total des ressources")
    cells["F"] = Cell("total", whole, f"=SUM(F{first}:F{last})")
    page.total("Total des dépenses", cells, len(_HEADS))


def _sections(page: Page, ledger: Ledger, column: int | str | None) -> None:
    """How much of it is investment, and running costs."""
    costs = ledger.costs
    for section in BudgetSection:
        where = [(costs["section"], f'"{section.label}"'), *_when(ledger, column)]
        page.add(
            text(f"dont {section.label}"),
            *(
                money(
                    f"={sumifs(costs[name], *where)}",
                    spent(ledger, column, lambda e, name=name: getattr(e, name), section=section),  # type: ignore[arg-type,misc]
                )
                for name, _ in _FIELDS
            ),
        )
