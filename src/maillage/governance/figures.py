"""Named figures of governance."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.french import number
from maillage.governance.readings import decisions_of, governance_of


def figures(project: Project) -> Iterator[NamedFigure]:
    bodies = governance_of(project).bodies
    meetings = sum(len(body.meetings) for body in bodies)
    for name, label, value in (
        ("governance.bodies", "Instances", len(bodies)),
        ("governance.meetings", "Séances prévues", meetings),
        ("governance.decisions", "Décisions prises", len(decisions_of(project))),
    ):
        yield NamedFigure(name=name, label=label, value=value, text=number(value))
