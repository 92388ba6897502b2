"""One operation, one cost line, one funder, one aid: what is known of it, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from maillage.base.ui.components import Link
from maillage.base.ui.pages import page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import euros
from maillage.funding.domain.own_share import own_share_verdict
from maillage.funding.readings import asleep_costs, funding_of, lines_of, plan_of
from maillage.funding.screens.asleep import told_asleep
from maillage.funding.screens.things import (
    cost_facts,
    cost_panels,
    funder_facts,
    funder_panels,
    line_facts,
    line_panels,
    operation_facts,
    operation_panels,
)
from maillage.funding.steps import money_remarks, next_steps
from maillage.funding.telling import exact, own_share_badge
from maillage.programme.asleep import asleep_page


def operation(request: Any, code: str) -> HttpResponse:
    project = request.project
    one = find_thing(funding_of(project).operations, code, "Cette opération")
    verdict = own_share_verdict(plan_of(project), one, project.rules, project.today)
    return _thing(
        request,
        "Operation",
        code,
        title=f"{one.code}. {one.title}",
        lead=f"{euros(plan_of(project).cost_ht(operation=code))} HT, section {one.section.label}.",
        crumbs=[Link("Plan de financement", to(request, "funding:plan"))],
        facts=operation_facts(project, one),
        prose=one.text,
        verdict=verdict,
        verdict_badge=own_share_badge(one, verdict),
        panels=operation_panels(request, one),
    )


def costline(request: Any, code: str) -> HttpResponse:
    project = request.project
    asleep = next((one for one in asleep_costs(project) if one.code == code), None)
    crumbs = [Link("Dépenses", to(request, "funding:costs"))]
    if asleep:
        return asleep_page(request, told_asleep(asleep), target="funding.CostLine", crumbs=crumbs)
    one = find_thing(funding_of(project).costs, code, "Cette dépense")
    return _thing(
        request,
        "CostLine",
        code,
        title=one.label,
        lead=f"{exact(one.amount_ht)} HT, {one.section.label}.",
        crumbs=crumbs,
        facts=cost_facts(request, one),
        panels=cost_panels(project, one),
    )


def funder(request: Any, code: str) -> HttpResponse:
    one = find_thing(funding_of(request.project).funders, code, "Ce financeur")
    return _thing(
        request,
        "Funder",
        code,
        title=one.name,
        lead=f"{one.kind.label[:1].upper()}{one.kind.label[1:]}.",
        crumbs=[Link("Recettes", to(request, "funding:grants"))],
        facts=funder_facts(request.project, one),
        prose=one.note,
        panels=funder_panels(request, one),
    )


def fundingline(request: Any, code: str) -> HttpResponse:
    item = find_thing(lines_of(request.project), code, "Cette recette", by="line.code")
    return _thing(
        request,
        "FundingLine",
        code,
        title=f"{code}. {item.operation.title}",
        lead=f"{item.funder.name} : {exact(item.amount)}, aide {item.line.status.label}.",
        crumbs=[Link("Recettes", to(request, "funding:grants"))],
        facts=line_facts(request, item),
        panels=line_panels(request, item),
    )


def _thing(request: Any, name: str, code: str, *, panels: Iterable[Any], **context: Any) -> HttpResponse:
    """The page of a thing: its own panels, then those that later rooms add."""
    target = f"funding.{name}"
    remarks = [one for one in money_remarks(request.project) if one.target == f"{target}/{code}"]
    return page(
        request,
        "funding/thing.html",
        tools=thing_tools(request, f"funding:{name.lower()}", code),
        steps=next_steps(request, remarks),
        panels=[*panels, *panels_for(request, target, code)],
        **context,
    )
