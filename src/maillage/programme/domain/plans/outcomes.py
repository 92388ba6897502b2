"""What would come of a plan: line by line, and as the programme that it makes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.base.values.fields import Choice
from maillage.programme.domain.plans.plan import LineRemark
from maillage.programme.domain.programme import ProgrammeSection


class Fate(Choice):
    """What is done with a thing."""

    CREATED = "created", "à créer"
    CHANGED = "changed", "à compléter"
    SAME = "same", "déjà là"
    LEFT = "left", "laissée telle quelle"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What is done with a thing of the file: `line` where it stands (0: unknown), `kind` is "Axe", "Action"…; `detail`
    names what is filled in."""

    line: int
    kind: str
    fate: Fate
    code: str
    title: str
    detail: str = ""


_RANKS = {"Axe": 0, "Objectif": 1, "Action": 2, "Étape": 3}


def in_file_order(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Line by line, and within one from the axis to the step."""
    return tuple(sorted(outcomes, key=lambda one: (one.line, _RANKS[one.kind])))


@dataclass(frozen=True, kw_only=True)
class Merged:
    """The programme as it would be, and how it came so."""

    section: ProgrammeSection
    outcomes: tuple[Outcome, ...]
    remarks: tuple[LineRemark, ...]

    def count(self, fate: Fate, kind: str = "") -> int:
        return sum(one.fate is fate and kind in ("", one.kind) for one in self.outcomes)

    @property
    def changes_nothing(self) -> bool:
        return not self.count(Fate.CREATED) and not self.count(Fate.CHANGED)
