"""What objectives say they serve, as boxes that people tick: two people may tick at once, nobody's boxes are lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from maillage.programme.domain.programme import Objective, ProgrammeSection

FIELDS = ("orientations", "criteria")


@dataclass(frozen=True, order=True)
class Tick:
    """A box that is ticked: the objective serves a thing; `field` is that of `Objective` which says so."""

    field: str
    objective: str
    code: str

    def __str__(self) -> str:
        """`orientations|A1|OR2`: no code holds the mark."""
        return f"{self.field}|{self.objective}|{self.code}"


def read_ticks(texts: Iterable[str]) -> frozenset[Tick]:
    """The ticks of a form; what is none is left out."""
    parts = (text.split("|") for text in texts)
    return frozenset(Tick(*part) for part in parts if len(part) == 3 and part[0] in FIELDS)


def ticks_of(programme: ProgrammeSection) -> frozenset[Tick]:
    """What the objectives themselves serve, their axes left aside."""
    return frozenset(
        Tick(field, objective.code, code)
        for _, objective in programme.objectives()
        for field in FIELDS
        for code in getattr(objective, field)
    )


def ticked(objective: Objective, added: Collection[Tick], removed: Collection[Tick]) -> Objective:
    """The objective with the boxes that a person ticked and without those she unticked; the others stay as they are."""

    def after(field: str) -> tuple[str, ...]:
        kept = [
            code for code in getattr(objective, field) if Tick(field, objective.code, code) not in removed
        ]
        new = sorted(tick.code for tick in added if (tick.field, tick.objective) == (field, objective.code))
        return (*kept, *(code for code in new if code not in kept))

    return replace(objective, orientations=after("orientations"), criteria=after("criteria"))
