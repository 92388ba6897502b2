"""Clumsy and hostile hands on a campaign: nothing falls, nothing leaks, no answer changes its meaning."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.campaigns.conftest import OpenCampaign

from maillage.accounts.models import Network
from maillage.base.models import Frozen
from maillage.campaigns.domain.campaigns import TAKEN_CODES
from maillage.campaigns.links import confirm, link_of, make_link
from maillage.campaigns.models import Campaign, FrameworkVersion
from maillage.campaigns.submitting import submit
from maillage.campaigns.urls import urlpatterns
from maillage.portability.services import (
    WouldLoseData,
    programme_text,
    read_programme,
    save_programme,
)

FORM = {"title": "Essai", "framework": "services-numeriques", "form": "either", "audience": "all"}


def made(team: Client, network: Network, **fields: str) -> Any:
    return team.post(f"/{network.department}/campagnes/fiches/ajouter/", {**FORM, **fields})


@pytest.mark.parametrize("code", sorted(TAKEN_CODES))
def test_a_campaign_cannot_take_the_address_of_a_page(team: Client, network: Network, code: str) -> None:
    assert made(team, network, code=code).status_code == 422
    assert not Campaign.objects.filter(code=code).exists()


def test_every_page_that_stands_where_a_campaign_would_is_a_taken_code() -> None:
    routes = {str(route.pattern) for route in urlpatterns}
    assert {route[:-1] for route in routes if re.fullmatch(r"[a-z-]+/", route)} <= TAKEN_CODES


def test_a_reminder_in_a_million_years_is_refused(team: Client, network: Network) -> None:
    answer = made(team, network, code="LOIN", opens="2027-04-19", first_reminder="999999999")
    assert answer.status_code == 422
    assert not Campaign.objects.filter(code="LOIN").exists()


@pytest.mark.parametrize("change", [{"framework": "satisfaction-usagers"}, {"framework_version": "99"}])
def test_what_an_open_campaign_asks_does_not_change(small_grid: OpenCampaign, change: dict[str, str]) -> None:
    row: Any = Campaign.objects.get(pk=small_grid.row.pk)
    for name, value in change.items():
        setattr(row, name, value)
    with pytest.raises(Frozen):
        row.save()


def test_the_form_of_an_open_campaign_says_why_its_framework_stays(
    small_grid: OpenCampaign, team: Client
) -> None:
    url = f"/{small_grid.network.department}/campagnes/fiches/ESSAI/modifier/"
    sheet = team.get(url).context["version"]
    answer = team.post(url, {**FORM, "code": "ESSAI", "framework": "satisfaction-usagers", "_version": sheet})
    assert answer.status_code == 422
    assert "y rattachent" in answer.content.decode()
    assert Campaign.objects.get(pk=small_grid.row.pk).framework == "services-numeriques"


def test_a_programme_file_with_another_framework_changes_nothing(
    small_grid: OpenCampaign, tmp_path: Any
) -> None:
    text = programme_text(small_grid.network)
    path = tmp_path / "p.yaml"
    path.write_text(text.replace("framework: services-numeriques", "framework: autre"), encoding="utf-8")
    from_file = read_programme(path)
    with pytest.raises(WouldLoseData, match="ESSAI"):
        save_programme(file=from_file)
    assert Campaign.objects.get(pk=small_grid.row.pk).framework == "services-numeriques"


def test_a_programme_file_written_before_the_opening_keeps_the_version_in_use(
    small_grid: OpenCampaign, tmp_path: Any
) -> None:
    lines = programme_text(small_grid.network).splitlines()
    path = tmp_path / "p.yaml"
    path.write_text("\n".join(line for line in lines if "framework_version" not in line), encoding="utf-8")
    save_programme(file=read_programme(path))
    assert (
        Campaign.objects.get(pk=small_grid.row.pk).framework_version == small_grid.framework.version  # type: ignore[attr-defined]
    )


def test_a_coordinator_opens_only_the_libraries_of_her_epci(small_grid: OpenCampaign, client: Client) -> None:
    token = make_link(campaign=small_grid.row, epci_code="200000000", today=small_grid.today)
    link = link_of(token)
    assert link is not None
    confirm(link=link)
    hers, theirs = reverse("questionnaire", args=[f"{token}~LI0"]), f"{token}~LI4"
    assert client.get(hers).status_code == 200
    for name in ("questionnaire", "questionnaire-answers", "questionnaire-results", "questionnaire-card"):
        assert client.get(reverse(name, args=[theirs])).status_code == 404


def test_the_link_of_a_library_opens_no_other(small_grid: OpenCampaign, client: Client) -> None:
    token = small_grid.token(small_grid.participation(0))
    submit(participation=small_grid.participation(1), today=small_grid.today)
    for name in (
        "questionnaire-answers",
        "questionnaire-results",
        "questionnaire-card",
        "questionnaire-plan",
    ):
        assert client.get(reverse(name, args=[f"{token}~LI1"])).status_code == 404


def test_a_link_whose_framework_was_lost_says_so_kindly(small_grid: OpenCampaign, client: Client) -> None:
    token = small_grid.token(small_grid.participation(0))
    FrameworkVersion.objects.all().delete()
    Campaign.objects.filter(pk=small_grid.row.pk).update(framework_version="perdue")
    answer = client.get(reverse("questionnaire", args=[token]))
    assert answer.status_code == 503
    assert "Prévenez le service" in answer.content.decode()


def test_the_page_of_messages_opens_when_the_framework_was_lost(
    small_grid: OpenCampaign, team: Client
) -> None:
    FrameworkVersion.objects.all().delete()
    Campaign.objects.filter(pk=small_grid.row.pk).update(framework_version="perdue")
    assert team.get(f"/{small_grid.network.department}/campagnes/ESSAI/envois/").status_code == 200
