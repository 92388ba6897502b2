"""Every indicator: where it stands, its last measure, its target, and the shape of its trajectory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from maillage.base.plugs import Project
from maillage.base.ui.components import Link, NextStep, Tone
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count, folded, listed, number
from maillage.evaluation.domain.attainment import Attainment, Status
from maillage.evaluation.domain.indicators import IndicatorFamily
from maillage.evaluation.readings import attainments_of
from maillage.evaluation.screens import Group, Line, line
from maillage.programme.readings import programme_of


@require_safe
def show(request: NetworkRequest) -> HttpResponse:
    project = request.project
    found = attainments_of(project)
    chosen = [item for item in found if _asked(item, request.GET)]
    new = Link("Ajouter un indicateur", to(request, "evaluation:indicator-new"), "primary", "plus")
    return page(
        request,
        "evaluation/indicators.html",
        title="Indicateurs",
        lead=_sentence(found),
        tools=[new] if request.can_edit else [],
        steps=list(_steps(request, found)),
        asked=request.GET,
        statuses=[(status, n) for status, n in _counted(found) if n],
        objectives=[objective for _, objective in programme_of(project).objectives()],
        families=list(IndicatorFamily),
        groups=list(_groups(project, chosen, by_family=request.GET.get("par") == "famille")),
        told=count(len(chosen), "indicateur"),
        any=bool(found),
    )


def _asked(item: Attainment, params: QueryDict) -> bool:
    indicator = item.indicator
    words = folded(params.get("q", "")[:200]).split()
    text = folded(f"{indicator.code} {indicator.title} {indicator.definition} {indicator.source}")
    return (
        params.get("etat", "") in ("", item.status.value)
        and params.get("objectif", "") in ("", indicator.objective)
        and params.get("famille", "") in ("", indicator.family.value)
        and all(word in text for word in words)
    )


def _counted(found: Sequence[Attainment]) -> list[tuple[Status, int]]:
    states = Counter(item.status for item in found)
    return [(status, states[status]) for status in Status]


def _sentence(found: Sequence[Attainment]) -> str:
    told = [f"{number(n)} {status.label}" for status, n in _counted(found) if n]
    return (
        f"{count(len(found), 'indicateur')} : {listed(told)}."
        if found
        else "Ce qui dira si les objectifs sont atteints."
    )


def _groups(project: Project, chosen: Sequence[Attainment], *, by_family: bool) -> Iterator[Group]:
    if by_family:
        for family in IndicatorFamily:
            lines = _lines(project, [i for i in chosen if i.indicator.family is family])
            if lines:
                yield Group(family.label[:1].upper() + family.label[1:], "", lines, f"famille-{family.value}")
        return
    for _, objective in programme_of(project).objectives():
        lines = _lines(project, [i for i in chosen if i.indicator.objective == objective.code])
        if lines:
            target = f"programme.Objective/{objective.code}"
            yield Group(f"{objective.code}. {objective.title}", target, lines, f"objectif-{objective.code}")


def _lines(project: Project, chosen: Sequence[Attainment]) -> list[Line]:
    return [line(project, item) for item in chosen]


def _steps(request: NetworkRequest, found: Sequence[Attainment]) -> Iterator[NextStep]:
    for item in found:
        if item.status is Status.LATE:
            code = item.indicator.code
            url = to(request, "evaluation:indicator", code)
            why = "En retard sur sa trajectoire : dire pourquoi, corriger, ou revoir la cible en comité de pilotage."
            yield NextStep(f"Regarder {code}, {item.indicator.title}", url, why, Tone.BAD)
            break
    silent = [item.indicator.code for item in found if item.status is Status.NO_DATA]
    if silent:
        url = to(request, "evaluation:indicator", silent[0])
        many = f"Aucune mesure pour {listed(silent[:4])}{'…' if len(silent) > 4 else ''}. Sans donnée n'est pas zéro."
        yield NextStep(f"Saisir une première mesure de {silent[0]}", url, many)
    without = [item.indicator.code for item in found if item.indicator.baseline is None]
    if without:
        url = to(request, "evaluation:indicator", without[0])
        why = f"État initial inconnu pour {listed(without[:4])}{'…' if len(without) > 4 else ''} : le progrès ne se verra pas."
        yield NextStep(f"Retrouver l'état initial de {without[0]}", url, why)
    if not found and request.can_edit:
        url = to(request, "evaluation:indicator-new")
        yield NextStep("Ajouter un premier indicateur", url, "Un par objectif suffit pour commencer.")
