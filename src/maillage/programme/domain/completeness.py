"""How complete an action sheet is: what it has, what it lacks, in words that a person can act upon."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from maillage.programme.domain.actions import Action
from maillage.programme.domain.programme import Objective
from maillage.programme.domain.reach import Reach


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What one sheet has and lacks, e.g. "un pilote", in the order of the sheet."""

    has: tuple[str, ...]
    lacks: tuple[str, ...]

    @property
    def done(self) -> int:
        return len(self.has)

    @property
    def total(self) -> int:
        return len(self.has) + len(self.lacks)

    @property
    def share(self) -> Decimal:
        """From 0 to 1."""
        return Decimal(self.done) / self.total

    @property
    def told(self) -> str:
        """`8 sur 11`."""
        return f"{self.done} sur {self.total}"


def filled(
    action: Action, objective: Objective, wanted: Mapping[str, Collection[str]] | None = None
) -> Filled:
    """What a sheet holds. `wanted`: what later rooms bring ("un coût"), and the codes of the actions that have it."""
    asked = [
        *_own(action, objective),
        *((word, action.code in codes) for word, codes in (wanted or {}).items()),
    ]
    return Filled(
        has=tuple(word for word, there in asked if there),
        lacks=tuple(word for word, there in asked if not there),
    )


def _own(action: Action, objective: Objective) -> tuple[tuple[str, bool], ...]:
    # Nobody is reached on purpose: that is an answer too, unlike a choice of places without any place.
    places = action.reach not in (None, Reach.EPCI, Reach.LIBRARIES) or bool(action.epcis or action.libraries)
    return (
        ("une description", bool(action.description.strip())),
        ("un contexte", bool(action.context.strip())),
        ("un constat auquel elle répond", bool(action.findings or objective.findings)),
        ("un pilote", bool(action.lead.strip())),
        ("des bibliothèques ou un public visés", places or bool(action.target_group.strip())),
        ("un résultat attendu", bool(action.result.strip())),
        ("une étape", bool(action.steps)),
        ("des étapes datées", bool(action.steps) and all(one.planned_start for one in action.steps)),
        ("un risque et sa parade", any(one.answer.strip() for one in action.risks)),
        ("une équipe et ses jours", any(one.days_a_month for one in action.team)),
    )


def summed(sheets: Iterable[Filled]) -> tuple[int, int]:
    """What several sheets have, and what they should have; (0, 0) without any sheet."""
    found = list(sheets)
    return sum(one.done for one in found), sum(one.total for one in found)
