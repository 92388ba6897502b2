"""The tree of a programme while things are added to it: found by code or title, put together again at the end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from maillage.programme.domain.actions import Action
from maillage.programme.domain.plans.codes import Codes
from maillage.programme.domain.plans.headings import key_of
from maillage.programme.domain.programme import Axis, Objective, ProgrammeSection


@dataclass
class GrowingObjective:
    value: Objective
    actions: list[Action] = field(default_factory=list)


@dataclass
class GrowingAxis:
    value: Axis
    objectives: list[GrowingObjective] = field(default_factory=list)


class Growing:
    """A programme that grows. `section()` gives it back as a value."""

    def __init__(self, section: ProgrammeSection) -> None:
        self.before = section
        self.codes = Codes(section)
        self.axes = [
            GrowingAxis(axis, [GrowingObjective(one, list(one.actions)) for one in axis.objectives])
            for axis in section.axes
        ]

    def section(self) -> ProgrammeSection:
        return replace(
            self.before,
            axes=tuple(
                replace(
                    axis.value,
                    objectives=tuple(
                        replace(one.value, actions=tuple(one.actions)) for one in axis.objectives
                    ),
                )
                for axis in self.axes
            ),
        )

    def axis(self, code: str, title: str) -> GrowingAxis | None:
        """By its code, else by its title."""
        found = next((axis for axis in self.axes if code and axis.value.code == code), None)
        return found or next((axis for axis in self.axes if key_of(axis.value.title) == key_of(title)), None)

    def add_axis(self, title: str, code: str = "", text: str = "") -> GrowingAxis:
        made = code if self.codes.wished("Axis", code) else ""
        codes = [axis.value.code for axis in self.axes]
        made = made or self._next_letter(codes) or self.codes.free("Axis", codes, "AX1")
        self.axes.append(GrowingAxis(Axis(code=made, title=title, text=text)))
        return self.axes[-1]

    def _next_letter(self, codes: list[str]) -> str:
        """F after A to E; "" where axes are not called by letters."""
        if not codes or not all(len(code) == 1 and "A" <= code < "Z" for code in codes):
            return ""
        letter = chr(ord(max(codes)) + 1)
        return letter if self.codes.wished("Axis", letter) else ""

    def objective(self, axis: GrowingAxis, code: str, title: str) -> GrowingObjective | None:
        found = next((one for one in axis.objectives if code and one.value.code == code), None)
        wanted = key_of(title)
        return found or next((one for one in axis.objectives if key_of(one.value.title) == wanted), None)

    def objective_coded(self, code: str) -> tuple[GrowingAxis, GrowingObjective] | None:
        pairs = ((axis, one) for axis in self.axes for one in axis.objectives)
        return next((pair for pair in pairs if pair[1].value.code == code), None)

    def add_objective(self, axis: GrowingAxis, title: str, code: str = "") -> GrowingObjective:
        siblings = [one.value.code for one in axis.objectives]
        made = code if self.codes.wished("Objective", code) else ""
        made = made or self.codes.free("Objective", siblings, _under(axis.value.code, "1"))
        axis.objectives.append(GrowingObjective(Objective(code=made, title=title)))
        return axis.objectives[-1]

    def action_code(self, objective: GrowingObjective, wished: str = "") -> str:
        if self.codes.wished("Action", wished):
            return wished
        siblings = [action.code for action in objective.actions]
        return self.codes.free("Action", siblings, _under(objective.value.code, "1"))

    def step_code(self, action: str, siblings: list[str], wished: str = "") -> str:
        if self.codes.wished("Step", wished):
            return wished
        return self.codes.free("Step", siblings, f"{action[:30]}-1")


def _under(code: str, rank: str) -> str:
    """A1 under A, AX1-1 under AX1: figures that follow figures would run together past nine."""
    return f"{code[:30]}-{rank}" if code[-1:].isdigit() and len(code) > 2 else f"{code[:30]}{rank}"
