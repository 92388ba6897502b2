"""Remarks on figures of one library that contradict one another: parts above the whole, readers above inhabitants."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.french import number
from maillage.base.values.remarks import Severity
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.quality.checking import Check, Context, checked, on_value
from maillage.territory.domain.quality.parts import CHECK, both, fte_above_people, part_above_whole
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.units import with_unit
from maillage.territory.domain.variables import BY_CODE


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
                yield on_value(rule, record, seen, message, CHECK)


@checked(
    "loans_per_borrower",
    Severity.ADVICE,
    "Prêts par emprunteur hors de l'ordinaire",
    "Moins de 2 ou plus de 150 prêts par emprunteur et par an.",
)
def loans_per_borrower(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    low, high = context.limits.loans_per_borrower
    for record in context.register.records:
        found = both(record, "loans", "active_borrowers")
        if found and found[0].number is not None and found[1].number:
            each = found[0].number / found[1].number
            if not low <= each <= high:
                message = f"{number(each, 1)} prêts par emprunteur."
                yield on_value(rule, record, found[0], message, CHECK, among=found)


SUM_CHECKS: tuple[Check, ...] = (
    part_above_whole,
    fte_above_people,
    users_above_population,
    loans_per_borrower,
)
