"""The first step of a questionnaire: someone presses the button, and says which form she will fill."""

from __future__ import annotations

from django.utils import timezone

from maillage.campaigns import domain
from maillage.campaigns.links import confirm
from maillage.campaigns.models import Participation
from maillage.campaigns.visits import Visit

SHORT, WHOLE = "courte", "complete"


def may_choose(visit: Visit) -> bool:
    """Whether the library chooses between the short form and the whole one."""
    return visit.framework.has_express and visit.campaign.form == domain.Form.EITHER.value


def begin(visit: Visit, form: str = "") -> None:
    """Confirm the link, note the opening, keep the form chosen. Nothing moves in a questionnaire that is locked."""
    confirm(link=visit.link)
    if visit.locked:
        return
    rows = Participation.objects.filter(pk=visit.participation.pk, submitted_at=None)
    if may_choose(visit) and form in (SHORT, WHOLE):
        rows.update(express=form == SHORT)
    rows.filter(opened_at=None).update(opened_at=timezone.now())
