"""Values that stand apart from those of libraries of communes of the same size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import exp, log

from maillage.base.values.french import count, number
from maillage.statistics.merging import LEAST_SITES, merged_strata
from maillage.statistics.outliers import Centre, log_centre, stands_apart, unit_slip
from maillage.statistics.strata import Stratum, strata, stratum_of
from maillage.territory.domain.quality.checking import Context
from maillage.territory.domain.register import Observation, Record
from maillage.territory.domain.units import with_unit
from maillage.territory.domain.variables import BY_CODE, VARIABLES, ValueKind

_NUMBERS = tuple(variable.code for variable in VARIABLES if variable.kind is ValueKind.NUMBER)


@dataclass(frozen=True)
class Apart:
    """A value that stands apart in its class of communes. `slip`: the factor of a probable slip of unit."""

    record: Record
    seen: Observation
    value: Decimal
    stratum: Stratum
    group: Centre
    slip: float | None

    @property
    def median(self) -> Decimal:
        found = exp(self.group.median)
        return Decimal(str(round(found, 0 if found >= 100 else 1 if found >= 10 else 2)))

    @property
    def score(self) -> float:
        return self.group.score(log(float(self.value)))

    def shown(self) -> str:
        """`Livres : 73 606 documents ; la médiane des 44 bibliothèques… est de 6 000 documents`."""
        label, variable = BY_CODE[self.seen.variable].label, self.seen.variable
        head, more, _ = self.stratum.label.removeprefix("de ").partition(" et plus")
        return (
            f"{label} : {with_unit(variable, self.value)}. La médiane des "
            f"{count(self.group.n, 'bibliothèque')} de communes de {head} habitants{more} est de "
            f"{with_unit(variable, self.median)} (score {number(self.score, 1)})"
        )


def values_apart(context: Context) -> Iterator[Apart]:
    classes = strata(context.limits.strata)
    for variable in _NUMBERS:
        known = [
            (record, seen, seen.number, population)
            for record in context.register.open_records()
            if (seen := record.observation(variable)) is not None
            and seen.number is not None
            and seen.number > 0
            and (population := context.population(record)) is not None
        ]
        if len(known) < LEAST_SITES:
            continue
        for stratum in merged_strata(classes, [population for *_, population in known]):
            inside = [item for item in known if stratum_of(item[3], (stratum,))]
            group = log_centre(value for _, _, value, _ in inside)
            for record, seen, value, _ in inside if group else ():
                assert group is not None
                if (found := _judged(context, group, value)) is not None:
                    yield Apart(record, seen, value, stratum, group, found or None)


def _judged(context: Context, group: Centre, value: Decimal) -> float | None:
    """None for an ordinary value, 0 for one that stands apart, else the factor of a slip of unit."""
    score, limits = group.score(log(float(value))), context.limits
    times = exp(abs(log(float(value)) - group.median))
    if not stands_apart(score, limits.outlier_score) or times < limits.outlier_ratio:
        return None
    return unit_slip(value, group, threshold=limits.outlier_score) or 0.0
