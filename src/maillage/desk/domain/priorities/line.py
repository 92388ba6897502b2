"""A line of what comes first: what to do, why, where, and how it ranks among the others."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

from maillage.base.values.french import count


class Gravity(Enum):
    """How a line is shown: late or blocking, near, or to tidy when there is time."""

    LATE = "late"
    SOON = "soon"
    TIDY = "tidy"


class Rank(IntEnum):
    """The order of the kinds: what moves other dates, what cannot wait, what is late, what blocks, what threatens."""

    PURCHASE_SLIPS = 1
    MEETING_IMMINENT = 2
    STEP_LATE = 3
    BLOCKING = 4
    MEETING_SOON = 5
    AID = 6
    INDICATOR = 7
    PURCHASE_TO_PREPARE = 8
    CAMPAIGN = 9
    UNTRACKED = 10
    UNDECIDED = 11
    CONTRIBUTIONS = 12
    PIECE = 13


@dataclass(frozen=True, kw_only=True)
class Priority:
    """One thing to do: what, why, and where: `target` is its thing, `page` the list where it is when it has none."""

    rank: Rank
    gravity: Gravity
    label: str
    why: str
    target: str = ""
    page: str = ""


def others(n: int, one: str, many: str) -> str:
    """` Et 2 autres étapes sont en retard.`, after the gravest of `n`."""
    if n < 2:
        return ""
    return f" Et {count(n - 1, f'autre {one}', f'autres {many}')}."


def in_days(days: int) -> str:
    """`Aujourd'hui`, `Demain`, `Dans 7 jours`."""
    return {0: "Aujourd'hui", 1: "Demain"}.get(days, f"Dans {count(days, 'jour')}")
