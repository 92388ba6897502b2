"""Key figures: what is known of the network, and on how many answers."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse

from maillage.base.plugs import Project
from maillage.base.ui.components import Link, Tile, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import number
from maillage.diagnosis.tables import (
    epci_listing,
    figures_listing,
    ratios_listing,
    sizes_listing,
    yes_no_listing,
)
from maillage.territory.answers_picture import answers
from maillage.territory.chapter import quantity
from maillage.territory.pictures import hours_by_size
from maillage.territory.readings import declared_of, key_figures_of, register_of
from maillage.territory.steps import network_steps

HEADLINES = (
    ("weekly_hours.median", "Heures par semaine, médiane"),
    ("surface_m2.median", "Surface médiane"),
    ("employees.none_share", "Bibliothèques sans salarié"),
    ("wifi.yes", "Déclarent un Wi-Fi"),
)


def figures(request: NetworkRequest) -> HttpResponse:
    project = request.project
    known = bool(register_of(project).sources)
    listings = {}
    if known:
        shown = {
            "listing": figures_listing(request),
            "ratios": ratios_listing(project),
            "yes_no": yes_no_listing(request),
            "sizes": sizes_listing(project),
            "epcis": epci_listing(request),
        }
        listings = {name: sorted_listing(listing, request.GET) for name, listing in shown.items()}
    return page(
        request,
        "diagnosis/figures.html",
        title="Chiffres-clés",
        lead="Ce que l'on sait du réseau, et sur combien de réponses. Inconnu ne veut jamais dire zéro.",
        tools=[Link("Voir les constats", to(request, "diagnosis:findings"), "button", "search-check")],
        steps=network_steps(request, ("TER-01", "TER-02", "TER-03", "TER-04")),
        known=known,
        tiles=list(_tiles(project)),
        hours=hours_by_size(project) if known else None,
        answered=answers(project) if known else None,
        declared=declared_of(project) if known else None,
        **listings,
    )


def _tiles(project: Project) -> Iterator[Tile]:
    figures = key_figures_of(project)
    for name, label in HEADLINES:
        figure = figures.get(name)
        if figure is not None and figure.n_total:
            share = figure.n_known / figure.n_total
            note = f"{number(figure.n_known)} réponses sur {number(figure.n_total)}"
            value = quantity(figure).removesuffix("\u00a0lieux")
            tone = Tone.WARNING if share < 2 / 3 else Tone.NEUTRAL
            yield Tile(label, value, note, tone=tone)
