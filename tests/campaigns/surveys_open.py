"""Two surveys open on the demo's day, for the tests of what readers and participants say."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from maillage.accounts.models import Network
from maillage.campaigns.framework_store import take_packaged
from maillage.campaigns.models import Campaign, SurveyReply
from maillage.campaigns.opening import open_campaign
from maillage.campaigns.survey_links import make_survey_link
from maillage.campaigns.survey_replies import keep_reply
from maillage.cli.demo import DEMO_TODAY


def open_survey(network: Network, framework: str = "apres-atelier", code: str = "AVIS") -> Any:
    take_packaged(network=network, code=framework)
    row: Any = Campaign.objects.create(
        network=network, code=code, framework=framework, position=98, title="Vos avis", opens=DEMO_TODAY
    )
    return Campaign.objects.select_related("network").get(pk=open_campaign(campaign=row, places=()).pk)


def address(campaign: Any, **more: Any) -> str:
    return f"/enquete/{make_survey_link(campaign=campaign, **more)}/"


def receipt(client: Client, url: str) -> str:
    return re.findall(r'name="envoi" value="([0-9a-f]{32})"', client.get(url).content.decode())[0]


def reply(campaign: Any, times: int = 1, **more: Any) -> SurveyReply:
    given = {"on": DEMO_TODAY, "values": {"appris": "5"}, **more}
    return [keep_reply(campaign=campaign, **given) for _ in range(times)][-1]
