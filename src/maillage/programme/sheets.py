"""The action sheet: one action as a card of the dossier; later rooms add money, courses and indicators by panels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from maillage.base.plugs import Panel
from maillage.base.values.french import listed, month, number, short_date
from maillage.base.values.markdown import inline
from maillage.base.values.tree import Inline, Sheet, cell
from maillage.programme.domain import Action, Objective, Step


@dataclass(frozen=True, kw_only=True)
class ActionSheet(Sheet):
    """The sheet of an action, as people call it: fiche action."""


def action_sheet(action: Action, objective: Objective, panels: Sequence[Panel] = ()) -> ActionSheet:
    facts: list[tuple[str, Inline]] = [("Objectif", cell(f"{objective.code}. {objective.title}"))]
    described: list[tuple[str, str]] = [
        ("Public visé", action.target_group),
        ("Pilote", action.lead or "à désigner"),
        ("Partenaires", listed(action.partners)),
        ("Description", action.description),
        ("Résultat attendu", action.result),
        ("Risques et parades", _risks(action)),
    ]
    facts += [(label, inline(" ".join(text.split()))) for label, text in described if text]
    facts.append(("Étapes", cell(_steps(action))))
    facts.append(("Calendrier", cell(_calendar(action))))
    days = sum(step.person_days for step in action.steps)
    if days:
        written = number(days, 0 if days == int(days) else 1)
        facts.append(("Charge", cell(f"{written} jour{'s' if days >= 2 else ''} de l'équipe")))
    facts += [(panel.label, cell(panel.text)) for panel in panels]
    return ActionSheet(
        title=action.title,
        tag=f"{action.code} · {action.kind.label} · {action.scope.label} · priorité {action.priority}",
        facts=tuple(facts),
        anchor=f"action-{action.code}",
    )


def _risks(action: Action) -> str:
    return " ".join(f"{one.title.rstrip('.')}. {one.answer}".strip() for one in action.risks)


def _steps(action: Action) -> str:
    return " ; ".join(f"{step.title} ({_when(step)})" for step in action.steps)


def _when(step: Step) -> str:
    """The day on which it was done; else the day of a decision, the month in which anything else begins."""
    if step.done:
        return f"fait le {short_date(step.done)}"
    if step.planned_start is None or step.planned_end is None:
        return "à dater"
    if step.gate:
        return short_date(step.last_day)
    return month(step.planned_start)


def _calendar(action: Action) -> str:
    if action.start is None or action.end is None:
        return "à planifier"
    last = max(action.start, action.end - timedelta(days=1))
    first, end = month(action.start), month(last)
    return first if first == end else f"{first} à {end}"
