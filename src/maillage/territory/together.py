"""Changes the same thing of several libraries at once, each with its own line in the trail."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base.models import one_writer, record
from maillage.base.models.store import values_of
from maillage.base.ui.editing.plain import plain
from maillage.base.ui.editing.saving import target_of
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.models import Library


class NothingToChange(ValueError):
    """No library, or no value, was chosen; the message is French."""


@transaction.atomic
def edit_together(
    *,
    network: Network,
    codes: Collection[str],
    kind: LibraryKind | None = None,
    status: str = "",
    actor: Any = None,
) -> int:
    """Give a kind, a status or both to several libraries; how many changed. Raises NothingToChange.

    What is left out ("" or None) is not changed; a library that already has them has no new line in its history.
    """
    if not codes:
        raise NothingToChange("Aucune bibliothèque n'est cochée. Cochez celles à modifier.")
    given = {name: value for name, value in (("kind", kind), ("status", status.strip()[:300])) if value}
    if not given:
        raise NothingToChange("Rien n'est à changer. Choisissez une nature, ou écrivez un statut.")
    changed = 0
    with one_writer(network):
        stored = {library.code: library for library in values_of(network, Library)}
        for row in Library.objects.filter(network=network, code__in=codes).order_by("pk"):
            before = stored[row.code]  # type: ignore[attr-defined]
            after = replace(before, **given)
            if after == before:
                continue
            for name, value in given.items():
                setattr(row, name, value)
            row.save()
            record(
                network=network,
                actor=actor,
                verb="change",
                target=target_of(row),
                label=str(row)[:300],
                before=plain(before),
                after=plain(after),
            )
            changed += 1
    return changed
