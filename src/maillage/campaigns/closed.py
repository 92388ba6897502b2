"""Libraries that closed during a campaign: they leave the denominators, and nobody calls them again."""

from __future__ import annotations

from typing import Any

from maillage.base.plugs import Project
from maillage.campaigns.models import Call, CallOutcome, Participation


def closed_among(rows: Any) -> frozenset[int]:
    """The keys of the questionnaires (a QuerySet of Participation) that the last call found closed and that were not
    sent. One query."""
    last: dict[int, str] = {}
    calls = Call.objects.filter(participation__in=rows, participation__submitted_at=None)
    for key, outcome in calls.order_by("on", "pk").values_list("participation_id", "outcome"):
        last[key] = outcome
    return frozenset(key for key, outcome in last.items() if outcome == CallOutcome.CLOSED.value)


def _closed(project: Project) -> frozenset[int]:
    return closed_among(Participation.objects.filter(network=project.network))


def closed_of(project: Project) -> frozenset[int]:
    """The keys (`Participation.pk`) of every questionnaire of a library closed during its campaign."""
    return project.once(_closed)


def is_closed(project: Project, participation: Any) -> bool:
    """Whether a library closed during this campaign; an answer that came counts all the same."""
    return participation.pk in closed_of(project)
