"""The financing plan as a workbook: live formulas, each stored with its computed value.

What is typed stands in « Chiffrage » (prices), « Dépenses » (years), « Aides » and « Financeurs » (rates, ceilings,
notified amounts) and « Versements »; every other page is formulas, so that changing one cell moves everything.
"""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.dossier.renderings.workbook import (
    aids,
    granting,
    operations,
    planning,
    pricing,
    receiving,
    sides,
    spending,
    treasury,
)
from maillage.dossier.renderings.workbook.ledger import Ledger
from maillage.dossier.renderings.workbook.ods import write_ods
from maillage.dossier.renderings.workbook.page import Page
from maillage.dossier.renderings.workbook.xlsx import write_xlsx
from maillage.funding.credits import all_credits
from maillage.funding.domain import FinancingPlan
from maillage.funding.readings import plan_of
from maillage.programme.readings import programme_of


def pages(project: Project, plan: FinancingPlan | None = None) -> list[Page]:
    """Every sheet, in the order in which it is read; those that others sum are written first. `plan`: that of the
    project unless another one is given."""
    ledger = Ledger(project, plan or plan_of(project))
    prices, funders, aid_page = pricing.start(ledger), aids.start_funders(ledger), aids.start_aids(ledger)
    costs, grants, payments = Page(spending.NAME), Page(granting.NAME), Page("Versements")
    spending.ranges(costs, ledger)
    spending.write(costs, ledger)
    granting.write(grants, ledger)
    receiving.write(payments, ledger)
    pricing.fill(prices, ledger)
    aids.fill_aids(aid_page, ledger)
    aids.fill_funders(funders, ledger)
    found = [Page("Plan", read=True)]
    planning.write(found[0], ledger)
    for name, column in sides.names(ledger):
        found.append(Page(name, read=True))
        sides.write(found[-1], ledger, column)
    for name, write in (("Opérations", operations.write), ("Trésorerie", treasury.write_cash)):
        found.append(Page(name, read=True))
        write(found[-1], ledger)
    if all_credits(project):
        found.append(Page("Crédits", read=True))
        treasury.write_credits(found[-1], ledger)
    return [*found, prices, costs, aid_page, grants, *([payments] if ledger.scheduled else []), funders]


def render_workbook(project: Project, plan: FinancingPlan | None = None) -> bytes:
    """The XLSX file."""
    properties = {**_properties(project), "company": project.network.service}
    return write_xlsx(pages(project, plan), properties)


def render_ods(project: Project, plan: FinancingPlan | None = None) -> bytes:
    """The same pages and formulas for LibreOffice."""
    return write_ods(pages(project, plan), **_properties(project))


def _properties(project: Project) -> dict[str, str]:
    return {
        "title": f"Plan de financement – {programme_of(project).title}",
        "author": project.network.owner,
    }
