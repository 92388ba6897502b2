"""Aids: on what base, at what rate, within which limits, where they stand and since when."""

from __future__ import annotations

from maillage.base.values.euros import total
from maillage.base.values.french import listed, percent, short_date
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Column, Table
from maillage.funding.domain import FinancingPlan, FundingLine
from maillage.funding.domain.granting import Grant
from maillage.funding.domain.standing import Standing
from maillage.funding.tables.amounts import Figure, marked, written
from maillage.funding.telling import exact


def grants_table(plan: FinancingPlan) -> Table:
    """One row a funding line, funder by funder, with its status: what is hoped is not what is acquired."""
    ranks = {funder.code: rank for rank, funder in enumerate(plan.funders)}
    ordered = sorted(plan.inputs.lines, key=lambda line: ranks.get(line.funder, len(ranks)))
    rows: list[tuple[Figure, ...]] = [_row(line, plan) for line in ordered]
    rows.append(("Total", "", "", "", plan.granted(), ""))
    pending = any(not grant.line.status.is_acquired for grant in plan.grants)
    limited = any(grant.limits for grant in plan.grants)
    return Table(
        caption="Recettes attendues et leur état",
        columns=(
            Column("Financeur", width=2.6),
            Column("Opération", width=2.3),
            Column("Base HT", align="right", width=1.05),
            Column("Taux", align="right", width=0.7),
            Column("Montant", align="right", width=1.05),
            Column("État", width=1.4),
        ),
        rows=written(rows),
        totals=(len(rows) - 1,),
        source="Lecture : la base est la dépense HT que l'aide peut porter"
        + (" ; * un plafond ou le montant notifié a réduit l'aide." if limited else "."),
        confidence=Confidence.TO_CONFIRM if pending else Confidence.CONFIRMED,
    )


def _row(line: FundingLine, plan: FinancingPlan) -> tuple[Figure, ...]:
    grants = plan.grants_of(line.code)
    funder = next((one.name for one in plan.funders if one.code == line.funder), line.funder)
    operation = next((one.title for one in plan.operations if one.code == line.operation), line.operation)
    limited = any(grant.limits for grant in grants)
    return (
        f"{line.code}. {funder}",
        operation,
        total(grant.base for grant in grants) if line.rate is not None else "–",
        told_rate(line),
        marked(total(grant.amount for grant in grants), "*" if limited else ""),
        told_status(line),
    )


def told_rate(line: FundingLine) -> str:
    """`50 %`, or the fact that its amounts are fixed."""
    if line.rate is None:
        return "forfait"
    return percent(line.rate, 0 if line.rate * 100 == int(line.rate * 100) else 1)


def told_status(line: FundingLine) -> str:
    """Where it stands, since when."""
    day = line.notified_on or line.promised_on or line.asked_on
    if day:
        return f"{line.status.label}, {short_date(day)}"
    return (
        f"{line.status.label}, à déposer avant le {short_date(line.ask_by)}"
        if line.ask_by
        else line.status.label
    )


def told_limits(grants: tuple[Grant, ...]) -> str:
    """`l'aide est plafonnée (5 000 € de moins)`; "" when nothing limits it."""
    limits = list(dict.fromkeys(limit.label for grant in grants for limit in grant.limits))
    lost = total(grant.wanted for grant in grants) - total(grant.amount for grant in grants)
    return f"{listed(limits)} ({exact(lost)} de moins)" if limits and lost > 0 else listed(limits)


def standings_table(standings: tuple[Standing, ...]) -> Table:
    """What is asked, promised, notified and missing, year by year and overall (first in `standings`)."""
    rows = tuple(
        (
            str(one.year) if one.year else "Total",
            *(one.expected, one.requested, one.promised, one.notified, one.missing),
        )
        for one in (*standings[1:], standings[0])
    )
    labels = ("Attendu", "Demandé", "Promis", "Notifié", "Reste à obtenir")
    return Table(
        caption="Ce qui est demandé, promis, notifié, et ce qui manque encore",
        columns=(Column("Année", width=1), *(Column(label, align="right", width=1.2) for label in labels)),
        rows=written(rows),
        totals=(len(rows) - 1,),
        source="Lecture : ce qui est notifié a été promis, ce qui est promis a été demandé ; le reste à obtenir est ce "
        "que le plan attend et qui n'est pas notifié.",
    )
