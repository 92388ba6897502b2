"""What the programme rests on: the findings that an objective answers, the contributions it heard."""

from __future__ import annotations

from typing import Any

from maillage.base.ui.components import Link
from maillage.base.ui.pages import thing_url
from maillage.diagnosis.readings import diagnosis_of
from maillage.programme.domain import Action, Objective


def findings(request: Any, objective: Objective) -> list[Link]:
    """The findings that an objective answers, in the order in which it cites them."""
    known = {one.code: one for one in diagnosis_of(request.project).findings}
    return [
        Link(
            f"{code} {known[code].title}", thing_url(request.network.department, f"diagnosis.Finding/{code}")
        )
        for code in objective.findings
        if code in known
    ]


def heard(request: Any, thing: Objective | Action) -> list[Link]:
    """The themes of the consultation that an objective or an action answers, in the order in which it names them."""
    known = {one.code: one for one in diagnosis_of(request.project).themes}
    return [
        Link(known[code].title, thing_url(request.network.department, f"diagnosis.ContributionTheme/{code}"))
        for code in thing.answers
        if code in known
    ]
