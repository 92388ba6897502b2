"""Verbs on replies: keep one, erase a text that names somebody, erase the texts whose day has come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from maillage.base.values.periods import add_months
from maillage.campaigns.domain.frameworks import ItemKind
from maillage.campaigns.domain.surveys import items_of
from maillage.campaigns.framework_store import FrameworkRefused, framework_of
from maillage.campaigns.models import Campaign, SurveyReply
from maillage.campaigns.opening import trail
from maillage.campaigns.survey_readings import months_kept
from maillage.rulebook.projects import project_of


@transaction.atomic
def keep_reply(
    *,
    campaign: Campaign,
    on: date,
    values: Mapping[str, str],
    library: str = "",
    occasion: str = "",
    receipt: str = "",
    on_paper: bool = False,
    actor: object = None,
) -> SurveyReply:
    """Keep what somebody replied; the same sending (`receipt`) twice gives the reply already kept."""
    given = {
        "network_id": campaign.network_id,
        "library_code": library,
        "occasion": occasion,
        "on": on,
        "on_paper": on_paper,
        "values": dict(values),
    }
    first = actor is not None or not SurveyReply.objects.filter(campaign=campaign, on=on).exists()
    if receipt:
        row, made = SurveyReply.objects.get_or_create(campaign=campaign, receipt=receipt, defaults=given)
    else:
        row, made = SurveyReply.objects.create(campaign=campaign, **given), True
    if made and first:
        # One line a day, see survey_readings.
        trail(campaign, "survey.replies", actor, day=on.isoformat())
    return row  # type: ignore[no-any-return]


@transaction.atomic
def erase_text(*, reply: SurveyReply, item: str, actor: object = None) -> bool:
    """Erase for good what somebody wrote under a question; the trail does not repeat it. False when it was gone."""
    row: Any = SurveyReply.objects.select_for_update().select_related("campaign__network").get(pk=reply.pk)
    if item not in row.values:
        return False
    row.values = {code: value for code, value in row.values.items() if code != item}
    row.save(update_fields=["values"])
    trail(row.campaign, "survey.text-erase", actor, item=item)
    return True


@transaction.atomic
def purge_texts(today: date) -> int:
    """Erase what people wrote in their words, in every network, once the months told on the form are over; how many
    replies lost a text. A second run on the same day finds nothing."""
    gone = 0
    for campaign in Campaign.objects.exclude(opened_at=None).select_related("network").order_by("pk"):
        gone += _purged(campaign, today)
    return gone


def _purged(campaign: Any, today: date) -> int:
    try:
        framework = framework_of(campaign)
    except FrameworkRefused:
        return 0
    if framework.kind.is_of_libraries:
        return 0
    codes = {item.code for item in items_of(framework, ItemKind.FREE)}
    limit = add_months(today, -months_kept(project_of(campaign.network, today)))
    due = [
        row
        for row in SurveyReply.objects.filter(campaign=campaign, on__lt=limit).order_by("pk")
        if codes & row.values.keys()
    ]
    for row in due:
        row.values = {code: value for code, value in row.values.items() if code not in codes}
    SurveyReply.objects.bulk_update(due, ["values"], batch_size=500)
    if due:
        trail(campaign, "survey.texts-purged", None, replies=len(due))
    return len(due)
