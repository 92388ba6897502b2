"""The dates of a project, searched and laid out by month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from maillage.base.plugs import DatedEvent
from maillage.base.values.fields import Choice
from maillage.base.values.french import folded


class Span(Choice):
    COMING = "a-venir", "à venir"
    PAST = "passees", "passées"
    ALL = "toutes", "toutes"


@dataclass(frozen=True, kw_only=True)
class Search:
    """What is looked for. Nothing in `kinds` is every kind; `words` are looked for without case or accents."""

    span: Span = Span.COMING
    kinds: tuple[str, ...] = ()
    words: str = ""

    @property
    def narrows(self) -> bool:
        """Whether it hides dates, besides those that its span leaves out."""
        return bool(self.kinds or self.words.strip())


@dataclass(frozen=True)
class Month:
    """`first` is the first day of the month."""

    first: date
    events: tuple[DatedEvent, ...]


def matching(events: Iterable[DatedEvent], search: Search) -> tuple[DatedEvent, ...]:
    """Events of the kinds and words looked for, whatever their day."""
    words = folded(search.words).split()
    return tuple(
        event
        for event in events
        if (not search.kinds or event.kind in search.kinds)
        and all(word in folded(f"{event.title} {event.detail} {event.place}") for word in words)
    )


def within(events: Iterable[DatedEvent], span: Span, today: date) -> tuple[DatedEvent, ...]:
    """Events of a span, those to come soonest first, those gone by latest first."""
    if span is Span.PAST:
        return tuple(sorted((e for e in events if e.day < today), key=lambda e: (-e.day.toordinal(), e.uid)))
    ordered = sorted(events, key=lambda e: (e.day, e.uid))
    return tuple(ordered if span is Span.ALL else (e for e in ordered if e.day >= today))


def by_month(events: Iterable[DatedEvent]) -> tuple[Month, ...]:
    """Events grouped by month, in the order in which they come."""
    return tuple(
        Month(first, tuple(found)) for first, found in groupby(events, key=lambda e: e.day.replace(day=1))
    )
