"""Remarks on what two surveys say of one library: it changed too much, too little, or fell silent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeAlias

from maillage.base.values.french import count
from maillage.base.values.remarks import Severity
from maillage.statistics.outliers import jumped
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.limits import Limits
from maillage.territory.domain.quality.checking import Check, Context, checked, on_value
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Observation, Record
from maillage.territory.domain.units import with_unit
from maillage.territory.domain.variables import BY_CODE, VARIABLES, ValueKind
from maillage.territory.domain.vintages import data_year, vintage_label, vintage_rank

_NUMBERS = tuple(variable.code for variable in VARIABLES if variable.kind is ValueKind.NUMBER)
Pair: TypeAlias = tuple[Record, Observation, Observation]
_ASK = "Demandez à la bibliothèque laquelle des deux réponses est juste."


def last_two(record: Record, variable: str) -> tuple[Observation, Observation] | None:
    """The newest observation of a variable and the one before it, unless the service gave the newest itself."""
    seen = sorted(
        (o for o in record.observations if o.variable == variable), key=lambda o: vintage_rank(o.vintage)
    )
    if len(seen) < 2 or seen[-1].own:
        return None
    return seen[-1], seen[-2]


def _pairs(context: Context, variables: tuple[str, ...] = _NUMBERS) -> Iterator[Pair]:
    for record in context.register.records:
        for variable in variables:
            found = last_two(record, variable)
            if found:
                yield record, *found


def _told(new: Observation, old: Observation) -> str:
    """`Surface : 120 m² (export d'août 2024), 60 m² auparavant (export de 2020)`."""
    before, after = with_unit(old.variable, old.number), with_unit(new.variable, new.number)
    return (
        f"{BY_CODE[new.variable].label} : {after} ({vintage_label(new.vintage)}), "
        f"{before} auparavant ({vintage_label(old.vintage)})"
    )


def _changed(
    variables: tuple[str, ...], too_much: Callable[[Decimal, Decimal, Limits], bool]
) -> Callable[[Rule, Context], Iterator[QualityRemark]]:
    """A finder of values of two surveys, both known, between which the change is `too_much`."""

    def find(rule: Rule, context: Context) -> Iterator[QualityRemark]:
        for record, new, old in _pairs(context, variables):
            one, two = old.number, new.number
            if one is not None and two is not None and too_much(one, two, context.limits):
                yield on_value(rule, record, new, f"{_told(new, old)}.", _ASK, before=old)

    return find


def _ratio(one: Decimal, other: Decimal) -> Decimal:
    low, high = sorted((one, other))
    return high / low if low > 0 else Decimal(1)


surface_changed = checked(
    "surface_changed",
    Severity.WARNING,
    "Surface modifiée de plus de 30 %",
    "Entre deux enquêtes, la surface a varié de plus de 30 % : des travaux, ou une erreur dans l'une des deux.",
)(_changed(("surface_m2",), lambda old, new, limits: abs(new - old) > old * (limits.surface_ratio - 1) > 0))
hours_doubled = checked(
    "hours_doubled",
    Severity.WARNING,
    "Horaires doublés ou réduits de moitié",
    "Entre deux enquêtes, l'ouverture hebdomadaire a au moins doublé, ou diminué de moitié.",
)(_changed(("weekly_hours",), lambda old, new, limits: _ratio(old, new) >= limits.hours_ratio))
strong_change = checked(
    "strong_change",
    Severity.WARNING,
    "Forte variation entre deux enquêtes",
    "La valeur a plus que doublé, ou diminué de plus de moitié, et l'écart dépasse 10 unités.",
)(
    _changed(
        tuple(code for code in _NUMBERS if code not in ("surface_m2", "weekly_hours")),
        lambda old, new, limits: jumped(old, new, ratio=limits.jump_ratio, least=limits.jump_least),
    )
)


@checked(
    "zero_after_value",
    Severity.ADVICE,
    "Zéro après une valeur",
    "La dernière enquête dit 0, la précédente plus que 0 : un vrai zéro, ou une absence de réponse.",
)
def zero_after_value(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record, new, old in _pairs(context):
        if new.number == 0 and old.number:
            remedy = "Demandez à la bibliothèque si ce zéro en est un."
            yield on_value(rule, record, new, f"{_told(new, old)}.", remedy, before=old)


@checked(
    "missing_after_value",
    Severity.ADVICE,
    "Sans réponse après une valeur",
    "La dernière enquête ne dit rien, la précédente avait une réponse de moins de deux ans d'écart.",
)
def missing_after_value(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record, new, old in _pairs(context):
        if new.value is None and old.number is not None and _is_recent(new, old, context.limits):
            told = with_unit(old.variable, old.number)
            message = f"{BY_CODE[new.variable].label} : pas de réponse ({vintage_label(new.vintage)}), "
            message += f"{told} auparavant ({vintage_label(old.vintage)})."
            remedy = "Reprenez l'ancienne réponse avec son année, ou demandez la nouvelle."
            yield on_value(rule, record, new, message, remedy, before=old)


def _is_recent(new: Observation, old: Observation, limits: Limits) -> bool:
    one, other = data_year(new.vintage), data_year(old.vintage)
    return one is not None and other is not None and one - other <= limits.reuse_years


@checked(
    "same_as_before",
    Severity.ADVICE,
    "Mêmes réponses que l'enquête précédente",
    "Cinq nombres au moins, autres que zéro, sont exactement ceux de l'enquête précédente : recopiés, peut-être.",
)
def same_as_before(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.records:
        pairs = [found for code in _NUMBERS if (found := last_two(record, code))]
        same = [new for new, old in pairs if new.number and new.number == old.number]
        if len({new.vintage for new in same}) == 1 and len(same) >= context.limits.equal_items:
            message = f"{count(len(same), 'nombre identique', 'nombres identiques')} à l'enquête précédente."
            remedy = "Demandez à la bibliothèque si elle a répondu de nouveau."
            yield on_value(rule, record, same[0], message, remedy, among=same)


VINTAGE_CHECKS: tuple[Check, ...] = (
    surface_changed,
    hours_doubled,
    strong_change,
    zero_after_value,
    missing_after_value,
    same_as_before,
)
