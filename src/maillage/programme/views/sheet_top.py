"""What a person sees first on the page of an action: how it goes, when, for how many, and what to do now."""

from __future__ import annotations

from typing import Any

from maillage.base.ui.components import Badge, Fact, NextStep, Tile, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import count, listed, number, plain_date, short_date
from maillage.programme.checks import checks
from maillage.programme.domain.following import ActionStatus, Outlook
from maillage.programme.domain.progress import ActionProgress, StepProgress, StepState
from maillage.programme.domain.statuses import contradiction, status_of
from maillage.programme.naming import names_of
from maillage.programme.noting import next_milestone
from maillage.programme.views import shown
from maillage.programme.views.sheet_found import Found

STATUS_TONES = {
    ActionStatus.IDEA: Tone.NEUTRAL,
    ActionStatus.PLANNED: Tone.NEUTRAL,
    ActionStatus.UNDER_WAY: Tone.INFO,
    ActionStatus.PAUSED: Tone.WARNING,
    ActionStatus.DONE: Tone.GOOD,
    ActionStatus.ABANDONED: Tone.NEUTRAL,
}
OUTLOOK_TONES = {Outlook.GOOD: Tone.GOOD, Outlook.FRAGILE: Tone.WARNING, Outlook.LOW: Tone.BAD}


def badges(found: Found, *, tracked: bool) -> list[Badge]:
    """Status, outlook, lateness, kind and scope."""
    action, status = found.action, status_of(found.item)
    told = [Badge(status.label, STATUS_TONES[status])]
    if action.outlook:
        told.append(Badge(f"confiance {action.outlook.label}", OUTLOOK_TONES[action.outlook]))
    if tracked and found.item.late:
        told.append(shown.state_badge(StepState.LATE, tracked=True))
    return [*told, *shown.kind_badges(action)]


def tiles(found: Found, *, reach: str, tracked: bool) -> list[Tile]:
    item = found.item
    share = item.share
    milestone = next_milestone(item) or item.next_step
    late = tracked and bool(milestone and milestone.state is StepState.LATE)
    return [
        Tile(
            "Avancement",
            f"{number(item.done)} sur {count(item.total, 'étape')}" if item.total else "aucune étape",
            contradiction(item),
            "#etapes",
            share=float(share) if share is not None else None,
        ),
        Tile(
            "Prochain jalon",
            _day(milestone) if milestone else "aucun",
            milestone.step.title if milestone else "",
            f"#etape-{milestone.step.code}" if milestone else "",
            Tone.BAD if late else Tone.NEUTRAL,
        ),
        Tile("Calendrier", shown.dates_text(found.action)),
        Tile("Bibliothèques visées", reach, url="#bibliotheques"),
    ]


def _day(item: StepProgress) -> str:
    return short_date(item.last_day) if item.last_day else "à dater"


def facts(request: Any, found: Found) -> list[Fact]:
    action, bodies = found.action, names_of(request.project).bodies
    gates = [step.gate for step in action.steps if step.gate]
    deciding = dict.fromkeys([*action.bodies, *gates])
    told = [
        Fact(
            "Objectif",
            shown.named(found.objective),
            to(request, "programme:objective", found.objective.code),
        ),
        Fact("Pilote", action.lead or "à désigner"),
        Fact("Partenaires", listed(action.partners) or "aucun n'est cité"),
        Fact(
            "Instances qui décident",
            listed([bodies.get(code, code) for code in deciding]) or "aucune n'est citée",
        ),
        Fact("Public visé", action.target_group or "non précisé"),
        Fact("Priorité", f"{action.priority} sur 5"),
    ]
    return told


def now(request: Any, item: ActionProgress, *, tracked: bool) -> list[NextStep]:
    """Late steps, then what the checks ask of this action, else its next step."""
    late = [
        NextStep(
            f"Marquez « {one.step.title} » finie, ou replanifiez",
            f"#etape-{one.step.code}",
            f"Elle devait finir le {plain_date(one.last_day)}.",
            Tone.BAD,
        )
        for one in (item.late[:1] if tracked else ())
    ]
    codes = {
        f"programme.Action/{item.action.code}",
        *(f"programme.Step/{one.step.code}" for one in item.steps),
    }
    remarks = (
        remark for remark in checks(request.project) if remark.target in codes and remark.code != "PRG-10"
    )
    found = [*late, *shown.remark_steps(request, remarks)]
    if not found and (ahead := item.next_step):
        day = f"prévue jusqu'au {plain_date(ahead.last_day)}" if ahead.last_day else "sans date prévue"
        found.append(NextStep(ahead.step.title, f"#etape-{ahead.step.code}", f"La prochaine étape, {day}."))
    return found
