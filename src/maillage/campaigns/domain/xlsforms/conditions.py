"""When a question is asked, as an XLSForm says it (`relevant`, `constraint`): comparisons joined by "and"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from maillage.base.values.texts import decimal_text
from maillage.campaigns.domain.frameworks import Condition, Framework, ItemKind
from maillage.campaigns.domain.xlsforms.names import option_name, xml_name

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\$\{\s*([^}\s]{1,80})\s*\}\s*(>=|<=|=|>|<)\s*(?:'([^']*)'|\"([^\"]*)\"|(-?\d{1,12}(?:\.\d{1,4})?))"
)
_BOUND = re.compile(r"\.\s*(>=|<=)\s*(-?\d{1,12}(?:\.\d{1,4})?)")
_NUMERAL = re.compile(r"-?\d{1,12}(\.\d{1,4})?")
Bounds: TypeAlias = "tuple[Decimal | None, Decimal | None]"


class TooComplex(ValueError):
    """An expression that is more than comparisons joined by "and"."""


def relevant_of(framework: Framework, conditions: Iterable[Condition]) -> str:
    parts = []
    for condition in conditions:
        source = framework.by_code[condition.item]
        reference = f"${{{xml_name(condition.item)}}}"
        if condition.equals:
            parts.append(f"{reference} = '{_written_choice(source.options, condition.equals)}'")
        if condition.at_least is not None:
            parts.append(f"{reference} >= {decimal_text(condition.at_least)}")
        if condition.at_most is not None:
            parts.append(f"{reference} <= {decimal_text(condition.at_most)}")
    return " and ".join(parts)


def _written_choice(options: tuple[str, ...], chosen: str) -> str:
    return option_name(options.index(chosen)) if chosen in options else ""


def constraint_of(minimum: Decimal | None, maximum: Decimal | None) -> str:
    parts = [f". >= {decimal_text(minimum)}"] if minimum is not None else []
    parts += [f". <= {decimal_text(maximum)}"] if maximum is not None else []
    return " and ".join(parts)


def read_bounds(text: str) -> Bounds:
    """The smallest and the largest value that a constraint allows. Raises TooComplex."""
    lowest: Decimal | None = None
    highest: Decimal | None = None
    for part in _AND.split(text.strip()):
        found = _BOUND.fullmatch(part.strip())
        if found is None:
            raise TooComplex(text)
        if found[1] == ">=":
            lowest = Decimal(found[2])
        else:
            highest = Decimal(found[2])
    return lowest, highest


@dataclass(frozen=True, kw_only=True)
class Source:
    """A question that others may depend on. `labels`: what each name of its choices says; `lowest`: the name of its
    level 0."""

    code: str
    kind: ItemKind
    labels: Mapping[str, str] = field(default_factory=dict)
    lowest: int = 0


def read_relevant(text: str, sources: Mapping[str, Source]) -> tuple[Condition, ...]:
    """The conditions that `relevant` says, of questions known by their name in the form. Raises TooComplex."""
    bounds: dict[str, Bounds] = {}
    equals: dict[str, str] = {}
    for part in _AND.split(text.strip()):
        found = _REFERENCE.fullmatch(part.strip())
        if found is None or found[1] not in sources:
            raise TooComplex(text)
        source, sign = sources[found[1]], found[2]
        said = next((group for group in (found[3], found[4], found[5]) if group is not None), "")
        if source.kind is ItemKind.CHOICE:
            if sign != "=" or said not in source.labels or source.code in equals:
                raise TooComplex(text)
            equals[source.code] = source.labels[said]
        else:
            bounds[source.code] = _narrowed(bounds.get(source.code, (None, None)), sign, said, source)
    return (
        *(Condition(item=code, at_least=low, at_most=high) for code, (low, high) in bounds.items()),
        *(Condition(item=code, equals=value) for code, value in equals.items()),
    )


def _narrowed(bounds: Bounds, sign: str, said: str, source: Source) -> Bounds:
    if source.kind in (ItemKind.FREE, ItemKind.IMPORTANCE) or not _NUMERAL.fullmatch(said):
        raise TooComplex(said)
    amount = Decimal(said) - source.lowest
    # Levels are whole: "more than 1" is "at least 2". Of any other number, it is neither of ours.
    if sign in "<>":
        if source.kind is ItemKind.NUMBER or amount != int(amount):
            raise TooComplex(said)
        amount += 1 if sign == ">" else -1
    low = amount if sign in (">=", ">", "=") else bounds[0]
    high = amount if sign in ("<=", "<", "=") else bounds[1]
    return low, high
