"""A visit that costs one query: what saving an answer must know of its link, its questionnaire and its campaign."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from maillage.base.models import AuditEntry
from maillage.base.models.prepared import TEXT, Prepared
from maillage.base.secret_links import digest_of
from maillage.campaigns.domain.scores import Marks
from maillage.campaigns.links import LinkState, state_of
from maillage.campaigns.marks import marks_of
from maillage.campaigns.models import AccessLink, Campaign, Participation
from maillage.campaigns.visits import PLACE_MARK, Visit, visit_of
from maillage.rulebook.projects import shared_project


def _columns(model: Any, names: str) -> tuple[str, ...]:
    """In the order in which a row of this model is made; others are read when asked for, at the price of a query."""
    wanted = set(names.split())
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname in wanted)


_LINK = _columns(AccessLink, "id network_id digest epci_code expires_on revoked_at confirmed_at")
_PERSON = _columns(
    Participation, "id network_id campaign_id library_code epci_code rater express submitted_at open_until"
)
_CAMPAIGN = _columns(
    Campaign, "id network_id framework framework_version form opens closes opened_at closed_at"
)
_last = AuditEntry.objects.filter(network=OuterRef("network")).order_by("-pk").values("pk")[:1]
_found = Prepared(
    lambda: (
        AccessLink.objects.filter(digest=TEXT)
        .exclude(participation=None)
        .annotate(trail=Subquery(_last))
        .values_list(
            "trail",
            *_LINK,
            *(f"participation__{name}" for name in _PERSON),
            *(f"participation__campaign__{name}" for name in _CAMPAIGN),
        )
    )
)
_marks: dict[tuple[object, ...], Marks] = {}
MOST_MARKS = 64


def seat_of(token: str, today: date) -> tuple[Visit, Marks]:
    """The questionnaire that an address opens, and by which marks it is read. Raises TurnedAway.

    A link that is not in order, or a coordinator's, goes the longer way of `visit_of`.
    """
    rows = [] if PLACE_MARK in token else _found.rows(digest_of(token))
    trail, *values = rows[0] if rows else [None] * (len(_LINK) + 1)
    link: Any = AccessLink.from_db("default", _LINK, values[: len(_LINK)])
    if not rows or state_of(link, today) is not LinkState.VALID:
        visit = visit_of(token, today)
        return visit, _marks_of(visit, trail)
    person: Any = Participation.from_db("default", _PERSON, values[len(_LINK) : len(_LINK) + len(_PERSON)])
    person.campaign = Campaign.from_db("default", _CAMPAIGN, values[len(_LINK) + len(_PERSON) :])
    visit = Visit(token=token, link=link, participation=person, today=today)
    return visit, _marks_of(visit, trail)


def _marks_of(visit: Visit, trail: int | None) -> Marks:
    """Every change of a network's own values writes its trail: with the same last line, the marks are the same."""
    key = (visit.participation.network_id, trail, visit.today)
    found = _marks.get(key) if trail else None
    if found is None:
        found = marks_of(shared_project(visit.link.network, visit.today))
        if len(_marks) >= MOST_MARKS:
            _marks.clear()
        _marks[key] = found
    return found
