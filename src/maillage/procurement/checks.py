"""What the linter says of purchases."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import euros, listed, plain_date
from maillage.base.values.remarks import Remark, Severity
from maillage.funding.readings import funding_of
from maillage.procurement.domain.procedure import Procedure
from maillage.procurement.readings import procurement_of, purchases_of
from maillage.programme.readings import programme_of, step_ends


def checks(project: Project) -> Iterator[Remark]:
    yield from _time_is_enough(project)
    yield from _frameworks_are_not_too_long(project)
    yield from _exclusivity_is_proved(project)
    yield from _procedures_are_known(project)
    yield from _large_costs_have_a_purchase(project)
    yield from _money_waits_for_the_contract(project)


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
            )


def _large_costs_have_a_purchase(project: Project) -> Iterator[Remark]:
    """A cost above the threshold of publication that no purchase covers is a contract nobody prepares."""
    covered = {code for purchase in procurement_of(project).purchases for code in purchase.costs}
    threshold = project.rules.value("procurement.decp.threshold", on=project.today)
    large = [c for c in funding_of(project).costs if c.code not in covered and c.amount_ht >= threshold.value]
    if large:
        yield Remark(
            code="ACH-05",
            severity=Severity.WARNING,
            where="Achats",
            message="Des dépenses importantes ne sont couvertes par aucun achat : "
            + listed([f"{cost.code} ({euros(cost.amount_ht)})" for cost in large[:5]])
            + ".",
            remedy="Décrivez l'achat qui les couvre, ou dites pourquoi il n'en faut pas (subvention, personnel).",
        )


def _money_waits_for_the_contract(project: Project) -> Iterator[Remark]:
    """A cost spent before its contract is notified: the purchase waits for the wrong step."""
    costs = {cost.code: cost for cost in funding_of(project).costs}
    ends = step_ends(project)
    for item in purchases_of(project):
        for code in item.purchase.costs:
            end = ends.get(costs[code].step or "")
            if end and item.needed and end < item.needed:
                yield Remark(
                    code="ACH-06",
                    severity=Severity.WARNING,
                    where=f"Achat {item.purchase.code}, {item.purchase.title}",
                    message=f"La dépense {code} tombe le {plain_date(end)}, avant la notification du marché "
                    f"({plain_date(item.needed)}).",
                    remedy="Rattachez l'achat à l'étape la plus précoce qu'il sert, ou corrigez l'étape de la dépense.",
                )
