"""Campaigns: none yet. What can be done today is read the answers to the Ministry's survey."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.plugs import Project
from maillage.base.ui.components import Link, Tile
from maillage.base.ui.pages import NetworkRequest, page
from maillage.base.values.french import number, percent
from maillage.desk.readings import place_of
from maillage.territory.readings import data_source, key_figures_of

# What the survey asks every library, one key figure each.
ASKED = (
    ("weekly_hours.median", "Heures d'ouverture"),
    ("surface_m2.median", "Surface"),
    ("volunteers.median", "Bénévoles"),
    ("wifi.yes", "Wi-Fi"),
)


@require_safe
def show(request: NetworkRequest) -> HttpResponse:
    return page(
        request,
        "desk/campaigns.html",
        title="Campagnes",
        lead="Interroger les bibliothèques du réseau : Maillage ne mène pas encore d'enquête.",
        tiles=answers(request.project),
        source=f"{data_source(request.project).rstrip('.')}.",
        links=_links(request.project),
    )


def answers(project: Project) -> list[Tile]:
    """For each question, how many libraries gave a usable answer in the open data."""
    known = key_figures_of(project)
    tiles = []
    for name, label in ASKED:
        figure = known.get(name)
        if figure and figure.n_total:
            share = figure.n_known / figure.n_total
            value = f"{number(figure.n_known)} sur {number(figure.n_total)}"
            tiles.append(Tile(label, value, f"{percent(share)} de réponses utilisables", share=share))
    return tiles


def _links(project: Project) -> list[Link]:
    asked = (
        ("Bibliothèques du réseau", "territory:register"),
        ("Qualité des données", "territory:quality"),
        ("Importer une nouvelle enquête", "territory:imports"),
    )
    found = ((label, place_of(project, "", name)) for label, name in asked)
    return [Link(label, url, "button") for label, url in found if url]
