"""Codes for what is made: in the manner of its siblings, never one that is taken."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from maillage.base.values.texts import CODE
from maillage.programme.domain.programme import ProgrammeSection

LONGEST, LONGEST_HEAD = 40, 33


class Codes:
    """The codes taken, by class."""

    def __init__(self, section: ProgrammeSection) -> None:
        self.taken: dict[str, set[str]] = {kind: set() for kind in ("Orientation", "LabelCriterion", "Risk")}
        self.taken["Orientation"] |= {one.code for one in section.orientations}
        self.taken["LabelCriterion"] |= {one.code for one in section.criteria}
        self.taken["Axis"] = {axis.code for axis in section.axes}
        self.taken["Objective"] = {one.code for _, one in section.objectives()}
        actions = [action for _, _, action in section.actions()]
        self.taken["Action"] = {action.code for action in actions}
        self.taken["Step"] = {step.code for action in actions for step in action.steps}
        self.taken["Risk"] |= {risk.code for action in actions for risk in action.risks}

    def wished(self, kind: str, code: str) -> bool:
        """Take the code that a file gives; False when it is no code, or is taken."""
        if not code or len(code) > LONGEST or not CODE.match(code) or code in self.taken[kind]:
            return False
        self.taken[kind].add(code)
        return True

    def free(self, kind: str, siblings: Iterable[str], start: str) -> str:
        """The next code after the siblings': A14 after A13; `start` without siblings."""
        taken = self.taken[kind]
        numbered = [match for code in siblings if (match := re.fullmatch(r"(.*?)(\d{1,6})", code))]
        last = max(numbered, key=lambda match: int(match[2]), default=None)
        found = last or re.fullmatch(r"(.*?)(\d{1,6})", start)
        head, digits = (found[1], found[2]) if found else (f"{start}-", "0")
        head = head[:LONGEST_HEAD]
        first = int(digits) + (1 if last is not None else 0)
        code = next(
            made for n in itertools.count(first) if (made := f"{head}{n:0{len(digits)}d}") not in taken
        )
        taken.add(code)
        return code
