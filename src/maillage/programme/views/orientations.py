"""What the schéma asks for, and which axes answer."""

from __future__ import annotations

from django.http import HttpResponse

from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import count, listed
from maillage.programme.checks import checks
from maillage.programme.domain import Orientation, ProgrammeSection
from maillage.programme.readings import programme_of, progress_of
from maillage.programme.views import shown

CODE = "PRG-07"


def orientations(request: NetworkRequest) -> HttpResponse:
    programme = programme_of(request.project)
    served = sum(bool(_axes(programme, one)) for one in programme.orientations)
    left = len(programme.orientations) - served
    tools = [Link("Ajouter une orientation", to(request, "programme:orientation-new"), "primary", "plus")]
    return page(
        request,
        "programme/orientations.html",
        title="Orientations du schéma",
        lead=f"{count(len(programme.orientations), 'orientation')}, dont {left} qu'aucun axe ne sert."
        if left
        else f"{count(len(programme.orientations), 'orientation')}, toutes servies par au moins un axe."
        if programme.orientations
        else "",
        tools=tools if request.can_edit else [],
        steps=shown.remark_steps(request, (one for one in checks(request.project) if one.code == CODE)),
        schema=programme.schema,
        listing=_listing(request, programme),
    )


def _axes(programme: ProgrammeSection, orientation: Orientation) -> list[str]:
    return [axis.code for axis in programme.axes if orientation.code in axis.orientations]


def _listing(request: NetworkRequest, programme: ProgrammeSection) -> Listing:
    rows = []
    for one in programme.orientations:
        axes = _axes(programme, one)
        rows.append(
            [
                Cell(shown.named(one), to(request, "programme:orientation", one.code)),
                Cell(" ".join(one.text.split())[:220] or shown.DASH),
                Cell(listed(axes), sort=len(axes))
                if axes
                else Cell("", sort=0, badge=Badge("aucun axe ne la sert", Tone.WARNING)),
            ]
        )
    add = Link("Ajouter une orientation", to(request, "programme:orientation-new"), "primary", "plus")
    listing = Listing(
        caption="Orientations et axes qui les servent",
        heads=[
            Head("Orientation", key="orientation"),
            Head("Ce que dit le schéma"),
            Head("Axes", key="axes"),
        ],
        rows=rows,
        empty="Aucune orientation n'est encore citée : reprenez celles du schéma que le projet sert.",
        empty_link=add if request.can_edit else None,
        source=programme.schema,
        anchor="orientations",
    )
    return sorted_listing(listing, request.GET)


def orientation(request: NetworkRequest, code: str) -> HttpResponse:
    programme = programme_of(request.project)
    found = find_thing(programme.orientations, code, "Cette orientation")
    target = f"programme.Orientation/{code}"
    return page(
        request,
        "programme/orientation.html",
        title=f"Orientation {shown.named(found)}",
        crumbs=[Link("Orientations", to(request, "programme:orientations"))],
        tools=thing_tools(request, "programme:orientation", code),
        steps=shown.remark_steps(request, (one for one in checks(request.project) if one.target == target)),
        orientation=found,
        schema=programme.schema,
        axes=[
            {
                "link": Link(shown.named(one.axis), to(request, "programme:axis", one.axis.code)),
                "told": shown.done_text(one),
                "badge": shown.state_badge(one.state, tracked=progress_of(request.project).tracked),
            }
            for one in progress_of(request.project).axes
            if code in one.axis.orientations
        ],
        panels=panels_for(request, "programme.Orientation", code),
    )
