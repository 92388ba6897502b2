"""Remarks on values that stand apart: outliers, and slips of a unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.values.french import number
from maillage.base.values.remarks import Severity
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.quality.apart import values_apart
from maillage.territory.domain.quality.checking import Check, Context, checked, on_value
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.units import with_unit


@checked(
    "outlier",
    Severity.WARNING,
    "Valeur très éloignée de celles de communes semblables",
    "Parmi les bibliothèques ouvertes de communes de même taille (classes réunies à moins de 8 réponses), le "
    "logarithme de la valeur s'écarte de la médiane de plus de 3,5 écarts robustes (Iglewicz et Hoaglin), et du "
    "simple au double au moins. La valeur reste comptée tant que vous n'avez pas tranché.",
)
def outlier(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for apart in values_apart(context):
        if apart.slip is None:
            remedy = "Demandez confirmation à la bibliothèque : la valeur peut être juste."
            yield on_value(rule, apart.record, apart.seen, f"{apart.shown()}.", remedy)


@checked(
    "unit_slip",
    Severity.WARNING,
    "Erreur d'unité probable",
    "La valeur est très éloignée de celles de communes de même taille, et redevient ordinaire une fois divisée ou "
    "multipliée par 100 ou par 1 000 : centimes pour euros, milliers, virgule oubliée.",
)
def slip(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for apart in values_apart(context):
        if apart.slip is not None:
            factor = apart.slip
            right = Decimal(str(round(float(apart.value) / factor, 2)))
            told = f"{number(factor)} fois trop" if factor > 1 else f"{number(1 / factor)} fois trop peu"
            message = f"{apart.shown()} : sans doute {told}, soit {with_unit(apart.seen.variable, right)}."
            remedy = "Vérifiez l'unité avec la bibliothèque ; d'ici là, la valeur peut être dite inconnue."
            yield on_value(rule, apart.record, apart.seen, message, remedy)


SPREAD_CHECKS: tuple[Check, ...] = (outlier, slip)
