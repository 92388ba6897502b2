"""A thing back from its plain form: what the history kept of it can be written again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from maillage.base.models.store import from_column
from maillage.base.values.fields import Kind, Spec, specs
from maillage.base.values.texts import from_text

T = TypeVar("T")


def value_of(cls: type[T], given: Mapping[str, Any]) -> T:
    """The reverse of `base.ui.editing.plain.plain`. Fields that it does not hold keep their default. Raises ValueError."""
    known = specs(cls)
    return cls(
        **{name: _value(spec, given[name]) for name, spec in known.items() if given.get(name) is not None}
    )


def _value(spec: Spec, raw: Any) -> Any:
    match spec.kind:
        case Kind.CHILDREN:
            assert spec.item is not None
            return tuple(value_of(spec.item, one) for one in raw)
        case Kind.CHILD:
            assert spec.item is not None
            return value_of(spec.item, raw)
        case Kind.REFS | Kind.WORDS:
            return tuple(raw)
        case Kind.YEARLY:
            return from_column(spec, raw)
        case Kind.FLAG:
            return raw
    # A text may be empty, which no typed field is.
    return raw if spec.kind in (Kind.TEXT, Kind.PROSE, Kind.CODE, Kind.REF) else from_text(spec, raw)
