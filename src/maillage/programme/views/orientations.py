"""What the schéma asks for, and which axes and objectives answer."""

from __future__ import annotations

from django.http import HttpResponse

from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import count, listed
from maillage.programme.checks import checks
from maillage.programme.domain.serving import ServingTable, orientations_served
from maillage.programme.readings import number_of, programme_of, progress_of
from maillage.programme.views import shown
from maillage.programme.views.served import bands, servers

CODE = "PRG-07"


def orientations(request: NetworkRequest) -> HttpResponse:
    programme = programme_of(request.project)
    table = orientations_served(programme)
    tools = [Link("Ajouter une orientation", to(request, "programme:orientation-new"), "primary", "plus")]
    return page(
        request,
        "programme/orientations.html",
        title="Orientations du schéma",
        lead=_lead(table),
        tools=tools if request.can_edit else [],
        steps=shown.remark_steps(request, (one for one in checks(request.project) if one.code == CODE)),
        schema=programme.schema,
        bands=bands(request, "programme:orientations"),
        listing=_listing(request, table),
    )


def _lead(table: ServingTable) -> str:
    told, left = count(len(table.things), "orientation"), len(table.unserved)
    if not table.things:
        return "Ce que le schéma départemental de lecture attend du projet."
    return f"{told}, dont {left} que rien ne sert." if left else f"{told}, toutes servies."


def _listing(request: NetworkRequest, table: ServingTable) -> Listing:
    project, programme = request.project, programme_of(request.project)
    bare = {one.code for one in table.unserved}
    rows = []
    for one in table.things:
        axes = [
            number_of(project, "Axis", axis.code) for axis in programme.axes if one.code in axis.orientations
        ]
        objectives = [number_of(project, "Objective", it.code) for it, _ in table.servers(one.code)]
        none = Badge("ni axe ni objectif", Tone.WARNING) if one.code in bare else None
        rows.append(
            [
                Cell(shown.named(one), to(request, "programme:orientation", one.code)),
                Cell(" ".join(one.text.split())[:220] or shown.DASH),
                Cell("" if none else listed(axes) or "aucun", sort=len(axes), badge=none),
                Cell(listed(objectives) or "aucun", sort=len(objectives)),
            ]
        )
    add = Link("Ajouter une orientation", to(request, "programme:orientation-new"), "primary", "plus")
    listing = Listing(
        caption="Orientations, axes et objectifs qui les servent",
        heads=[
            Head("Orientation", key="orientation"),
            Head("Ce que dit le schéma"),
            Head("Axes", key="axes"),
            Head("Objectifs", key="objectifs"),
        ],
        rows=rows,
        empty="Aucune orientation n'est encore citée : reprenez celles du schéma que le projet sert.",
        empty_link=add if request.can_edit else None,
        source=programme.schema,
        anchor="orientations",
    )
    return sorted_listing(listing, request.GET)


def orientation(request: NetworkRequest, code: str) -> HttpResponse:
    programme, progress = programme_of(request.project), progress_of(request.project)
    found = find_thing(programme.orientations, code, "Cette orientation")
    target = f"programme.Orientation/{code}"
    return page(
        request,
        "programme/orientation.html",
        title=f"Orientation {shown.named(found)}",
        crumbs=[Link("Orientations et label", to(request, "programme:orientations"))],
        tools=thing_tools(request, "programme:orientation", code),
        steps=shown.remark_steps(request, (one for one in checks(request.project) if one.target == target)),
        orientation=found,
        schema=programme.schema,
        axes=[
            {
                "link": Link(shown.named(one.axis), to(request, "programme:axis", one.axis.code)),
                "told": shown.done_text(one),
                "badge": shown.state_badge(one.state, tracked=progress.tracked),
            }
            for one in progress.axes
            if code in one.axis.orientations
        ],
        objectives=servers(request, orientations_served(programme), code),
        panels=panels_for(request, "programme.Orientation", code),
    )
