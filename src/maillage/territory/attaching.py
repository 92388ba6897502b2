"""Each library linked to its commune: by its INSEE code, else by its name and postcode."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from maillage.accounts.models import Network
from maillage.territory import models
from maillage.territory.stored_communes import places_of


def attach_libraries(network: Network) -> int:
    """Link every library to its commune by INSEE code, else by name and postcode; returns how many are linked."""
    places = places_of(network)
    communes = {row.insee: row for row in models.Commune.objects.filter(network=network)}
    rows = list(models.Library.objects.filter(network=network))
    for row in rows:
        found = places and places.attach(
            insee=row.insee, town=row.town, postcode=row.postcode, department=network.department
        )
        row.commune = communes.get(found.commune.code) if found and found.commune else None
    update_libraries(rows, "commune")
    return sum(row.commune is not None for row in rows)


def update_libraries(rows: Iterable[models.Library], *fields: str) -> None:
    """A few queries, however many libraries; `bulk_update` leaves the day of the change to us."""
    changed = list(rows)
    for row in changed:
        row.changed_at = timezone.now()
    models.Library.objects.bulk_update(changed, [*fields, "changed_at"])
