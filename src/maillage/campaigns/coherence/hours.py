"""Checks of opening hours: which libraries are drawn this quarter, what was read, and writing it down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from maillage.base.models import record
from maillage.base.plugs import Project
from maillage.campaigns.coherence.marks import coherence_marks
from maillage.campaigns.domain.coherence.hours import (
    HoursAgreement,
    HoursState,
    LibraryHours,
    hours_agreement,
)
from maillage.campaigns.domain.inviting import Place
from maillage.campaigns.models import HoursCheck, HoursSource
from maillage.campaigns.opening import places_of
from maillage.statistics.sampling import size_of_share, stratified_sample

# Hours change with seasons and teams: what was read a year ago no longer tells.
KEPT_DAYS = 365
SOURCES = tuple(source.value for source in HoursSource)


@dataclass(frozen=True, kw_only=True)
class HoursRound:
    """`drawn`: the libraries of this quarter, by name; `checks`: what was read this year, by library; `read_on`: the
    last day of each."""

    quarter: str
    drawn: tuple[Place, ...]
    checks: Mapping[str, LibraryHours]
    read_on: Mapping[str, date]
    agreement: HoursAgreement | None
    places: tuple[Place, ...]

    @property
    def unread(self) -> tuple[Place, ...]:
        """Those drawn whose hours wait to be read, or read to the end."""
        return tuple(
            place
            for place in self.drawn
            if place.code not in self.checks or self.checks[place.code].state is HoursState.UNFINISHED
        )

    @property
    def others(self) -> tuple[Place, ...]:
        """Those read this year without being drawn this quarter, by name."""
        now = {place.code for place in self.drawn}
        found = [place for place in self.places if place.code in self.checks and place.code not in now]
        return tuple(sorted(found, key=lambda place: (place.name, place.code)))


def _round(project: Project) -> HoursRound:
    rows = HoursCheck.objects.filter(
        network=project.network, on__gt=project.today - timedelta(days=KEPT_DAYS)
    )
    said: dict[str, dict[str, str]] = defaultdict(dict)
    read_on: dict[str, date] = {}
    for row in rows.order_by("on", "pk"):
        said[row.library_code][row.source] = row.hours
        read_on[row.library_code] = row.on
    checks = {
        code: LibraryHours(library=code, said=texts, sources=SOURCES) for code, texts in sorted(said.items())
    }
    places = places_of(project)
    current = {place.code for place in places}
    return HoursRound(
        quarter=_quarter(project.today),
        drawn=drawn(places, coherence_marks(project).hours_sample, project.today),
        checks=checks,
        read_on=read_on,
        agreement=hours_agreement(check for code, check in checks.items() if code in current),
        places=places,
    )


def hours_of(project: Project) -> HoursRound:
    return project.once(_round)


def _quarter(on: date) -> str:
    rank = (on.month + 2) // 3
    return f"{rank}{'er' if rank == 1 else 'e'} trimestre {on.year}"


def drawn(places: Iterable[Place], wanted: int, on: date) -> tuple[Place, ...]:
    """Libraries drawn by lot within classes of commune; the same all quarter long."""
    named = {place.code: place for place in places}
    groups: dict[str, list[str]] = defaultdict(list)
    for place in named.values():
        groups[place.stratum].append(place.code)
    if not named:
        return ()
    total = size_of_share(min(1.0, wanted / len(named)), len(named), len(groups))
    sample = stratified_sample(groups, total, seed=on.year * 10 + (on.month + 2) // 3)
    chosen = [named[code] for codes in sample.values() for code in codes]
    return tuple(sorted(chosen, key=lambda place: (place.name, place.code)))


@transaction.atomic
def note_hours(
    *, project: Project, library: Place, said: Mapping[HoursSource, str], on: date, actor: object = None
) -> int:
    """Write what each source says ("" : it gives none), in place of what was read of it the same day."""
    for source, text in said.items():
        HoursCheck.objects.update_or_create(
            network=project.network, library_code=library.code, source=source.value, on=on,
            defaults={"hours": " ".join(text.split())[:300]},
        )  # fmt: skip
    if said:
        record(
            network=project.network, actor=actor, verb="hours.check",
            target=f"territory.Library/{library.code}", label=library.name, sources=len(said),
        )  # fmt: skip
    return len(said)
