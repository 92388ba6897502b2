"""What the linter says of purchases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from maillage.base.plugs import Project
from maillage.base.values.french import count, euros, listed, plain_date
from maillage.base.values.remarks import Remark, Severity
from maillage.funding.domain import FunderKind
from maillage.funding.domain.standing import spent_from
from maillage.funding.domain.written import StepTiming
from maillage.funding.readings import funding_of, lines_of, plan_of
from maillage.procurement.domain.backward import Planned
from maillage.procurement.domain.follow import PurchaseState
from maillage.procurement.domain.procedure import Procedure
from maillage.procurement.domain.purchases import Purchase
from maillage.procurement.publication_checks import publication_checks
from maillage.procurement.readings import (
    asleep_purchases,
    follow_of,
    procurement_of,
    purchases_are_tracked,
    purchases_of,
)
from maillage.programme.readings import programme_of, progress_of, step_ends, step_starts
from maillage.rulebook.domain import RuleValue


def checks(project: Project) -> Iterator[Remark]:
    yield from _time_is_enough(project)
    yield from _frameworks_are_not_too_long(project)
    yield from _exclusivity_is_proved(project)
    yield from _procedures_are_known(project)
    yield from _large_costs_have_a_purchase(project)
    yield from _money_waits_for_the_contract(project)
    yield from _purchases_are_on_time(project)
    yield from _contracts_wait_for_the_grant(project)
    yield from _no_purchase_sleeps_while_it_is_needed(project)
    yield from _values_are_known(project)
    yield from publication_checks(project)


def _time_is_enough(project: Project) -> Iterator[Remark]:
    start = programme_of(project).start
    for item in purchases_of(project):
        if item.must_start and item.must_start < start:
            assert item.needed is not None
            yield Remark(
                code="ACH-01",
                severity=Severity.WARNING,
                where=f"Achat {item.purchase.code}, {item.purchase.title}",
                message=f"Pour un marché notifié le {plain_date(item.needed)}, la préparation doit commencer le "
                f"{plain_date(item.must_start)}, avant le début du programme ({plain_date(start)}).",
                remedy="Commencez la préparation dès maintenant, ou repoussez l'étape qui attend ce marché.",
                target=f"procurement.Purchase/{item.purchase.code}",
            )


def _frameworks_are_not_too_long(project: Project) -> Iterator[Remark]:
    longest = project.rules.value("procurement.framework.max_years", on=project.today)
    for purchase in procurement_of(project).purchases:
        if purchase.framework and purchase.years > longest.value:
            yield Remark(
                code="ACH-02",
                severity=Severity.BLOCKING,
                where=f"Achat {purchase.code}, {purchase.title}",
                message=f"Cet accord-cadre dure {purchase.years} ans, plus que le maximum de {longest.text}.",
                remedy="Réduisez sa durée.",
                target=f"procurement.Purchase/{purchase.code}",
                sources=(longest.source,),
            )


def _exclusivity_is_proved(project: Project) -> Iterator[Remark]:
    for item in purchases_of(project):
        if item.choice.procedure is Procedure.EXCLUSIVE:
            yield Remark(
                code="ACH-03",
                severity=Severity.ADVICE,
                where=f"Achat {item.purchase.code}, {item.purchase.title}",
                message="L'exclusivité invoquée doit être prouvée pour cette ressource précise.",
                remedy="Joignez l'attestation du titulaire des droits et la trace de votre recherche d'équivalents.",
                target=f"procurement.Purchase/{item.purchase.code}",
                sources=item.choice.sources,
            )


def _procedures_are_known(project: Project) -> Iterator[Remark]:
    for item in purchases_of(project):
        if item.choice.procedure is Procedure.UNKNOWN:
            yield Remark(
                code="ACH-04",
                severity=Severity.WARNING,
                where=f"Achat {item.purchase.code}, {item.purchase.title}",
                message=f"La procédure reste à déterminer : {item.choice.reason}",
                remedy="Vérifiez les seuils en vigueur à la date de lancement.",
                target=f"procurement.Purchase/{item.purchase.code}",
            )


def _large_costs_have_a_purchase(project: Project) -> Iterator[Remark]:
    """A cost above the threshold of publication that no purchase covers is a contract nobody prepares."""
    covered = {code for purchase in procurement_of(project).purchases for code in purchase.costs}
    threshold = project.rules.value("procurement.decp.threshold", on=project.today)
    large = [c for c in funding_of(project).costs if c.code not in covered and (c.ht or 0) >= threshold.value]
    if large:
        yield Remark(
            code="ACH-05",
            severity=Severity.WARNING,
            where="Achats",
            message="Des dépenses importantes ne sont couvertes par aucun achat : "
            + listed([f"{cost.code} ({euros(cost.ht)})" for cost in large[:5]])
            + ".",
            remedy="Décrivez l'achat qui les couvre, ou dites pourquoi il n'en faut pas (subvention, personnel).",
            target=f"funding.CostLine/{large[0].code}" if len(large) == 1 else "",
        )


def _money_waits_for_the_contract(project: Project) -> Iterator[Remark]:
    """A cost spent before its contract is notified: the purchase waits for the wrong step."""
    costs = {cost.code: cost for cost in funding_of(project).costs}
    ends, starts = step_ends(project), step_starts(project)
    for item in purchases_of(project):
        for code in item.purchase.costs:
            days = ends if costs[code].timing is StepTiming.END else starts
            day = days.get(costs[code].step or "")
            if day and item.needed and day < item.needed:
                yield Remark(
                    code="ACH-06",
                    severity=Severity.WARNING,
                    where=f"Achat {item.purchase.code}, {item.purchase.title}",
                    message=f"La dépense {code} tombe le {plain_date(day)}, avant la notification du marché "
                    f"({plain_date(item.needed)}).",
                    remedy="Rattachez l'achat à l'étape la plus précoce qu'il sert, ou corrigez l'étape de la dépense.",
                    target=f"procurement.Purchase/{item.purchase.code}",
                )


def _purchases_are_on_time(project: Project) -> Iterator[Remark]:
    """A purchase whose launch or notification has gone by, or that can no longer be in time; with what waits for it."""
    if not purchases_are_tracked(project):
        return
    progress = progress_of(project)
    slack = project.rules.value("procurement.slip.slack", on=project.today).value
    for item in follow_of(project):
        if item.state is not PurchaseState.LATE and not (item.is_slipping and item.slip_days > slack):
            continue
        purchase = item.planned.purchase
        step = progress.step(purchase.step)
        behind = len(progress.behind(purchase.step))
        waiting = f", et {count(behind, 'étape')} après elle" if behind else ""
        yield Remark(
            code="ACH-07",
            severity=Severity.WARNING,
            where=f"Achat {purchase.code}, {purchase.title}",
            message=f"Le marché devait être notifié le {plain_date(item.planned.day('notify'))}. "
            f"Il le sera au mieux le {plain_date(item.expected)}. "
            f"L'étape {step.step.code}, « {step.step.title} », l'attend{waiting}.",
            remedy="Relancez la consultation si elle est arrêtée, puis replanifiez les étapes qui l'attendent.",
            target=f"procurement.Purchase/{purchase.code}",
        )


def _contracts_wait_for_the_grant(project: Project) -> Iterator[Remark]:
    """R-START: money committed before the grant that helps to pay for it is notified."""
    rule = project.rules.value("funding.start.after_notification", on=project.today)
    if not rule.value:
        return
    for item in purchases_of(project):
        early = [
            line.line.code
            for line in lines_of(project)
            if line.funder.kind is FunderKind.DGD
            and (day := _committed_on(project, item.purchase, line.operation.code))
            and day <= project.today
            and (line.line.notified_on is None or day < line.line.notified_on)
        ]
        if early:
            yield _too_early(item, early, rule)


def _committed_on(project: Project, purchase: Purchase, operation: str) -> date | None:
    """The day on which a purchase first commits money of an operation: its contract, or the first order after it."""
    if purchase.notified_on is None:
        return None
    helped = {c.code for c in funding_of(project).costs if c.operation == operation} & set(purchase.costs)
    if not helped or not purchase.is_ordered_in_parts:
        return purchase.notified_on if helped else None
    starts = step_starts(project)
    ordered = [
        day
        for expense in plan_of(project).expenses
        if expense.cost.code in helped and (day := spent_from(expense, starts))
    ]
    return max(min(ordered), purchase.notified_on) if ordered else None


def _no_purchase_sleeps_while_it_is_needed(project: Project) -> Iterator[Remark]:
    """A purchase waits with its archived step, although it pays costs of actions in force."""
    live = {cost.code for cost in funding_of(project).costs}
    for purchase in asleep_purchases(project):
        needed = [code for code in purchase.costs if code in live]
        if needed:
            yield Remark(
                code="ACH-09",
                severity=Severity.WARNING,
                where=f"Achat {purchase.code}, {purchase.title}",
                message=f"L'étape {purchase.step} qui l'attend est d'une action archivée : il n'est plus suivi, or il paie "
                f"{listed(needed)}, en vigueur.",
                remedy="Rattachez l'achat à une étape d'une action en vigueur, ou remettez l'action en vigueur.",
                target=f"procurement.Purchase/{purchase.code}",
            )


def _values_are_known(project: Project) -> Iterator[Remark]:
    """A threshold is looked at with the whole value: what has no price is not free."""
    prices = {cost.code: cost.ht for cost in funding_of(project).costs}
    for item in purchases_of(project):
        if item.is_priced:
            continue
        purchase = item.purchase
        bare = [code for code in purchase.costs if prices[code] is None]
        told = f"{listed(bare)} sans prix" if bare else "aucune dépense rattachée"
        yield Remark(
            code="ACH-10",
            severity=Severity.ADVICE,
            where=f"Achat {purchase.code}, {purchase.title}",
            message=f"Sa valeur n'est pas connue ({told}) : la procédure ne vaut que pour ce qui est chiffré.",
            remedy="Donnez un prix à chaque dépense que l'achat couvre, ou un maximum à l'accord-cadre.",
            target=f"procurement.Purchase/{purchase.code}",
        )


def _too_early(item: Planned, lines: list[str], rule: RuleValue) -> Remark:
    return Remark(
        code="ACH-08",
        severity=Severity.WARNING,
        where=f"Achat {item.purchase.code}, {item.purchase.title}",
        message=f"Le marché notifié le {plain_date(item.purchase.notified_on)} engage des dépenses avant la DGD qui doit "
        f"les aider "
        f"({listed(lines)}) : l'aide pourrait être refusée.",
        remedy="Demandez à la DRAC si l'opération reste éligible ; à l'avenir, commandez après la notification de l'aide.",
        sources=(rule.source,),
        target=f"procurement.Purchase/{item.purchase.code}",
    )
