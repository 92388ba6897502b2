"""A campaign of the demo's libraries for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from maillage.accounts.models import Network
from maillage.campaigns.answering import Given, save_answer
from maillage.campaigns.domain import Framework
from maillage.campaigns.domain.inviting import Place
from maillage.campaigns.framework_store import framework_of, take_packaged
from maillage.campaigns.links import confirm, link_of, make_link
from maillage.campaigns.models import Campaign, Participation
from maillage.campaigns.opening import open_campaign, places_of
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of

GRID = "services-numeriques"


@dataclass
class OpenCampaign:
    """A campaign open on the demo's day, with what tests need at hand."""

    network: Network
    row: Any
    framework: Framework
    today: date

    def participation(self, index: int = 0) -> Participation:
        rows = (
            Participation.objects.filter(campaign=self.row).exclude(library_code="").order_by("library_code")
        )
        return rows.select_related("campaign")[index]

    def token(self, participation: Participation, *, confirmed: bool = True) -> str:
        token = make_link(campaign=self.row, participation=participation, today=self.today)
        link = link_of(token)
        if confirmed and link is not None:
            confirm(link=link)
        return token

    def answer(self, participation: Participation, levels: dict[str, int | str]) -> None:
        """Save levels (or canonical values) by item."""
        for item, value in levels.items():
            given = Given(item=item, value=str(value))
            save_answer(participation=participation, framework=self.framework, given=given, today=self.today)


@pytest.fixture
def open_grid(demo_network: Network) -> OpenCampaign:
    """The packaged grid asked of every library of the demo network, open until a month after the demo's day."""
    return open_one(demo_network)


def open_one(network: Network, *, code: str = "ESSAI", framework: str = GRID, **more: Any) -> OpenCampaign:
    take_packaged(network=network, code=framework)
    closes = DEMO_TODAY.replace(month=DEMO_TODAY.month + 1)
    given = {"title": "Campagne d'essai", "opens": DEMO_TODAY, "closes": closes, "form": "either", **more}
    row: Any = Campaign.objects.create(network=network, code=code, framework=framework, position=99, **given)
    row = open_campaign(campaign=row, places=places_of(project_of(network, DEMO_TODAY)))
    return OpenCampaign(network=network, row=row, framework=framework_of(row), today=DEMO_TODAY)


@pytest.fixture
def small_grid(network: Network, settings: Any) -> OpenCampaign:
    """The packaged grid asked of five libraries of two EPCI, in the smallest network: made in no time."""
    settings.MAILLAGE_TODAY = DEMO_TODAY
    take_packaged(network=network, code=GRID)
    row: Any = Campaign.objects.create(
        network=network, code="ESSAI", framework=GRID, title="Campagne d'essai", opens=DEMO_TODAY,
        closes=DEMO_TODAY.replace(month=DEMO_TODAY.month + 1), form="either", contact="reseau@exemple.fr",
    )  # fmt: skip
    places = [
        Place(
            code=f"LI{rank}",
            name=f"Bibliothèque {rank}",
            epci_code=f"20000000{rank // 3}",
            epci_name=f"CC {rank // 3}",
        )
        for rank in range(5)
    ]
    row = open_campaign(campaign=row, places=places)
    return OpenCampaign(network=network, row=row, framework=framework_of(row), today=DEMO_TODAY)


@pytest.fixture
def make_campaign() -> Callable[..., OpenCampaign]:
    return open_one
