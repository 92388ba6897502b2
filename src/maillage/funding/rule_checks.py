"""What the linter says of rules that a plan does not respect, or that somebody has to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from maillage.base.plugs import Project
from maillage.base.values.french import listed
from maillage.base.values.remarks import Remark, Severity
from maillage.funding.domain.conditions import Condition, Ruling
from maillage.funding.places import place_of
from maillage.funding.rulings import rulings_of

_COST = "funding.CostLine/"


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What is said of a rule that is not respected."""

    code: str
    severity: Severity
    remedy: str


_OVER = _Told(
    code="FIN-19",
    severity=Severity.WARNING,
    remedy="Ramenez l'aide à ce que ce financeur accepte, ou corrigez ses conditions.",
)
_FLOOR = _Told(
    code="FIN-22",
    severity=Severity.WARNING,
    remedy="Regroupez des dépenses dans cette opération, ou demandez une autre aide.",
)
TOLD = {
    Condition.OWN_SHARE: _Told(
        code="FIN-01",
        severity=Severity.BLOCKING,
        remedy="Réduisez une recette publique de cette opération, ou augmentez ses dépenses.",
    ),
    Condition.OPERATION_COST: _Told(
        code="FIN-02",
        severity=Severity.BLOCKING,
        remedy="Corrigez les montants : une opération ne peut pas rapporter.",
    ),
    Condition.DGD_RATE: _Told(
        code="FIN-03",
        severity=Severity.WARNING,
        remedy="Rapprochez-vous de la DRAC avant de l'inscrire.",
    ),
    Condition.COST: _Told(
        code="FIN-04",
        severity=Severity.WARNING,
        remedy="Sortez-la de l'opération aidée, ou des dépenses que l'aide retient.",
    ),
    Condition.COMMITMENT: _Told(
        code="FIN-12",
        severity=Severity.WARNING,
        remedy="Avancez des dépenses de cette opération, ou demandez une prolongation à la DRAC.",
    ),
    Condition.FUNDER_RATE: _OVER,
    Condition.FUNDER_CEILING: _OVER,
    Condition.CUMULATION: _Told(
        code="FIN-20",
        severity=Severity.BLOCKING,
        remedy="Gardez l'une des deux aides sur cette opération, ou séparez les opérations.",
    ),
    Condition.KIND: _Told(
        code="FIN-21",
        severity=Severity.WARNING,
        remedy="Demandez l'autre fraction, ou retirez cette aide ; confirmez la règle auprès de la DRAC.",
    ),
    Condition.ROUTE: _Told(
        code="FIN-21",
        severity=Severity.WARNING,
        remedy="Demandez la fraction ouverte à votre département ; confirmez-la auprès de la DRAC.",
    ),
    Condition.FUNDER_FLOOR: _FLOOR,
    Condition.SURFACE: _FLOOR,
    Condition.EXPENSE_COST: _Told(
        code="FIN-23",
        severity=Severity.WARNING,
        remedy="Choisissez les dépenses que chaque aide retient, ou réduisez l'une des aides.",
    ),
    Condition.USED: _Told(
        code="FIN-24",
        severity=Severity.WARNING,
        remedy="Placez l'aide l'année des dépenses qu'elle paie, ou rattachez-lui des dépenses.",
    ),
    Condition.GIVEN_AWAY: _Told(
        code="FIN-25",
        severity=Severity.ADVICE,
        remedy="Prêtez ce matériel par une convention de mise à disposition, ou comptez sans le FCTVA.",
    ),
}
_AGREEMENT = "FIN-05"


def rule_checks(project: Project) -> Iterator[Remark]:
    for ruling in rulings_of(project):
        told = _told(ruling)
        if told is not None:
            yield Remark(
                code=told.code,
                severity=told.severity,
                where=place_of(project, ruling.target),
                message=" ".join(ruling.verdict.reasons),
                remedy=told.remedy,
                target=ruling.target,
                sources=ruling.verdict.sources,
            )


def _told(ruling: Ruling) -> _Told | None:
    """A whole operation that the DGD does not help is told once, by its kind or its surface."""
    of_cost = ruling.of is Condition.COST
    if of_cost and not ruling.target.startswith(_COST):
        return None
    if ruling.verdict.is_no:
        return TOLD.get(ruling.of)
    if of_cost and ruling.verdict.is_unknown:
        remedy = f"Obtenez : {listed(ruling.verdict.missing)}."
        return _Told(code=_AGREEMENT, severity=Severity.WARNING, remedy=remedy)
    return None


RULE_CODES = frozenset({_AGREEMENT, *(told.code for told in TOLD.values())})
