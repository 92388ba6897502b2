"""What the trail remembers of a day: each action as it stood before the first change that came after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from maillage.base.models import AuditEntry
from maillage.programme.domain.rewinding import Memory

ACTION = "programme.Action/"
ADOPTED, IMPORTED = "phasing.adopt", "programme.import"
# Lines of an action that do not say how it was.
TELL_NOTHING = ("move", "remove", "restore")


@dataclass(frozen=True, kw_only=True)
class Trail:
    """`removed`: what the actions deleted since were called. `imports`: days on which a whole programme file came in:
    what it changed is not told action by action."""

    memory: Memory
    removed: tuple[str, ...] = ()
    imports: tuple[date, ...] = ()


def trail_since(network: Any, day: date, until: date | None = None) -> Trail:
    """What changed after the evening of `day`, until that of `until` (a demo lives on another day than the clock).

    Two queries: which lines there are, then the first of each action.
    """
    rows = AuditEntry.objects.filter(network=network, at__gte=_midnight(day)).order_by("at", "pk")
    if until is not None:
        rows = rows.filter(at__lt=_midnight(until))
    lines = list(rows.values_list("pk", "verb", "target", "at"))
    first: dict[str, int] = {}
    last: dict[str, str] = {}
    for pk, verb, target, _ in lines:
        if target.startswith(ACTION):
            last[target] = verb
            if verb not in TELL_NOTHING:
                first.setdefault(target, pk)
    adopted = [pk for pk, verb, _, _ in lines if verb == ADOPTED]
    gone = {target: pk for pk, _, target, _ in lines if last.get(target) == "remove"}
    wanted = [*first.values(), *adopted, *gone.values()]
    entries = {entry.pk: entry for entry in AuditEntry.objects.filter(pk__in=wanted).order_by("pk")}
    known = {target: entries[pk] for target, pk in first.items()}
    return Trail(
        memory=Memory(actions=_actions(known), planned=_planned(known, [entries[pk] for pk in adopted])),
        removed=tuple(str(entries[pk].detail.get("label", target)) for target, pk in sorted(gone.items())),
        imports=tuple(timezone.localtime(at).date() for _, verb, _, at in lines if verb == IMPORTED),
    )


def _midnight(day: date) -> datetime:
    """At the end of a day."""
    return datetime.combine(day + timedelta(days=1), time(), timezone.get_current_timezone())


def _actions(first: dict[str, AuditEntry]) -> dict[str, Any]:
    """None for an action that was not written yet; a line that remembers nothing (a move) tells nothing."""
    found: dict[str, Any] = {}
    for target, entry in first.items():
        code = target.removeprefix(ACTION)
        if entry.detail.get("before"):
            found[code] = entry.detail["before"]
        elif entry.detail.get("after"):
            found[code] = None
    return found


def _planned(
    known: Mapping[str, AuditEntry], adoptions: Iterable[AuditEntry]
) -> dict[str, tuple[date | None, date | None]]:
    """The days of each step before the first calendar that moved it, unless its sheet was changed before that.

    Calendars adopted before Maillage kept these days tell nothing.
    """
    changed = {
        step["code"]: entry.pk
        for entry in known.values()
        for step in (entry.detail.get("before") or {}).get("steps") or ()
    }
    found: dict[str, tuple[date | None, date | None]] = {}
    for entry in adoptions:
        for code, was in (entry.detail.get("before") or {}).items():
            if code not in found and changed.get(code, entry.pk) >= entry.pk:
                start, end = (date.fromisoformat(raw) if raw else None for raw in was)
                found[code] = (start, end)
    return found
