"""What an import changes of libraries, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from maillage.territory.domain.corrections import FIELDS
from maillage.territory.domain.sheet import LibraryKind

# Plain values of a library's fields, by field.
Fields = dict[str, Any]


def plain(value: Any) -> Any:
    """A field of a library as JSON has it; the zeros that a column pads a number with are dropped."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, LibraryKind):
        return value.value
    return value


def fields_of(library: Any) -> Fields:
    """The fields that an import may write, of a dataclass or of a row."""
    return {name: plain(getattr(library, name)) for name in FIELDS}


def library_changes(before: Mapping[str, Fields], after: Mapping[str, Fields]) -> dict[str, Any]:
    """`created`: fields of each new library by code; `changed`: (before, after) of each field written over."""
    changed = {
        code: {
            name: [before[code][name], value]
            for name, value in written.items()
            if before[code][name] != value
        }
        for code, written in after.items()
        if code in before
    }
    return {
        "created": {code: written for code, written in after.items() if code not in before},
        "changed": {code: fields for code, fields in changed.items() if fields},
    }
