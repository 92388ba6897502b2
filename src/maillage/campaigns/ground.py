"""What most pages of campaigns begin with, read once: the campaigns, and who was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import OuterRef, Subquery

from maillage.base.models.store import Loader
from maillage.base.plugs import Project
from maillage.campaigns import domain
from maillage.campaigns.models import Call, Campaign, Participation


def _campaigns(project: Project) -> tuple[Any, ...]:
    return tuple(Loader(project.network).rows(Campaign))


def campaign_rows(project: Project) -> tuple[Any, ...]:
    """Every campaign as it is stored, in the order in which people wrote them. One query."""
    return project.once(_campaigns)


def _declared(project: Project) -> tuple[domain.Campaign, ...]:
    loader = Loader(project.network)
    return tuple(loader.value(row) for row in campaign_rows(project))


def campaigns_of(project: Project) -> tuple[domain.Campaign, ...]:
    """The campaigns as people wrote them."""
    return project.once(_declared)


def _participations(project: Project) -> Mapping[int, Sequence[Any]]:
    if not campaign_rows(project):
        return {}
    calls = Call.objects.filter(participation=OuterRef("pk")).order_by("-on", "-pk")
    rows = Participation.objects.filter(network=project.network)
    campaigns = {row.pk: row for row in campaign_rows(project)}
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows.annotate(last_outcome=Subquery(calls.values("outcome")[:1])):
        if row.campaign_id in campaigns:
            row.campaign = campaigns[row.campaign_id]
            found[row.campaign_id].append(row)
    return found


def participations_of(project: Project) -> Mapping[int, Sequence[Any]]:
    """Every questionnaire by the key of its campaign, each with `last_outcome`, that of its last call. One query.

    What is sent, and who closed, write the trail; whether a draft has begun may lag behind.
    """
    return project.once(_participations)
