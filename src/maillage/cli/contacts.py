"""`maillage contacts purge`: what the worker does every day, by hand or to see what it would do."""

from __future__ import annotations

from argparse import Namespace

from django.core.management import call_command

from maillage.base.clock import today
from maillage.base.values.french import count, plain_date
from maillage.cli import screen
from maillage.portability.services import network_of
from maillage.territory.contact_erasing import purge_contacts


def contacts(arguments: Namespace) -> int:
    """Erase the details of people whose day has come. Raises ValueError without a verb."""
    if arguments.verb != "purge":
        raise ValueError("Précisez le verbe : maillage contacts purge --help")
    call_command("migrate", verbosity=0, interactive=False)
    network = network_of(arguments.departement)
    day = today()
    found = purge_contacts(day, network=network, dry_run=arguments.dry_run).get(network, 0)
    if not found:
        told = f"aucun contact à effacer au {plain_date(day)}"
    elif arguments.dry_run:
        told = f"{count(found, 'contact serait effacé', 'contacts seraient effacés')} au {plain_date(day)}"
    else:
        told = count(found, "contact effacé", "contacts effacés")
    screen.out.print(f"  ✓ {network} : {told}", markup=False)
    return 0
