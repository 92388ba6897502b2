"""The map of the network: any figure, the communes covered, and everything it shows in tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.spreadsheets import Sheet, sheet_csv
from maillage.base.ui.components import Link, Tile, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import UNKNOWN, count, number
from maillage.territory.domain.mapping import MapAsked
from maillage.territory.maps.asking import asked_of, filters
from maillage.territory.maps.communes import communes_listing
from maillage.territory.maps.communes_sheet import communes_sheet
from maillage.territory.maps.coverage import coverage_picture
from maillage.territory.maps.drawn import map_picture
from maillage.territory.maps.epci_listing import epci_listing
from maillage.territory.maps.epcis import epci_sheet
from maillage.territory.maps.libraries import libraries_listing
from maillage.territory.maps.libraries_sheet import libraries_sheet
from maillage.territory.maps.scene import Scene
from maillage.territory.maps.words import CROW, NEIGHBOURS, conclusion, share_text, unknown_note, where
from maillage.territory.readings import key_figures_of, open_libraries, register_of
from maillage.territory.steps import network_steps

# How each of the three tables is sorted.
SORTS = ("tri", "tri_c", "tri_b")
SHEETS: dict[str, Callable[[Scene], Sheet]] = {
    "intercommunalites": epci_sheet,
    "communes": communes_sheet,
    "bibliotheques": libraries_sheet,
}


def network_page(request: NetworkRequest) -> HttpResponse:
    project = request.project
    scene = Scene(project, asked_of(request.GET, project))
    known = bool(scene.everywhere) and open_libraries(project).count is not None
    shown, reach = filters(scene.asked, project)
    return page(
        request,
        "territory/map.html",
        title="Le réseau",
        lead=_lead(request),
        tools=_tools(request),
        steps=network_steps(request),
        bare=open_libraries(project).count is None,
        tiles=_tiles(request, scene),
        filters=shown,
        reach=reach if known else [],
        is_first=scene.asked == MapAsked(),
        sort=[(name, request.GET[name]) for name in SORTS if name in request.GET],
        picture=map_picture(scene),
        conclusion=conclusion(scene),
        coverage=coverage_picture(scene) if known else None,
        notes=[CROW, NEIGHBOURS, *filter(None, [unknown_note(scene)])],
        listing=sorted_listing(epci_listing(request, scene, _zoom(request)), request.GET) if known else None,
        communes=sorted_listing(communes_listing(request, scene), request.GET) if known else None,
        libraries=sorted_listing(libraries_listing(request, scene), request.GET),
        opened="tri_b" in request.GET,
    )


def _lead(request: NetworkRequest) -> str:
    opened = open_libraries(request.project)
    if opened.count is None:
        return "Aucune bibliothèque n'est encore connue : importez les données ouvertes pour voir le réseau."
    return (
        f"{count(opened.count, 'bibliothèque ouverte', 'bibliothèques ouvertes')} au public, "
        f"d'après {_origin(request)}."
    )


def _origin(request: NetworkRequest) -> str:
    return "l'enquête nationale" if register_of(request.project).sources else "le fichier programme"


def _tools(request: NetworkRequest) -> list[Link]:
    tools = [Link("Voir le registre", to(request, "territory:register"), "button", "list")]
    if request.can_edit:
        tools.append(Link("Importer des données", to(request, "territory:imports"), "button", "upload"))
    return tools


def _zoom(request: NetworkRequest) -> Callable[[str], str]:
    """The address of the same map of one EPCI."""

    def address(code: str) -> str:
        params = request.GET.copy()
        params["epci"] = code
        return f"?{params.urlencode()}#carte"

    return address


def _tiles(request: NetworkRequest, scene: Scene) -> list[Tile]:
    register = to(request, "territory:register")
    opened = open_libraries(request.project).count
    tiles = [Tile("Bibliothèques ouvertes", number(opened), url=f"{register}?nature=open")]
    whole = scene.whole
    if whole is None or not whole.communes:
        tiles.append(Tile("Communes desservies", UNKNOWN, "les communes n'ont pas été importées"))
    else:
        share = whole.covered.communes / whole.communes
        of_all = f"sur {number(whole.communes)}, {where(scene.asked)}"
        tiles.append(Tile("Communes desservies", number(whole.covered.communes), of_all, share=share))
        people = f"{share_text(whole)} de la population est desservie"
        tiles.append(Tile("Habitants non desservis", number(whole.far.people), people, url="#communes"))
    return [*tiles, *_answers(request)]


def _answers(request: NetworkRequest) -> list[Tile]:
    hours = key_figures_of(request.project).get("weekly_hours.median")
    if not hours or not hours.n_total:
        return []
    share = hours.n_known / hours.n_total
    tone = Tone.WARNING if share < 2 / 3 else Tone.NEUTRAL
    note = f"sur {number(hours.n_total)} : leurs horaires sont connus"
    return [Tile("Réponses connues", number(hours.n_known), note, tone=tone, share=share)]


@require_safe
def map_file(request: Any, table: str) -> HttpResponse:
    """One of the tables of the map, as the page shows it, for a spreadsheet. `table`: a key of SHEETS."""
    scene = Scene(request.project, asked_of(request.GET, request.project))
    answer = HttpResponse(sheet_csv(SHEETS[table](scene)), content_type="text/csv; charset=utf-8")
    name = f"carte-{table}-{request.network.department}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
