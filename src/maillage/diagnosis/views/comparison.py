"""Honest comparison: a funnel instead of a ranking, and what non-response allows to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpResponse

from maillage.base.ui.components import Link
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import number
from maillage.diagnosis.comparing import (
    Grouping,
    comparable_variables,
    comparison_of,
    grouped_sites,
    is_counted,
    is_yes_or_no,
    panel_of,
)
from maillage.diagnosis.comparison_tables import (
    amounts_listing,
    compared_listing,
    funnel_picture,
    left_out_listing,
    silence_listing,
)
from maillage.diagnosis.comparison_telling import (
    conclusions,
    hidden_words,
    spread_words,
)
from maillage.diagnosis.domain.nonresponse import silence
from maillage.diagnosis.panel_telling import panel_words
from maillage.diagnosis.silence_telling import silence_tiles, silence_words
from maillage.statistics.disclosure import LEAST_SHOWN
from maillage.territory.domain.variables import Variable
from maillage.territory.readings import data_source

TITLE = "Comparaison"
LEAD = "Qui se distingue vraiment, et ce que le silence permet de dire. Aucun classement : les petits y gagneraient au hasard."
VALUES = ("brute", "resserree", "mediane")


def comparison(request: NetworkRequest) -> HttpResponse:
    variables = comparable_variables(request.project)
    if not variables:
        return page(
            request,
            "diagnosis/comparison.html",
            title=TITLE,
            lead=LEAD,
            steps=None,
            known=False,
            crumbs=[Link("Diagnostic", to(request, "diagnosis:figures"))],
        )
    variable = next((own for own in variables if own.code == request.GET.get("chiffre")), variables[0])
    grouping = _grouping(request, variable)
    return page(
        request,
        "diagnosis/comparison.html",
        title=TITLE,
        lead=LEAD,
        crumbs=[Link("Diagnostic", to(request, "diagnosis:figures"))],
        steps=None,
        known=True,
        heading=f"{variable.label}, selon {grouping.label}",
        filters=list(_filters(request, variables, variable)),
        ranked=request.GET.get("tri", "").removeprefix("-") in VALUES,
        **_funnel(request, variable, grouping),
        **_silence(request, variable),
        panel=_panel(request, variable),
        spread=list(_spread(request, variable, grouping)),
    )


def _grouping(request: Any, variable: Variable) -> Grouping:
    """A commune is compared only by the team, and only for what is counted by inhabitant."""
    asked = next((own for own in Grouping if own.value == request.GET.get("par")), Grouping.EPCI)
    if asked is Grouping.COMMUNE and not _by_commune(request, variable):
        return Grouping.EPCI
    return asked


def _by_commune(request: Any, variable: Variable) -> bool:
    return request.can_edit and is_counted(variable)


def _filters(request: Any, variables: Sequence[Variable], variable: Variable) -> Iterator[Filter]:
    first, *others = variables
    yield chosen(
        "chiffre",
        "Chiffre",
        [(own.code, own.label) for own in others],
        request.GET,
        whole=first.label,
    )
    groupings = [(Grouping.SIZE.value, "Taille de commune")]
    if _by_commune(request, variable):
        groupings.append((Grouping.COMMUNE.value, "Commune"))
    yield chosen("par", "Comparer", groupings, request.GET, whole="Intercommunalités")


def _funnel(request: Any, variable: Variable, grouping: Grouping) -> dict[str, Any]:
    source = data_source(request.project)
    found = comparison_of(request.project, variable, grouping, everything=request.can_edit)
    if found is None and (is_counted(variable) or is_yes_or_no(variable)):
        return {"alone": True}
    if found is None:
        sites = grouped_sites(request.project, variable, grouping)
        least = 1 if request.can_edit else LEAST_SHOWN
        amounts = amounts_listing(sites, variable, grouping, source, least)
        return {"picture": None, "listing": sorted_listing(amounts, request.GET), "counted": False}
    return {
        "picture": funnel_picture(found, variable, grouping, source),
        "conclusions": list(conclusions(found)),
        "hidden_words": hidden_words(found),
        "listing": sorted_listing(compared_listing(found, variable, grouping, source), request.GET),
        "left_out": left_out_listing(request, found) if request.can_edit else None,
        "phi": number(found.funnel.phi, 2),
        "counted": True,
    }


def _silence(request: Any, variable: Variable) -> dict[str, Any]:
    share = is_yes_or_no(variable)
    found = silence(grouped_sites(request.project, variable, Grouping.SIZE), yes_or_no=share)
    if found is None:
        return {}
    return {
        "silence": silence_listing(found),
        "tiles": list(silence_tiles(found, variable, share)),
        "silence_words": list(silence_words(found)),
    }


def _panel(request: Any, variable: Variable) -> list[str]:
    found = panel_of(request.project, variable)
    return list(panel_words(found, variable)) if found else []


def _spread(request: Any, variable: Variable, grouping: Grouping) -> Iterator[str]:
    if is_yes_or_no(variable):
        return
    by = Grouping.EPCI if grouping is Grouping.COMMUNE else grouping
    yield from spread_words(grouped_sites(request.project, variable, by), by)
