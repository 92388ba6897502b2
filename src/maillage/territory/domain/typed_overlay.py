"""The register with what people typed on each library standing over what open data say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from maillage.territory.domain.corrections import as_library, library_code, typed_fields
from maillage.territory.domain.exports import SiteKind
from maillage.territory.domain.register import JoinedBy, Record, Register
from maillage.territory.domain.sheet import Library, LibraryKind

_SITE_KINDS = {kind.value: kind for kind in SiteKind}


def corrected(register: Register, libraries: Iterable[Library]) -> Register:
    """The register with what people typed in place of what the files say; files and lines stay as read.

    A place whose library was removed is left out: what a page lists is what the figures count.
    """
    known = {library.code: library for library in libraries}
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
