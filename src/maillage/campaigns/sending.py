"""The work of sending, as a job does it: what is due is read when it runs, so that it may be stopped and run again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from maillage.base.models import Job
from maillage.base.values.french import count
from maillage.campaigns.framework_store import framework_of
from maillage.campaigns.inviting import quiet_days, to_invite, to_remind
from maillage.campaigns.mailing import send_all
from maillage.campaigns.managing import declared_of
from maillage.campaigns.models import Campaign
from maillage.campaigns.opening import NotPossible, trail
from maillage.campaigns.standings import Questionnaire, questionnaires
from maillage.rulebook.projects import project_of


def send_invitations(job: Job, today: date) -> dict[str, Any]:
    """Send the invitations that did not leave; to some libraries only, even a second time, when the job names them."""
    campaign = _campaign(job, today)
    only = set(job.arguments.get("only", ()))
    found = questionnaires(campaign, today)
    to = [one for one in found if one.participation.library_code in only] if only else to_invite(found)
    to = [one for one in to if not one.standing.is_sent]
    return _send(job, campaign, to, dict.fromkeys((one.standing.key for one in to), 0), today)


def send_reminders(job: Job, day: date) -> dict[str, Any]:
    """Send the reminders that are due on a day."""
    campaign = _campaign(job, day)
    found = questionnaires(campaign, day)
    project = project_of(job.network, day)
    declared = declared_of(project, job.arguments["campaign"])
    ranks = to_remind(found, declared, day, quiet=quiet_days(project))
    return _send(job, campaign, [one for one in found if one.standing.key in ranks], ranks, day)


def _campaign(job: Job, on: date) -> Campaign:
    rows = Campaign.objects.select_related("network")
    campaign = rows.filter(network=job.network, code=job.arguments["campaign"]).first()
    if campaign is None:
        raise NotPossible("Cette campagne n'existe plus : rien n'est envoyé.")
    if not campaign.takes_answers(on):
        raise NotPossible("Cette campagne ne prend pas de réponses aujourd'hui : rien n'est envoyé.")
    return campaign


def _send(
    job: Job, campaign: Campaign, to: Sequence[Questionnaire], ranks: Mapping[int, int], on: date
) -> dict[str, Any]:
    whole = len(to)
    job.tell(f"{count(whole, 'message')} à envoyer", 0 if whole else None)
    outcome = send_all(
        campaign=campaign,
        framework=framework_of(campaign),
        to=to,
        ranks=ranks,
        origin=job.arguments["origin"],
        today=on,
        tell=lambda done: job.tell(f"{done} sur {whole}", done * 100 // whole),
    )
    if whole:
        trail(campaign, job.kind, job.actor, sent=outcome.sent, failed=outcome.failed)
    return {"sent": outcome.sent, "failed": outcome.failed}
