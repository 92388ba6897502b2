"""Where a model may be put: an objective of the programme, a new one, or its typical place."""

from __future__ import annotations

from typing import Any

from maillage.programme.domain.taking_models import Home
from maillage.programme.readings import programme_of
from maillage.programme.views import shown

# What the list of objectives says for "each to its own place".
TYPICAL = "auto"


def places(request: Any) -> dict[str, Any]:
    """What the template `programme/model_places.html` needs."""
    axes = programme_of(request.project).axes
    return {
        "axes": [(axis.code, shown.named(axis)) for axis in axes],
        "objectives": [
            (shown.named(axis), [(one.code, shown.named(one)) for one in axis.objectives])
            for axis in axes
            if axis.objectives
        ],
        "chosen": request.GET.get("objectif", ""),
    }


def home_of(request: Any) -> Home:
    """What was posted; an axis that is not there raises when it is used."""
    title = " ".join(request.POST.get("titre", "").split())[:300]
    if title:
        return Home(title=title, axis=request.POST.get("axe", ""))
    asked = request.POST.get("objectif", TYPICAL)
    return Home() if asked in ("", TYPICAL) else Home(objective=asked)
