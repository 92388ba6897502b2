"""What the linter says of the money."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import count, euros, listed, plain_date
from maillage.base.values.periods import add_months
from maillage.base.values.remarks import Remark, Severity
from maillage.funding.credit_checks import credit_checks
from maillage.funding.domain import BudgetSection, FundingStatus
from maillage.funding.domain.standing import LineStanding
from maillage.funding.execution_checks import execution_checks
from maillage.funding.price_checks import price_checks
from maillage.funding.readings import funding_of, lines_of, plan_of
from maillage.funding.request_checks import request_checks
from maillage.funding.rule_checks import rule_checks
from maillage.funding.scenario_checks import scenario_checks
from maillage.programme.readings import archived_codes, programme_of


def checks(project: Project) -> Iterator[Remark]:
    yield from _grants_fit_each_year(project)
    yield from _costs_are_dated(project)
    yield from _no_cost_follows_an_archived_step(project)
    yield from _actions_have_means(project)
    yield from _costs_after_the_programme(project)
    yield from _estimates_have_a_basis(project)
    yield from _aids_come_in_time(project)
    yield from _notified_days_are_known(project)
    yield from price_checks(project)
    yield from request_checks(project)
    yield from credit_checks(project)
    yield from scenario_checks(project)
    yield from execution_checks(project)
    yield from rule_checks(project)


def _grants_fit_each_year(project: Project) -> Iterator[Remark]:
    plan = plan_of(project)
    for year in plan.years:
        cost, granted = plan.cost_ht(year=year), plan.granted(year=year)
        if granted > cost:
            yield Remark(
                code="FIN-10",
                severity=Severity.WARNING,
                where=f"Année {year}",
                message=f"Les recettes ({euros(granted, 2)}) dépassent les dépenses de l'année ({euros(cost, 2)} HT).",
                remedy="Rattachez chaque recette à l'année des dépenses qu'elle aide (« amounts »).",
            )


def _costs_are_dated(project: Project) -> Iterator[Remark]:
    gone = archived_codes(project)
    undated = [e.cost.code for e in plan_of(project).undated if e.cost.step not in gone]
    if undated:
        yield Remark(
            code="FIN-06",
            severity=Severity.BLOCKING,
            where="Plan de financement",
            message=f"{count(len(undated), 'dépense')} sans année, dont {listed(undated[:3])} : l'étape n'est pas datée.",
            remedy="Lancez le phasage, puis adoptez le calendrier.",
            target=f"funding.CostLine/{undated[0]}" if len(undated) == 1 else "",
        )


def _no_cost_follows_an_archived_step(project: Project) -> Iterator[Remark]:
    gone = archived_codes(project)
    for cost in funding_of(project).costs:
        if cost.step in gone:
            yield Remark(
                code="FIN-14",
                severity=Severity.BLOCKING,
                where=f"Dépense {cost.code}, {cost.label}",
                message=f"Elle tombe {cost.timing.label} {cost.step}, d'une action archivée : elle n'a plus d'année.",
                remedy="Rattachez-la à une étape de son action ou donnez-lui une année, ou remettez l'action en vigueur.",
                target=f"funding.CostLine/{cost.code}",
            )


def _actions_have_means(project: Project) -> Iterator[Remark]:
    paid = {cost.action for cost in funding_of(project).costs}
    for _, _, action in programme_of(project).actions():
        if action.code not in paid and not any(step.person_days for step in action.steps):
            yield Remark(
                code="FIN-07",
                severity=Severity.WARNING,
                where=f"Action {action.code}, {action.title}",
                message="L'action n'a ni dépense ni charge de travail : avec quoi se fera-t-elle ?",
                remedy="Chiffrez une dépense, ou estimez le temps de l'équipe.",
                target=f"programme.Action/{action.code}",
            )


def _costs_after_the_programme(project: Project) -> Iterator[Remark]:
    after = plan_of(project).recurrent_after()
    if not after and any(c.section is BudgetSection.RUNNING for c in funding_of(project).costs):
        yield Remark(
            code="FIN-08",
            severity=Severity.ADVICE,
            where="Plan de financement",
            message="Aucune dépense n'est marquée comme récurrente : le coût après le label reste inconnu.",
            remedy="Marquez les abonnements, la maintenance et l'hébergement (« recurrent »).",
        )


def _estimates_have_a_basis(project: Project) -> Iterator[Remark]:
    bare = [cost.code for cost in funding_of(project).costs if not cost.basis]
    if bare:
        yield Remark(
            code="FIN-09",
            severity=Severity.ADVICE,
            where="Dépenses",
            message=f"{count(len(bare), 'dépense')} sans base de chiffrage, dont {listed(bare[:5])}.",
            remedy="Dites d'où vient chaque montant (« basis ») : devis, marché comparable, estimation.",
            target=f"funding.CostLine/{bare[0]}" if len(bare) == 1 else "",
        )


def _line(item: LineStanding) -> str:
    return f"Recette {item.line.code}, {item.funder.name}"


def _aids_come_in_time(project: Project) -> Iterator[Remark]:
    """An aid that was asked for, and that its operation will need before long, or needs already."""
    notice = project.rules.value("funding.notification.notice", on=project.today)
    soon = add_months(project.today, int(notice.value))
    for item in lines_of(project):
        if item.line.status not in (FundingStatus.REQUESTED, FundingStatus.PROMISED):
            continue
        if item.first_use and item.first_use < soon and item.amount != 0:
            since = "depuis" if item.first_use <= project.today else "à partir du"
            yield Remark(
                code="FIN-11",
                severity=Severity.WARNING,
                where=_line(item),
                message=f"{euros(item.amount)} pour « {item.operation.title} » : l'aide est {item.line.status.label}, "
                f"pas notifiée, et l'opération en a besoin {since} {'le ' if since == 'depuis' else ''}"
                f"{plain_date(item.first_use)}.",
                remedy="Relancez le financeur, ou décalez les commandes qui attendent cette aide.",
                sources=(notice.source,),
                target=f"funding.FundingLine/{item.line.code}",
            )


def _notified_days_are_known(project: Project) -> Iterator[Remark]:
    for item in lines_of(project):
        if item.line.status.is_acquired and item.line.notified_on is None:
            yield Remark(
                code="FIN-13",
                severity=Severity.ADVICE,
                where=_line(item),
                message="L'aide est notifiée, mais on ne sait pas quel jour : ses délais ne peuvent pas être vérifiés.",
                remedy="Notez le jour de la notification (« notified_on »).",
                target=f"funding.FundingLine/{item.line.code}",
            )
