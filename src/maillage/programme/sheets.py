"""The action sheet: one action as a card of the dossier; later rooms add money, courses and indicators by panels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from maillage.base.plugs import Panel
from maillage.base.values.french import listed, month, short_date
from maillage.base.values.markdown import inline
from maillage.base.values.tree import Inline, Sheet, cell
from maillage.programme.domain import Action, Objective, Step
from maillage.programme.sheet_texts import days_text, deliverable_text, legal_text, member_text, risk_text


@dataclass(frozen=True, kw_only=True)
class ActionSheet(Sheet):
    """The sheet of an action, as people call it: fiche action."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a sheet says by name: its number, the findings answered, the bodies that decide, the libraries it is for."""

    number: str = ""
    findings: Sequence[str] = ()
    bodies: Sequence[str] = ()
    reach: str = ""


def action_sheet(
    action: Action, objective: Objective, panels: Sequence[Panel] = (), told: Told = Told()
) -> ActionSheet:
    facts: list[tuple[str, Inline]] = [("Objectif", cell(f"{objective.code}. {objective.title}"))]
    facts += [(label, inline(" ".join(text.split()))) for label, text in _described(action, told) if text]
    facts.append(("Étapes", cell(_steps(action))))
    facts.append(("Calendrier", cell(_calendar(action))))
    days = sum(step.person_days for step in action.steps)
    if days:
        facts.append(("Charge", cell(f"{days_text(days)} de l'équipe")))
    facts += [(panel.label, cell(panel.text)) for panel in panels]
    number = f"Fiche {told.number} · " if told.number else ""
    return ActionSheet(
        title=action.title,
        tag=f"{number}{action.code} · {action.kind.label} · {action.scope.label} · priorité {action.priority}",
        facts=tuple(facts),
        anchor=f"action-{action.code}",
    )


def _described(action: Action, told: Told) -> Iterator[tuple[str, str]]:
    """What people wrote, in the order in which a sheet is read; what is empty takes no line."""
    if action.status:
        outlook = f", confiance {action.outlook.label}" if action.outlook else ""
        yield "Où elle en est", f"{action.status.label}{outlook}"
    yield "Contexte", action.context
    yield "Répond à", " ; ".join(told.findings)
    yield "Public visé", action.target_group
    yield "Bibliothèques", told.reach
    yield "Pilote", action.lead or "à désigner"
    yield "Équipe", " ; ".join(map(member_text, action.team))
    yield "Partenaires", listed(action.partners)
    yield "Instances", listed(tuple(told.bodies))
    yield "Description", action.description
    yield "Résultat attendu", action.result
    yield "Livrables", " ; ".join(map(deliverable_text, action.deliverables))
    yield "Risques et parades", " ".join(f"{risk_text(one).rstrip('.')}." for one in action.risks)
    yield "Points de droit", " ; ".join(map(legal_text, action.legal))


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
