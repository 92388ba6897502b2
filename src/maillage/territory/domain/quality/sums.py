"""Remarks on figures of one library that contradict one another: parts above the whole, readers above inhabitants."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.values.french import number
from maillage.base.values.remarks import Severity
from maillage.territory.domain.findings import QualityRemark, Rule
from maillage.territory.domain.quality.checking import Check, Context, checked, on_value
from maillage.territory.domain.register import Observation, Record
from maillage.territory.domain.units import with_unit
from maillage.territory.domain.variables import BY_CODE

_CHECK = "Vérifiez les deux réponses avec la bibliothèque."
# A working time is rounded by those who type it: 1.02 FTE for one person is no contradiction.
_ROUNDING = Decimal("0.05")


def _both(record: Record, one: str, other: str) -> tuple[Observation, Observation] | None:
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
            found = _both(record, part, whole)
            if found and (found[0].number or 0) > (found[1].number or 0) + _ROUNDING:
                shown = [
                    f"{BY_CODE[seen.variable].label.lower()} {with_unit(seen.variable, seen.number)}"
                    for seen in found
                ]
                message = f"{shown[0][:1].upper()}{shown[0][1:]}, mais {shown[1]}."
                yield on_value(rule, record, found[0], message, _CHECK, among=found)


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


@checked(
    "users_above_population",
    Severity.WARNING,
    "Plus d'usagers que d'habitants",
    "Les emprunteurs actifs, ou les usagers numériques, dépassent la population de la commune : un chiffre de "
    "réseau, ou des passages comptés comme des personnes.",
)
def users_above_population(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.records:
        population = context.population(record)
        for code in ("active_borrowers", "digital_users"):
            seen = record.observation(code)
            if seen and seen.number is not None and population and seen.number > population:
                message = f"{BY_CODE[code].label} : {with_unit(code, seen.number)} pour {number(population)} habitants."
                yield on_value(rule, record, seen, message, _CHECK)


@checked(
    "loans_per_borrower",
    Severity.ADVICE,
    "Prêts par emprunteur hors de l'ordinaire",
    "Moins de 2 ou plus de 150 prêts par emprunteur et par an.",
)
def loans_per_borrower(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    low, high = context.limits.loans_per_borrower
    for record in context.register.records:
        found = _both(record, "loans", "active_borrowers")
        if found and found[0].number is not None and found[1].number:
            each = found[0].number / found[1].number
            if not low <= each <= high:
                message = f"{number(each, 1)} prêts par emprunteur."
                yield on_value(rule, record, found[0], message, _CHECK, among=found)


SUM_CHECKS: tuple[Check, ...] = (
    part_above_whole,
    fte_above_people,
    users_above_population,
    loans_per_borrower,
)
