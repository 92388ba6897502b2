"""One operation, one cost line: what is known of it, and what it rests on; the page that aids and funders share."""

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
from maillage.funding.readings import asleep_costs, funding_of, plan_of
from maillage.funding.screens.asleep import told_asleep
from maillage.funding.screens.things import (
    cost_facts,
    cost_panels,
    operation_facts,
    operation_panels,
)
from maillage.funding.screens.why.panels import who_pays
from maillage.funding.steps import money_remarks, next_steps
from maillage.funding.telling import exact, own_share_badge
from maillage.programme.asleep import asleep_page


def operation(request: Any, code: str) -> HttpResponse:
    project = request.project
    one = find_thing(funding_of(project).operations, code, "Cette opération")
    verdict = own_share_verdict(plan_of(project), one, project.rules, project.today)
    return thing_page(
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
    return thing_page(
        request,
        "CostLine",
        code,
        title=one.label,
        lead=f"{exact(one.ht)} HT, {one.section.label}.",
        crumbs=crumbs,
        facts=cost_facts(request, one),
        panels=[*cost_panels(project, one), *who_pays(request, one)],
    )


def thing_page(
    request: Any,
    name: str,
    code: str,
    *,
    panels: Iterable[Any],
    template: str = "funding/thing.html",
    **context: Any,
) -> HttpResponse:
    """The page of a thing: its own panels, then those that later rooms add."""
    target = f"funding.{name}"
    remarks = [one for one in money_remarks(request.project) if one.target == f"{target}/{code}"]
    return page(
        request,
        template,
        tools=thing_tools(request, f"funding:{name.lower()}", code),
        steps=next_steps(request, remarks),
        panels=[*panels, *panels_for(request, target, code)],
        **context,
    )
