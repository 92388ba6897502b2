"""What a questionnaire costs those who answer: how long, where people stop, what they do not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import Count

from maillage.campaigns.domain.answers import Missing
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.domain.frameworks import Framework, Item
from maillage.campaigns.models import Answer, Campaign, Participation

# Sent more than a day after it was opened: it was left and taken up again, which says nothing of its length.
ONE_SITTING = timedelta(hours=3)


@dataclass(frozen=True, kw_only=True)
class Burden:
    """`minutes`: median of those filled in one sitting (`timed` of them), None without any. `stops`: where drafts end;
    `unknown`: items most often answered « je ne sais pas », among those that were sent."""

    minutes: float | None
    timed: int
    stops: Sequence[tuple[Item, int]]
    unknown: Sequence[tuple[Item, int]]


def burden_of(campaign: Campaign, framework: Framework, *, most: int = 8) -> Burden:
    """Three queries, whatever the number of answers."""
    rows = Participation.objects.filter(campaign=campaign, rater=Rater.SELF.value)
    sent = rows.exclude(submitted_at=None).exclude(opened_at=None).exclude(on_behalf=True)
    spans = [end - start for start, end in sent.values_list("opened_at", "submitted_at")]
    sittings = [span.total_seconds() / 60 for span in spans if timedelta(0) < span <= ONE_SITTING]
    return Burden(
        minutes=median(sittings) if sittings else None,
        timed=len(sittings),
        stops=_stops(campaign, framework)[:most],
        unknown=_unknown(campaign, framework)[:most],
    )


def _stops(campaign: Campaign, framework: Framework) -> list[tuple[Item, int]]:
    """The last item answered in each draft that was not sent, the most frequent first."""
    order = {item.code: rank for rank, item in enumerate(framework.items)}
    drafts = Answer.objects.filter(
        participation__campaign=campaign, participation__submitted_at=None,
        participation__rater=Rater.SELF.value,
    )  # fmt: skip
    last: dict[int, str] = {}
    for key, item in drafts.values_list("participation_id", "item"):
        if item in order and order[item] >= order.get(last.get(key, ""), -1):
            last[key] = item
    return [(framework.by_code[item], n) for item, n in Counter(last.values()).most_common()]


def _unknown(campaign: Campaign, framework: Framework) -> list[tuple[Item, int]]:
    found = (
        Answer.objects.filter(
            participation__campaign=campaign, missing=Missing.UNKNOWN.value,
            participation__rater=Rater.SELF.value,
        )
        .exclude(participation__submitted_at=None)
        .values("item")
        .annotate(n=Count("pk"))
        .order_by("-n", "item")
    )  # fmt: skip
    return [(framework.by_code[one["item"]], one["n"]) for one in found if one["item"] in framework.by_code]
