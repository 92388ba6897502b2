"""How things of the programme look on every page: badges of state, dates, what to do now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from maillage.base.ui.components import Badge, Link, NextStep, Tone
from maillage.base.ui.pages import thing_url, to
from maillage.base.ui.remarks import TONES as SEVERITIES
from maillage.base.values.french import NBSP, count, number, percent, short_date
from maillage.base.values.remarks import Remark, gravest_first
from maillage.programme.domain import Action
from maillage.programme.domain.progress import ProgrammeProgress, StepProgress, StepState, Tally

TONES = {
    StepState.LATE: Tone.BAD,
    StepState.UNDER_WAY: Tone.INFO,
    StepState.WAITING: Tone.WARNING,
    StepState.TO_COME: Tone.NEUTRAL,
    StepState.DONE: Tone.GOOD,
    StepState.UNDATED: Tone.WARNING,
}
DASH = "–"


def state_badge(state: StepState, *, tracked: bool) -> Badge:
    """The state in words. Nobody is late in a programme that nobody follows yet: its time has come, no more."""
    if state is StepState.LATE and not tracked:
        return Badge("échue, à suivre", Tone.NEUTRAL)
    return Badge(state.label, TONES[state])


def kind_badges(action: Action) -> list[Badge]:
    return [Badge(action.kind.label), Badge(action.scope.label)]


def done_text(tally: Tally) -> str:
    """`3 étapes sur 5 finies (60 %)`, or that there is none."""
    if not tally.total:
        return "aucune étape"
    total = (
        f"{count(tally.done, 'étape')} sur {number(tally.total)} {'finies' if tally.done > 1 else 'finie'}"
    )
    return (
        f"{total} ({percent(tally.share)})" if tally.done else f"0{NBSP}étape finie sur {number(tally.total)}"
    )


def dates_text(action: Action) -> str:
    """`12/01/2026 – 30/06/2026`, the last day included."""
    if action.start is None or action.end is None:
        return "à dater"
    last = max(action.start, action.end - timedelta(days=1))
    return short_date(last) if last == action.start else f"{short_date(action.start)} – {short_date(last)}"


def named(thing: Any) -> str:
    """`A1 Prêter des liseuses`: how the programme calls anything of its own."""
    return f"{thing.code} {thing.title}"


def late_steps(request: Any, progress: ProgrammeProgress, shown: int = 2) -> list[NextStep]:
    """The steps that are the longest late, each with the page on which it is dealt with."""
    return [_late(request, item) for item in progress.late[:shown]] if progress.tracked else []


def _late(request: Any, item: StepProgress) -> NextStep:
    held = f" ; elle attend {', '.join(item.held_by)}" if item.held_by else ""
    return NextStep(
        f"{item.step.title} ({item.step.code})",
        to(request, "programme:step", item.step.code),
        f"{count(item.days_late, 'jour')} de retard{held}.",
        Tone.BAD,
    )


def remark_steps(request: Any, remarks: Iterable[Remark]) -> list[NextStep]:
    """What checks ask for, the gravest first, each with the page where it is mended."""
    return [
        NextStep(
            remark.remedy_on_screen.rstrip("."),
            thing_url(request.network.department, remark.target) if remark.target else "",
            f"{remark.where} : {remark.message[:1].lower()}{remark.message[1:]}",
            SEVERITIES[remark.severity],
        )
        for remark in gravest_first(remarks)
    ]


def tree_crumbs(request: Any) -> list[Link]:
    return [Link("Axes et actions", to(request, "programme:tree"))]


def beginnings(request: Any) -> list[Link]:
    """Where a programme that has nothing yet may come from, besides an axis typed in."""
    return [
        Link("Choisir des actions modèles", to(request, "programme:templates"), "button", "copy"),
        Link("Importer un plan d'actions", to(request, "programme:plan-import"), "button", "upload"),
    ]
