"""A thing of one programme made fit for another: codes renamed, references that lead nowhere dropped, days moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from maillage.base.values.fields import Kind, Spec, class_name, specs

T = TypeVar("T")

# By "room.Class", the code here of each code there; a class that is missing keeps none.
Codes = Mapping[str, Mapping[str, str]]
# A reference dropped: what it was, and the code it named.
Dropped = tuple[str, str]


def fitted(value: T, codes: Codes, dropped: list[Dropped]) -> T:
    """`value` with its codes and references as they are here; what is dropped is added to `dropped`."""
    given = {}
    for name, spec in specs(type(value)).items():
        given[name] = _fitted(type(value), spec, getattr(value, name), codes, dropped)
    return replace(value, **given)  # type: ignore[type-var]


def _fitted(cls: type[Any], spec: Spec, given: Any, codes: Codes, dropped: list[Dropped]) -> Any:
    match spec.kind:
        case Kind.CODE:
            return codes.get(class_name(cls), {}).get(given, given)
        case Kind.CHILDREN:
            return tuple(fitted(item, codes, dropped) for item in given)
        case Kind.REF:
            return None if given is None else _one(spec, given, codes, dropped)
        case Kind.REFS | Kind.WORDS if spec.to:
            kept = (_one(spec, code, codes, dropped) for code in given)
            return tuple(dict.fromkeys(code for code in kept if code is not None))
    return given


def _one(spec: Spec, code: str, codes: Codes, dropped: list[Dropped]) -> str | None:
    found = codes.get(spec.to, {}).get(code)
    if found is None:
        dropped.append((spec.label, code))
    return found


def moved(value: T, days: int) -> T:
    """`value` with each of its days that many later: durations and gaps stay what they are."""
    given: dict[str, Any] = {}
    for name, spec in specs(type(value)).items():
        held = getattr(value, name)
        if spec.kind is Kind.DAY and isinstance(held, date):
            given[name] = held + timedelta(days=days)
        elif spec.kind is Kind.CHILDREN:
            given[name] = tuple(moved(item, days) for item in held)
    return replace(value, **given)  # type: ignore[type-var]


def undated(value: T) -> T:
    """`value` without any of its days that may be empty."""
    given: dict[str, Any] = {}
    for name, spec in specs(type(value)).items():
        if spec.kind is Kind.DAY and not spec.required:
            given[name] = None
        elif spec.kind is Kind.CHILDREN:
            given[name] = tuple(undated(item) for item in getattr(value, name))
    return replace(value, **given)  # type: ignore[type-var]
