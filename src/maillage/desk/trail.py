"""The trail of a network as pages tell it: who did what to which thing, and where that thing is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.timezone import localtime

from maillage.base.models import AuditEntry
from maillage.base.ui.editing.history import Line, recent
from maillage.base.ui.pages import thing_url

# What the trail names besides things that have a table of their own name.
KINDS = {
    "accounts.User": "personne",
    "accounts.Network": "réseau",
    "desk.FeedToken": "abonnement au calendrier",
    "rulebook.Rule": "règle",
    "programme": "programme",
    "territory": "registre",
}


@dataclass(frozen=True)
class Told:
    """A line of the trail with the kind of its thing in French, and its page ("" when it has none)."""

    line: Line
    kind: str
    url: str

    @property
    def at(self) -> datetime:
        return self.line.at

    @property
    def more(self) -> str:
        """The names of the fields that changed, the first three."""
        names = list(dict.fromkeys(change.label for change in self.line.changes))
        return ", ".join(names[:3]) + ("…" if len(names) > 3 else "")


def told(network: Any, entries: Iterable[AuditEntry]) -> list[Told]:
    return [_told(network, line) for line in recent(network, entries)]


def _told(network: Any, line: Line) -> Told:
    url = "" if line.verb == "suppression" else _url(network, line.target)
    return Told(line, kind_label(line.target), url)


def _url(network: Any, target: str) -> str:
    return thing_url(network.department, target) if "/" in target else ""


def kind_label(target: str) -> str:
    """`action`, `séance`: what a target is, in French; "" for what has no name."""
    kind = target.partition("/")[0]
    if kind in KINDS:
        return KINDS[kind]
    room, dot, name = kind.partition(".")
    if not dot:
        return KINDS.get(room, "")
    try:
        return str(apps.get_model(room, name)._meta.verbose_name)
    except LookupError:
        return ""


def local_time(at: datetime) -> datetime:
    """The moment in France."""
    return localtime(at)
