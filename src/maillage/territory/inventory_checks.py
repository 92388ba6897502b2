"""What the linter says of the inventory, of the service and of the previous schéma."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import count, listed, number, plain_date
from maillage.base.values.remarks import Remark, Severity
from maillage.territory.domain.contracts import Contract, ContractState
from maillage.territory.domain.inventory import ItemKind, RenewalDecision
from maillage.territory.domain.past import CommitmentResult
from maillage.territory.inventory import contracts_of, kits_of, of_kind
from maillage.territory.past_plans import plans_of
from maillage.territory.readings import territory_of
from maillage.territory.service_compared import compared_staff

NAMED = 4


def inventory_checks(project: Project) -> Iterator[Remark]:
    for contract in contracts_of(project):
        yield from _contract(contract)
    yield from _tools_are_known(project)
    yield from _resources_have_users(project)
    yield from _places_exist(project)
    yield from _past_is_reviewed(project)
    yield from _staff_agrees(project)


def _contract(contract: Contract) -> Iterator[Remark]:
    item, target = contract.item, f"territory.InventoryItem/{contract.item.code}"
    if contract.notice_missed and contract.notice_on:
        decided = item.decision in (RenewalDecision.STOP, RenewalDecision.COMPETE)
        yield Remark(
            code="TER-10",
            severity=Severity.WARNING,
            where=f"Inventaire, {item.name}",
            message=f"Le dernier jour pour dénoncer ce contrat était le {plain_date(contract.notice_on)} : il sera "
            f"reconduit tacitement le {plain_date(item.ends_on)}.",
            remedy="Notez le jour où il a été dénoncé, ou voyez avec le fournisseur comment en sortir."
            if decided
            else "Notez la décision (reconduire, remettre en concurrence, arrêter), ou le jour où il a été dénoncé.",
            target=target,
        )
    if contract.state is ContractState.OVER and item.tacit is not True and contract.is_undecided:
        yield Remark(
            code="TER-14",
            severity=Severity.WARNING,
            where=f"Inventaire, {item.name}",
            message=f"Ce contrat est fini depuis le {plain_date(item.ends_on)}, et rien ne dit ce qui l'a suivi.",
            remedy="Notez sa nouvelle date de fin, ou la décision prise ; retirez-le s'il n'existe plus.",
            target=target,
        )


def _tools_are_known(project: Project) -> Iterator[Remark]:
    if not territory_of(project).libraries:
        return  # first things first: TER-01 asks for the register
    kinds = (ItemKind.ILS, ItemKind.PORTAL)
    missing = [kind.label for kind in kinds if not of_kind(project, kind)]
    if missing:
        yield Remark(
            code="TER-11",
            severity=Severity.ADVICE,
            where="Inventaire",
            message=f"Aucun {listed(missing).replace(' et ', ' ni aucun ')} n'est décrit.",
            remedy="Ajoutez ceux du réseau avec les normes qu'ils suivent : l'interopérabilité est un critère du label.",
        )


def _resources_have_users(project: Project) -> Iterator[Remark]:
    unknown = [item.name for item in of_kind(project, ItemKind.RESOURCE) if item.users is None]
    if unknown:
        more = "…" if len(unknown) > NAMED else ""
        yield Remark(
            code="TER-12",
            severity=Severity.ADVICE,
            where="Inventaire, ressources numériques",
            message=f"On ignore combien de personnes utilisent {count(len(unknown), 'ressource')} "
            f"({listed(unknown[:NAMED])}{more}).",
            remedy="Demandez au fournisseur le nombre d'utilisateurs de la dernière année complète.",
        )


def _places_exist(project: Project) -> Iterator[Remark]:
    lost = kits_of(project).lost
    codes = sorted({line.library for line in lost})
    if codes:
        more = "…" if len(codes) > NAMED else ""
        yield Remark(
            code="TER-13",
            severity=Severity.ADVICE,
            where="Inventaire, équipements",
            message=f"{count(len(lost), 'ligne')} d'équipement ou de connexion "
            f"{'nomme' if len(lost) == 1 else 'nomment'} une bibliothèque absente du registre "
            f"({listed(codes[:NAMED])}{more}).",
            remedy="Corrigez le code, ou ajoutez la bibliothèque au registre.",
        )


def _past_is_reviewed(project: Project) -> Iterator[Remark]:
    for plan in plans_of(project):
        unknown = sum(one.result is CommitmentResult.UNKNOWN for one in plan.commitments)
        if unknown:
            yield Remark(
                code="TER-15",
                severity=Severity.ADVICE,
                where=f"Schéma précédent, {plan.title}",
                message=f"{count(unknown, 'engagement')} sur {number(len(plan.commitments))} "
                f"{'a' if unknown == 1 else 'ont'} un résultat inconnu.",
                remedy="Demandez à ceux qui les portaient ce qui s'est passé ; ce que personne ne sait reste inconnu.",
                target=f"territory.PastPlan/{plan.code}",
            )


def _staff_agrees(project: Project) -> Iterator[Remark]:
    staff = compared_staff(project)
    if staff.contradicts:
        yield Remark(
            code="TER-16",
            severity=Severity.ADVICE,
            where="Service départemental",
            message=f"L'équipe saisie compte {number(staff.typed, 1)} équivalents temps plein, l'enquête nationale en "
            f"publie {number(staff.published, 1)} ({staff.published_year}).",
            remedy="Gardez les deux si les dates diffèrent, et dites-le ; sinon, corrigez celui qui est faux.",
        )
