"""The reminder by mail: on which days it leaves, what it says of a person's actions, and its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.base.values.french import count, folded, plain_date
from maillage.programme.domain.actions import Action
from maillage.programme.domain.progress import ActionProgress, ProgrammeProgress, StepState

MONDAY, LAST_DAY_OF_CATCHING_UP = 0, 4
# Lines under a heading; beyond, the page says the rest.
SHOWN = 8


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday() - MONDAY)


def leaves_on(rhythm: str, day: date, last: date | None) -> bool:
    """Whether a reminder is due on a day, `last` being that of the one before.

    On Mondays; later in the week only to catch up with a Monday on which the server was off.
    """
    monday = monday_of(day)
    if rhythm == "never" or day.weekday() > LAST_DAY_OF_CATCHING_UP:
        return False
    if rhythm == "monthly" and monday.day > 7:
        return False
    if last is None:
        return day == monday
    return last < monday


def next_monday(rhythm: str, day: date, last: date | None) -> date | None:
    """The day on which the next reminder is due, today included; None when never."""
    if rhythm == "never":
        return None
    days = (day + timedelta(days=ahead) for ahead in range(45))
    return next((one for one in days if leaves_on(rhythm, one, last)), None)


def holds(functions: Iterable[str], lead: str) -> bool:
    """Whether one of a person's functions leads, however its capitals and accents are written."""
    return bool(lead) and folded(lead) in {folded(one) for one in functions}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing to know, and where it is: a path of the site."""

    text: str
    path: str = ""


@dataclass(frozen=True, kw_only=True)
class Heading:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Digest:
    """What a person is told. Nothing is sent when it has no heading."""

    name: str
    project: str
    day: date
    headings: tuple[Heading, ...]

    @property
    def is_empty(self) -> bool:
        return not self.headings

    @property
    def subject(self) -> str:
        told = ", ".join(f"{one.title.lower()} ({len(one.lines)})" for one in self.headings)
        # On one line, whatever a title holds: a header takes no other.
        return " ".join(f"{told[:1].upper()}{told[1:]} – {self.project}".split())[:200]


def late_lines(items: Iterable[ActionProgress], tracked: bool) -> list[tuple[str, str]]:
    """Late steps, the longest late first: (text, code of the step)."""
    late = [one for item in items for one in item.late] if tracked else []
    return [
        (
            f"{one.step.title} ({one.action.title}) : devait finir le {plain_date(one.last_day)}, "
            f"{count(one.days_late, 'jour')} de retard",
            one.step.code,
        )
        for one in sorted(late, key=lambda one: (-one.days_late, one.step.code))
    ]


def coming_lines(items: Iterable[ActionProgress], day: date, days: int) -> list[tuple[str, str]]:
    """Steps to finish within `days` days, the soonest first."""
    last = day + timedelta(days=days)
    ahead = [
        one
        for item in items
        for one in item.steps
        if one.last_day and day <= one.last_day <= last and one.state is not StepState.DONE
    ]
    return [
        (f"{one.step.title} ({one.action.title}) : {plain_date(one.last_day)}", one.step.code)
        for one in sorted(ahead, key=lambda one: (one.last_day or date.max, one.step.code))
    ]


def awaited_lines(actions: Iterable[Action], day: date, days: int) -> list[tuple[str, str]]:
    """Deliverables not handed over, due before `days` days are over: (text, code of the action)."""
    last = day + timedelta(days=days)
    found = [
        (one.due, one.title, action)
        for action in actions
        for one in action.deliverables
        if one.due and one.due <= last and one.delivered is None
    ]
    return [
        (
            f"{title} ({action.title}) : attendu le {plain_date(due)}{', en retard' if due < day else ''}",
            action.code,
        )
        for due, title, action in sorted(found, key=lambda one: (one[0], one[1]))
    ]


def hers(progress: ProgrammeProgress, functions: Sequence[str]) -> list[ActionProgress]:
    """The actions that a person leads by one of her functions."""
    return [item for item in progress.actions() if holds(functions, item.action.lead)]


def letter(digest: Digest, origin: str, page: str) -> str:
    """The words of the mail; `origin` is the address of the site, `page` the path on which one unsubscribes."""

    def link(path: str) -> str:
        return f"{origin.rstrip('/')}{path}" if origin else ""

    parts = [
        f"Bonjour{f' {digest.name}' if digest.name else ''},",
        f"Au {plain_date(digest.day)}, pour {digest.project} :",
    ]
    for heading in digest.headings:
        lines = [f"{heading.title}"]
        for one in heading.lines[:SHOWN]:
            lines.append(f"- {one.text}" if one.text.endswith("»") else f"- {one.text}.")
            if one.path and origin:
                lines.append(f"  {link(one.path)}")
        more = len(heading.lines) - SHOWN
        if more > 0:
            lines.append(f"- et {count(more, 'autre')}.")
        parts.append("\n".join(lines))
    parts.append(
        "Si c'est déjà fait, marquez l'étape finie, notez où en est l'action ou réglez le commentaire : "
        "le prochain rappel n'en parlera plus."
    )
    choose = link(page) or "la page « Mes rappels » de Maillage"
    parts.append(f"Changer de rythme, de fonctions, ou ne plus recevoir ce rappel :\n{choose}")
    return "\n\n".join(parts) + "\n"
