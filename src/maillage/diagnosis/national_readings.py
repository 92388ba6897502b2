"""The national reference as pages read it: tables computed beforehand, nothing heavy here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillage.base.plugs import Project
from maillage.diagnosis.domain.beside import ALL, Beside, Country, Own, Sides, own_sides
from maillage.statistics.distribution import Distribution
from maillage.statistics.quantiles import Quartiles
from maillage.statistics.strata import Stratum, strata
from maillage.territory.domain.vintages import vintage_rank
from maillage.territory.models import NationalDepartment, NationalReference, NationalSpread
from maillage.territory.national import reference_of
from maillage.territory.readings import CLASS_BOUNDS, register_of

__all__ = ["CLASSES", "besides", "departments", "national_of", "sides_of", "spreads_for"]

CLASSES: tuple[Stratum, ...] = strata(CLASS_BOUNDS)


def national_of(project: Project) -> NationalReference | None:
    """The reference, or None when no national file was loaded. Never kept: it is of no network and changes alone."""
    return reference_of()


def _sides(project: Project) -> Sides:
    return own_sides(register_of(project), CLASSES)


def sides_of(project: Project) -> Sides:
    return project.once(_sides)


def spreads_for(**wanted: Any) -> list[Country]:
    """The spreads that match, the newest vintage first, then all classes together, then the smallest communes."""
    order = {ALL: -1} | {stratum.slug: rank for rank, stratum in enumerate(CLASSES)}
    found = [_country(row) for row in NationalSpread.objects.filter(**wanted)]
    return sorted(found, key=lambda c: (c.variable, -vintage_rank(c.vintage), order.get(c.stratum, 99)))


def _country(row: NationalSpread) -> Country:
    known = row.q1 is not None and row.median is not None and row.q3 is not None
    answers = Distribution(tuple(row.values), tuple(row.counts))
    yes = sum(n for value, n in zip(row.values, row.counts, strict=True) if value)
    return Country(
        variable=row.variable,
        vintage=row.vintage,
        stratum=row.stratum,
        total=row.total,
        known=row.known,
        quartiles=Quartiles(row.q1, row.median, row.q3) if known else None,
        answers=answers,
        share=yes / row.known if row.known and row.counts else None,
    )


def besides(project: Project, spreads: Sequence[Country]) -> list[Beside]:
    """Each spread with the network's own answers, which may be none."""
    sides, by_slug = sides_of(project), {stratum.slug: stratum for stratum in CLASSES}
    return [
        Beside(
            stratum=by_slug.get(spread.stratum),
            own=sides.get((spread.variable, spread.vintage, spread.stratum), Own(0, ())),
            country=spread,
        )
        for spread in spreads
    ]


def departments() -> list[NationalDepartment]:
    return list(NationalDepartment.objects.all())
