"""Brings new files together with what people typed on libraries, so that neither erases the other in silence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from maillage.accounts.models import Network
from maillage.base.models.store import values_of
from maillage.territory import models
from maillage.territory.domain.corrections import (
    Difference,
    as_library,
    differences,
    library_code,
    typed_fields,
)
from maillage.territory.domain.register import Register
from maillage.territory.domain.sheet import Library


@dataclass(frozen=True, kw_only=True)
class Merged:
    """The libraries of a register, one a record, in its order; what was kept or replaced of what people typed.

    `back`: places that somebody had removed from the register and that the files list still.
    """

    libraries: tuple[Library, ...]
    kept: tuple[Difference, ...]
    replaced: tuple[Difference, ...]
    back: tuple[Library, ...]
    created: int
    updated: int


def merge(*, network: Network, before: Register, register: Register) -> Merged:
    """`before` is what the files already imported say: what a library says otherwise, somebody typed it.

    A library that no file told of until now was written by hand or in a programme file: the files win, and
    what they replace is told.
    """
    stored = {library.code: library for library in values_of(network, models.Library)}
    said = {library_code(found): as_library(found) for found in before.records}
    libraries, kept, replaced, back = [], [], [], []
    for found in register.records:
        read = as_library(found)
        own = stored.get(read.code)
        if own is not None and read.code in said:
            typed = typed_fields(own, said[read.code])
            kept += differences(typed, read)
            read = replace(read, **typed)
        elif own is not None:
            replaced += differences(typed_fields(own, read), read)
        elif read.code in said:
            back.append(read)
        libraries.append(read)
    codes = {library.code for library in libraries}
    updated = len(codes & stored.keys())
    return Merged(
        libraries=tuple(libraries),
        kept=tuple(kept),
        replaced=tuple(replaced),
        back=tuple(back),
        created=len(codes) - updated,
        updated=updated,
    )
