"""Whether the DGD may bear a cost, from the few traits that its rules look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.dgd.kinds import OF_FAMILY, kind_verdict
from maillage.funding.domain.dgd.surfaces import WITH_SURFACE, surface_verdict
from maillage.funding.domain.known_rules import applies, sources_of
from maillage.funding.domain.written import BudgetSection, CostFamily, Fraction, OperationKind
from maillage.rulebook.domain import Rules

RECURRENT = "funding.dgd.recurrent_excluded"
YEARLY = "funding.dgd.yearly_excluded"
SERVICES = "funding.dgd.services_excluded"
INITIAL = "funding.dgd.initial_aid"
TRAINING = "funding.dgd.training"
LASTING = (CostFamily.SUBSCRIPTION, CostFamily.HOSTING)
ONE_OFF = "accord de la DRAC sur la prise en charge de cette dépense initiale"


@dataclass(frozen=True, kw_only=True)
class Case:
    """What matters of a cost, of its operation and of the request."""

    section: BudgetSection
    recurrent: bool
    family: CostFamily | None
    kind: OperationKind | None
    surface_m2: Decimal | None
    fraction: Fraction | None


def dgd_verdict(case: Case, rules: Rules, on: date) -> Verdict:
    """The operation first, then the cost: what is unknown does not refuse."""
    operation = _operation(case, rules, on)
    if operation.is_no:
        return operation
    cost = _cost(case, rules, on)
    return cost if cost.is_no or operation.is_yes else _least_sure(operation, cost)


def _least_sure(operation: Verdict, cost: Verdict) -> Verdict:
    if cost.is_yes:
        return operation
    return unknown(
        *operation.reasons,
        *cost.reasons,
        missing=(*operation.missing, *cost.missing),
        sources=(*operation.sources, *cost.sources),
    )


def _operation(case: Case, rules: Rules, on: date) -> Verdict:
    kind = OF_FAMILY.get(case.family, case.kind) if case.family else case.kind
    return operation_verdict(kind, case.surface_m2, case.fraction, rules, on)


def operation_verdict(
    kind: OperationKind | None, surface: Decimal | None, fraction: Fraction | None, rules: Rules, on: date
) -> Verdict:
    """Nothing is refused, nor doubted, for a kind that is not said: the page of rules asks for it."""
    if kind is None:
        return yes()
    helped = kind_verdict(kind, fraction, rules, on)
    if helped.is_no or kind not in WITH_SURFACE:
        return helped
    return surface_verdict(kind, surface, rules, on)


def _cost(case: Case, rules: Rules, on: date) -> Verdict:
    if case.section is BudgetSection.INVESTMENT:
        return _investment(case, rules, on)
    if case.kind is OperationKind.HOURS:
        return yes(
            "Aide à l'extension des horaires, limitée dans le temps.",
            sources=sources_of(rules, [INITIAL], on),
        )
    if case.family is CostFamily.STAFF:
        return no("La DGD ne finance pas de personnel.", sources=sources_of(rules, [RECURRENT], on))
    if case.recurrent:
        return no(
            "Cette dépense se renouvelle chaque année : la DGD ne la finance pas.",
            sources=sources_of(rules, [RECURRENT, YEARLY], on),
        )
    return _one_off(case, rules, on)


def _investment(case: Case, rules: Rules, on: date) -> Verdict:
    sources = sources_of(rules, [RECURRENT], on)
    if case.family is CostFamily.STAFF:
        return no("La DGD ne finance pas de personnel.", sources=sources)
    if case.family in LASTING and applies(rules, SERVICES, on):
        return no(_services(case.family), sources=sources_of(rules, [SERVICES], on))
    return yes("Dépense d'investissement.", sources=sources)


def _one_off(case: Case, rules: Rules, on: date) -> Verdict:
    if case.family in LASTING and applies(rules, SERVICES, on):
        return no(_services(case.family), sources=sources_of(rules, [SERVICES], on))
    if case.family is CostFamily.TRAINING and applies(rules, TRAINING, on):
        return unknown(
            "Formation ponctuelle : elle peut être aidée si elle est liée à une opération.",
            missing=("accord de la DRAC sur cette formation",),
            sources=sources_of(rules, [INITIAL, TRAINING], on),
        )
    return unknown(
        "Dépense de fonctionnement qui ne se renouvelle pas.",
        missing=(ONE_OFF,),
        sources=sources_of(rules, [RECURRENT, INITIAL], on),
    )


def _services(family: CostFamily | None) -> str:
    assert family is not None
    return f"La DGD ne paie pas, par défaut, cette famille d'achat ({family.label})."
