"""Who works on an action, how much, and whether that is enough for its steps."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from maillage.base.values.french import NBSP, count, number, short_date
from maillage.programme.domain import Action
from maillage.programme.domain.workload import Load, Workload, workload
from maillage.programme.sheet_texts import days_text


def team(action: Action) -> dict[str, Any]:
    load = workload(action)
    return {"team_rows": [_row(one) for one in load.loads], "team_told": _told(load), "team_load": load}


def _row(load: Load) -> dict[str, str]:
    member = load.member
    return {
        "role": member.role,
        "task": member.task,
        "rhythm": days_text(member.days_a_month) or ("0 jour" if member.days_a_month is not None else ""),
        "when": f"{short_date(load.first)} – {short_date(load.last)}" if load.first and load.last else "",
        "days": _days(load.days) if load.days is not None else "",
    }


def _told(load: Workload) -> str:
    """The days given beside the days asked, said plainly; "" without a team."""
    if not load.loads:
        return ""
    asked = (
        f"Les étapes demandent {_days(load.steps)}"
        if load.steps
        else "Les étapes ne disent pas encore combien de jours elles demandent"
    )
    if load.team is None:
        return f"{asked} ; ce que l'équipe donne reste à préciser (jours par mois, dates)."
    given = f"l'équipe en donne {_days(load.team)}" if load.steps else f"l'équipe donne {_days(load.team)}"
    if load.unknown:
        left = count(load.unknown, "fonction reste à chiffrer", "fonctions restent à chiffrer")
        return f"{asked} ; {given}, et {left}."
    return f"{asked} ; {given} sur la durée de l'action{_gap(load)}."


def _gap(load: Workload) -> str:
    gap = round(load.gap or Decimal(0))
    if not load.steps:
        return ""
    if not gap:
        return " : le compte y est"
    return f" : il en manque {number(-gap)}" if gap < 0 else f" : {number(gap)} de marge"


def _days(days: Decimal) -> str:
    whole = round(days)
    if days < 10 and days != whole:
        return f"{number(days, 1)}{NBSP}jour{'s' if days >= 2 else ''}"
    return count(whole, "jour")
