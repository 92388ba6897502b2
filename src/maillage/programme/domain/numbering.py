"""The numbers that the order gives: axis 2, objective 2.1, action 2.1.3. Codes name things for good; numbers follow moves."""

from __future__ import annotations

from maillage.programme.domain.programme import ProgrammeSection


def numbers(programme: ProgrammeSection) -> dict[tuple[str, str], str]:
    """The number of every axis, objective, action and step by ("Axis", code)…, e.g. ("Step", "A11-1"): "1.1.1.1"."""
    found: dict[tuple[str, str], str] = {}
    for a, axis in enumerate(programme.axes, 1):
        found["Axis", axis.code] = f"{a}"
        for o, objective in enumerate(axis.objectives, 1):
            found["Objective", objective.code] = f"{a}.{o}"
            for n, action in enumerate(objective.actions, 1):
                found["Action", action.code] = f"{a}.{o}.{n}"
                for s, step in enumerate(action.steps, 1):
                    found["Step", step.code] = f"{a}.{o}.{n}.{s}"
    return found
