"""Typologies: official grades as imported, the former levels as history, the surface that the State's aid asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from maillage.base.spreadsheets import csv_bytes
from maillage.base.ui.components import Link, NextStep, Tile
from maillage.base.ui.downloads import download
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import NBSP, UNKNOWN, count, folded, number, percent, plain_date
from maillage.diagnosis.classing import Classing, classing_of
from maillage.diagnosis.typology_rows import typology_rows
from maillage.diagnosis.typology_tables import (
    SHORT,
    Typology,
    counted,
    counts,
    counts_listing,
    epci_listing,
    epci_name,
    libraries_listing,
    nearest_listing,
)
from maillage.territory.readings import data_source

TITLE = "Typologies"


def typologies(request: NetworkRequest) -> HttpResponse:
    found = classing_of(request.project)
    typology = next((own for own in Typology if own.value == request.GET.get("vue")), Typology.OFFICIAL)
    source = data_source(request.project)
    epci = chosen("epci", "Intercommunalité", _epcis(found), request.GET)
    shown = {
        "counts": counts_listing(found, typology, source),
        "epcis": epci_listing(found, typology, source),
        "listing": libraries_listing(request, found, typology, epci.value),
        "nearest": nearest_listing(request, found) if typology is Typology.LEGACY else None,
    }
    return page(
        request,
        "diagnosis/typologies.html",
        title=TITLE,
        lead="La classe officielle est importée, jamais calculée ici. L'ancienne ne sert plus qu'à lire le passé.",
        crumbs=[Link("Diagnostic", to(request, "diagnosis:figures"))],
        tools=_tools(request, found),
        steps=_steps(request, found),
        known=bool(found.libraries),
        typology=typology.value,
        filters=[_views(request), epci],
        tiles=list(_tiles(found)),
        graded=found.graded,
        version=_version(found),
        limits=found.limits,
        aid=found.aid,
        **{name: sorted_listing(own, request.GET) if own else None for name, own in shown.items()},
    )


def _views(request: Any) -> Filter:
    official, *others = Typology
    options = [(own.value, own.label) for own in others]
    return chosen("vue", "Typologie", options, request.GET, whole=official.label)


def _epcis(found: Classing) -> list[tuple[str, str]]:
    names = sorted({epci_name(one) for one in found.libraries}, key=folded)
    return [(name, name) for name in names]


def _tools(request: Any, found: Classing) -> list[Link]:
    tools = []
    if request.can_edit:
        tools.append(Link("Importer les classes", to(request, "diagnosis:grades"), "button", "upload"))
    if found.libraries:
        url = to(request, "diagnosis:typologies-csv")
        tools.append(Link("Télécharger (CSV)", url, "button", "download"))
    return tools


def _steps(request: Any, found: Classing) -> list[NextStep]:
    if found.graded or not found.libraries or not request.can_edit:
        return []
    why = "L'export administrateur de Neoscrib la donne pour chaque bibliothèque."
    return [
        NextStep("Importer la classe officielle de vos bibliothèques", to(request, "diagnosis:grades"), why)
    ]


def _tiles(found: Classing) -> Iterator[Tile]:
    whole = len(found.libraries)
    told = f"sur {count(whole, 'bibliothèque ouverte', 'bibliothèques ouvertes')}"
    yield Tile("Classées de A à E", number(found.graded) if found.graded else UNKNOWN, told)
    levels = sum(one.level.level is not None for one in found.libraries)
    yield Tile("Ancien niveau calculable", number(levels), told)
    main = counted(found, Typology.AID)
    short = next(own for own in counts(found, Typology.AID) if own.name == SHORT)
    lacking = sum((one.aid.shortfall or 0) for one in main if one.aid)
    known = sum(one.aid is not None and one.aid.shortfall is not None for one in main)
    share = f" ({percent(short.sites / known)})" if known else ""
    yield Tile(
        "Surface sous le seuil de l'aide de l'État",
        number(short.sites) if known else UNKNOWN,
        f"sur {count(known, 'commune')} où l'on sait{share} ; {number(lacking)}{NBSP}m² manquent en tout",
    )


def _version(found: Classing) -> str:
    if found.year is None or found.version is None:
        return ""
    if found.version.since is None:
        return f"Classes de {found.year} : avant la typologie A à E, à vérifier."
    return (
        f"Classes de {found.year}, version de la typologie en vigueur depuis le "
        f"{plain_date(found.version.since)} ({found.version.criteria} critères)."
    )


def typologies_csv(request: NetworkRequest) -> HttpResponseBase:
    rows = typology_rows(classing_of(request.project))
    return download(csv_bytes(rows), f"typologies-{request.network.department}.csv")
