"""The page « Opérations »: cost, aids, own share, and what the rule of the minimum own share says, live."""

from __future__ import annotations

from decimal import Decimal

from maillage.dossier.renderings.workbook.ledger import UNDATED, Ledger, sumifs
from maillage.dossier.renderings.workbook.page import Cell, Page, money, text
from maillage.funding.domain import BudgetSection, Operation
from maillage.funding.domain.own_share import own_share_verdict

_HEADS = (
    ("Opération", 12), ("Intitulé", 50), ("Section", 17), ("Dépenses HT", 15), ("Aides publiques", 15),
    ("Aides privées", 15), ("Département", 15), ("Part du public", 10), ("Règle", 16),
)  # fmt: skip


def write(page: Page, ledger: Ledger) -> None:
    rule = ledger.project.rules.value("funding.own_share.minimum", on=ledger.project.today)
    page.title(
        "Opérations et part du département",
        f"Minimum sur l'investissement : {rule.text} ({rule.source.title}).",
    )
    page.header([label for label, _ in _HEADS], [width for _, width in _HEADS])
    for operation in ledger.plan.operations:
        page.add(*_row(page.next, operation, ledger, rule.value))


def _row(n: int, operation: Operation, ledger: Ledger, least: Decimal) -> list[Cell]:
    plan, costs, grants = ledger.plan, ledger.costs, ledger.grants
    code = operation.code
    unknown = f'OR(D{n}=0,COUNTIFS({costs["operation"]},A{n},{costs["year"]},"{UNDATED}")>0)'
    public, private = (
        money(
            f"={sumifs(grants['amount'], (grants['operation'], f'A{n}'), (grants['nature'], told))}",
            plan.granted(operation=code, public=flag),
        )
        for flag, told in ((True, '"publique"'), (False, '"privée"'))
    )
    enough = f'IF(ROUND(G{n},2)>=ROUND({least}*(E{n}+G{n}),2),"respectée","non respectée")'
    return [
        text(code),
        text(operation.title),
        text(operation.section.label),
        money(f"={sumifs(costs['ht'], (costs['operation'], f'A{n}'))}", plan.cost_ht(operation=code)),
        public,
        private,
        money(f"=D{n}-E{n}-F{n}", plan.own_share_of(code)),
        Cell("share", plan.public_share_of(code) or Decimal(0), f"=IF(E{n}+G{n}=0,0,G{n}/(E{n}+G{n}))"),
        Cell(
            "word",
            _told(operation, ledger),
            f'=IF(C{n}="{BudgetSection.RUNNING.label}","sans objet",IF({unknown},"inconnue",{enough}))',
        ),
    ]


def _told(operation: Operation, ledger: Ledger) -> str:
    if operation.section is BudgetSection.RUNNING:
        return "sans objet"
    verdict = own_share_verdict(ledger.plan, operation, ledger.project.rules, ledger.project.today)
    return "respectée" if verdict.is_yes else "inconnue" if verdict.is_unknown else "non respectée"
