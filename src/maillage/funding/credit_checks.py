"""What the linter says of authorisations and of cash."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import euros, listed, month, percent
from maillage.base.values.remarks import Remark, Severity
from maillage.funding.credits import all_credits, unheld
from maillage.funding.domain import BudgetSection
from maillage.funding.domain.authorisations import told_years
from maillage.funding.readings import funding_of, plan_of


def credit_checks(project: Project) -> Iterator[Remark]:
    yield from _votes_cover(project)
    yield from _several_years_are_authorised(project)
    yield from _no_staff_is_authorised(project)
    yield from _trough_is_known(project)


def _votes_cover(project: Project) -> Iterator[Remark]:
    for one in all_credits(project):
        if one.voted.is_no:
            yield Remark(
                code="FIN-26",
                severity=Severity.WARNING,
                where=f"Autorisation {one.authorisation.code}, {one.authorisation.title}",
                message=" ".join(one.voted.reasons),
                remedy="Faites voter un complément, ou réduisez les dépenses de ses opérations.",
                target=f"funding.Authorisation/{one.authorisation.code}",
                sources=one.voted.sources,
            )


def _several_years_are_authorised(project: Project) -> Iterator[Remark]:
    """Once a first authorisation is written, what it forgets shows; before, the département may do without."""
    found = unheld(project)
    if not found or not funding_of(project).authorisations:
        return
    operation, years = found[0]
    others = f", et {len(found) - 1} autre{'s' if len(found) > 2 else ''}" if len(found) > 1 else ""
    yield Remark(
        code="FIN-26",
        severity=Severity.ADVICE,
        where="Autorisations et crédits",
        message=f"L'opération {operation.code} dépense en {told_years(years)} et n'est dans aucune autorisation{others}.",
        remedy="Rattachez-la à une autorisation de programme, ou inscrivez ses crédits année par année.",
        target=f"funding.Operation/{operation.code}",
    )


def _no_staff_is_authorised(project: Project) -> Iterator[Remark]:
    rule = project.rules.value("funding.credits.ae", on=project.today)
    for one in all_credits(project):
        if one.authorisation.section is BudgetSection.RUNNING and one.staff:
            yield Remark(
                code="FIN-27",
                severity=Severity.WARNING,
                where=f"Autorisation {one.authorisation.code}, {one.authorisation.title}",
                message=f"Elle contient du personnel ({listed(one.staff)}) : une autorisation d'engagement l'exclut.",
                remedy="Sortez ces dépenses de ses opérations, ou changez leur famille d'achat.",
                target=f"funding.Authorisation/{one.authorisation.code}",
                sources=(rule.source,),
            )


def _trough_is_known(project: Project) -> Iterator[Remark]:
    """Not before an aid was asked for: until then the dates of payments are nobody's promise."""
    plan = plan_of(project)
    if not any(grant.line.status.value != "envisaged" for grant in plan.grants):
        return
    limit = project.rules.value("funding.cash.trough", on=project.today)
    lowest = min(plan.cash_flows, key=lambda flow: flow.balance)
    cost = plan.cost_ttc()
    if cost and -lowest.balance > limit.value * cost:
        yield Remark(
            code="FIN-28",
            severity=Severity.ADVICE,
            where="Trésorerie",
            message=f"En {month(lowest.month)}, le Département aura avancé {euros(-lowest.balance)}, soit "
            f"{percent(-lowest.balance / cost)} du coût TTC.",
            remedy="Dites-le à la direction des finances, ou demandez des avances aux financeurs.",
            sources=(limit.source,),
        )
