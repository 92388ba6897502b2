"""A base with hundreds of open questionnaires, made in a process of its own; prints their tokens and their questions."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from typing import Any

COUNT = 572


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings")
    import django  # after the settings are named

    django.setup()
    from django.core.management import call_command

    from maillage.accounts.models import Network
    from maillage.base.clock import today
    from maillage.campaigns.domain.inviting import Place
    from maillage.campaigns.framework_store import framework_of, take_packaged
    from maillage.campaigns.links import confirm, link_of, make_link
    from maillage.campaigns.models import Campaign, Participation
    from maillage.campaigns.opening import open_campaign

    call_command("migrate", verbosity=0)
    network = Network.objects.create(department="18", name="Réseau mesuré", owner="Département mesuré")
    take_packaged(network=network, code="services-numeriques")
    row: Any = Campaign.objects.create(
        network=network, code="MESURE", title="Mesure", framework="services-numeriques", form="complete",
        opens=today(), closes=today() + timedelta(days=30), position=1,
    )  # fmt: skip
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    places = [Place(code=f"LI{rank:05}", name=f"Bibliothèque {rank}") for rank in range(count)]
    row = open_campaign(campaign=row, places=places)
    tokens = []
    for person in Participation.objects.filter(campaign=row).order_by("pk"):
        tokens.append(make_link(campaign=row, participation=person, today=today()))
        link = link_of(tokens[-1])
        assert link is not None
        confirm(link=link)
    items = [[item.code, item.top] for item in framework_of(row).asked(express=False)]
    print(json.dumps({"tokens": tokens, "items": items}))


if __name__ == "__main__":
    main()
