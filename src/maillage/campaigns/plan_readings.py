"""Improvement plans and wishes as libraries left them; other rooms read them here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.base.plugs import DatedEvent, Project
from maillage.base.values.french import count, listed
from maillage.campaigns.models import ImprovementStep, StepState, Wish, WishKind

LEFT = (StepState.CHOSEN.value, StepState.STARTED.value)


@dataclass(frozen=True, kw_only=True)
class Plans:
    """Every step and wish of a network, the newest campaign first within a library."""

    steps: tuple[ImprovementStep, ...]
    wishes: tuple[Wish, ...]

    def steps_of(self, library: str, campaign: str = "") -> tuple[ImprovementStep, ...]:
        return tuple(
            step
            for step in self.steps
            if step.library_code == library and campaign in ("", _code(step.campaign))
        )

    def wishes_of(self, library: str, campaign: str = "") -> tuple[Wish, ...]:
        return tuple(
            wish
            for wish in self.wishes
            if wish.library_code == library and campaign in ("", _code(wish.campaign))
        )


def _code(campaign: Any) -> str:
    return str(campaign.code)


def is_late(step: ImprovementStep, today: date) -> bool:
    """Its day has gone by, and it is neither done nor dropped."""
    return step.state in LEFT and step.due is not None and step.due < today


def _plans(project: Project) -> Plans:
    steps = ImprovementStep.objects.filter(network=project.network).select_related("campaign")
    wishes = Wish.objects.filter(network=project.network).select_related("campaign")
    return Plans(
        steps=tuple(steps.order_by("-campaign__opened_at", "library_code", "pk")),
        wishes=tuple(wishes.order_by("-campaign__opened_at", "library_code", "pk")),
    )


def plans_of(project: Project) -> Plans:
    """Two queries, once a project: every verb that changes a plan writes in the trail."""
    return project.once(_plans)


def plan_of(network: Any, library_code: str, *, besides: Any = None) -> tuple[ImprovementStep, ...]:
    """The steps that a library chose in the last campaign where it chose some, that of `besides` left aside; read
    live, one query. The next campaign shows them: « vous aviez choisi… ».
    """
    rows = ImprovementStep.objects.filter(network=network, library_code=library_code)
    rows = rows.exclude(campaign=besides) if besides is not None else rows
    steps = list(rows.select_related("campaign").order_by("-campaign__opened_at", "-campaign__pk", "pk"))
    return tuple(step for step in steps if step.campaign_id == steps[0].campaign_id)


def wishes_of(project: Project, *kinds: WishKind) -> tuple[Wish, ...]:
    """What libraries ask for, of some kinds (all by default)."""
    wanted = {kind.value for kind in kinds or tuple(WishKind)}
    return tuple(wish for wish in plans_of(project).wishes if wish.kind in wanted)


def gathered(wishes: Iterable[Wish]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The libraries that wish for the same thing, by (kind, text), the most wished first."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for wish in wishes:
        found[wish.kind, wish.text].append(wish.library_code)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return {key: tuple(dict.fromkeys(codes)) for key, codes in ordered}


def plan_dates(project: Project) -> Iterable[DatedEvent]:
    """One event for each day on which steps are due: a calendar of 143 libraries would else hold nothing else."""
    due: dict[date, list[ImprovementStep]] = defaultdict(list)
    for step in plans_of(project).steps:
        if step.due is not None and step.state in LEFT:
            due[step.due].append(step)
    for day, steps in sorted(due.items()):
        told = listed(sorted({step.title for step in steps})[:3])
        libraries = count(len({step.library_code for step in steps}), "bibliothèque")
        yield DatedEvent(
            uid=f"campaigns-plan-{day:%Y%m%d}",
            title=f"Plans de progrès : {count(len(steps), 'pas', 'pas')} de {libraries}",
            day=day,
            kind="plan de progrès",
            detail=told,
            missed=day < project.today,
        )
