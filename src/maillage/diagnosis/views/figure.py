"""One figure over the network: how it is spread, who reaches a mark, in sites and in inhabitants, what lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse, QueryDict

from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Head, Link, Listing, Tile
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.forms import typed_figure
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import UNKNOWN, count, folded, number, percent
from maillage.diagnosis.domain.spreads import Reach, Site, reach
from maillage.diagnosis.marks import rule_of_mark, usual_mark
from maillage.diagnosis.sites import By, known_variables, sites_of
from maillage.diagnosis.spreading import WHOLE, decimal, reach_listing, spread_picture, spreads_listing
from maillage.territory.domain.variables import BY_CODE, ValueKind, Variable
from maillage.territory.listings import measured
from maillage.territory.readings import data_source

LARGEST_MARK = Decimal(10**9)


def figure(request: NetworkRequest, code: str) -> HttpResponse:
    variable = BY_CODE.get(code)
    if variable is None or variable not in known_variables(request.project):
        raise Http404("Aucune bibliothèque du réseau n'a répondu à cette question, ou elle n'existe pas.")
    by = next((own for own in By if own.value == request.GET.get("par")), By.SIZE)
    sites = sites_of(request.project, variable, by)
    mark, refused = mark_of(request.project, variable, sites, request.GET)
    here = _here(sites, request.GET)
    source = data_source(request.project)
    whole = reach(WHOLE, sites, mark)
    return page(
        request,
        "diagnosis/figure.html",
        title=variable.label,
        lead=_lead(sites, variable),
        crumbs=[Link("Chiffres-clés", to(request, "diagnosis:figures"))],
        steps=None,
        tiles=list(_tiles(whole, variable)),
        filters=list(_filters(request, sites, here)),
        is_number=variable.kind is ValueKind.NUMBER,
        mark=number(mark, 0 if mark == int(mark) else 1),
        typed=request.GET.get("repere", "")[:20],
        unit=variable.unit,
        refused=refused,
        origin=_origin(request.project, variable),
        picture=spread_picture(sites, variable, by, source, here),
        spreads=sorted_listing(spreads_listing(sites, variable, by, source), request.GET)
        if variable.kind is ValueKind.NUMBER
        else None,
        reached=sorted_listing(reach_listing(sites, variable, mark, source), request.GET),
        below=sorted_listing(_below(request, sites, variable, mark), request.GET),
        others=_others(request, variable),
    )


def mark_of(
    project: Project, variable: Variable, sites: Sequence[Site], params: QueryDict
) -> tuple[float, str]:
    """The mark asked for, else the usual one; and why the one typed is refused, "" when it is not."""
    default = usual_mark(project, variable, sites)
    typed = params.get("repere", "").strip()
    if not typed or variable.kind is not ValueKind.NUMBER:
        return default, ""
    found = typed_figure(typed)
    if found is None or not 0 <= found <= LARGEST_MARK:
        return default, f"« {typed[:20]} » n'est pas un nombre positif : le repère habituel est pris."
    return float(found), ""


def _origin(project: Project, variable: Variable) -> str:
    """Where the mark comes from when nobody typed one."""
    ruled = rule_of_mark(project, variable)
    if ruled is None:
        return (
            "Sans repère choisi, c'est la médiane du réseau qui sert : par construction, la moitié des réponses y "
            "sont. Écrivez le vôtre, par exemple celui de votre schéma."
        )
    return "Repère des règles de ce réseau : un choix de présentation, pas une norme. Écrivez le vôtre pour essayer."


def _lead(sites: Sequence[Site], variable: Variable) -> str:
    known = sum(site.value is not None for site in sites)
    told = (
        f"{number(known)} réponses sur {count(len(sites), 'bibliothèque ouverte', 'bibliothèques ouvertes')}"
    )
    missing = len(sites) - known
    return f"{told} ; inconnu pour {number(missing)}." if missing else f"{told}."


def _tiles(whole: Reach, variable: Variable) -> Iterator[Tile]:
    mark = measured(decimal(whole.mark), variable) if variable.kind is ValueKind.NUMBER else "oui"
    bounds = whole.bounds
    yield Tile(
        f"Lieux à {mark}{'' if mark == 'oui' else ' ou plus'}",
        percent(whole.share) if whole.share is not None else UNKNOWN,
        f"de {percent(bounds.low)} à {percent(bounds.high)} quoi que disent les silencieux" if bounds else "",
    )
    yield Tile(
        "Habitants servis",
        percent(whole.people_share) if whole.people_share is not None else UNKNOWN,
        f"réponse inconnue pour {number(whole.people_total - whole.people_known)} habitants",
    )
    if variable.kind is ValueKind.NUMBER and whole.coverage.known:
        yield Tile(
            "Ce qui manque en tout",
            measured(decimal(whole.shortfall), variable) if whole.short else "rien",
            f"dans {count(whole.short, 'lieu', 'lieux')} en dessous du repère",
        )


def _here(sites: Sequence[Site], params: QueryDict) -> str:
    asked = params.get("lieu", "")
    return asked if any(site.code == asked for site in sites) else ""


def _filters(request: Any, sites: Sequence[Site], here: str) -> Iterator[Filter]:
    yield chosen(
        "par", "Regrouper par", [(By.EPCI.value, "Intercommunalité")], request.GET, whole="Taille de commune"
    )
    places = sorted(((site.code, site.name) for site in sites), key=lambda item: folded(item[1]))
    yield Filter(name="lieu", label="Situer une bibliothèque", options=places, value=here, whole="Aucune")


def _below(request: Any, sites: Sequence[Site], variable: Variable, mark: float) -> Listing:
    """The libraries below the mark, by name: each with what it lacks. Never a ranking."""
    short = sorted(
        (site for site in sites if site.value is not None and site.value < mark),
        key=lambda site: folded(site.name),
    )
    asked = variable.kind is ValueKind.NUMBER
    heads = [Head("Bibliothèque", key="nom"), Head("Groupe", key="groupe")]
    heads += [Head("Valeur", "right"), Head("Manque", "right")] if asked else [Head("Réponse")]
    return Listing(
        caption="Bibliothèques en dessous du repère" if asked else "Bibliothèques qui ont répondu non",
        anchor="en-dessous",
        sort_param="tri_dessous",
        heads=heads,
        rows=[
            (
                Cell(site.name, url=to(request, "territory:library", site.code)),
                Cell(site.group),
                *(_values(site, variable, mark) if asked else (Cell("non"),)),
            )
            for site in short
        ],
        empty="Aucune des bibliothèques qui ont répondu n'est en dessous.",
    )


def _values(site: Site, variable: Variable, mark: float) -> tuple[Cell, Cell]:
    assert site.value is not None
    return (
        Cell(measured(decimal(site.value), variable)),
        Cell(measured(decimal(mark - site.value), variable)),
    )


def _others(request: Any, variable: Variable) -> list[Link]:
    return [
        Link(other.label, to(request, "diagnosis:figure", other.code))
        for other in known_variables(request.project)
        if other is not variable
    ]
