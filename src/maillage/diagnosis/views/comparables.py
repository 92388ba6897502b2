"""Comparable projects: what other territories did, what it came to, and what we keep of it. Never a ranking."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from maillage.base.ui.components import Cell, Fact, Head, Link, Listing
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import UNKNOWN, count, euros, number
from maillage.diagnosis.beside import Side, our_side, per_inhabitant, side_of
from maillage.diagnosis.domain import Certainty, Comparable
from maillage.diagnosis.library import packaged_cases
from maillage.diagnosis.readings import diagnosis_of
from maillage.diagnosis.steps import diagnosis_steps
from maillage.diagnosis.views.things import doubt, one_line

COMPARABLES = "Projets comparables"


def comparables(request: NetworkRequest) -> HttpResponse:
    found = diagnosis_of(request.project).comparables
    sides = [our_side(request.project), *(side_of(item) for item in found)]
    return page(
        request,
        "diagnosis/comparables.html",
        title=COMPARABLES,
        lead=_lead(found),
        crumbs=[Link("Diagnostic", to(request, "diagnosis:figures"))],
        tools=_tools(request),
        steps=diagnosis_steps(request, ("DIA-02",)),
        listing=sorted_listing(_listing(request, found), request.GET),
        beside=sorted_listing(beside_listing(sides), request.GET) if found else None,
        picture=per_inhabitant(sides),
    )


def _lead(found: Sequence[Comparable]) -> str:
    if not found:
        return "Ce que d'autres territoires ont fait, et ce que nous en retenons."
    priced = sum(item.amount_ht is not None for item in found)
    doubtful = sum(item.certainty is not Certainty.CONFIRMED for item in found)
    unsure = f" ; {number(doubtful)} à confirmer" if doubtful else ""
    return f"{count(len(found), 'projet')} ; un montant est connu pour {number(priced)}{unsure}."


def _tools(request: NetworkRequest) -> list[Link]:
    cases = len(packaged_cases().cases)
    library = Link(f"Bibliothèque de {cases} projets", to(request, "diagnosis:cases"), "button", "library")
    if not request.can_edit:
        return [library]
    return [Link("Ajouter un projet", to(request, "diagnosis:comparable-new"), "primary", "plus"), library]


def _listing(request: NetworkRequest, found: Sequence[Comparable]) -> Listing:
    new = Link("Choisir dans la bibliothèque de projets", to(request, "diagnosis:cases"), "primary")
    return Listing(
        caption="Ce que d'autres territoires ont fait",
        anchor="projets",
        heads=(
            Head("Territoire", key="territoire"),
            Head("Projet"),
            Head("Bibliothèques", "right", key="lieux"),
            Head("Montant HT", "right", key="montant"),
            Head("Part de l'État"),
            Head("Ce que nous en retenons"),
        ),
        rows=[
            (
                Cell(
                    item.territory,
                    url=to(request, "diagnosis:comparable", item.code),
                    badge=doubt(item.certainty),
                ),
                one_line(item.project),
                Cell(number(item.libraries), sort=item.libraries),
                Cell(euros(item.amount_ht), sort=item.amount_ht),
                item.state_share or euros(item.state_aid) if item.state_share or item.state_aid else UNKNOWN,
                one_line(item.lesson) or "à écrire",
            )
            for item in found
        ],
        empty="Aucun projet comparable n'est décrit : seize projets réels sont prêts à être repris.",
        empty_link=new,
        source=" ; ".join(dict.fromkeys(item.source for item in found)),
    )


def beside_listing(sides: Sequence[Side]) -> Listing:
    """What each amount comes to, ours first. Unknown wherever a term is: no zero, no ranking."""
    return Listing(
        caption="Rapportés à ce qu'ils servent, à côté de notre projet",
        anchor="rapports",
        sort_param="tri_rapports",
        heads=(
            Head("Projet", key="projet"),
            Head("Durée (ans)", "right", key="duree"),
            Head("Par an", "right", key="an"),
            Head("Par habitant", "right", key="habitant"),
            Head("Par bibliothèque", "right", key="lieu"),
            Head("Par bibliothèque et par an", "right", key="lieu-an"),
        ),
        rows=[_beside(side) for side in sides],
        source="Montants publiés, dont la base de taxe n'est pas toujours dite. Le nôtre : plan de financement, hors taxes",
    )


def _beside(side: Side) -> list[Cell | str]:
    found = side.ratios
    return [
        Cell(side.label, url=""),
        Cell(
            number(side.years, 0 if side.years is None or side.years == int(side.years) else 1),
            sort=side.years,
        ),
        Cell(euros(found.per_year), sort=found.per_year),
        Cell(euros(found.per_inhabitant, 2), sort=found.per_inhabitant),
        Cell(euros(found.per_library), sort=found.per_library),
        Cell(euros(found.per_library_year), sort=found.per_library_year),
    ]


def comparable(request: NetworkRequest, code: str) -> HttpResponse:
    found = find_thing(diagnosis_of(request.project).comparables, code, "Ce projet comparable")
    case = packaged_cases().case(found.case)
    return page(
        request,
        "diagnosis/comparable.html",
        title=found.territory,
        lead="Projet comparable.",
        crumbs=[
            Link("Diagnostic", to(request, "diagnosis:figures")),
            Link(COMPARABLES, to(request, "diagnosis:comparables")),
        ],
        tools=thing_tools(request, "diagnosis:comparable", code),
        steps=None,
        facts=[
            Fact("Code", found.code),
            Fact("Bibliothèques", number(found.libraries)),
            Fact("Population", number(found.population)),
            Fact("Début", str(found.began) if found.began else UNKNOWN),
            Fact("Montant HT", euros(found.amount_ht)),
            Fact("Aide de l'État", euros(found.state_aid)),
            Fact("Part de l'État", found.state_share),
            Fact("Source", found.source),
            Fact("Fiabilité", found.certainty.label, badge=doubt(found.certainty)),
            *(
                [Fact("Repris de", "la bibliothèque de projets", to(request, "diagnosis:case", case.code))]
                if case
                else []
            ),
        ],
        texts=[
            ("Le projet", found.project),
            *([("Phasage et résultats", found.phasing)] if found.phasing else []),
            ("Ce que nous en retenons", found.lesson),
        ],
        beside=beside_listing([our_side(request.project), side_of(found)]),
        panels=panels_for(request, "diagnosis.Comparable", code),
    )
