"""Communes of a network: imported and replaced."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base.models import record
from maillage.territory import models
from maillage.territory.attaching import attach_libraries
from maillage.territory.domain import departments
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.files import CommunesRead, read_bytes, read_places
from maillage.territory.snapshots import communes_snapshot
from maillage.territory.stored_communes import commune_row


def import_communes(*, network: Network, paths: Sequence[Path], actor: Any = None) -> int:
    """Replace the communes of the network by those of the files that are in its département; returns how many.

    Raises ImportRefused when a file cannot be read, or when none of its communes is in the département.
    """
    files = [read_places(read_bytes(path), path.name) for path in paths]
    return replace_communes(network=network, files=files, actor=actor)


@transaction.atomic
def replace_communes(*, network: Network, files: Sequence[CommunesRead], actor: Any = None) -> int:
    """The same, from files already read."""
    ours = {
        commune.code: commune
        for file in files
        for commune in file.communes
        if departments.same(commune.department, network.department)
    }
    if not ours:
        raise ImportRefused(
            f"Aucune commune du fichier n'est dans le département {network.department}.",
            "Vérifiez le code du département, ou le fichier choisi.",
        )
    before = communes_snapshot(network)
    models.Commune.objects.filter(network=network).delete()
    models.Commune.objects.bulk_create(commune_row(network, commune) for commune in ours.values())
    attached = attach_libraries(network)
    run = models.ImportRun.objects.create(
        network=network,
        kind="communes",
        by=actor if getattr(actor, "pk", None) else None,
        files=[{"name": file.name, "sha256": file.digest} for file in files],
        summary={"communes": len(ours), "attached": attached},
    )
    models.BeforeImport.objects.create(network=network, run=run, content={"communes": before})
    names = ", ".join(file.name for file in files)
    record(network=network, actor=actor, verb="territory.communes", target=names[:200])
    return len(ours)
