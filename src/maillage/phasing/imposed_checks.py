"""What the linter says of imposed days: a step dated elsewhere, a gated one in a week without meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from maillage.base.plugs import Project
from maillage.base.values.french import plain_date
from maillage.base.values.remarks import Remark, Severity
from maillage.governance.readings import governance_of
from maillage.programme.domain import Step
from maillage.programme.readings import programme_of, progress_of


def imposed_checks(project: Project) -> Iterator[Remark]:
    yield from _imposed_days_hold(project)
    yield from _imposed_weeks_have_a_meeting(project)


def is_past(project: Project, step: Step) -> bool:
    """Done, or begun in a programme that is followed: no new calendar can move its start."""
    if step.done:
        return True
    started = step.planned_start is not None and step.planned_start < project.today
    return started and progress_of(project).tracked


def _imposed_days_hold(project: Project) -> Iterator[Remark]:
    for _, step in programme_of(project).steps():
        start, fixed = step.planned_start, step.fixed
        if fixed is None or start is None or is_past(project, step):
            continue
        # A milestone falls on its very day, the others start in that week.
        exact = not step.weeks and not step.gate
        if start != fixed if exact else _monday(start) != _monday(fixed):
            yield Remark(
                code="PHA-07",
                severity=Severity.BLOCKING,
                where=f"Étape {step.code}, {step.title}",
                message=f"Elle est prévue le {plain_date(start)}, alors que le {plain_date(fixed)} lui est imposé.",
                remedy="Relancez le phasage, ou libérez cette date.",
                target=f"programme.Step/{step.code}",
            )


def _imposed_weeks_have_a_meeting(project: Project) -> Iterator[Remark]:
    weeks = {body.code: {_monday(m.day) for m in body.meetings} for body in governance_of(project).bodies}
    for _, step in programme_of(project).steps():
        if step.fixed is None or step.gate is None or step.done:
            continue
        last = _monday(step.fixed) + timedelta(weeks=max(0, step.weeks - 1))
        if last not in weeks.get(step.gate, set()):
            yield Remark(
                code="PHA-08",
                severity=Severity.WARNING,
                where=f"Étape {step.code}, {step.title}",
                message=f"Avec sa date imposée ({plain_date(step.fixed)}), elle finirait dans la semaine du "
                f"{plain_date(last)}, où {step.gate} ne se réunit pas : aucun calendrier ne le permet.",
                remedy=f"Déplacez la date imposée, ou ajoutez une séance de {step.gate} cette semaine-là.",
                target=f"programme.Step/{step.code}",
            )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
