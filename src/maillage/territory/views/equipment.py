"""Equipment and connections: the matrix of libraries, the state of each EPCI, and one line."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse

from maillage.base.ui.components import Link
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count, folded
from maillage.territory.domain.directory import Line
from maillage.territory.domain.equipping import Kit
from maillage.territory.domain.inventory import Technology
from maillage.territory.equipment_screens import MATRIX, equipment_tiles, matrix_listing, year_and_life
from maillage.territory.equipment_state import ages_picture, epci_listing
from maillage.territory.inventory import groups_of, kits_of
from maillage.territory.inventory_steps import inventory_steps
from maillage.territory.machine_listing import lines_listing
from maillage.territory.readings import directory_of

LONGEST_SEARCH = 100
KNOWN = (("connu", "Connu"), ("inconnu", "Inconnu"), ("a-renouveler", "À renouveler"))


def equipments(request: NetworkRequest) -> HttpResponse:
    project = request.project
    filters = list(_filters(request))
    asked = {one.name: one.value for one in filters}
    text = request.GET.get("q", "")[:LONGEST_SEARCH]
    lines = [line for line in directory_of(project) if line.is_open and _kept(request, line, asked, text)]
    narrowed = bool(text or any(asked.values()))
    matrix = matrix_listing(request, lines, empty=_empty(narrowed), empty_link=_way_out(request, narrowed))
    found = kits_of(project)
    return page(
        request,
        "territory/equipment.html",
        title="Équipement et connexion",
        lead=_lead(request),
        crumbs=[
            Link("Réseau", to(request, "territory:map")),
            Link("Inventaire", to(request, "territory:inventory")),
        ],
        tools=_tools(request),
        steps=inventory_steps(request, ("TER-13",)),
        tiles=equipment_tiles(project),
        listing=sorted_listing(matrix, request.GET),
        anchor=MATRIX,
        filters=filters,
        text=text,
        narrowed=narrowed,
        sort=request.GET.get("tri", ""),
        epcis=sorted_listing(epci_listing(request), request.GET),
        picture=ages_picture(project),
        service=lines_listing(project, found.service.equipment, caption="Matériel gardé par le service")
        if found.service.equipment
        else None,
        lost=[(line.library, to(request, _page_of(line), line.code)) for line in found.lost],
    )


def _page_of(line: object) -> str:
    return f"territory:{type(line).__name__.lower()}"


def _lead(request: NetworkRequest) -> str:
    whole = groups_of(request.project)[-1]
    if not whole.of:
        return "Aucune bibliothèque ouverte n'est encore connue."
    return (
        f"L'équipement est connu pour {count(whole.described, 'bibliothèque')} ouvertes sur {whole.of}, la connexion pour "
        f"{whole.connection_known}."
    ).replace("bibliothèque ouvertes", "bibliothèque ouverte")


def _tools(request: NetworkRequest) -> list[Link]:
    if not request.can_edit:
        return []
    return [
        Link("Ajouter un équipement", to(request, "territory:equipment-new"), "button", "plus"),
        Link("Coller une liste", to(request, "territory:equipment-paste"), "button", "upload"),
    ]


def _filters(request: NetworkRequest) -> Iterator[Filter]:
    groups = [(group.code, group.name) for group in groups_of(request.project)[:-1] if group.code]
    yield chosen("epci", "Intercommunalité", groups, request.GET)
    options = [(one.value, one.label[:1].upper() + one.label[1:]) for one in Technology]
    yield chosen("connexion", "Connexion", options, request.GET)
    yield chosen("equipement", "Équipement", KNOWN, request.GET, "Tous")


def _kept(request: NetworkRequest, line: Line, asked: dict[str, str], text: str) -> bool:
    kit = kits_of(request.project).by_library[line.library.code]
    epci = line.commune.epci_code if line.commune else ""
    return (
        asked["epci"] in ("", epci)
        and asked["connexion"] in ("", kit.technology.value)
        and _is_wanted(request, kit, asked["equipement"])
        and folded(text) in line.searched
    )


def _is_wanted(request: NetworkRequest, kit: Kit, wanted: str) -> bool:
    match wanted:
        case "connu":
            return kit.is_known
        case "inconnu":
            return not kit.is_known
        case "a-renouveler":
            return bool(kit.to_renew(**year_and_life(request.project)))
    return True


def _empty(narrowed: bool) -> str:
    return (
        "Aucune bibliothèque ne correspond à ces filtres."
        if narrowed
        else "Aucune bibliothèque ouverte n'est connue."
    )


def _way_out(request: NetworkRequest, narrowed: bool) -> Link | None:
    return Link("Effacer les filtres", to(request, "territory:equipments")) if narrowed else None
