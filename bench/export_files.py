"""Times the export of a large campaign, in a process and a base of its own; `fill` makes it, `write` and `peer` write."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

import django

ITEMS, LEVELS = 300, 5


def fill(sizes: list[int]) -> None:
    """A campaign of `n` sent questionnaires for each size, all their items answered; its code is E and the size."""
    from django.core.management import call_command
    from django.utils import timezone

    from maillage.accounts.models import Network
    from maillage.campaigns.domain.frameworks import Domain, Framework, Item
    from maillage.campaigns.framework_store import keep_framework
    from maillage.campaigns.models import Answer, Campaign, Participation

    call_command("migrate", verbosity=0)
    network = Network.objects.create(department="18", name="Essai")
    items = tuple(
        Item(
            code=f"question-{rank}", number=str(rank), title=f"Question {rank}", question=f"Question {rank} ?",
            levels=tuple(f"Niveau {level} de la question {rank}, décrit" for level in range(LEVELS)),
        )
        for rank in range(ITEMS)
    )  # fmt: skip
    domains = tuple(Domain(code=f"domaine-{n}", title=f"Domaine {n}", items=items[n::10]) for n in range(10))
    keep_framework(
        network=network,
        framework=Framework(code="grande", version="1", title="Grande", purpose="Mesurer.", domains=domains),
    )
    now = timezone.now()
    for size in sizes:
        campaign: Any = Campaign.objects.create(
            network=network, code=f"E{size}", title="Grande", framework="grande", form="complete",
            position=size, opened_at=now,
        )  # fmt: skip
        rows = Participation.objects.bulk_create(
            Participation(network=network, campaign=campaign, library_code=f"L{n}", library_name=f"Lieu {n}",
                          rater="self", saved_at=now, submitted_at=now)
            for n in range(size)
        )  # fmt: skip
        Answer.objects.bulk_create(
            (
                Answer(network=network, participation=row, item=item.code, value=str((n + rank) % LEVELS),
                       provenance="typed", at=now)
                for n, row in enumerate(rows)
                for rank, item in enumerate(items)
            ),
            batch_size=5000,
        )  # fmt: skip


def _source(size: str) -> Any:
    from maillage.base.clock import today
    from maillage.campaigns.exports.cases import source_of
    from maillage.campaigns.exports.wanted import Wanted
    from maillage.campaigns.models import Campaign
    from maillage.rulebook.projects import project_of

    campaign = Campaign.objects.select_related("network").get(code=f"E{size}")
    return source_of(project_of(campaign.network, today()), campaign, Wanted(format="xlsx"))


def write(size: str, path: Path) -> None:
    from maillage.campaigns.exports.files import write_workbook

    write_workbook(_source(size), path)


def peer(size: str, path: Path) -> None:
    """The same cells, from the same questionnaires, by openpyxl's writer of long files."""
    import openpyxl

    from maillage.campaigns.exports.files import tables_of

    book = openpyxl.Workbook(write_only=True)
    for table in tables_of(_source(size)):
        sheet = book.create_sheet(table.title)
        sheet.append(list(table.heads))
        for row in table.rows:
            sheet.append([None if value == "" else value for value in row])
    book.save(path)


def main() -> None:
    django.setup()
    verb, *asked = sys.argv[1:]
    if verb == "fill":
        fill([int(size) for size in asked])
        return
    path = Path(os.environ["MAILLAGE_VAR"]) / "export.xlsx"
    start = time.perf_counter()
    (write if verb == "write" else peer)(asked[0], path)
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": took, "megabytes": peak, "bytes": path.stat().st_size}))


if __name__ == "__main__":
    main()
