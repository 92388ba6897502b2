"""Remarks on surfaces too small or too large to be those of a library."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.values.french import NBSP, number
from maillage.base.values.remarks import Severity
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.quality.checking import Context, checked, on_value
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Observation, Record

_CONFIRM = "Confirmez la surface avec la bibliothèque ; elle est gardée."


def _surfaces(context: Context) -> Iterator[tuple[Record, Observation, Decimal]]:
    for record in context.register.records:
        seen = record.observation("surface_m2")
        if seen is not None and seen.number is not None:
            yield record, seen, seen.number


def _message(surface: Decimal, question: str) -> str:
    return f"Surface de {number(surface)}{NBSP}m² : {question}"


@checked(
    "surface_too_small",
    Severity.WARNING,
    "Surface de moins de 10 m²",
    "Une surface non nulle de moins de 10 m² : une étagère en mairie, ou une erreur d'unité.",
)
def surface_too_small(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record, seen, surface in _surfaces(context):
        if surface < context.limits.small_surface_m2:
            message = _message(surface, "est-ce un rayon dans un autre local ?")
            yield on_value(rule, record, seen, message, _CONFIRM)


@checked(
    "surface_too_large",
    Severity.WARNING,
    "Surface de plus de 10 000 m²",
    "Une surface de plus de 10 000 m² : une très grande bibliothèque, ou des m² de tout un bâtiment.",
)
def surface_too_large(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record, seen, surface in _surfaces(context):
        if surface > context.limits.large_surface_m2:
            message = _message(surface, "est-ce bien la seule bibliothèque ?")
            yield on_value(rule, record, seen, message, _CONFIRM)
