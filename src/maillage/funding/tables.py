"""The tables of the financing plan, as a DRAC reads them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from maillage.base.values.french import euros, number, percent, short_date
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Column, Table
from maillage.funding.domain import BudgetSection, FinancingPlan, FundingStatus
from maillage.funding.domain.own_share import own_share_verdict
from maillage.funding.domain.standing import Standing
from maillage.rulebook.domain import Rules

Row = tuple[str, ...]


def _year_columns(plan: FinancingPlan, first: str) -> tuple[Column, ...]:
    years = tuple(Column(str(year), align="right", width=1.15) for year in plan.years)
    return (Column(first, width=3.2), *years, Column("Total", align="right", width=1.25))


def _row(plan: FinancingPlan, label: str, amount: Callable[[int | None], Decimal]) -> Row:
    return (label, *(euros(amount(year)) for year in plan.years), euros(amount(None)))


def yearly_plan(plan: FinancingPlan) -> Table:
    """Uses then resources, HT, year by year; both totals are equal by construction."""
    rows: list[Row] = []
    for section in BudgetSection:
        label = (
            f"Dépenses d'{section.label}"
            if section is BudgetSection.INVESTMENT
            else f"Dépenses de {section.label}"
        )
        rows.append(_row(plan, label, lambda year, section=section: plan.cost_ht(year=year, section=section)))
    rows.append(_row(plan, "Total des dépenses HT", lambda year: plan.cost_ht(year=year)))
    totals = [len(rows) - 1]
    for funder in plan.funders:
        rows.append(
            _row(plan, funder.name, lambda year, code=funder.code: plan.granted(year=year, funder=code))
        )
    rows.append(_row(plan, "Département (reste à charge)", lambda year: plan.own_share(year=year)))
    rows.append(
        _row(plan, "Total des ressources", lambda year: plan.granted(year=year) + plan.own_share(year=year))
    )
    totals.append(len(rows) - 1)
    return Table(
        caption="Plan de financement par année et global (HT)",
        columns=_year_columns(plan, "Dépenses et ressources"),
        rows=tuple(rows),
        totals=tuple(totals),
        source="Lecture : le reste à charge est calculé : dépenses moins recettes. Le FCTVA n'est pas une recette du plan HT.",
    )


def resources_by_year(plan: FinancingPlan) -> Table:
    """Who pays in each year: the figures of the stacked columns."""
    rows = [
        _row(plan, funder.name, lambda year, code=funder.code: plan.granted(year=year, funder=code))
        for funder in plan.funders
    ]
    rows.append(_row(plan, "Département", lambda year: plan.own_share(year=year)))
    return Table(
        caption="Ressources par année et par financeur (HT)",
        columns=_year_columns(plan, "Financeur"),
        rows=tuple(rows),
    )


def operations_table(plan: FinancingPlan, rules: Rules, on: date) -> Table:
    """One row an operation: cost, grants, own share and what the 20 % rule says."""
    rows: list[Row] = []
    for operation in plan.operations:
        cost = plan.cost_ht(operation=operation.code)
        own = plan.own_share_of(operation.code)
        share = plan.public_share_of(operation.code)
        verdict = own_share_verdict(plan, operation, rules, on)
        if operation.section is BudgetSection.RUNNING:
            told = "sans objet"
        else:
            told = "respecté" if verdict.is_yes else "inconnu" if verdict.is_unknown else "non respecté"
        rows.append(
            (
                f"{operation.code}. {operation.title}",
                operation.section.label,
                euros(cost),
                euros(plan.granted(operation=operation.code)),
                euros(own),
                percent(share) if share is not None else "–",
                told,
            )
        )
    least = rules.value("funding.own_share.minimum", on=on)
    return Table(
        caption="Opérations : dépenses, recettes et part du département (HT)",
        columns=(
            Column("Opération", width=3),
            Column("Section", width=1.4),
            Column("Dépenses", align="right", width=1.2),
            Column("Recettes", align="right", width=1.2),
            Column("Département", align="right", width=1.3),
            Column("Part du public", align="right", width=0.8),
            Column(f"Minimum {percent(least.value)}", width=1.1),
        ),
        rows=tuple(rows),
        source=least.source.title,
    )


def operations_by_year(plan: FinancingPlan) -> Table:
    """The schedule of spending by operation, HT, as a DGD request asks for it."""
    rows = [
        (
            f"{operation.code}. {operation.title}",
            *(euros(plan.cost_ht(year=year, operation=operation.code)) for year in plan.years),
            euros(plan.cost_ht(operation=operation.code)),
        )
        for operation in plan.operations
    ]
    rows.append(("Total", *(euros(plan.cost_ht(year=year)) for year in plan.years), euros(plan.cost_ht())))
    return Table(
        caption="Échéancier des dépenses par opération (HT)",
        columns=_year_columns(plan, "Opération"),
        rows=tuple(rows),
        totals=(len(rows) - 1,),
    )


def grants_table(plan: FinancingPlan) -> Table:
    """One row a funding line, with its status: what is hoped is not what is acquired."""
    rows = []
    seen = dict.fromkeys(grant.line.code for grant in plan.grants)
    for code in seen:
        grants = [grant for grant in plan.grants if grant.line.code == code]
        line = grants[0].line
        base = f"{percent(line.rate)} du HT éligible" if line.rate is not None else "montants fixés"
        amount = sum((grant.amount for grant in grants), Decimal(0))
        status = line.status.label
        if line.notified_on:
            status += f" le {short_date(line.notified_on)}"
        rows.append((grants[0].funder.name, grants[0].operation.title, base, euros(amount), status))
    rows.append(("Total", "", "", euros(plan.granted()), ""))
    pending = any(grant.line.status is not FundingStatus.NOTIFIED for grant in plan.grants)
    return Table(
        caption="Recettes attendues et leur état",
        columns=(
            Column("Financeur", width=2.4),
            Column("Opération", width=2.8),
            Column("Base", width=1.6),
            Column("Montant", align="right", width=1.1),
            Column("État", width=1.1),
        ),
        rows=tuple(rows),
        totals=(len(rows) - 1,),
        confidence=Confidence.TO_CONFIRM if pending else Confidence.CONFIRMED,
    )


def standings_table(standings: tuple[Standing, ...]) -> Table:
    """What is asked, promised, notified and missing, year by year and overall (first in `standings`)."""
    rows = tuple(
        (
            str(one.year) if one.year else "Total",
            *(
                euros(amount)
                for amount in (one.expected, one.requested, one.promised, one.notified, one.missing)
            ),
        )
        for one in (*standings[1:], standings[0])
    )
    labels = ("Attendu", "Demandé", "Promis", "Notifié", "Reste à obtenir")
    return Table(
        caption="Ce qui est demandé, promis, notifié, et ce qui manque encore",
        columns=(Column("Année", width=1), *(Column(label, align="right", width=1.2) for label in labels)),
        rows=rows,
        totals=(len(rows) - 1,),
        source="Lecture : ce qui est notifié a été promis, ce qui est promis a été demandé ; le reste à obtenir est ce "
        "que le plan attend et qui n'est pas notifié.",
    )


def cash_table(plan: FinancingPlan) -> Table:
    """Money in and out by year, TTC, up to the year of the last FCTVA."""
    years = plan.cash_years
    lines: tuple[tuple[str, Callable[[int], Decimal]], ...] = (
        ("Dépenses TTC", lambda year: plan.cost_ttc(year=year)),
        ("Recettes encaissées", plan.received),
        ("FCTVA encaissé", lambda year: plan.fctva(paid_year=year)),
        ("À la charge du département", plan.cash),
    )
    rows = tuple(
        (label, *(number(of(year)) for year in years), number(sum((of(year) for year in years), Decimal(0))))
        for label, of in lines
    )
    return Table(
        caption="Trésorerie par année (€ TTC)",
        columns=(
            Column("Mouvement", width=2.4),
            *(Column(str(year), align="right") for year in years),
            Column("Total", align="right", width=1.1),
        ),
        rows=rows,
        totals=(len(rows) - 1,),
        source="Lecture : un montant négatif est une année où il rentre plus d'argent qu'il n'en sort. "
        "Le décalage des versements et du FCTVA est à confirmer.",
        confidence=Confidence.TO_CONFIRM,
    )


def costs_table(plan: FinancingPlan, titles: dict[str, str]) -> Table:
    """One row a cost, year by year, in the order of the programme; what is not dated counts in the total only."""
    rows = [row for action, title in titles.items() for row in _costs_of(plan, action, title)]
    years = (number(plan.cost_ht(year=year)) for year in plan.years)
    rows.append(("Total", "", "", *years, number(plan.cost_ht())))
    return Table(
        caption="Dépenses de chaque action (€ HT)",
        columns=(
            Column("Action", width=3),
            Column("Dépense", width=3),
            Column("Section", width=0.8),
            *(Column(str(year), align="right", width=0.85) for year in plan.years),
            Column("Total", align="right", width=0.95),
        ),
        rows=tuple(rows),
        totals=(len(rows) - 1,),
    )


def _costs_of(plan: FinancingPlan, action: str, title: str) -> list[Row]:
    spent = [expense for expense in plan.expenses if expense.cost.action == action]
    rows: list[Row] = []
    for cost in {expense.cost.code: expense.cost for expense in spent}.values():
        by_year = {expense.year: expense.ht for expense in spent if expense.cost.code == cost.code}
        rows.append(
            (
                action if rows else f"{action}. {title}",
                cost.label,
                f"{cost.section.label[:6]}.",
                *(number(by_year[year]) if by_year.get(year) else "–" for year in plan.years),
                number(sum(by_year.values(), Decimal(0))),
            )
        )
    return rows
