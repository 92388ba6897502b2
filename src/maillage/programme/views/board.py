"""The board: actions by status, and what moves them from one to another."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from maillage.base.ui.components import Badge, Link, Tone
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.ui.panels import PageColumn, columns_for
from maillage.base.values.french import count, listed, short_date
from maillage.programme.domain import ActionStatus, Outlook
from maillage.programme.domain.board import Lane, lanes, next_milestone
from maillage.programme.domain.progress import ActionProgress
from maillage.programme.domain.statuses import contradiction, followed_status
from maillage.programme.readings import number_of, progress_of
from maillage.programme.status import set_statuses
from maillage.programme.views import shown
from maillage.programme.views.narrowing import narrowed, numbered

FOLLOW = "suivre"
FIELD = "statut-"
MONEY = "cout"
OUTLOOKS = {Outlook.GOOD: Tone.GOOD, Outlook.FRAGILE: Tone.WARNING, Outlook.LOW: Tone.BAD}
URGENT = 5


@dataclass(frozen=True, kw_only=True)
class Card:
    """An action on the board. `follows`: the status that its steps give, when somebody said another."""

    code: str
    link: Link
    badges: list[Badge]
    lines: list[str]
    told: str
    follows: ActionStatus | None
    alert: str


def board(request: NetworkRequest) -> HttpResponse:
    progress = progress_of(request.project)
    found = narrowed(request, progress)
    columns = columns_for(request.project, "programme.Action")
    made = lanes(item for _, item in found.kept)
    # What was just moved is told inside the part that is refreshed.
    told = " ".join(map(str, messages.get_messages(request))) if getattr(request, "htmx", False) else ""
    return page(
        request,
        "programme/board.html",
        title="Tableau des actions",
        lead="Les actions, de l'idée à la réalisation.",
        tools=[],
        steps=shown.late_steps(request, progress, 3),
        filters=found.filters,
        asked=found.asked,
        query=found.query,
        count=count(len(found.kept), "action"),
        told=told,
        lanes=[_lane(request, lane, columns, progress.tracked) for lane in made],
        statuses=[(status.value, status.label) for status in ActionStatus],
        follow=FOLLOW,
        field=FIELD,
        empty=not any(True for _ in progress.actions()),
    )


def _lane(request: Any, lane: Lane, columns: list[PageColumn], tracked: bool) -> dict[str, Any]:
    sums = [
        f"{column.told(total)} {column.label.removeprefix('Coût ')}"
        for column in columns
        if column.key == MONEY and (total := _sum(column, lane))
    ]
    return {
        "status": lane.status,
        "told": ", ".join([count(len(lane.items), "action"), *sums]),
        "cards": [_card(request, item, columns, tracked) for item in lane.items],
    }


def _sum(column: PageColumn, lane: Lane) -> Decimal:
    return sum((column.values.get(item.action.code, Decimal(0)) for item in lane.items), Decimal(0))


def _card(request: Any, item: ActionProgress, columns: list[PageColumn], tracked: bool) -> Card:
    action = item.action
    late = tracked and item.late
    badges = [
        Badge(f"en retard de {count(item.late[0].days_late, 'jour')}", Tone.BAD) if late else None,
        Badge("urgente", Tone.INFO) if action.priority == URGENT else None,
        Badge(f"confiance {action.outlook.label}", OUTLOOKS[action.outlook]) if action.outlook else None,
    ]
    ahead = next_milestone(item)
    lines = [
        action.lead or "pilote à désigner",
        f"priorité {action.priority} · {shown.done_text(item)}",
        f"{'Jalon' if ahead.step.weeks == 0 else 'Ensuite'} : {ahead.step.title}, {_day(ahead.last_day)}"
        if ahead
        else "",
        *(
            f"{column.label} : {column.told(column.values[action.code])}"
            for column in columns
            if column.key == MONEY and action.code in column.values
        ),
    ]
    return Card(
        code=action.code,
        link=Link(numbered(request, item), to(request, "programme:action", action.code)),
        badges=[badge for badge in badges if badge],
        lines=[line for line in lines if line],
        told="statut dit par l'équipe" if action.status else "suit ses étapes",
        follows=followed_status(item) if action.status else None,
        alert=contradiction(item),
    )


def _day(day: Any) -> str:
    return short_date(day) if day else "sans date"


@require_POST
@needs("team")
def move(request: NetworkRequest) -> HttpResponse:
    """Give a status to the actions for which one was chosen, or let them follow their steps again."""
    known: dict[str, ActionStatus | None] = {status.value: status for status in ActionStatus} | {FOLLOW: None}
    wanted = {
        name.removeprefix(FIELD): known[value]
        for name, value in request.POST.items()
        if name.startswith(FIELD) and value in known
    }
    changed = set_statuses(network=request.network, wanted=wanted, actor=request.user)
    if changed:
        messages.success(request, listed([_moved(request, row, wanted[row.code]) for row in changed]) + ".")
    else:
        messages.info(request, "Rien n'a changé de colonne : choisissez un statut, puis « Déplacer ».")
    query = request.POST.get("filtres", "")[:1000]
    return redirect(f"{to(request, 'programme:board')}{f'?{query}' if query else ''}")


def _moved(request: Any, row: Any, status: ActionStatus | None) -> str:
    number = number_of(request.project, "Action", row.code)
    return (
        f"« {number} {row.title} » {f'est dite {status.label}' if status else 'suit de nouveau ses étapes'}"
    )
