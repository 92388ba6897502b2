"""Pure: the programme as a tree, and what can be wrong in it."""

from maillage.programme.domain.actions import Action, ActionKind, Scope, Step
from maillage.programme.domain.programme import Axis, Objective, Orientation, ProgrammeSection

__all__ = ["Action", "ActionKind", "Axis", "Objective", "Orientation", "ProgrammeSection", "Scope", "Step"]
