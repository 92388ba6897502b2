"""The map of the network, with the figures beneath."""

from __future__ import annotations

from django.http import HttpResponse

from maillage.base.ui.components import Link, Tile, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import UNKNOWN, count, number, percent
from maillage.territory.domain.meshing import Mesh
from maillage.territory.listings import mesh_listing
from maillage.territory.pictures import network_map
from maillage.territory.readings import data_source, key_figures_of, meshes_of, open_libraries, register_of
from maillage.territory.steps import network_steps


def network_page(request: NetworkRequest) -> HttpResponse:
    project = request.project
    found = meshes_of(project)
    listing = mesh_listing(request, found, data_source(project)) if found else None
    return page(
        request,
        "territory/map.html",
        title="Le réseau",
        lead=_lead(request),
        tools=_tools(request),
        steps=network_steps(request),
        tiles=_tiles(request, found[-1] if found else None),
        picture=network_map(project),
        listing=sorted_listing(listing, request.GET) if listing else None,
        bare=open_libraries(project).count is None,
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


def _tiles(request: NetworkRequest, whole: Mesh | None) -> list[Tile]:
    opened = open_libraries(request.project).count
    register = to(request, "territory:register")
    tiles = [Tile("Bibliothèques ouvertes", number(opened), url=f"{register}?nature=open")]
    if whole is None:
        tiles.append(Tile("Communes avec une bibliothèque", UNKNOWN, "les communes n'ont pas été importées"))
    else:
        tiles.append(
            Tile(
                "Communes avec une bibliothèque",
                number(whole.equipped),
                f"sur {number(whole.communes)}",
                share=whole.equipped / whole.communes,
            )
        )
        tiles.append(
            Tile(
                "Habitants sans bibliothèque dans leur commune",
                number(whole.uncovered),
                "" if whole.share is None else f"{percent(1 - whole.share)} de la population",
            )
        )
    hours = key_figures_of(request.project).get("weekly_hours.median")
    if hours and hours.n_total:
        share = hours.n_known / hours.n_total
        tone = Tone.WARNING if share < 2 / 3 else Tone.NEUTRAL
        note = f"sur {number(hours.n_total)} : leurs horaires sont connus"
        tiles.append(Tile("Réponses connues", number(hours.n_known), note, tone=tone, share=share))
    return tiles
