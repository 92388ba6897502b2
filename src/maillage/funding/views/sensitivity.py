"""Sensitivity of the plan: each hypothesis alone, through one measure."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from maillage.base.ui.components import Link
from maillage.base.ui.pages import page, to
from maillage.base.values.french import count
from maillage.funding.domain.scenarios.tornado import Measure, ranked
from maillage.funding.readings import plan_of
from maillage.funding.screens.sensitivity import sensitivity_picture, sensitivity_table
from maillage.funding.screens.undated import left_out
from maillage.funding.whatifs import (
    base_of,
    standard_of,
    swings_of,
)


def sensitivity(request: Any) -> HttpResponse:
    project = request.project
    base = base_of(project)
    measure = next((one for one in Measure if one.value == request.GET.get("mesure")), Measure.OWN)
    swings = ranked(swings_of(project), base, measure)
    quiet = len(swings_of(project)) - len(swings)
    return page(
        request,
        "funding/sensitivity.html",
        title="Sensibilité du plan",
        lead=f"Chaque hypothèse essayée seule : ce qu'elle change au {measure.label}."
        if measure is not Measure.TROUGH
        else "Chaque hypothèse essayée seule : ce qu'elle change à l'avance de trésorerie.",
        crumbs=[Link("Scénarios", to(request, "funding:scenarios"))],
        steps=None,
        tabs=[
            (one.label[:1].upper() + one.label[1:], f"?mesure={one.value}", one is measure) for one in Measure
        ],
        picture=sensitivity_picture(swings, base, measure),
        table=sensitivity_table(swings, base, measure) if swings else None,
        quiet=f"{count(quiet, 'hypothèse')} n'y {'change' if quiet < 2 else 'changent'} rien."
        if quiet
        else "",
        usual=standard_of(project),
        **left_out(plan_of(project)),
    )
