"""A file of entries put aside, its columns chosen, tried: what it would add."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from maillage.funding.domain.accounting.reading import (
    Key,
    Outcome,
    Wanted,
    key_of,
    looks_headless,
    read_entries,
)
from maillage.funding.domain.accounting.targets import recognised
from maillage.funding.domain.entries import EntryKind
from maillage.funding.spent import Kept
from maillage.territory.domain.errors import UnreadableFile
from maillage.territory.own.tables import OwnTable, read_own
from maillage.territory.uploads import Upload

CHOICES = "entries"


@dataclass(frozen=True, kw_only=True)
class Glance:
    """What is seen of a file: its table, what its columns hold as chosen or recognised, its name and its digest."""

    table: OwnTable
    wanted: Wanted
    digest: str


def glance(upload: Upload) -> Glance:
    """Raises ImportRefused."""
    name, data = next(upload.contents())
    noted = upload.noted(CHOICES) or {}
    table = read_own(data, name, noted.get("sheet", ""))
    if looks_headless(table.headers):
        raise UnreadableFile(
            f"{name} : la première ligne contient déjà des montants ou des dates, pas des intitulés.",
            "Ajoutez au-dessus une ligne qui nomme les colonnes (Date, Numéro, Libellé, Montant…), puis recommencez.",
        )
    columns = recognised(table.headers) | {
        header: code for header, code in noted.get("columns", {}).items() if header in table.headers
    }
    kind = noted.get("kind", "")
    return Glance(
        table=table,
        wanted=Wanted(columns=columns, kind=EntryKind(kind) if kind else None),
        digest=hashlib.sha256(data).hexdigest(),
    )


def choose(upload: Upload, wanted: Wanted) -> None:
    """Keep what the person said of the columns."""
    kept = upload.noted(CHOICES) or {}
    kind = wanted.kind.value if wanted.kind else ""
    upload.note(CHOICES, kept | {"columns": dict(wanted.columns), "kind": kind, "chosen": True})


def look_at(upload: Upload, sheet: str) -> None:
    """Read another sheet: what was chosen of the columns no longer holds."""
    upload.note(CHOICES, {"sheet": sheet})


def is_chosen(upload: Upload) -> bool:
    return bool((upload.noted(CHOICES) or {}).get("chosen"))


def tried(seen: Glance, known: tuple[Kept, ...]) -> list[Outcome]:
    """Every line of the file with what it would become. Nothing is written."""
    lines = ((row.number, row.cells) for row in seen.table.rows)
    return read_entries(lines, seen.wanted, _known(known))


def _known(known: tuple[Kept, ...]) -> Counter[Key]:
    return Counter(key_of(kept.entry) for kept in known)


def name_of(upload: Upload) -> Any:
    """What the person calls her file."""
    return upload.noted("names")[0]
