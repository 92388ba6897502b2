"""The network beside the country, and a library's card."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from maillage.base.ui.components import Link, NextStep
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count, number
from maillage.diagnosis.domain.alike import alike, answering
from maillage.diagnosis.national_card import drawn, placed, places_listing, stratum_of_line
from maillage.diagnosis.national_departments import (
    PEERS,
    alike_listing,
    answering_listing,
    answering_picture,
)
from maillage.diagnosis.national_listings import FIGURE, classes_listing, figure_choices, overview_listing
from maillage.diagnosis.national_peers import compared_on, country_peers, network_peers, peers_listing
from maillage.diagnosis.national_pictures import beside_picture, places_picture
from maillage.diagnosis.national_readings import besides, departments, national_of, spreads_for
from maillage.diagnosis.published import published_listing
from maillage.territory.domain.directory import Line
from maillage.territory.models import NationalDepartment, NationalReference
from maillage.territory.pictures import sized
from maillage.territory.readings import directory_of, register_of

TITLE = "Repères nationaux"
# Shown first: the survey's best answered measure of what a library offers.
FIRST = "weekly_hours"


def national(request: NetworkRequest) -> HttpResponse:
    reference = national_of(request.project)
    known = {department.code: department for department in departments()} if reference else {}
    ours = known.get(request.network.department)
    return page(
        request,
        "diagnosis/national.html",
        title=TITLE,
        lead=_lead(reference),
        crumbs=[Link("Diagnostic", to(request, "diagnosis:figures"))],
        steps=_steps(request, reference),
        reference=reference,
        published=sorted_listing(published_listing(request.project, ours), request.GET),
        **(_beside(request, reference) | _departments(request, reference, known) if reference else {}),
    )


def _lead(reference: NationalReference | None) -> str:
    if reference is None:
        return "Le réseau à côté du pays, à taille égale. Aucun fichier national n'est encore chargé."
    size = count(reference.libraries, "bibliothèque ouverte", "bibliothèques ouvertes")
    return f"Le réseau à côté du pays, à taille égale : {size}. Des repères pour lire, pas un classement."


def _steps(request: NetworkRequest, reference: NationalReference | None) -> list[NextStep]:
    if reference is not None:
        return []
    return [
        NextStep(
            label="Importer un fichier national",
            url=to(request, "territory:imports"),
            why="Le fichier complet du ministère sert deux fois : vos bibliothèques, et les repères du pays.",
        )
    ]


def _beside(request: NetworkRequest, reference: NationalReference) -> dict[str, Any]:
    spreads = spreads_for()
    choices = figure_choices(spreads)
    published = [code for code, _ in choices]
    wanted = (request.GET.get(FIGURE), FIRST, *published)
    variable = next((code for code in wanted if code in published), FIRST)
    rows = besides(request.project, [spread for spread in spreads if spread.variable == variable])
    newest = [row for row in rows if row.country.vintage == rows[0].country.vintage]
    return {
        "choices": choices,
        "chosen": variable,
        "overview": sorted_listing(overview_listing(request, reference, spreads), request.GET),
        "classes": classes_listing(reference, variable, newest),
        "older": classes_listing(reference, variable, rows[len(newest) :], older=True),
        "picture": beside_picture(reference, variable, newest),
        "surveyed": bool(register_of(request.project).sources),
    }


def _departments(
    request: NetworkRequest, reference: NationalReference, known: dict[str, NationalDepartment]
) -> dict[str, Any]:
    code = request.network.department
    vintages = [source["vintage"] for source in reversed(reference.sources)]
    answers = answering({name: row.answers for name, row in known.items()}, code, vintages)
    near = alike({name: row.profile for name, row in known.items()}, code, PEERS)
    return {
        "answering": answering_listing(reference, answers),
        "answers_picture": answering_picture(reference, answers[0]) if answers else None,
        "alike": sorted_listing(alike_listing(reference, known, code, near), request.GET),
    }


def card(request: NetworkRequest, code: str) -> HttpResponse:
    """Where a library stands in the country, and who is like it there and in the network."""
    line = next((line for line in directory_of(request.project) if line.library.code == code), None)
    if line is None:
        raise Http404("Cette bibliothèque n'est pas, ou plus, dans le registre du réseau.")
    reference, name = national_of(request.project), line.library.name
    return page(
        request,
        "diagnosis/card.html",
        title=f"{name} : ses repères",
        lead=_card_lead(line.population),
        crumbs=[
            Link("Diagnostic", to(request, "diagnosis:figures")),
            Link(TITLE, to(request, "diagnosis:national")),
        ],
        tools=[Link("Page de la bibliothèque", to(request, "territory:library", code), "button", "library")],
        steps=_steps(request, reference) or None,
        reference=reference,
        **(_card(request, line, reference) if reference else {}),
    )


def _card(request: NetworkRequest, line: Line, reference: NationalReference) -> dict[str, Any]:
    stratum, found = stratum_of_line(line), placed(line)
    where = f"communes {_of(stratum.label)}" if stratum else "toutes tailles"
    country, near = country_peers(line, reference), network_peers(request, line, reference)
    return {
        "picture": places_picture(reference, line.library.name, where, list(drawn(found))),
        "places": places_listing(reference, found, where),
        "compared": compared_on(line),
        "country": peers_listing(reference, country, caption="Ses semblables dans le pays", anchor="pays"),
        "near": peers_listing(reference, near, caption="Ses semblables dans le réseau", anchor="reseau"),
    }


def _of(label: str) -> str:
    """`de 500 à 999 habitants`, `de moins de 500 habitants`."""
    written = sized(label, "habitants")
    return written if written.startswith("de ") else f"de {written}"


def _card_lead(population: int | None) -> str:
    if population is None:
        return "Sa place dans le pays à taille égale, et les bibliothèques qui lui ressemblent."
    return f"Commune de {number(population)} habitants : sa place dans le pays à taille égale, et ses semblables."
