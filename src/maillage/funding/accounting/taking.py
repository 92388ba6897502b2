"""Takes the entries of a file into the base, and takes a whole file back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from maillage.base.models import one_writer, record
from maillage.base.plugs import Project
from maillage.funding.accounting.trials import Glance, tried
from maillage.funding.accounting.tying import tie_what_is_sure
from maillage.funding.domain.accounting.reading import Fate
from maillage.funding.domain.entries import Entry
from maillage.funding.models import Entry as EntryRow
from maillage.funding.models import EntryFile
from maillage.funding.spent import stored

TAKEN, BACK = "funding.entries-import", "funding.entries-undo"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What an import did: entries made, and how many of all those of the network it tied."""

    made: int
    tied: int


def take(*, project: Project, seen: Glance, actor: Any, author: str) -> Taken:
    """Create what the file brings, then tie what is sure; nothing when it brings nothing. One transaction."""
    network = project.network
    with one_writer(network):
        # Tried again: somebody may have imported the same lines since the trial was shown.
        new = [one for one in tried(seen, stored(network)) if one.fate is Fate.CREATED]
        if not new:
            return Taken(made=0, tied=0)
        entries = [(one.row, one.entry) for one in new if one.entry is not None]
        file = keep_entries(network, seen.table.name, seen.digest, entries, author)
        tied = tie_what_is_sure(project)
        record(
            network=network,
            actor=actor,
            verb=TAKEN,
            target=f"funding.EntryFile/{file.pk}",
            label=seen.table.name,
            entries=len(entries),
            tied=tied,
        )
    return Taken(made=len(entries), tied=tied)


def keep_entries(
    network: Any, name: str, digest: str, entries: Sequence[tuple[int, Entry]], author: str = ""
) -> EntryFile:
    """Write a file and its entries, each with its line in the file."""
    file = EntryFile.objects.create(network=network, name=name[:200], digest=digest, author_name=author[:200])
    EntryRow.objects.bulk_create(
        (
            EntryRow(
                network=network,
                file=file,
                row=row,
                kind=one.kind.value,
                number=one.number,
                commitment=one.commitment,
                day=one.day,
                amount_ttc=one.amount_ttc,
                label=one.label,
                third_party=one.third_party,
                account=one.account,
            )
            for row, one in entries
        ),
        batch_size=1000,
    )
    return file


def take_back(*, network: Any, pk: int, actor: Any) -> int | None:
    """Remove a file and all its entries, tied or not; how many, None when there is no such file any more."""
    with one_writer(network):
        file = EntryFile.objects.filter(network=network, pk=pk).first()
        if file is None:
            return None
        gone = EntryRow.objects.filter(network=network, file=file).count()
        name = file.name
        file.delete()
        record(
            network=network,
            actor=actor,
            verb=BACK,
            target=f"funding.EntryFile/{pk}",
            label=name,
            entries=gone,
        )
    return gone
