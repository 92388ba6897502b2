"""Remarks on parts above their whole, and full-time equivalents above people."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.values.remarks import Severity
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.quality.checking import Context, checked, on_value
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Observation, Record
from maillage.territory.domain.units import with_unit
from maillage.territory.domain.variables import BY_CODE

CHECK = "Vérifiez les deux réponses avec la bibliothèque."
# A working time is rounded by those who type it: 1.02 FTE for one person is no contradiction.
_ROUNDING = Decimal("0.05")


def both(record: Record, one: str, other: str) -> tuple[Observation, Observation] | None:
    """Two variables answered in the same vintage, the newest that publishes the first."""
    first = record.observation(one)
    second = record.observation(other, first.vintage) if first else None
    if first is None or second is None or first.number is None or second.number is None:
        return None
    return first, second


def _above(rule: Rule, context: Context, pairs: tuple[tuple[str, str], ...]) -> Iterator[QualityRemark]:
    """`part` is more than `whole`."""
    for record in context.register.records:
        for part, whole in pairs:
            found = both(record, part, whole)
            if found and (found[0].number or 0) > (found[1].number or 0) + _ROUNDING:
                shown = [
                    f"{BY_CODE[seen.variable].label.lower()} {with_unit(seen.variable, seen.number)}"
                    for seen in found
                ]
                message = f"{shown[0][:1].upper()}{shown[0][1:]}, mais {shown[1]}."
                yield on_value(rule, record, found[0], message, CHECK, among=found)


@checked(
    "part_above_whole",
    Severity.WARNING,
    "Partie plus grande que le tout",
    "Le temps de travail des non titulaires dépasse celui de tous les salariés.",
)
def part_above_whole(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    yield from _above(rule, context, (("staff_fte_contract", "staff_fte"),))


@checked(
    "fte_above_people",
    Severity.WARNING,
    "Plus de temps de travail que de personnes",
    "Les équivalents temps plein dépassent le nombre de personnes : des heures pour des ETP, ou un total de réseau.",
)
def fte_above_people(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    yield from _above(rule, context, (("staff_fte", "employees"), ("volunteer_fte", "volunteers")))
