"""The steps of an action as its page shows them: where each stands, what it waits for, what waits for it."""

from __future__ import annotations

from typing import Any

from maillage.base.plugs import panels_of
from maillage.base.ui.components import Link
from maillage.base.ui.pages import to
from maillage.base.values.french import count, number
from maillage.programme.domain.progress import ActionProgress, StepProgress, StepState
from maillage.programme.naming import names_of
from maillage.programme.readings import number_of, progress_of
from maillage.programme.views import shown


def step_rows(request: Any, item: ActionProgress) -> list[dict[str, Any]]:
    return [_row(request, item, one) for one in item.steps]


def _row(request: Any, whole: ActionProgress, item: StepProgress) -> dict[str, Any]:
    step, project = item.step, request.project
    tracked = progress_of(project).tracked
    return {
        "item": item,
        "step": step,
        "number": number_of(project, "Step", step.code),
        "badge": shown.state_badge(item.state, tracked=tracked),
        "gate": names_of(project).bodies.get(step.gate or "", ""),
        "before": _before(request, whole, item),
        "lag": f"+ {count(step.lag_weeks, 'semaine')}" if step.lag_weeks and step.predecessors else "",
        "due": item.state in (StepState.LATE, StepState.UNDER_WAY),
        "late": item.days_late if tracked else 0,
        "days": number(step.person_days, 0 if step.person_days == int(step.person_days) else 1),
        "duration": count(step.weeks, "semaine") if step.weeks else "jalon",
        # What is bought, and no more: the panels of the page say the rest.
        "panels": [
            (panel.label, panel.text.split(",")[0])
            for panel in project.once(panels_of).get(("programme.Step", step.code), [])
        ],
    }


def _before(request: Any, whole: ActionProgress, item: StepProgress) -> list[dict[str, Any]]:
    own = {one.step.code: one.step.title for one in whole.steps}
    everywhere = {one.step.code: one.step.title for one in progress_of(request.project).steps}
    return [
        {
            "link": Link(code, f"#etape-{code}" if code in own else to(request, "programme:step", code)),
            "title": own.get(code) or everywhere.get(code, ""),
        }
        for code in item.step.predecessors
    ]
