"""The page of an indicator: what it counts, where it should be, where it is and why, its measures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.base.models.removals import remove
from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Fact, Head, Link, Listing, NextStep, Tone
from maillage.base.ui.editing.forms import ThingForm
from maillage.base.ui.editing.saving import Refused, target_of
from maillage.base.ui.editing.sheet import find
from maillage.base.ui.pages import NetworkRequest, needs, page, resumes, thing_url, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import listed, plain_date, short_date
from maillage.evaluation.domain.attainment import Attainment, Status, expected_on
from maillage.evaluation.domain.indicators import Measure
from maillage.evaluation.domain.reasons import LIMITS, age, verdict
from maillage.evaluation.editors import MEASURE
from maillage.evaluation.forms import measure_form
from maillage.evaluation.models import Measure as MeasureRow
from maillage.evaluation.pictures import trajectory_picture
from maillage.evaluation.readings import attainments_of
from maillage.evaluation.screens import dated, measures_on, quantity, status_badge
from maillage.evaluation.services import add_measure
from maillage.programme.readings import programme_of


@require_safe
def show(request: NetworkRequest, code: str) -> HttpResponse:
    return _page(request, _item(request, code))


@require_POST
@needs("team")
@resumes
def measure(request: Any, code: str) -> HttpResponse:
    """Add a measure; what is wrong comes back with everything that was typed."""
    item = _item(request, code)
    if "_resume" in request.POST:
        return _page(request, item, measure_form(request.project.today, typed=request.POST))
    form = measure_form(request.project.today, data=request.POST)
    if not form.is_valid():
        return _page(request, item, form, status=422)
    try:
        row = add_measure(
            network=request.network,
            measure=Measure(indicator=code, **form.values()),
            today=request.project.today,
            actor=request.user,
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error("day", reason)
        return _page(request, item, form, status=422)
    messages.success(request, f"« {row} » : enregistrée.")
    return redirect(to(request, "evaluation:indicator", code))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
def remove_measure(request: Any, code: str) -> HttpResponse:
    """As for any thing, but one comes back to the indicator."""
    row: MeasureRow = find(MEASURE, request.network, code)
    back = to(request, "evaluation:indicator", row.indicator.code)
    if request.method == "POST":
        removal = remove(row=row, target=target_of(row), actor=request.user)
        messages.success(request, f"« {removal.label} » : supprimée.", extra_tags=f"undo-{removal.pk}")
        return redirect(back)
    crumbs = [Link("Indicateurs", to(request, "evaluation:indicators")), Link(row.indicator.code, back)]
    return page(
        request,
        "ui/remove.html",
        title=f"Supprimer {row}",
        crumbs=crumbs,
        row=row,
        fate=[],
        editor=MEASURE,
        back=back,
    )


def _item(request: NetworkRequest, code: str) -> Attainment:
    return find_thing(attainments_of(request.project), code, "Cet indicateur", by="indicator.code")


def _page(
    request: NetworkRequest, item: Attainment, form: ThingForm | None = None, status: int = 200
) -> HttpResponse:
    project, indicator = request.project, item.indicator
    found = verdict(item, on=project.today, rules=project.rules)
    if form is None and request.can_edit:
        form = measure_form(project.today)
    return page(
        request,
        "evaluation/indicator.html",
        title=f"{indicator.code}. {indicator.title}",
        lead=indicator.question,
        crumbs=[Link("Indicateurs", to(request, "evaluation:indicators"))],
        tools=thing_tools(request, "evaluation:indicator", indicator.code),
        steps=list(_steps(request, item)),
        status=status,
        indicator=indicator,
        badge=status_badge(item.status),
        tone=status_badge(item.status).tone,
        reasons=[*found.reasons, *filter(None, [age(item, project.today)])],
        limits=_limits(request, item),
        picture=trajectory_picture(item, measures_on(project, indicator.code)),
        facts=_facts(project, item),
        listing=_measures(request, item),
        form=form,
        panels=panels_for(request, "evaluation.Indicator", indicator.code),
    )


def _steps(request: NetworkRequest, item: Attainment) -> Iterator[NextStep]:
    if not request.can_edit:
        return
    edit = to(request, "evaluation:indicator-edit", item.indicator.code)
    if item.status is Status.LATE:
        yield NextStep(
            "Décider de la suite avec le pilote de l'objectif",
            thing_url(request.network.department, f"programme.Objective/{item.indicator.objective}"),
            "Dire pourquoi, corriger l'action, ou revoir la cible en comité de pilotage.",
            Tone.BAD,
        )
    if item.measure is None:
        yield NextStep(
            "Saisir une première mesure",
            "#nouvelle-mesure",
            "Sans donnée, on ne sait pas : ce n'est pas zéro.",
        )
    if item.indicator.baseline is None:
        yield NextStep("Retrouver l'état initial", edit, "Sans lui, aucun progrès ne pourra être démontré.")
    if not item.indicator.targets:
        yield NextStep("Fixer des cibles", edit, "Une par année, en fin d'année.", Tone.WARNING)


def _limits(request: NetworkRequest, item: Attainment) -> list[Link]:
    """The rules that decide between states, where they did."""
    if item.status not in (Status.ON_TRACK, Status.WATCH, Status.LATE):
        return []
    values = [request.project.rules.value(name, on=request.project.today) for name in LIMITS]
    told = ("en bonne voie dès", "en retard sous")
    return [
        Link(f"{begin} {value.text}", to(request, "rulebook:rule", value.rule.id))
        for begin, value in zip(told, values, strict=True)
    ]


def _facts(project: Project, item: Attainment) -> list[Fact]:
    indicator = item.indicator
    titles = {objective.code: objective.title for _, objective in programme_of(project).objectives()}
    url = thing_url(project.network.department, f"programme.Objective/{indicator.objective}")
    targets = listed([f"{quantity(value, indicator.unit)} fin {year}" for year, value in indicator.targets])
    return [
        Fact("Objectif", f"{indicator.objective}. {titles.get(indicator.objective, '')}", url),
        Fact("Famille", indicator.family.label),
        Fact("Unité", indicator.unit or "sans unité"),
        Fact("Sens", indicator.direction.label),
        Fact("État initial", dated(quantity(indicator.baseline, indicator.unit), indicator.baseline_date)),
        Fact("Cibles", targets or "à fixer"),
        Fact("Source", indicator.source),
        Fact("Fréquence", indicator.frequency),
        Fact("Responsable", indicator.owner),
    ]


def _measures(request: NetworkRequest, item: Attainment) -> Listing:
    rows = MeasureRow.objects.filter(network=request.network, indicator__code=item.indicator.code)
    heads = [Head("Date"), Head("Valeur", "right"), Head("Attendu", "right"), Head("Précision")]
    edits = [Head("Modifier"), Head("Supprimer")] if request.can_edit else []
    return Listing(
        caption="Mesures",
        heads=[*heads, *edits],
        rows=[_measure(request, item, row) for row in rows.order_by("-day")],
        empty="Aucune mesure n'est encore saisie. Ce n'est pas un zéro : on ne sait pas.",
        anchor="mesures",
    )


def _measure(request: NetworkRequest, item: Attainment, row: Any) -> list[Cell | str]:
    unit = item.indicator.unit
    expected = expected_on(item.trajectory, row.day)
    cells: list[Cell | str] = [
        short_date(row.day),
        quantity(row.value, unit),
        quantity(expected, unit) if expected is not None else "–",
        row.note,
    ]
    if request.can_edit:
        told = plain_date(row.day)
        cells += [
            Cell(f"Modifier celle du {told}", to(request, "evaluation:measure-edit", row.pk)),
            Cell(f"Supprimer celle du {told}", to(request, "evaluation:measure-remove", row.pk)),
        ]
    return cells
