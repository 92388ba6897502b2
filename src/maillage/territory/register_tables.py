"""The register as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tone
from maillage.base.ui.pages import to
from maillage.territory.domain.directory import Line
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.listings import REGISTER
from maillage.territory.register_columns import RegisterColumn


def register_listing(
    request: Any,
    lines: Sequence[Line],
    columns: Sequence[RegisterColumn],
    *,
    source: str,
    empty: str,
    empty_link: Link | None,
) -> Listing:
    heads = [Head(column.label, column.align, key=column.key) for column in columns]
    return Listing(
        caption="Bibliothèques du réseau",
        anchor=REGISTER,
        heads=[Head("Bibliothèque", key="nom"), *heads],
        rows=[[_name(request, line), *(column.cell(line) for column in columns)] for line in lines],
        empty=empty,
        empty_link=empty_link,
        source=source,
    )


def _name(request: Any, line: Line) -> Cell:
    library = line.library
    told = [library.kind.label] if library.kind is not LibraryKind.OPEN else []
    if not line.is_surveyed:
        told.append("absente de l'enquête")
    elif line.is_gone:
        told.append("absente du dernier export : n'est pas comptée")
    elif line.is_silent:
        told.append("sans réponse depuis deux enquêtes")
    doubts = len(line.doubts)
    return Cell(
        library.name,
        url=to(request, "territory:library", library.code),
        badge=Badge(f"{doubts} à vérifier", Tone.WARNING) if doubts else None,
        note=", ".join(told),
    )
