"""An EPCI: its libraries, its communes, and its figures beside those of the network, at equal size of commune."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import Http404, HttpResponse

from maillage.base.ui.components import Cell, Head, Link, Listing, Tile
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import UNKNOWN, count, folded, number, percent
from maillage.base.values.tree import Picture
from maillage.diagnosis.domain.spreads import Site, spread, standardised
from maillage.diagnosis.sites import By, known_variables, sites_of
from maillage.diagnosis.spreading import FEW, decimal, spread_picture
from maillage.diagnosis.tables import answers_cell
from maillage.territory.domain.directory import UNKNOWN_EPCI, Line, epci_of
from maillage.territory.domain.meshing import Mesh
from maillage.territory.domain.variables import BY_CODE, ValueKind, Variable
from maillage.territory.listings import measured
from maillage.territory.readings import data_source, directory_of, meshes_of, network_places

SHOWN = ("weekly_hours", "surface_m2", "volunteers", "employees")
REST = "Reste du réseau"


def epci(request: NetworkRequest, code: str) -> HttpResponse:
    lines = [line for line in directory_of(request.project) if epci_of(line) == code]
    mesh = next((found for found in meshes_of(request.project) if found.code == code), None)
    if not lines and mesh is None:
        raise Http404("Cette intercommunalité n'a ni commune ni bibliothèque dans le réseau.")
    opened = [line for line in lines if line.is_open]
    codes = {line.library.code for line in opened}
    return page(
        request,
        "diagnosis/epci.html",
        title=_name(lines, mesh),
        lead=_lead(opened, mesh),
        crumbs=[Link("Chiffres-clés", to(request, "diagnosis:figures"))],
        tools=[
            Link("Ses bibliothèques", f"{to(request, 'territory:register')}?epci={code}", "button", "list")
        ],
        steps=None,
        tiles=list(_tiles(opened, mesh)),
        figures=sorted_listing(_figures(request, codes), request.GET),
        picture=_picture(request, codes, _name(lines, mesh)),
        libraries=sorted_listing(_libraries(request, opened), request.GET),
        bare=sorted_listing(_bare(request, code, opened), request.GET),
    )


def _name(lines: Sequence[Line], mesh: Mesh | None) -> str:
    if mesh is not None:
        return mesh.name
    return next((line.commune.epci_name for line in lines if line.commune), "") or "Intercommunalité inconnue"


def _lead(opened: Sequence[Line], mesh: Mesh | None) -> str:
    told = count(len(opened), "bibliothèque ouverte", "bibliothèques ouvertes")
    if mesh is None:
        return f"{told}."
    people = (
        f"{number(mesh.inhabitants)} habitants" if mesh.inhabitants is not None else "population inconnue"
    )
    return f"{told}, {count(mesh.communes, 'commune')}, {people}."


def _tiles(opened: Sequence[Line], mesh: Mesh | None) -> Iterator[Tile]:
    yield Tile("Bibliothèques ouvertes", number(len(opened)))
    if mesh is not None:
        yield Tile("Communes sans bibliothèque", number(mesh.bare), f"sur {number(mesh.communes)}")
        yield Tile(
            "Habitants dont la commune en a une",
            percent(mesh.share) if mesh.share is not None else UNKNOWN,
            f"{number(mesh.uncovered)} habitants sans" if mesh.uncovered else "",
        )
    answered = sum(line.number("weekly_hours") is not None for line in opened)
    yield Tile("Horaires connus", f"{number(answered)} sur {number(len(opened))}")


def _figures(request: NetworkRequest, codes: set[str]) -> Listing:
    rows = []
    for variable in known_variables(request.project):
        sites = sites_of(request.project, variable, By.SIZE)
        inside = [site for site in sites if site.code in codes]
        if inside:
            outside = [site for site in sites if site.code not in codes]
            rows.append(tuple(_row(request, variable, inside, outside)))
    return Listing(
        caption="Ses chiffres, à taille de commune égale",
        anchor="chiffres",
        heads=(
            Head("Donnée", key="nom"),
            Head("Réponses", "right", key="reponses"),
            Head("Médiane, ou part de oui", "right"),
            Head("Moyenne observée", "right"),
            Head("Attendue à taille égale", "right"),
        ),
        rows=rows,
        source=f"{data_source(request.project)} « Attendue » : la moyenne qu'auraient ces mêmes bibliothèques si "
        f"chacune était comme celles des communes de sa taille, ailleurs dans le réseau. Moins de {FEW} réponses : "
        "un seul lieu change tout.",
    )


def _row(
    request: NetworkRequest, variable: Variable, inside: Sequence[Site], outside: Sequence[Site]
) -> Iterator[Cell]:
    own, compared = spread("", inside), standardised(inside, outside)
    asked = variable.kind is not ValueKind.NUMBER

    def shown(value: float | None) -> Cell:
        if value is None:
            return Cell(UNKNOWN)
        return Cell(percent(value) if asked else measured(decimal(value), variable), sort=value)

    known = own.coverage.known
    yield Cell(variable.label, url=to(request, "diagnosis:figure", variable.code))
    yield answers_cell(known, own.coverage.total)
    yield shown(own.mean if asked else own.quartiles.median if own.quartiles else None)
    yield shown(compared.observed)
    expected = shown(compared.expected)
    few = 0 < compared.known < FEW
    yield Cell(
        expected.text, sort=expected.sort, note=f"sur {count(compared.known, 'réponse')}" if few else ""
    )


def _picture(request: NetworkRequest, codes: set[str], name: str) -> Picture | None:
    """The opening hours of its libraries above those of the others."""
    variable = BY_CODE["weekly_hours"]
    sites = [
        Site(
            code=site.code,
            name=site.name,
            group=name if site.code in codes else REST,
            commune=site.commune,
            inhabitants=site.inhabitants,
            value=site.value,
        )
        for site in sites_of(request.project, variable, By.SIZE)
    ]
    sites.sort(key=lambda site: site.group == REST)
    return spread_picture(sites, variable, By.EPCI, data_source(request.project))


def _libraries(request: NetworkRequest, opened: Sequence[Line]) -> Listing:
    return Listing(
        caption="Ses bibliothèques",
        anchor="bibliotheques",
        sort_param="tri_lieux",
        heads=(
            Head("Bibliothèque", key="nom"),
            Head("Commune", key="commune"),
            Head("Habitants", "right", key="habitants"),
            *(Head(BY_CODE[code].label, "right", key=code) for code in SHOWN),
        ),
        rows=[
            (
                Cell(line.library.name, url=to(request, "territory:library", line.library.code)),
                Cell(line.library.town or UNKNOWN),
                Cell(number(line.population), sort=line.population),
                *(Cell(measured(line.number(code), BY_CODE[code]), sort=line.number(code)) for code in SHOWN),
            )
            for line in opened
        ],
        empty="Aucune bibliothèque ouverte.",
    )


def _bare(request: NetworkRequest, code: str, opened: Sequence[Line]) -> Listing:
    """Its communes without an open library, by name."""
    places = network_places(request.project)
    served = {line.commune.code for line in opened if line.commune}
    communes = places.in_department(request.network.department) if places else ()
    found = [
        commune
        for commune in communes
        if (commune.epci_code or UNKNOWN_EPCI) == code and commune.code not in served
    ]
    return Listing(
        caption="Ses communes sans bibliothèque ouverte",
        anchor="sans-bibliotheque",
        sort_param="tri_communes",
        heads=(Head("Commune", key="nom"), Head("Habitants", "right", key="habitants")),
        rows=[
            (Cell(commune.name), Cell(number(commune.population), sort=commune.population))
            for commune in sorted(found, key=lambda commune: folded(commune.name))
        ],
        empty="Chacune de ses communes a une bibliothèque ouverte."
        if communes
        else "Les communes du département n'ont pas été importées.",
    )
