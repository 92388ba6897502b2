"""Whether the DGD may bear a cost, from the few traits that its rules look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.dgd.kinds import OF_FAMILY, kind_verdict
from maillage.funding.domain.dgd.surfaces import WITH_SURFACE, surface_verdict
from maillage.funding.domain.known_rules import applies, cited
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
    """The operation first, then the cost: what is unknown does not refuse, and both allow."""
    operation = _operation(case, rules, on)
    if operation.is_no:
        return operation
    cost = _cost(case, rules, on)
    return cost if cost.is_no else _both(operation, cost)


def _both(operation: Verdict, cost: Verdict) -> Verdict:
    return Verdict(
        answer=operation.answer if cost.is_yes else cost.answer,
        reasons=(*operation.reasons, *cost.reasons),
        missing=(*operation.missing, *cost.missing),
        sources=tuple(dict.fromkeys((*operation.sources, *cost.sources))),
        rules=tuple(dict.fromkeys((*operation.rules, *cost.rules))),
    )


def _operation(case: Case, rules: Rules, on: date) -> Verdict:
    kind = OF_FAMILY.get(case.family, case.kind) if case.family else case.kind
    return operation_verdict(kind, case.surface_m2, case.fraction, rules, on)


def operation_verdict(
    kind: OperationKind | None, surface: Decimal | None, fraction: Fraction | None, rules: Rules, on: date
) -> Verdict:
    """Nothing is refused, nor doubted, for a kind that is not said or a fraction whose kinds were not read: the page
    of rules asks for it, once."""
    if kind is None:
        return yes()
    helped = yes() if fraction is Fraction.SECOND else kind_verdict(kind, fraction, rules, on)
    if helped.is_no or kind not in WITH_SURFACE:
        return helped
    large_enough = surface_verdict(kind, surface, rules, on)
    return large_enough if large_enough.is_no else _both(helped, large_enough)


def _cost(case: Case, rules: Rules, on: date) -> Verdict:
    if case.section is BudgetSection.INVESTMENT:
        return _investment(case, rules, on)
    if case.kind is OperationKind.HOURS:
        return yes(
            "Aide à l'extension des horaires, limitée dans le temps.",
            **cited(rules, [INITIAL], on),
        )
    if case.family is CostFamily.STAFF:
        return no("La DGD ne finance pas de personnel.", **cited(rules, [RECURRENT], on))
    if case.recurrent:
        return no(
            "Cette dépense se renouvelle chaque année : la DGD ne la finance pas.",
            **cited(rules, [RECURRENT, YEARLY], on),
        )
    return _one_off(case, rules, on)


def _investment(case: Case, rules: Rules, on: date) -> Verdict:
    behind = cited(rules, [RECURRENT], on)
    if case.family is CostFamily.STAFF:
        return no("La DGD ne finance pas de personnel.", **behind)
    if case.family in LASTING and applies(rules, SERVICES, on):
        return no(_services(case.family), **cited(rules, [SERVICES], on))
    return yes("Dépense d'investissement.", **behind)


def _one_off(case: Case, rules: Rules, on: date) -> Verdict:
    if case.family in LASTING and applies(rules, SERVICES, on):
        return no(_services(case.family), **cited(rules, [SERVICES], on))
    if case.family is CostFamily.TRAINING and applies(rules, TRAINING, on):
        return unknown(
            "Formation ponctuelle : elle peut être aidée si elle est liée à une opération.",
            missing=("accord de la DRAC sur cette formation",),
            **cited(rules, [INITIAL, TRAINING], on),
        )
    return unknown(
        "Dépense de fonctionnement qui ne se renouvelle pas.",
        missing=(ONE_OFF,),
        **cited(rules, [RECURRENT, INITIAL], on),
    )


def _services(family: CostFamily | None) -> str:
    assert family is not None
    return f"La DGD ne paie pas, par défaut, cette famille d'achat ({family.label})."
