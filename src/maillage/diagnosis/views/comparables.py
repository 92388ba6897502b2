"""Comparable projects: what other territories did, and what we keep of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from maillage.base.ui.components import Cell, Fact, Head, Link, Listing
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import UNKNOWN, count, euros, number
from maillage.diagnosis.domain import Certainty, Comparable
from maillage.diagnosis.readings import diagnosis_of
from maillage.diagnosis.steps import diagnosis_steps
from maillage.diagnosis.views.things import doubt

COMPARABLES = "Projets comparables"


def comparables(request: NetworkRequest) -> HttpResponse:
    found = diagnosis_of(request.project).comparables
    return page(
        request,
        "diagnosis/comparables.html",
        title=COMPARABLES,
        lead=_lead(found),
        crumbs=[Link("Diagnostic", to(request, "diagnosis:figures"))],
        tools=_tools(request),
        steps=diagnosis_steps(request, ("DIA-02",)),
        listing=sorted_listing(_listing(request, found), request.GET),
    )


def _lead(found: Sequence[Comparable]) -> str:
    if not found:
        return "Ce que d'autres territoires ont fait, et ce que nous en retenons."
    priced = sum(item.amount_ht is not None for item in found)
    doubtful = sum(item.certainty is not Certainty.CONFIRMED for item in found)
    unsure = f" ; {number(doubtful)} à confirmer" if doubtful else ""
    return f"{count(len(found), 'projet')} ; un montant est connu pour {number(priced)}{unsure}."


def _tools(request: NetworkRequest) -> list[Link]:
    url = to(request, "diagnosis:comparable-new")
    return [Link("Ajouter un projet", url, "primary", "plus")] if request.can_edit else []


def _listing(request: NetworkRequest, found: Sequence[Comparable]) -> Listing:
    new = Link("Ajouter un projet", to(request, "diagnosis:comparable-new"), "primary")
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
                " ".join(item.project.split()),
                Cell(number(item.libraries), sort=item.libraries),
                Cell(euros(item.amount_ht), sort=item.amount_ht),
                item.state_share or UNKNOWN,
                " ".join(item.lesson.split()) or "à écrire",
            )
            for item in found
        ],
        empty="Aucun projet comparable n'est décrit.",
        empty_link=new if request.can_edit else None,
        source=" ; ".join(dict.fromkeys(item.source for item in found)),
    )


def comparable(request: NetworkRequest, code: str) -> HttpResponse:
    found = find_thing(diagnosis_of(request.project).comparables, code, "Ce projet comparable")
    return page(
        request,
        "diagnosis/thing.html",
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
            Fact("Montant HT", euros(found.amount_ht)),
            Fact("Part de l'État", found.state_share),
            Fact("Source", found.source),
            Fact("Fiabilité", found.certainty.label, badge=doubt(found.certainty)),
        ],
        texts=[("Le projet", found.project), ("Ce que nous en retenons", found.lesson)],
        panels=panels_for(request, "diagnosis.Comparable", code),
    )
