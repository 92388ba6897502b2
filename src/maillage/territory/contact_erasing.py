"""Contacts erased for good: on request, or when their day has come. The trail names nobody."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base.models import record
from maillage.territory.contacting import trail
from maillage.territory.models import Contact


@transaction.atomic
def erase_contact(*, contact: Contact, actor: Any = None) -> None:
    """Erase a contact: nothing of it is kept to be restored, nor said in the trail."""
    contact.delete()
    trail(contact.network, "territory.contact-erased", contact.library_code, actor)


@transaction.atomic
def purge_contacts(
    today: date, *, network: Network | None = None, dry_run: bool = False, actor: Any = None
) -> dict[Network, int]:
    """Erase the details of people whose day has come, in one network or in all; how many in each.

    A second run on the same day finds nothing.
    """
    due = Contact.objects.due(today).select_related("network")
    if network is not None:
        due = due.filter(network=network)
    rows = list(due)
    found = dict(Counter(row.network for row in rows))
    if not dry_run:
        Contact.objects.filter(pk__in=[row.pk for row in rows]).delete()
        for purged, n in found.items():
            record(network=purged, actor=actor, verb="territory.contacts-purged", target=str(n))
    return found
