"""The financing plan as a workbook: live formulas, each stored with its computed value.

Sheets: « Dépenses » (one row a cost and year: the only place where costs are typed), « Recettes » (one row a
grant and year), « Plan » (per year and overall), « Opérations » (the 20 % rule) and « Trésorerie ». Every total is
a formula over the first two, so that changing one amount moves everything.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from maillage.base.plugs import Project
from maillage.base.values.euros import total
from maillage.dossier.renderings.sheets import Formats, Sheet, column
from maillage.funding.domain import BudgetSection, FinancingPlan, FunderKind, Operation
from maillage.funding.domain.eligibility import dgd_eligible
from maillage.funding.domain.own_share import own_share_verdict
from maillage.funding.domain.plan import Grant
from maillage.funding.domain.spending import Expense
from maillage.funding.readings import plan_of
from maillage.programme.readings import programme_of

UNDATED = "à dater"
OF = {BudgetSection.INVESTMENT: "d’investissement", BudgetSection.RUNNING: "de fonctionnement"}


@dataclass(frozen=True, kw_only=True)
class Ranges:
    """Absolute ranges of the typed sheets, for the formulas of the others."""

    costs: dict[str, str]
    grants: dict[str, str]


def render_workbook(project: Project) -> bytes:
    import xlsxwriter  # 0.25 s to import; only the workbook needs it

    plan = plan_of(project)
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties(
        {
            "title": f"Plan de financement – {programme_of(project).title}",
            "author": project.network.owner,
            "company": project.network.service,
        }
    )
    formats = Formats(book)
    names = ("Plan", "Opérations", "Trésorerie", "Dépenses", "Recettes")
    sheets = {
        name: Sheet(book.add_worksheet(name), formats, name, whole=name not in ("Dépenses", "Recettes"))
        for name in names
    }
    costs = _costs(sheets["Dépenses"], project, plan)
    ranges = Ranges(costs=costs, grants=_grants(sheets["Recettes"], plan, costs))
    _plan(sheets["Plan"], plan, ranges, project)
    _operations(sheets["Opérations"], plan, ranges, project)
    _cash(sheets["Trésorerie"], plan, ranges)
    book.close()
    return stream.getvalue()


def _costs(sheet: Sheet, project: Project, plan: FinancingPlan) -> dict[str, str]:
    titles = {action.code: action.title for _, _, action in programme_of(project).actions()}
    sheet.title(
        "Dépenses : une ligne par poste et par année", "Les montants HT, taux et années se modifient ici."
    )
    sheet.header(
        [
            "Poste",
            "Libellé",
            "Action",
            "Opération",
            "Section",
            "Année",
            "Montant HT",
            "TVA",
            "TTC",
            "FCTVA",
            "Versé en",
            "DGD",
            "Base du chiffrage",
        ],
        [8, 38, 36, 11, 16, 8, 15, 8, 15, 14, 9, 9, 36],
    )
    first = sheet.row + 1
    for expense in plan.expenses:
        n = sheet.row + 1
        cost = expense.cost
        lag = _fctva_lag(project, expense)
        sheet.write_row(
            [
                cost.code,
                cost.label,
                f"{cost.action}. {titles[cost.action]}",
                cost.operation,
                cost.section.label,
                expense.year or UNDATED,
                ("money", expense.ht),
                ("rate", expense.vat_rate),
                ("formula", f"=G{n}+ROUND(G{n}*H{n},2)", expense.ttc),
                ("formula", f"=ROUND(I{n}*{expense.fctva_rate},2)", expense.fctva),
                (
                    "year_formula",
                    f'=IF(ISNUMBER(F{n}),F{n}+{lag},"{UNDATED}")',
                    expense.fctva_year or UNDATED,
                ),
                _dgd(project, expense),
                cost.basis,
            ]
        )
    sheet.skip_row_if_none(plan.expenses)
    last = max(sheet.row, first)
    sheet.total_row(
        {"A": "Total", **{c: f"=SUM({c}{first}:{c}{last})" for c in "GIJ"}}, _sums(plan), "ABCDEFGHIJKLM"
    )
    sheet.finish(filter_to="M", first=first - 1, last=last)
    letters = dict(operation="D", section="E", year="F", ht="G", ttc="I", fctva="J", fctva_year="K", dgd="L")
    return {name: f"'Dépenses'!${c}${first}:${c}${last}" for name, c in letters.items()}


def _dgd(project: Project, expense: Expense) -> str:
    """Whether the DGD may bear a cost: « non », « oui », or « à confirmer » (counted, as in the plan)."""
    verdict = dgd_eligible(expense.cost, project.rules, project.today)
    return "non" if verdict.is_no else "oui" if verdict.is_yes else "à confirmer"


def _fctva_lag(project: Project, expense: Expense) -> int:
    if expense.year and expense.fctva_year:
        return expense.fctva_year - expense.year
    return int(project.rules.value("funding.fctva.lag", on=project.today).value)


def _sums(plan: FinancingPlan) -> dict[str, Decimal]:
    return {"G": plan.cost_ht(), "I": plan.cost_ttc(), "J": plan.fctva()}


def _grants(sheet: Sheet, plan: FinancingPlan, costs: dict[str, str]) -> dict[str, str]:
    sheet.title(
        "Recettes : une ligne par aide et par année",
        "Une aide au taux suit ses dépenses ; les taux, les montants fixés et les années se modifient ici.",
    )
    sheet.header(
        ["Recette", "Financeur", "Nature", "Opération", "Année", "Taux", "Montant", "État", "Versé en"],
        [10, 62, 12, 12, 10, 9, 16, 14, 10],
    )
    first = sheet.row + 1
    for grant in plan.grants:
        n = sheet.row + 1
        sheet.write_row(
            [
                grant.line.code,
                grant.funder.name,
                "publique" if grant.funder.kind.is_public else "privée",
                grant.operation.code,
                grant.year,
                ("rate", grant.line.rate) if grant.line.rate is not None else "–",
                _amount(grant, costs, n),
                grant.line.status.label,
                ("year_formula", f"=E{n}+{grant.funder.payment_lag}", grant.paid_year),
            ]
        )
    sheet.skip_row_if_none(plan.grants)
    last = max(sheet.row, first)
    sheet.total_row({"A": "Total", "G": f"=SUM(G{first}:G{last})"}, {"G": plan.granted()}, "ABCDEFGHI")
    sheet.finish(filter_to="I", first=first - 1, last=last)
    letters = dict(funder="B", nature="C", operation="D", year="E", amount="G", paid_year="I")
    return {name: f"'Recettes'!${c}${first}:${c}${last}" for name, c in letters.items()}


def _amount(grant: Grant, costs: dict[str, str], n: int) -> tuple[Any, ...]:
    """A fixed amount as typed; an aid at a rate as its formula over the eligible costs of its operation and year."""
    if grant.line.rate is None:
        return ("money", grant.amount)
    base = f"SUMIFS({costs['ht']},{costs['operation']},D{n},{costs['year']},E{n})"
    if grant.funder.kind is FunderKind.DGD:
        excluded = (
            f'SUMIFS({costs["ht"]},{costs["operation"]},D{n},{costs["year"]},E{n},{costs["dgd"]},"non")'
        )
        base = f"({base}-{excluded})"
    return ("formula", f"=ROUND(F{n}*{base},2)", grant.amount)


def _plan(sheet: Sheet, plan: FinancingPlan, ranges: Ranges, project: Project) -> None:
    programme = programme_of(project)
    sheet.title(
        f"Plan de financement HT – {programme.title}",
        "Tout est calculé à partir des feuilles Dépenses et Recettes.",
    )
    years = plan.years
    sheet.header(["Dépenses et ressources", *years, "Total"], [64, *[16] * len(years), 17])

    def cost(year: int | None) -> Decimal:
        return _over(lambda y: plan.cost_ht(year=y), years, year)

    def own(year: int | None) -> Decimal:
        return _over(lambda y: plan.own_share(year=y), years, year)

    costs, grants = ranges.costs, ranges.grants
    start = sheet.row + 1
    for section in BudgetSection:

        def spent(year: str, section: BudgetSection = section) -> str:
            return f'=SUMIFS({costs["ht"]},{costs["section"]},"{section.label}",{costs["year"]},{year})'

        def known(year: int | None, section: BudgetSection = section) -> Decimal:
            return _over(lambda y: plan.cost_ht(year=y, section=section), years, year)

        _year_row(sheet, f"Dépenses {OF[section]}", years, spent, known)
    uses = sheet.row + 1
    _sum_row(sheet, "Total des dépenses HT", years, f"{{c}}{start}:{{c}}{uses - 1}", cost)
    first = sheet.row + 1
    for funder in plan.funders:
        # By reference to the row's own label: a name with quotes cannot break the formula.
        def given(year: str, n: int = sheet.row + 1) -> str:
            return f"=SUMIFS({grants['amount']},{grants['funder']},$A{n},{grants['year']},{year})"

        _year_row(
            sheet, funder.name, years, given, lambda y, code=funder.code: plan.granted(year=y, funder=code)
        )
    n = sheet.row + 1
    above = f"{{c}}{uses}-SUM({{c}}{first}:{{c}}{n - 1})" if plan.funders else f"{{c}}{uses}"
    _sum_row(sheet, "Département (reste à charge)", years, above, own, bold=False, sums=False)
    _sum_row(sheet, "Total des ressources", years, f"{{c}}{first}:{{c}}{n}", cost)
    sheet.finish()


Amount = Callable[[Any], Decimal]


def _year_row(
    sheet: Sheet, label: str, years: tuple[int, ...], formula: Callable[[str], str], known: Amount
) -> None:
    n = sheet.row + 1
    cells: list[Any] = [label]
    for position, year in enumerate(years):
        head = f"{column(1 + position)}${sheet.header_row}"
        cells.append(("formula", formula(head), known(year)))
    cells.append(("formula", f"=SUM(B{n}:{column(len(years))}{n})", known(None)))
    sheet.write_row(cells)


def _sum_row(
    sheet: Sheet,
    label: str,
    years: tuple[int, ...],
    template: str,
    known: Amount,
    *,
    bold: bool = True,
    sums: bool = True,
) -> None:
    formulas = {"A": label}
    values = {}
    for position, year in enumerate([*years, None]):
        letter = column(1 + position)
        inside = template.format(c=letter)
        formulas[letter] = f"=SUM({inside})" if sums else f"={inside}"
        values[letter] = known(year)
    sheet.total_row(formulas, values, "".join(["A", *values]), bold=bold)


def _operations(sheet: Sheet, plan: FinancingPlan, ranges: Ranges, project: Project) -> None:
    rule = project.rules.value("funding.own_share.minimum", on=project.today)
    sheet.title(
        "Opérations et part du département",
        f"Minimum sur l'investissement : {rule.text} ({rule.source.title}).",
    )
    sheet.header(
        [
            "Opération",
            "Intitulé",
            "Section",
            "Dépenses HT",
            "Aides publiques",
            "Aides privées",
            "Département",
            "Part du public",
            "Règle",
        ],
        [12, 50, 17, 15, 15, 15, 15, 10, 16],
    )
    costs, grants = ranges.costs, ranges.grants
    for operation in plan.operations:
        n = sheet.row + 1
        code = operation.code
        cost = plan.cost_ht(operation=code)
        public, private = (plan.granted(operation=code, public=flag) for flag in (True, False))
        own = plan.own_share_of(code)
        share = plan.public_share_of(code) or Decimal(0)
        told = _told(plan, operation, project)

        unknown = f'OR(D{n}=0,COUNTIFS({costs["operation"]},A{n},{costs["year"]},"{UNDATED}")>0)'

        def given(nature: str, n: int = n) -> str:
            return f'=SUMIFS({grants["amount"]},{grants["operation"]},A{n},{grants["nature"]},"{nature}")'

        sheet.write_row(
            [
                code,
                operation.title,
                operation.section.label,
                ("formula", f"=SUMIFS({costs['ht']},{costs['operation']},A{n})", cost),
                ("formula", given("publique"), public),
                ("formula", given("privée"), private),
                ("formula", f"=D{n}-E{n}-F{n}", own),
                ("rate_formula", f"=IF(E{n}+G{n}=0,0,G{n}/(E{n}+G{n}))", share),
                (
                    "text_formula",
                    f'=IF(C{n}="{BudgetSection.RUNNING.label}","sans objet",IF({unknown},"inconnue",'
                    f'IF(ROUND(G{n},2)>=ROUND({rule.value}*(E{n}+G{n}),2),"respectée","non respectée")))',
                    told,
                ),
            ]
        )
    sheet.finish()


def _told(plan: FinancingPlan, operation: Operation, project: Project) -> str:
    if operation.section is BudgetSection.RUNNING:
        return "sans objet"
    verdict = own_share_verdict(plan, operation, project.rules, project.today)
    return "respectée" if verdict.is_yes else "inconnue" if verdict.is_unknown else "non respectée"


def _cash(sheet: Sheet, plan: FinancingPlan, ranges: Ranges) -> None:
    years = plan.cash_years
    sheet.title(
        "Trésorerie TTC", "Recettes et FCTVA arrivent avec leur décalage : à confirmer avec chaque financeur."
    )
    sheet.header(["Ligne", *years, "Total"], [44, *[15] * len(years), 16])
    costs, grants = ranges.costs, ranges.grants
    n = sheet.row + 1
    _year_row(
        sheet,
        "Dépenses TTC",
        years,
        lambda y: f"=SUMIFS({costs['ttc']},{costs['year']},{y})",
        lambda y: _over(lambda x: plan.cost_ttc(year=x), years, y),
    )
    _year_row(
        sheet,
        "Recettes encaissées",
        years,
        lambda y: f"=SUMIFS({grants['amount']},{grants['paid_year']},{y})",
        lambda y: _over(plan.received, years, y),
    )
    _year_row(
        sheet,
        "FCTVA encaissé",
        years,
        lambda y: f"=SUMIFS({costs['fctva']},{costs['fctva_year']},{y})",
        lambda y: _over(lambda x: plan.fctva(paid_year=x), years, y),
    )
    _sum_row(
        sheet,
        "À la charge du département",
        years,
        f"{{c}}{n}-{{c}}{n + 1}-{{c}}{n + 2}",
        lambda y: _over(plan.cash, years, y),
        sums=False,
    )
    sheet.finish()


def _over(of: Callable[[int], Decimal], years: tuple[int, ...], year: int | None) -> Decimal:
    """The amount of a year; over all the years shown without one."""
    return total(of(y) for y in ([year] if year else years))
