"""How many contributions were received: by consultation, by theme, by state. Asked of the base, never kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from maillage.diagnosis.models import Contribution, PublicPage


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Counts of the contributions of a network; `unread` of those neither read, grouped nor set aside."""

    whole: int
    unread: int
    aside: int
    by_consultation: Counter[str]
    by_theme: Counter[str]

    @property
    def grouped(self) -> int:
        return self.by_theme.total()

    @property
    def left(self) -> int:
        """Those that no theme holds yet and nobody set aside."""
        return self.whole - self.grouped - self.aside


def heard_in(network: Any) -> Heard:
    """One query, whatever the number of contributions."""
    rows = (
        Contribution.objects.filter(network=network)
        .values_list("consultation__code", "theme__code")
        .order_by("consultation__code", "theme__code")
        .annotate(
            whole=Count("pk"),
            aside=Count("pk", filter=~Q(set_aside="")),
            unread=Count("pk", filter=Q(read_at=None, set_aside="", theme=None)),
        )
    )
    consultations: Counter[str] = Counter()
    themes: Counter[str] = Counter()
    aside = unread = 0
    for consultation, theme, count, left_out, new in rows:
        consultations[consultation] += count
        aside, unread = aside + left_out, unread + new
        if theme:
            themes[theme] += count
    return Heard(
        whole=consultations.total(),
        unread=unread,
        aside=aside,
        by_consultation=consultations,
        by_theme=themes,
    )


def is_page_open(network: Any) -> bool:
    """Whether anyone may read « Vous avez dit, nous avons fait »."""
    return bool(PublicPage.objects.filter(network=network).exists())
