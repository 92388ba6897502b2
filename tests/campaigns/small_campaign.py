"""A campaign of two pages: one question of each kind, one that depends on another, one for the whole network."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from campaigns.conftest import OpenCampaign
from maillage.accounts.models import Network
from maillage.campaigns.domain import Condition, Domain, Framework, FrameworkKind, Item, ItemKind, ItemScope
from maillage.campaigns.framework_store import framework_of, keep_framework
from maillage.campaigns.models import Campaign
from maillage.campaigns.opening import open_campaign, places_of
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of


def small(version: str = "1") -> Framework:
    ladder: dict[str, Any] = {"levels": ("Rien.", "Un peu.", "Assez.", "Bien.")}
    here = (
        Item(code="wifi", number="1.1", title="Wi-Fi", question="Le Wi-Fi ?", core=True, express=True, **ladder),
        Item(
            code="trace", number="1.2", title="Traces", question="Qui garde les traces ?",
            when=(Condition(item="wifi", at_least=Decimal(2)),), **ladder,
        ),
    )  # fmt: skip
    life = (
        Item(
            code="heures", number="2.1", title="Heures", question="Combien d'heures ?", kind=ItemKind.NUMBER,
            unit="h", maximum=Decimal(100), prefill="weekly_hours", express=True,
        ),
        Item(
            code="jour", number="2.2", title="Jour", question="Quel jour ?", kind=ItemKind.CHOICE,
            options=("Lundi", "Mardi"),
        ),
        Item(code="accueil", number="2.3", title="Accueil", question="L'accueil ?", kind=ItemKind.IMPORTANCE),
        Item(code="aide", number="2.4", title="Aide", question="On nous aide.", kind=ItemKind.AGREEMENT),
        Item(code="mot", number="2.5", title="Un mot", question="Autre chose ?", kind=ItemKind.FREE),
        Item(
            code="portail", number="2.6", title="Portail", question="Le portail ?", scope=ItemScope.NETWORK, **ladder
        ),
    )  # fmt: skip
    return Framework(
        code="petit", version=version, title="Petit", purpose="Aider.", minutes_complete=8, minutes_express=2,
        kind=FrameworkKind.GRID,
        domains=(
            Domain(code="acces", title="Accès", items=here),
            Domain(code="vie", title="Vie", items=life),
        ),
    )  # fmt: skip


def open_small(
    network: Network, code: str = "PETIT", framework: Framework | None = None, **more: Any
) -> OpenCampaign:
    made = framework or small()
    keep_framework(network=network, framework=made)
    closes = DEMO_TODAY.replace(month=DEMO_TODAY.month + 1)
    given = {
        "title": "Petite campagne", "opens": DEMO_TODAY, "closes": closes, "form": "complete",
        "contact": "lecture@example.org", "phone": "02 48 00 00 00", "framework_version": made.version, **more,
    }  # fmt: skip
    row: Any = Campaign.objects.create(network=network, code=code, framework=made.code, position=98, **given)
    row = open_campaign(campaign=row, places=places_of(project_of(network, DEMO_TODAY)))
    return OpenCampaign(network=network, row=row, framework=framework_of(row), today=DEMO_TODAY)
