"""One question over the network: levels by size and by EPCI, next steps, and, for the service, whom to help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Fact, Tile
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import NBSP, folded, number, percent
from maillage.campaigns.coherence.readings import Coherence
from maillage.campaigns.coherence.tables import question as tables
from maillage.campaigns.coherence.tables.core import range_of
from maillage.campaigns.coherence.trust import item_looks_words
from maillage.campaigns.domain.coherence.conformity import conformity
from maillage.campaigns.domain.coherence.heat import mapped, mark_of
from maillage.campaigns.domain.coherence.question import (
    Levels,
    below,
    counts_of,
    levels_by,
    state_at,
    useful_steps,
)
from maillage.campaigns.domain.frameworks import Item
from maillage.campaigns.views.coherence.shared import above, coherence_or_404, sees_all
from maillage.statistics.disclosure import LEAST_SHOWN


@require_safe
def item(request: NetworkRequest, campaign: str, item: str) -> HttpResponse:
    found = coherence_or_404(request, campaign)
    asked = next((own for own in mapped(found.found.framework) if own.code == item), None)
    if asked is None:
        raise Http404("Cette question n’existe pas dans la grille de cette campagne, ou n’a pas de niveaux.")
    everything = sees_all(request, found)
    least = 1 if everything else LEAST_SHOWN
    whole = Levels(group="Tout le réseau", counts=counts_of(asked, found.answered))
    by_epci = tables.levels_listing(found, asked, levels_by(asked, found.by_epci, least=least))
    return page(
        request,
        "campaigns/coherence_item.html",
        title=asked.title,
        lead=asked.question,
        crumbs=above(request, found),
        steps=None,
        facts=list(_facts(found, asked)),
        tiles=list(_tiles(found, asked)),
        levels=list(enumerate(asked.levels)),
        mark=mark_of(asked),
        picture=tables.levels_picture(found, asked, whole, levels_by(asked, found.by_size, least=least)),
        epci=sorted_listing(by_epci, request.GET),
        looks=list(item_looks_words(found, asked)),
        next_steps=tables.steps_listing(useful_steps(asked, found.answered)),
        to_help=_to_help(request, found, asked) if everything else None,
    )


def _to_help(request: Any, found: Coherence, asked: Item) -> Any:
    sites = sorted(below(asked, found.answered), key=lambda site: (folded(site.name), site.code))
    listing = tables.below_listing(asked, sites, lambda code: to(request, "territory:library", code))
    return sorted_listing(listing, request.GET)


def _facts(found: Coherence, asked: Item) -> Iterator[Fact]:
    framework = found.found.framework
    yield Fact("Campagne", found.title)
    yield Fact("Domaine", framework.domain_of[asked.code].title)
    yield Fact("Service du socle", f"oui, à partir du niveau {mark_of(asked)}" if asked.core else "non")
    quality = next(own for own in found.items if own.item is asked)
    yield Fact(
        "Réponses",
        f"{number(quality.known)} niveaux connus, {number(quality.unknown)} « je ne sais pas », "
        f"{number(quality.not_applicable)} « sans objet »",
    )


def _tiles(found: Coherence, asked: Item) -> Iterator[Tile]:
    kept = conformity(asked.code, asked.title, found.seen, lambda site: state_at(asked, site))
    yield Tile(
        f"Lieux au niveau{NBSP}{mark_of(asked)} ou plus",
        percent(kept.share),
        f"{number(kept.met)} sur {number(kept.known)} ; {range_of(kept.bounds)} quoi que disent les silencieux",
    )
    yield Tile(
        "Habitants servis",
        percent(kept.people_share),
        f"{number(kept.people_met)} sur {number(kept.people_known)}",
    )
