"""What campaigns tell the rest of the house: their dates, the remarks of the linter, the first things of the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from campaigns.conftest import OpenCampaign
from maillage.base.values.remarks import Severity
from maillage.campaigns.checks import checks
from maillage.campaigns.dates import dates
from maillage.campaigns.models import Campaign, Participation
from maillage.desk.domain.priorities import Gravity, Rank, priorities
from maillage.desk.domain.situation import OpenCampaign as Running
from maillage.desk.domain.situation import Situation
from maillage.rulebook.projects import project_of

TODAY = date(2027, 4, 19)


def said(made: OpenCampaign, on: date, **row: Any) -> dict[str, Severity]:
    Campaign.objects.filter(pk=made.row.pk).update(**row)
    found = checks(project_of(made.network, on))
    return {r.code: r.severity for r in found if r.target == "campaigns.Campaign/ESSAI"}


def test_an_open_campaign_in_its_dates_gets_no_remark(open_grid: OpenCampaign) -> None:
    assert said(open_grid, TODAY) == {}


def test_a_campaign_open_past_its_last_day_is_told_to_be_closed(open_grid: OpenCampaign) -> None:
    assert said(open_grid, open_grid.row.closes + timedelta(days=1)) == {"CAM-02": Severity.WARNING}


def test_a_promised_return_that_is_past_is_told_while_the_campaign_is_open(open_grid: OpenCampaign) -> None:
    assert "CAM-03" in said(open_grid, TODAY, results_on=TODAY - timedelta(days=1))


def test_a_low_response_is_told_once_the_campaign_is_closed(open_grid: OpenCampaign) -> None:
    assert said(open_grid, TODAY, closed_at=timezone.now()) == {"CAM-05": Severity.ADVICE}
    Participation.objects.filter(campaign=open_grid.row).update(submitted_at=timezone.now())
    assert said(open_grid, TODAY) == {}


def test_the_calendar_holds_the_opening_the_reminders_and_the_last_day(open_grid: OpenCampaign) -> None:
    project = project_of(open_grid.network, TODAY)
    found = {event.uid: event for event in dates(project) if event.target == "campaigns.Campaign/ESSAI"}
    assert found["campaign-ESSAI-opens"].day == TODAY
    assert found["campaign-ESSAI-reminder-1"].day == TODAY + timedelta(days=10)
    assert not found["campaign-ESSAI-closes"].missed
    late = project_of(open_grid.network, open_grid.row.closes + timedelta(days=1))
    assert next(event for event in dates(late) if event.uid == "campaign-ESSAI-closes").missed


@pytest.mark.parametrize(
    ("closes", "gravity", "verb"),
    [
        (TODAY + timedelta(days=30), Gravity.TIDY, "Suivre"),
        (TODAY + timedelta(days=5), Gravity.SOON, "Suivre"),
        (TODAY - timedelta(days=1), Gravity.LATE, "Clore"),
    ],
)
def test_the_day_begins_with_the_campaign_whose_end_is_near(
    closes: date, gravity: Gravity, verb: str
) -> None:
    running = Running(code="C1", title="Essai", sent=54, asked=143, closes=closes)
    (line,) = [
        one for one in priorities(Situation(today=TODAY, campaigns=(running,))) if one.rank is Rank.CAMPAIGN
    ]
    assert line.gravity is gravity
    assert line.label == f"{verb} la campagne « Essai » : 54 réponses sur 143"
    assert "89\u00a0bibliothèques n'ont pas répondu" in line.why


def test_a_campaign_that_everyone_answered_asks_for_nothing_before_its_end() -> None:
    running = Running(code="C1", title="Essai", sent=143, asked=143, closes=TODAY + timedelta(days=9))
    assert not [
        one for one in priorities(Situation(today=TODAY, campaigns=(running,))) if one.rank is Rank.CAMPAIGN
    ]
