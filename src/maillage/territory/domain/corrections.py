"""A library as people typed it, beside the same as open data publish it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from maillage.base.values.fields import specs
from maillage.territory.domain.register import Record
from maillage.territory.domain.sheet import Library, LibraryKind

# The fields of a library that open data also give; people may type over each of them.
FIELDS = ("name", "kind", "status", "town", "postcode", "insee", "latitude", "longitude")
# As wide as the column of codes.
_LONGEST = 40
# Both say what a place is, with the same values: one of a library, the other of a line of an export.
_LIBRARY_KINDS = {kind.value: kind for kind in LibraryKind}
LABELS = {name: specs(Library)[name].label for name in FIELDS}


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A field of a library that a person typed and that a file says otherwise. Both as stored; "" is unknown."""

    code: str
    name: str
    field: str
    typed: Any
    read: Any

    @property
    def label(self) -> str:
        return LABELS[self.field]


def library_code(found: Record) -> str:
    """The national code, or a stable one made of the key for a place without any."""
    code = found.code or re.sub(r"[^A-Za-z0-9]+", "-", found.key).strip("-")
    if len(code) <= _LONGEST:
        return code
    # Two branches of a town may have names that differ by their end only.
    end = hashlib.sha256(found.key.encode()).hexdigest()[:8]
    return f"{code[: _LONGEST - 9].rstrip('-')}-{end}"


def as_library(found: Record) -> Library:
    """The library as open data alone describe it, as long as its columns are wide."""
    return Library(
        code=library_code(found),
        name=found.name[:300],
        kind=_LIBRARY_KINDS[found.site_kind.value],
        status=found.status[:300],
        town=found.town[:300],
        postcode=found.postcode[:10],
        insee=found.insee[:5],
        latitude=_degrees(found.latitude),
        longitude=_degrees(found.longitude),
    )


def _degrees(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(round(value, 4)))


def typed_fields(library: Library, read: Library) -> dict[str, Any]:
    """What `library` says otherwise than the files that it came from. What it leaves out is not an opinion."""
    return {
        name: value
        for name in FIELDS
        if (value := getattr(library, name)) not in ("", None) and value != getattr(read, name)
    }


def differences(typed: Mapping[str, Any], read: Library) -> tuple[Difference, ...]:
    """The typed values that a file says otherwise."""
    return tuple(
        Difference(code=read.code, name=read.name, field=name, typed=value, read=getattr(read, name))
        for name, value in typed.items()
        if value != getattr(read, name)
    )
