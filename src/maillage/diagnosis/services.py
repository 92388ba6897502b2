"""What changes in the diagnosis apart from its forms: a task is done, a finding moves, a packaged case is copied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from maillage.base.models import record
from maillage.base.ui.editing.saving import Refused, next_code, save_thing, target_of, value_of
from maillage.base.values.fields import specs
from maillage.base.values.french import plain_date
from maillage.diagnosis.domain import Comparable as ComparableValue
from maillage.diagnosis.domain.cases import Case, as_comparable
from maillage.diagnosis.models import Comparable, Finding, SessionTask
from maillage.diagnosis.section import SECTION


def mark_task_done(*, network: Any, code: str, day: date | None, today: date, actor: Any) -> SessionTask:
    """Note the day on which a task was done, or None to take it back. Raises Refused, and SessionTask.DoesNotExist."""
    task = SessionTask.objects.select_related("session", "session__network").get(network=network, code=code)
    if day is not None and day > today:
        raise Refused([f"Le {plain_date(day)} est à venir : une tâche faite l'est au plus tard aujourd'hui."])
    value = value_of(task.session)
    tasks = tuple(replace(one, done=day) if one.code == code else one for one in value.tasks)
    save_thing(
        row=task.session,
        value=replace(value, tasks=tasks),
        section=SECTION,
        only=("tasks",),
        parents={},
        actor=actor,
    )
    return task


@transaction.atomic
def move_finding(*, row: Finding, up: bool, actor: Any) -> bool:
    """One number higher or lower; False when it is already at the end."""
    ordered = list(Finding.objects.filter(network=row.network).order_by("position", "pk"))
    place = ordered.index(row)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(ordered):
        return False
    ordered[place], ordered[other] = ordered[other], ordered[place]
    for rank, one in enumerate(ordered):
        one.position = rank
    Finding.objects.bulk_update(ordered, ["position"])
    record(
        network=row.network, actor=actor, verb="move", target=target_of(row), label=str(row), rank=other + 1
    )
    return True


@transaction.atomic
def copy_case(*, network: Any, case: Case, actor: Any) -> Comparable:
    """A packaged case as a comparable project of the network, to be completed. The one already copied if there is one."""
    kept = Comparable.objects.filter(network=network, case=case.code).first()
    if kept is not None:
        return kept
    codes = Comparable.objects.filter(network=network).order_by("code").values_list("code", flat=True)
    code = next_code(Comparable, network, list(codes), "P1")
    made: Comparable = save_thing(
        row=Comparable(network=network),
        value=as_comparable(case, code=code),
        section=SECTION,
        only=tuple(specs(ComparableValue)),
        parents={},
        actor=actor,
    )
    return made
