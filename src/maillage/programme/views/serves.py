"""Two tables, objectives × orientations and objectives × criteria of the label: read, and changed in place."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.ui.components import Link
from maillage.base.ui.pages import NetworkRequest, page, resumes, to
from maillage.base.values.french import count, listed
from maillage.programme.checks import checks
from maillage.programme.domain.serving import criteria_served, idle_objectives, orientations_served
from maillage.programme.domain.ticking import Tick, read_ticks, ticks_of
from maillage.programme.readings import programme_of
from maillage.programme.ticking import set_served
from maillage.programme.views import shown
from maillage.programme.views.served import bands
from maillage.programme.views.serving_tables import serving_table

CODES = ("PRG-07", "PRG-21", "PRG-22")


@resumes
def serves(request: NetworkRequest) -> HttpResponse:
    if request.method == "POST":
        ticks = read_ticks(request.POST.getlist("sert"))
        was = read_ticks(request.POST.get("vu", "").split())
        return _shown(request, was, ticks) if "_resume" in request.POST else _save(request, was, ticks)
    ticks = ticks_of(programme_of(request.project))
    return _shown(request, ticks, ticks)


def _save(request: NetworkRequest, was: frozenset[Tick], ticks: frozenset[Tick]) -> HttpResponse:
    done = set_served(network=request.network, shown=was, wanted=ticks, actor=request.user)
    if done.changed:
        told = count(len(done.changed), "objectif modifié", "objectifs modifiés")
        messages.success(request, f"Enregistré : {told} ({listed(list(done.changed))}).")
    elif not done.lost:
        messages.info(request, "Rien n'a changé.")
    if done.lost:
        gone = sorted({code for tick in done.lost for code in (f"{tick.objective} → {tick.code}",)})
        messages.warning(
            request, f"Pas enregistré, car l'objectif ou ce qu'il sert n'existe plus : {listed(gone)}."
        )
    return redirect(to(request, "programme:serves"))


def _shown(request: NetworkRequest, was: frozenset[Tick], ticks: frozenset[Tick]) -> HttpResponse:
    programme = programme_of(request.project)
    orientations, criteria = orientations_served(programme), criteria_served(programme)
    idle = idle_objectives(programme) if orientations.things or criteria.things else ()
    return page(
        request,
        "programme/serves.html",
        title="Ce que servent les objectifs",
        lead=_lead(len(orientations.unserved), len(criteria.unserved), len(idle)),
        crumbs=[Link("Orientations et label", to(request, "programme:orientations"))],
        steps=shown.remark_steps(request, (one for one in checks(request.project) if one.code in CODES)),
        bands=bands(request, "programme:serves"),
        tables=[
            serving_table(request, orientations, "orientations", ticks),
            serving_table(request, criteria, "criteria", ticks),
        ],
        was=" ".join(sorted(str(tick) for tick in was)),
        editable=request.can_edit
        and any((orientations.things, criteria.things))
        and bool(orientations.lines),
    )


def _lead(orientations: int, criteria: int, idle: int) -> str:
    """What is missing, or that nothing is."""
    told = [
        f"{count(orientations, 'orientation')} que rien ne sert" if orientations else "",
        f"{count(criteria, 'critère')} que rien ne sert" if criteria else "",
        f"{count(idle, 'objectif')} qui ne {'servent' if idle > 1 else 'sert'} rien" if idle else "",
    ]
    found = [one for one in told if one]
    return (
        f"{listed(found)}."
        if found
        else "Ce que le schéma et le label attendent, et l'objectif qui y répond."
    )
