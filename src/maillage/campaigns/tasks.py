"""Long work of campaigns: invitations, and the reminders of every day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from maillage.base.clock import today
from maillage.base.models import Job
from maillage.campaigns.cards_job import KIND as CARDS
from maillage.campaigns.cards_job import make_cards
from maillage.campaigns.exports.job import KIND as EXPORT
from maillage.campaigns.exports.job import make_export
from maillage.campaigns.inviting import INVITE, REMIND, origin_of, start_reminders
from maillage.campaigns.models import Campaign
from maillage.campaigns.sending import send_invitations, send_reminders
from maillage.campaigns.survey_replies import purge_texts


def _invite(job: Job) -> dict[str, Any]:
    return _told(job, send_invitations(job, today()))


def _remind(job: Job) -> dict[str, Any]:
    return _told(job, send_reminders(job, date.fromisoformat(job.arguments["day"])))


def _told(job: Job, told: dict[str, Any]) -> dict[str, Any]:
    url = reverse("campaigns:campaign-sending", args=[job.network.department, job.arguments["campaign"]])
    return {**told, "url": url, "url_label": "Voir les envois"}


def remind_all(day: date) -> None:
    """Ask for the reminders of every open campaign from which invitations left. Twice a day changes nothing."""
    rows = Campaign.objects.exclude(opened_at=None).filter(closed_at=None).select_related("network")
    for campaign in rows.order_by("pk"):
        origin = origin_of(campaign.network)
        if origin and campaign.takes_answers(day):
            start_reminders(campaign=campaign, origin=origin, day=day)


# Every day: the reminders that are due, and the words of surveys whose months are over.
DAILY = (remind_all, purge_texts)

JOBS = {INVITE: _invite, REMIND: _remind, CARDS: make_cards, EXPORT: make_export}
