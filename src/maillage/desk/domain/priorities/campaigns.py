"""The campaigns that ask libraries now: who has not answered, and how long is left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from maillage.base.values.french import count, number, plain_date
from maillage.desk.domain.priorities.line import Gravity, Priority, Rank, others
from maillage.desk.domain.situation import OpenCampaign, Situation

# The last days, in which a call still changes something.
LAST_DAYS = 10


def campaign(now: Situation) -> Iterator[Priority]:
    left = [one for one in now.campaigns if one.sent < one.asked or _is_over(one, now.today)]
    if not left:
        return
    one = min(left, key=lambda one: one.closes or date.max)
    over = _is_over(one, now.today)
    near = one.closes is not None and (one.closes - now.today).days <= LAST_DAYS
    waiting = count(one.asked - one.sent, "bibliothèque n'a pas répondu", "bibliothèques n'ont pas répondu")
    until = f"Dernier jour le {plain_date(one.closes)}. " if one.closes else ""
    yield Priority(
        rank=Rank.CAMPAIGN,
        gravity=Gravity.LATE if over else Gravity.SOON if near else Gravity.TIDY,
        label=f"{'Clore' if over else 'Suivre'} la campagne « {one.title} » : "
        f"{number(one.sent)} réponses sur {number(one.asked)}",
        why=f"{until}{waiting[:1].upper()}{waiting[1:]}."
        + others(len(left), "campagne est ouverte", "campagnes sont ouvertes"),
        target=f"campaigns.Campaign/{one.code}",
        page="campaigns:campaigns",
    )


def _is_over(one: OpenCampaign, today: date) -> bool:
    return one.closes is not None and one.closes < today
