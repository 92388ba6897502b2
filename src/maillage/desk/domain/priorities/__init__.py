"""What comes first: one line of each kind, what is late before what is near, what is near before what is to tidy.

Within a kind the gravest speaks, and says how many others there are. Every line gives its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from maillage.desk.domain.priorities.campaigns import campaign
from maillage.desk.domain.priorities.decisions import meeting, undecided
from maillage.desk.domain.priorities.dossier import blocking, contributions, piece
from maillage.desk.domain.priorities.execution import purchase, step, to_prepare, untracked
from maillage.desk.domain.priorities.line import Gravity, Priority, Rank, in_days
from maillage.desk.domain.priorities.promises import aid, indicator
from maillage.desk.domain.situation import Situation

__all__ = ["Gravity", "Priority", "Rank", "in_days", "priorities"]

_KINDS: tuple[Callable[[Situation], Iterator[Priority]], ...] = (
    purchase,
    meeting,
    step,
    blocking,
    aid,
    indicator,
    to_prepare,
    campaign,
    untracked,
    undecided,
    contributions,
    piece,
)


def priorities(now: Situation) -> tuple[Priority, ...]:
    """At most one line a kind, the most pressing first."""
    found = [line for kind in _KINDS for line in kind(now)]
    return tuple(sorted(found, key=lambda line: line.rank))
