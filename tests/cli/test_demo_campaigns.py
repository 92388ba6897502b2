"""The campaigns of the demo are whole: asked, answered unevenly, seen twice, followed by plans."""

from __future__ import annotations

from django.db.models import F

from maillage.accounts.models import Network
from maillage.campaigns.domain import Band, CampaignState
from maillage.campaigns.models import Call, Campaign, HoursCheck, ImprovementStep, Message, SurveyReply, Wish
from maillage.campaigns.readings import results_of
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of


def test_five_campaigns_are_played_and_the_mirror_one_is_open(demo_network: Network) -> None:
    states = {row.code: row.state for row in Campaign.objects.filter(network=demo_network)}
    assert states == {
        "AUT25": CampaignState.CLOSED,
        "AUT26": CampaignState.CLOSED,
        "MIR27": CampaignState.OPEN,
        "LECT26": CampaignState.CLOSED,
        "ATEL": CampaignState.OPEN,
    }


def test_libraries_answer_unevenly_as_in_life(demo_network: Network) -> None:
    results = results_of(project_of(demo_network, DEMO_TODAY))
    autumn = results["AUT26"]
    assert len(autumn.asked) == 143
    assert 105 <= len(autumn.own) <= 130
    assert 20 <= len(autumn.second_looks) <= 26
    bands = [result.profile.band for result in autumn.own]
    assert {Band.BUILDING, Band.ON_THE_WAY, Band.CORE} <= set(bands)
    # What a service would see on its first campaign: few are a reference, some did not say enough.
    assert bands.count(Band.REFERENCE) < 15
    shared = autumn.by_library.keys() & results["AUT25"].by_library.keys()
    assert len(shared) >= 35
    assert 30 <= len(results["MIR27"].own) <= 75


def test_people_were_invited_reminded_and_called(demo_network: Network) -> None:
    autumn = Message.objects.filter(participation__campaign__code="AUT26")
    assert 80 <= autumn.filter(kind="invitation").count() <= 110
    assert 20 <= autumn.filter(kind="reminder").count() <= 110
    late = autumn.filter(kind="reminder", participation__submitted_at__lt=F("at"))
    assert not late.exists(), "nobody is reminded after sending"
    assert Call.objects.count() > 10


def test_plans_wishes_hours_and_replies_follow(demo_network: Network) -> None:
    own = {"network": demo_network}
    assert ImprovementStep.objects.filter(**own).count() > 60
    assert Wish.objects.filter(**own).count() > 20
    assert HoursCheck.objects.filter(**own).count() == 60
    assert SurveyReply.objects.filter(**own).count() > 200
