"""Every date of every room, by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from maillage.base.plugs import DatedEvent, Project
from maillage.base.ui.components import Entry, Link, NextStep
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import MONTHS, count
from maillage.desk.domain.agenda import Search, Span, by_month, matching, within
from maillage.desk.domain.priorities import Rank
from maillage.desk.home import entry_of, step_of
from maillage.desk.readings import dates_of, has_programme, priorities_of

# Months shown at once; the others are one click away.
OPEN = 4
OF_DATES = (Rank.PURCHASE_SLIPS, Rank.MEETING_IMMINENT, Rank.MEETING_SOON, Rank.UNDECIDED)


@dataclass(frozen=True)
class MonthShown:
    """A month of dates; those far ahead are folded."""

    first: date
    entries: list[Entry]
    folded: bool

    @property
    def title(self) -> str:
        return f"{MONTHS[self.first.month - 1].capitalize()} {self.first.year}"

    @property
    def told(self) -> str:
        return count(len(self.entries), "date")


@require_safe
def show(request: NetworkRequest) -> HttpResponse:
    project = request.project
    events, search = dates_of(project), search_of(request.GET)
    found = matching(events, search)
    chosen = within(found, search.span, project.today)
    missed = [event for event in found if event.missed] if search.span is Span.COMING else []
    return page(
        request,
        "desk/calendar.html",
        title="Échéances",
        lead="Toutes les dates du projet : séances, rapports, décisions, achats, fins de délai.",
        tools=[Link("Recevoir dans mon agenda", to(request, "desk:feed"), "button", "calendar-plus")],
        steps=_steps(request),
        search=search,
        spans=list(Span),
        kinds=sorted({event.kind for event in events}),
        told=_told(len(chosen), search),
        missed=_entries(project, missed),
        months=[
            MonthShown(month.first, _entries(project, month.events), rank >= OPEN and not search.narrows)
            for rank, month in enumerate(by_month(chosen))
        ],
    )


def _steps(request: NetworkRequest) -> list[NextStep]:
    project = request.project
    if has_programme(project):
        return [step_of(project, line) for line in priorities_of(project) if line.rank in OF_DATES]
    url = to(request, "portability:new-programme") if request.can_edit else ""
    why = "Sans lui, seules les séances, les fins de contrat et les tâches du diagnostic sont datées."
    return [NextStep("Commencer un programme", url, why)]


def search_of(params: QueryDict) -> Search:
    """What the address asks for; what it asks wrongly is left out."""
    asked = params.get("periode", "")
    span = Span(asked) if asked in {one.value for one in Span} else Span.COMING
    kinds = tuple(kind for kind in params.getlist("nature") if kind)
    return Search(span=span, kinds=kinds, words=params.get("q", "").strip()[:200])


def _entries(project: Project, events: tuple[DatedEvent, ...] | list[DatedEvent]) -> list[Entry]:
    return [entry_of(project, event) for event in events]


def _told(n: int, search: Search) -> str:
    which = {Span.COMING: " à venir", Span.PAST: " passée" + "s" * (n > 1), Span.ALL: ""}[search.span]
    return f"{count(n, 'date')}{which}{' pour cette recherche' if search.narrows else ''}"
