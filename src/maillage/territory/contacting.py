"""Contacts of the libraries: read and written. The trail names nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base.models import record
from maillage.base.plugs import Project
from maillage.territory.domain.contacts import ContactSheet, ContactState
from maillage.territory.models import Contact

FIELDS = ("role", "label", "email", "phone", "personal", "notice_given_on", "purge_on", "note")


def kept_months(project: Project) -> int:
    """How many months a person's details may be kept after she was informed."""
    return int(project.rules.value("territory.contacts.months", on=project.today).value)


def _contacts(project: Project) -> tuple[ContactSheet, ...]:
    return contacts_stored(project.network)


def contacts_stored(network: Network) -> tuple[ContactSheet, ...]:
    """Every contact of a network, by library, addresses of roles first. One query."""
    return tuple(
        ContactSheet(library=row.library_code, pk=row.pk, **{name: getattr(row, name) for name in FIELDS})
        for row in Contact.objects.filter(network=network)
    )


def contacts_of(project: Project, *, of_people: bool) -> tuple[ContactSheet, ...]:
    """Every contact of the network; those of persons are for the team only (`of_people`)."""
    return tuple(sheet for sheet in project.once(_contacts) if of_people or not sheet.personal)


def announced(contacts: Iterable[ContactSheet], today: date) -> tuple[ContactSheet, ...]:
    """Those whose purge is near or due, the most pressing first."""
    pressing = [one for one in contacts if one.state(today) in (ContactState.NEAR, ContactState.DUE)]
    return tuple(sorted(pressing, key=lambda one: one.purge_on or today))


@transaction.atomic
def save_contact(
    *, network: Network, sheet: ContactSheet, actor: Any = None, pk: int | None = None
) -> Contact:
    """Write a contact, anew or over the one of this key. Raises Contact.DoesNotExist."""
    row = Contact.objects.get(network=network, pk=pk) if pk else Contact(network=network)
    row.library_code = sheet.library
    for name in FIELDS:
        setattr(row, name, getattr(sheet, name))
    row.save()
    verb = "territory.contact-changed" if pk else "territory.contact-added"
    trail(network, verb, sheet.library, actor)
    return row


def trail(network: Network, verb: str, library: str, actor: Any) -> None:
    """Records what was done to a contact of a library, never who the contact is."""
    record(network=network, actor=actor, verb=verb, target=f"territory.Library/{library}/contacts")
