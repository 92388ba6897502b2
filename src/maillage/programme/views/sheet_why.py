"""Why an action: the findings that it answers itself, those that its objective answers, what was heard."""

from __future__ import annotations

from typing import Any

from maillage.base.ui.components import Link
from maillage.base.ui.pages import thing_url
from maillage.programme.naming import names_of
from maillage.programme.views.grounds import heard
from maillage.programme.views.sheet_found import Found


def why(request: Any, found: Found) -> dict[str, Any]:
    action, objective = found.action, found.objective
    theirs = [code for code in objective.findings if code not in action.findings]
    return {
        "own_findings": _findings(request, action.findings),
        "objective_findings": _findings(request, theirs),
        "heard": heard(request, action),
    }


def _findings(request: Any, codes: Any) -> list[Link]:
    titles = names_of(request.project).findings
    return [
        Link(f"{code} {titles[code]}", thing_url(request.network.department, f"diagnosis.Finding/{code}"))
        for code in codes
        if code in titles
    ]
