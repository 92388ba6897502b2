"""The smallest changes that repair what a scenario breaks; only those that computing again proves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from maillage.funding.domain.scenarios.kinds import Breach, Kind
from maillage.funding.domain.scenarios.repairs.case import Case, Change, Repair
from maillage.funding.domain.scenarios.repairs.delays import shorter, wait
from maillage.funding.domain.scenarios.repairs.postponing import drop, postpone
from maillage.funding.domain.scenarios.repairs.trims import shift, trim

Way = Callable[[Case, Breach], Repair | None]

# What is tried for each kind of breach, the gentlest first; nothing is known for the others.
WAYS: Mapping[Kind, tuple[Way, ...]] = {
    Kind.OWN_SHARE: (trim,),
    Kind.OVER: (trim,),
    Kind.OVER_YEAR: (shift, shorter, trim),
    Kind.RATE: (trim,),
    Kind.UNUSED: (shift, shorter),
    Kind.COMMITMENT: (shorter, trim),
    Kind.TOO_SOON: (shorter, wait),
    Kind.YEAR: (shorter, postpone, drop),
    Kind.WHOLE: (drop,),
}


def repairs(case: Case, found: Iterable[Breach]) -> dict[tuple[Kind, str], Repair]:
    """The first way that proves right for each breach that has one, by its key."""
    made: dict[tuple[Kind, str], Repair] = {}
    for breach in found:
        for way in WAYS.get(breach.kind, ()):
            if repair := way(case, breach):
                made[breach.key] = repair
                break
    return made


__all__ = ["Case", "Change", "Repair", "repairs"]
