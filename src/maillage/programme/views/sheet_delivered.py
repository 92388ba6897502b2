"""What an action hands over, and the points of law to settle before it runs."""

from __future__ import annotations

from datetime import date
from typing import Any

from maillage.base.ui.components import Badge, Tone
from maillage.base.values.french import NBSP, count, short_date
from maillage.programme.domain import Action
from maillage.programme.domain.parts import Deliverable, LegalState, LegalTopic

LEGAL_TONES = {
    LegalState.TO_DO: Tone.WARNING,
    LegalState.UNDER_WAY: Tone.INFO,
    LegalState.SETTLED: Tone.GOOD,
    LegalState.VOID: Tone.NEUTRAL,
}
# What the law most often asks of a digital service: proposed while nobody looked at it.
USUAL = (LegalTopic.PRIVACY, LegalTopic.ACCESSIBILITY, LegalTopic.OWNERSHIP)


def deliverables(action: Action, today: date) -> dict[str, Any]:
    rows = [_deliverable(one, today) for one in action.deliverables]
    return {"deliverable_rows": rows, "overdue": sum(row["late"] for row in rows)}


def is_overdue(item: Deliverable, today: date) -> bool:
    return item.delivered is None and item.due is not None and item.due < today


def _deliverable(item: Deliverable, today: date) -> dict[str, Any]:
    late = is_overdue(item, today)
    if item.delivered:
        badge = Badge(f"remis le{NBSP}{short_date(item.delivered)}", Tone.GOOD)
    elif late:
        badge = Badge("en retard", Tone.BAD)
    else:
        badge = Badge("à remettre" if item.due else "sans date")
    return {
        "item": item,
        "badge": badge,
        "late": late,
        "delay": count((today - item.due).days, "jour") if late and item.due else "",
        "is_address": item.link.startswith(("https://", "http://")),
    }


def legal(action: Action) -> dict[str, Any]:
    named = {point.topic for point in action.legal}
    return {
        "legal_rows": [
            {"point": point, "badge": Badge(point.state.label, LEGAL_TONES[point.state])}
            for point in action.legal
        ],
        "legal_left": [topic.label for topic in USUAL if topic not in named],
    }
