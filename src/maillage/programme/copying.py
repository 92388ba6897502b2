"""A copy of an action: what it is made of, without what it lived."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction

from maillage.base.ui.editing.saving import next_code, save_thing, value_of
from maillage.programme import domain
from maillage.programme.models import Action, Risk, Step
from maillage.programme.section import SECTION

COPY = " (copie)"
# A title has 300 characters at most: that of a copy is cut before its mark.
LONGEST = 300


@transaction.atomic
def duplicate(*, network: Any, code: str, actor: Any) -> Action:
    """A copy beside its model, right after it among its siblings' codes. Raises Action.DoesNotExist.

    Its steps follow one another as those of the model do and wait for the same steps of other actions; what was
    planned, done, delivered, noted or archived is left behind.
    """
    row = Action.objects.select_related("network", "objective").get(network=network, code=code)
    siblings = Action.objects.filter(objective=row.objective).values_list("code", flat=True)
    value = copied(
        value_of(row),
        code=next_code(Action, network, siblings, f"{row.objective.code}1"),
        taken={
            model: frozenset(model.objects.filter(network=network).values_list("code", flat=True))
            for model in (Step, Risk)
        },
    )
    made: Action = save_thing(
        row=Action(network=network),
        value=value,
        section=SECTION,
        only=tuple(value.__dataclass_fields__),
        parents={"objective": row.objective},
        actor=actor,
    )
    return made


def copied(action: domain.Action, *, code: str, taken: dict[type[Any], frozenset[str]]) -> domain.Action:
    """The copy of an action under a code; `taken` are the codes of steps and risks that are not free."""
    steps = dict(zip((s.code for s in action.steps), _codes(code, "-", taken[Step]), strict=False))
    risks = dict(zip((r.code for r in action.risks), _codes(code, "-R", taken[Risk]), strict=False))
    return replace(
        action,
        code=code,
        title=f"{action.title[: LONGEST - len(COPY)]}{COPY}",
        status=None,
        outlook=None,
        steps=tuple(_step(step, steps) for step in action.steps),
        risks=tuple(replace(risk, code=risks[risk.code]) for risk in action.risks),
        deliverables=tuple(replace(one, due=None, delivered=None, link="") for one in action.deliverables),
        legal=tuple(replace(point, state=domain.LegalState.TO_DO) for point in action.legal),
        team=tuple(replace(member, starts=None, ends=None) for member in action.team),
        notes=(),
        archived=None,
    )


def _step(step: domain.Step, codes: dict[str, str]) -> domain.Step:
    return replace(
        step,
        code=codes[step.code],
        predecessors=tuple(codes.get(code, code) for code in step.predecessors),
        fixed=None,
        earliest=None,
        latest=None,
        planned_start=None,
        planned_end=None,
        done=None,
    )


def _codes(code: str, between: str, taken: frozenset[str]) -> Iterable[str]:
    """Free codes for the children of an action, without end: A15-1, A15-2…"""
    head = re.sub(r"-+$", "", code)[:33]
    rank = 0
    while True:
        rank += 1
        if (found := f"{head}{between}{rank}") not in taken:
            yield found
