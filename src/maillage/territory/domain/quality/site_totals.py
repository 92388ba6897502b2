"""Remarks on sites of one network that repeat the same answers or carry the total of all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from maillage.base.values.french import count, listed
from maillage.base.values.remarks import Severity
from maillage.territory.domain.corrections import library_code
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.quality.checking import Context, checked, on_value
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Observation, Record
from maillage.territory.domain.units import with_unit
from maillage.territory.domain.variables import BY_CODE, VARIABLES, ValueKind

_SUMMED = tuple(v.code for v in VARIABLES if v.kind is ValueKind.NUMBER and v.summable)
WHICH = "Demandez si la réponse vaut pour ce lieu ou pour tout le réseau."


def _answers(record: Record, vintage: str) -> dict[str, Observation]:
    """What it answered itself in a vintage and that a network could have answered for it."""
    return {
        seen.variable: seen
        for seen in record.observations
        if seen.vintage == vintage and seen.variable in _SUMMED and seen.number and not seen.own
    }


@checked(
    "repeated_figures",
    Severity.WARNING,
    "Mêmes chiffres en deux lieux d'un réseau",
    "Deux lieux d'un même EPCI ont trois nombres égaux ou plus, tous d'au moins 10 : ceux du réseau, comptés deux "
    "fois.",
    needs_places=True,
)
def repeated_figures(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    limits = context.limits
    for vintage in context.register.vintages:
        for records in context.by_epci(vintage).values():
            answers = [(record, _answers(record, vintage)) for record in records]
            for (one, mine), (other, theirs) in combinations(answers, 2):
                same = [
                    seen
                    for code, seen in mine.items()
                    if code in theirs and seen.number == theirs[code].number
                    # An equal 1 or 2 says nothing.
                    and seen.number is not None and seen.number >= limits.shared_least
                ]  # fmt: skip
                if len(same) >= limits.shared_items:
                    labels = listed([BY_CODE[seen.variable].label.lower() for seen in same])
                    message = f"Mêmes nombres qu'à {other.name} ({other.town}) : {labels} ({vintage})."
                    yield on_value(rule, one, same[0], message, WHICH, among=same, other=library_code(other))


@checked(
    "site_is_total",
    Severity.WARNING,
    "Total du réseau sur un seul lieu",
    "Dans un EPCI où trois lieux au moins répondent, le nombre d'un lieu (100 au moins) est exactement la somme "
    "de ceux des autres.",
    needs_places=True,
)
def site_is_total(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    limits = context.limits
    for vintage in context.register.vintages:
        for epci, records in context.by_epci(vintage).items():
            for code in _SUMMED:
                found = [(r, seen) for r in records if (seen := _answers(r, vintage).get(code))]
                total = sum(seen.number or 0 for _, seen in found)
                for record, seen in found if len(found) >= limits.network_sites else ():
                    value = seen.number
                    if value is not None and value >= limits.total_least and value * 2 == total:
                        message = (
                            f"{BY_CODE[code].label} : {with_unit(code, value)}, exactement la somme des "
                            f"{count(len(found) - 1, 'autre lieu', 'autres lieux')} de {epci} ({vintage})."
                        )
                        yield on_value(rule, record, seen, message, WHICH)
