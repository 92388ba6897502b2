"""What is wrong in a programme although each field is right: cycles, gates without a meeting, dates outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from maillage.base.values.french import plain_date
from maillage.base.values.remarks import Problem
from maillage.governance.domain import GovernanceSection
from maillage.programme.domain.programme import ProgrammeSection
from maillage.programme.domain.steps import Step

Path = tuple[str | int, ...]


def problems(sections: Mapping[str, Any]) -> Iterator[Problem]:
    programme: ProgrammeSection | None = sections.get("programme")
    if programme is None:
        return
    steps = dict(_steps_with_paths(programme))
    yield from _cycles(steps)
    yield from _gates(steps, sections.get("governance"), programme)
    yield from _outside(steps, programme)
    if programme.start.day != 1:
        yield Problem(
            path=("programme", "start"),
            message=f"Le programme commence le {plain_date(programme.start)}, pas un premier du mois.",
            remedy="Faites commencer le programme un premier du mois.",
        )


def _steps_with_paths(programme: ProgrammeSection) -> Iterator[tuple[Path, Step]]:
    for a, axis in enumerate(programme.axes):
        for o, objective in enumerate(axis.objectives):
            for n, action in enumerate(objective.actions):
                for s, step in enumerate(action.steps):
                    yield ("programme", "axes", a, "objectives", o, "actions", n, "steps", s), step


def _cycles(steps: Mapping[Path, Step]) -> Iterator[Problem]:
    """One problem for each cycle, told along its whole length."""
    after = {step.code: step.predecessors for step in steps.values()}
    paths = {step.code: path for path, step in steps.items()}
    done: set[str] = set()
    for start in after:
        trail: list[str] = []
        stack: list[tuple[str, int]] = [(start, 0)]
        # Depth first without recursion: a file may chain thousands of steps.
        while stack:
            code, depth = stack.pop()
            del trail[depth:]
            if code in trail:
                cycle = [*trail[trail.index(code) :], code]
                yield Problem(
                    path=(*paths[code], "predecessors"),
                    message=f"Ces étapes s'attendent l'une l'autre : {' → '.join(reversed(cycle))}.",
                    remedy="Retirez l'un des prédécesseurs de cette boucle.",
                )
                done.update(trail)
                break
            if code in done or code not in after:
                continue
            trail.append(code)
            stack.extend((before, depth + 1) for before in after[code])
        done.update(trail)
        done.add(start)


def _gates(
    steps: Mapping[Path, Step], governance: GovernanceSection | None, programme: ProgrammeSection
) -> Iterator[Problem]:
    bodies = {body.code: body for body in governance.bodies} if governance else {}
    for path, step in steps.items():
        if step.gate is None or step.gate not in bodies:
            continue  # an unknown body is reported as an unknown reference
        body = bodies[step.gate]
        if not any(meeting.day in programme.period for meeting in body.meetings):
            yield Problem(
                path=(*path, "gate"),
                message=f"L'étape {step.code} attend une décision de {body.code} ({body.name}), "
                "qui n'a aucune séance pendant le programme.",
                remedy=f"Ajoutez une séance à {body.code} (« governance »), ou retirez l'instance de l'étape (« gate »).",
            )


def _outside(steps: Mapping[Path, Step], programme: ProgrammeSection) -> Iterator[Problem]:
    period = programme.period
    assert period.end is not None
    for path, step in steps.items():
        for field in ("fixed", "earliest", "latest", "planned_start", "planned_end"):
            day = getattr(step, field)
            last = step.last_day if field == "planned_end" else day
            if day and last and last not in period:
                yield Problem(
                    path=(*path, field),
                    message=f"Le {plain_date(day)} est hors du programme "
                    f"({plain_date(period.start)} – {plain_date(period.end - timedelta(days=1))}).",
                    remedy="Corrigez la date, ou la période du programme.",
                )
