"""Notes of progress: writing one with the status and the outlook of its action, and reading them, newest first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from maillage.base.models import one_writer
from maillage.base.plugs import Project
from maillage.base.ui.editing.saving import Refused, save_thing, value_of
from maillage.programme.domain import Action, ActionStatus, Outlook, ProgressNote
from maillage.programme.domain.progress import ActionProgress, StepProgress, StepState
from maillage.programme.domain.statuses import status_of
from maillage.programme.section import SECTION


@dataclass(frozen=True)
class Told:
    """A note as it is shown: `before` is the outlook of the note before it, None when it is the same or was not said."""

    note: ProgressNote
    before: Outlook | None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a person says of an action: both None when it follows its steps and nobody judged."""

    status: ActionStatus | None
    outlook: Outlook | None

    @staticmethod
    def of(action: Action) -> Standing:
        return Standing(status=action.status, outlook=action.outlook)


class Overtaken(Refused):
    """A colleague changed the status or the outlook meanwhile; `standing` is what she left."""

    def __init__(self, reason: str, standing: Standing) -> None:
        super().__init__([reason])
        self.standing = standing


def notes_of(action: Action) -> list[Told]:
    """Newest first; of the same day, the last written first."""
    ordered = [note for _, note in sorted(enumerate(action.notes), key=lambda pair: (pair[1].day, pair[0]))]
    told = []
    last: Outlook | None = None
    for note in ordered:
        changed = note.outlook is not None and last is not None and note.outlook is not last
        told.append(Told(note, last if changed else None))
        last = note.outlook or last
    return told[::-1]


def last_note(action: Action) -> ProgressNote | None:
    found = notes_of(action)
    return found[0].note if found else None


def unexplained(action: Action) -> bool:
    """Said not to make it, and no note of that time says what is done."""
    note = last_note(action)
    return action.outlook is Outlook.LOW and (note is None or note.outlook is not Outlook.LOW)


def next_milestone(item: ActionProgress) -> StepProgress | None:
    """The next milestone, decision or public event not done yet; None when only work is left."""
    marks = [
        one
        for one in item.steps
        if one.state is not StepState.DONE and (one.step.weeks == 0 or one.step.gate or one.step.public)
    ]
    return min(marks, key=lambda one: (one.last_day or date.max, one.step.code), default=None)


def news_of(item: ActionProgress) -> date | None:
    """The last day on which something was said of an action: a note, else a step finished; None when nothing was."""
    days = [note.day for note in item.action.notes] + [one.step.done for one in item.steps if one.step.done]
    return max(days) if days else None


def silent(project: Project, item: ActionProgress) -> date | None:
    """Since when an action under way has been without news for too long; None when it is not."""
    if status_of(item) is not ActionStatus.UNDER_WAY:
        return None
    allowed = int(project.rules.value("programme.note.days", on=project.today).value)
    last = news_of(item) or item.action.start
    return last if last and last + timedelta(days=allowed) < project.today else None


def add_note(
    *, row: Any, note: ProgressNote, shown: Standing, wanted: Standing, today: date, actor: Any
) -> Any:
    """Write a note, and what it says of its action where that differs from what was `shown`.

    Raises Overtaken when a colleague said otherwise meanwhile, Refused for a day to come.
    """
    if note.day > today:
        raise Refused(["Ce jour est à venir : une note dit où l'on en est, aujourd'hui au plus tard."])
    with one_writer(row.network):
        value: Action = value_of(row)
        stored = Standing.of(value)
        changed = {
            name: getattr(wanted, name)
            for name in ("status", "outlook")
            if getattr(wanted, name) is not getattr(shown, name)
        }
        for name, given in changed.items():
            if getattr(stored, name) not in (getattr(shown, name), given):
                raise Overtaken(_overtaken(stored), stored)
        noted = replace(note, outlook=changed.get("outlook", stored.outlook))
        value = replace(value, **changed, notes=(*value.notes, noted))
        return save_thing(
            row=row,
            value=value,
            section=SECTION,
            only=("status", "outlook", "notes"),
            parents={},
            actor=actor,
        )


def _overtaken(stored: Standing) -> str:
    status = f"« {stored.status.label} »" if stored.status else "suit ses étapes"
    outlook = f"« {stored.outlook.label} »" if stored.outlook else "non dite"
    return (
        f"Quelqu'un a changé le statut ou la confiance pendant que vous écriviez : statut {status}, confiance "
        f"{outlook}. Votre note est toujours là : choisissez à nouveau, puis enregistrez."
    )
