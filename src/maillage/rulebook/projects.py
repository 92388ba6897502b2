"""A network seen on a day under its rules: made anew, or shared between requests until something changes."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from threading import Lock

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.plugs import Project
from maillage.rulebook.services import rules_for

# Networks kept at a time, a few megabytes each.
KEPT = 8
_shared: OrderedDict[tuple[object, ...], Project] = OrderedDict()
_lock = Lock()


def project_of(network: Network, today: date) -> Project:
    """The network under its rules, on a day. What it computes is its own."""
    return Project(network=network, rules=rules_for(network), today=today)


def shared_project(network: Network, today: date) -> Project:
    """The same project for every request of this process, until the trail of the network grows.

    Every verb that changes a network writes its trail in the same transaction, so the last line of the trail
    names a state of the network. One query when nothing changed.
    """
    last = AuditEntry.objects.filter(network=network).order_by("-pk").values_list("pk", flat=True).first()
    key = (network.pk, network.created_at, today, last)
    with _lock:
        if key in _shared:
            _shared.move_to_end(key)
            return _shared[key]
    project = project_of(network, today)
    with _lock:
        for stale in [known for known in _shared if known[0] == network.pk and known != key]:
            del _shared[stale]
        _shared[key] = project
        while len(_shared) > KEPT:
            _shared.popitem(last=False)
    return project


def forget() -> None:
    """Drop every shared project: the next request computes anew."""
    with _lock:
        _shared.clear()
