"""What the linter says of rules that a plan does not respect: FIN-19 to FIN-25."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from maillage.base.plugs import Project
from maillage.base.values.remarks import Remark, Severity
from maillage.funding.domain.conditions import Ruling
from maillage.funding.places import place_of
from maillage.funding.rulings import rulings_of


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
_USE = _Told(
    code="FIN-24",
    severity=Severity.WARNING,
    remedy="Placez l'aide l'année des dépenses qu'elle paie, ou rattachez-lui des dépenses.",
)
# By the title of the rule checked; the others have remarks of their own (FIN-01, FIN-02, FIN-04…).
TOLD = {
    "Taux maximal du financeur": _OVER,
    "Plafond des aides du financeur": _OVER,
    "Type d'opération aidé par cette fraction": _Told(
        code="FIN-21",
        severity=Severity.WARNING,
        remedy="Demandez l'autre fraction, ou retirez cette aide ; confirmez la règle auprès de la DRAC.",
    ),
    "Dépense minimale du financeur": _FLOOR,
    "Surface minimale": _FLOOR,
    "Aides d'une dépense, dans la limite de son coût": _Told(
        code="FIN-23",
        severity=Severity.WARNING,
        remedy="Choisissez les dépenses que chaque aide retient, ou réduisez l'une des aides.",
    ),
    "Une aide a un emploi": _USE,
    "Matériel donné à un tiers": _Told(
        code="FIN-25",
        severity=Severity.ADVICE,
        remedy="Prêtez ce matériel par une convention de mise à disposition, ou comptez sans le FCTVA.",
    ),
}
_CUMULATION = _Told(
    code="FIN-20",
    severity=Severity.BLOCKING,
    remedy="Gardez l'une des deux aides sur cette opération, ou séparez les opérations.",
)


def rule_checks(project: Project) -> Iterator[Remark]:
    for ruling in rulings_of(project):
        told = _told(ruling)
        if told is None or not ruling.verdict.is_no:
            continue
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
    return _CUMULATION if ruling.title.startswith("Cumul :") else TOLD.get(ruling.title)


RULE_CODES = frozenset({_CUMULATION.code, *(told.code for told in TOLD.values())})
