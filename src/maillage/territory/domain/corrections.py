"""What people typed on a library stands over what open data say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from maillage.base.values.fields import specs
from maillage.territory.domain.exports import SiteKind
from maillage.territory.domain.register import JoinedBy, Record, Register
from maillage.territory.domain.sheet import Library, LibraryKind

# The fields of a library that open data also give; people may type over each of them.
FIELDS = ("name", "kind", "status", "town", "postcode", "insee", "latitude", "longitude")
# Both say what a place is, with the same values: one of a library, the other of a line of an export.
_LIBRARY_KINDS = {kind.value: kind for kind in LibraryKind}
_SITE_KINDS = {kind.value: kind for kind in SiteKind}
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
    return found.code or re.sub(r"[^A-Za-z0-9]+", "-", found.key).strip("-")[:40]


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


def corrected(register: Register, libraries: Iterable[Library]) -> Register:
    """The register with what people typed in place of what the files say; files and lines stay as read.

    A place whose library was removed is left out: what a page lists is what the figures count.
    """
    known = {library.code: library for library in libraries}
    if not known:
        return register
    records = ((found, known.get(library_code(found))) for found in register.records)
    return replace(register, records=tuple(_corrected(found, own) for found, own in records if own))


def with_typed(register: Register, libraries: Iterable[Library]) -> Register:
    """The register with a record for each library that no export tells of: all its answers are unknown."""
    told = {library_code(found) for found in register.records}
    added = tuple(_typed(library, register.department) for library in libraries if library.code not in told)
    return replace(register, records=(*register.records, *added)) if added else register


def _typed(library: Library, department: str) -> Record:
    return Record(
        key=library.code,
        code=library.code,
        name=library.name,
        address="",
        postcode=library.postcode,
        town=library.town,
        insee=library.insee,
        department=department,
        population=None,
        latitude=None if library.latitude is None else float(library.latitude),
        longitude=None if library.longitude is None else float(library.longitude),
        site_kind=_SITE_KINDS[library.kind.value],
        status=library.status,
        joined_by=JoinedBy.TYPED,
        appearances=(),
        observations=(),
    )


def _corrected(found: Record, library: Library) -> Record:
    typed = typed_fields(library, as_library(found))
    kind = typed.pop("kind", None)
    for name in ("latitude", "longitude"):
        if name in typed:
            typed[name] = float(typed[name])
    return _of_kind(replace(found, **typed), kind) if typed or kind else found


def _of_kind(found: Record, kind: LibraryKind | None) -> Record:
    """A place is counted as open by its newest line: the kind that a person gives it is said there."""
    if kind is None:
        return found
    site_kind = _SITE_KINDS[kind.value]
    newest, *older = found.appearances
    row = replace(newest.row, site_kind=site_kind)
    return replace(found, site_kind=site_kind, appearances=(replace(newest, row=row), *older))
