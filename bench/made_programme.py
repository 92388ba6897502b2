"""A programme of any size, made without chance: 10 axes, 50 objectives, actions of 6 steps, each sheet filled in part."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

AXES, OBJECTIVES, STEPS = 10, 5, 6
TITLES = ("Cadrage", "Choix", "Marché", "Installation", "Formation", "Bilan")
START = date(2026, 1, 1)


def made_programme(actions: int) -> Any:
    """A `ProgrammeSection` of `actions` actions spread over 50 objectives."""
    from maillage.programme.domain import Axis, Objective, ProgrammeSection

    places = AXES * OBJECTIVES
    by_objective = [[n for n in range(actions) if n % places == place] for place in range(places)]
    axes = tuple(
        Axis(
            code=f"X{a}",
            title=f"Axe de développement {a}",
            objectives=tuple(
                Objective(
                    code=f"X{a}O{o}",
                    title=f"Atteindre ensemble le but {a}.{o}",
                    actions=tuple(_action(n) for n in by_objective[a * OBJECTIVES + o]),
                )
                for o in range(OBJECTIVES)
            ),
        )
        for a in range(AXES)
    )
    return ProgrammeSection(title="Un grand programme", start=START, months=36, axes=axes)


def _action(n: int) -> Any:
    from maillage.programme.domain import Action, Risk, Scope, TeamMember

    kinds = _kinds()
    return Action(
        code=f"N{n}",
        title=f"Équiper, former et accompagner les bibliothèques du secteur {n}",
        kind=kinds[n % len(kinds)],
        scope=list(Scope)[n % 2],
        lead=f"Responsable du secteur {n % 12}",
        description="Ce que fait l'action, avec qui et pour qui, en quelques phrases. " * 4,
        context="Ce qui existe et ce qui manque. " * 3 if n % 2 else "",
        target_group="Tous les publics" if n % 3 else "",
        partners=("Communauté de communes", "Réseau Canopé"),
        risks=(Risk(code=f"N{n}-R1", title="Retard", answer="Commander tôt"),) if n % 4 else (),
        team=(TeamMember(role="Médiatrice", days_a_month=2),) if n % 5 else (),
        steps=tuple(_step(n, s) for s in range(STEPS)),
    )


def _kinds() -> Any:
    from maillage.programme.domain import ActionKind

    return list(ActionKind)


def _step(n: int, s: int) -> Any:
    from maillage.programme.domain import Step

    starts = START + timedelta(weeks=n % 60 + 8 * s)
    return Step(
        code=f"N{n}-{s + 1}",
        title=TITLES[s],
        weeks=7,
        person_days=3,
        predecessors=(f"N{n}-{s}",) if s else (),
        planned_start=starts,
        planned_end=starts + timedelta(weeks=7),
        done=starts + timedelta(weeks=7) if s == 0 and n % 3 == 0 else None,
    )
