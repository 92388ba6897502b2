"""What the State's label asks for, and which objectives answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.certainty import Certainty
from maillage.base.values.french import count, listed
from maillage.programme.checks import checks
from maillage.programme.domain import LabelCriterion
from maillage.programme.domain.label import missing
from maillage.programme.domain.serving import ServingTable, criteria_served
from maillage.programme.label import packaged_criteria, take_criteria
from maillage.programme.readings import number_of, programme_of
from maillage.programme.views import shown
from maillage.programme.views.served import bands, servers

CODE = "PRG-21"
TONES = {
    Certainty.CONFIRMED: Tone.GOOD,
    Certainty.SECONDARY: Tone.NEUTRAL,
    Certainty.TO_CONFIRM: Tone.WARNING,
}


def criteria(request: NetworkRequest) -> HttpResponse:
    table = criteria_served(programme_of(request.project))
    left = missing(packaged_criteria(), programme_of(request.project).criteria)
    add = Link("Ajouter un critère", to(request, "programme:labelcriterion-new"), "primary", "plus")
    return page(
        request,
        "programme/criteria.html",
        title="Critères du label",
        lead=_lead(table),
        tools=[add] if request.can_edit else [],
        steps=shown.remark_steps(request, (one for one in checks(request.project) if one.code == CODE)),
        bands=bands(request, "programme:criteria"),
        listing=_listing(request, table),
        left=len(left),
        lacking=count(len(left), "critère"),
        none=not table.things,
    )


def _lead(table: ServingTable) -> str:
    told, left = count(len(table.things), "critère"), len(table.unserved)
    if not table.things:
        return "Ce que l'État demande à une bibliothèque numérique de référence."
    return (
        f"{told}, dont {left} qu'aucun objectif ne sert." if left else f"{told}, tous servis par un objectif."
    )


def _listing(request: NetworkRequest, table: ServingTable) -> Listing:
    rows = []
    for one in table.things:
        assert isinstance(one, LabelCriterion)
        numbers = [number_of(request.project, "Objective", it.code) for it, _ in table.servers(one.code)]
        rows.append(
            [
                Cell(shown.named(one), to(request, "programme:labelcriterion", one.code)),
                Cell(" ".join(one.text.split())[:220] or shown.DASH),
                Cell("", badge=certainty_badge(one), sort=list(Certainty).index(one.certainty)),
                Cell(listed(numbers), sort=len(numbers))
                if numbers
                else Cell("", sort=0, badge=Badge("aucun objectif ne le sert", Tone.WARNING)),
            ]
        )
    listing = Listing(
        caption="Critères et objectifs qui les servent",
        heads=[
            Head("Critère", key="critere"),
            Head("Ce qu'il demande"),
            Head("Formulation", key="certitude"),
            Head("Objectifs", key="objectifs"),
        ],
        rows=rows,
        empty="Aucun critère n'est encore cité.",
        anchor="criteres",
    )
    return sorted_listing(listing, request.GET)


def certainty_badge(criterion: LabelCriterion) -> Badge:
    return Badge(criterion.certainty.label, TONES[criterion.certainty])


def criterion(request: NetworkRequest, code: str) -> HttpResponse:
    programme = programme_of(request.project)
    found = find_thing(programme.criteria, code, "Ce critère")
    target = f"programme.LabelCriterion/{code}"
    return page(
        request,
        "programme/criterion.html",
        title=f"Critère {shown.named(found)}",
        crumbs=[
            Link("Orientations et label", to(request, "programme:orientations")),
            Link("Critères du label", to(request, "programme:criteria")),
        ],
        tools=thing_tools(request, "programme:labelcriterion", code),
        steps=shown.remark_steps(request, (one for one in checks(request.project) if one.target == target)),
        criterion=found,
        certainty=certainty_badge(found),
        objectives=servers(request, criteria_served(programme), code),
        panels=panels_for(request, "programme.LabelCriterion", code),
    )


@require_POST
@needs("team")
def take(request: NetworkRequest) -> HttpResponse:
    """Take up the packaged criteria that the programme lacks."""
    added = take_criteria(network=request.network, actor=request.user)
    if added:
        messages.success(
            request,
            f"{count(len(added), 'critère repris', 'critères repris')}. Relisez ceux qui sont à confirmer avec votre "
            "conseiller livre et lecture.",
        )
    else:
        messages.info(request, "Les critères fournis étaient déjà tous repris.")
    return redirect(to(request, "programme:criteria"))
