"""The network seen by a campaign: in plain words first, then what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Link, NextStep, Tile
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import UNKNOWN, number, percent
from maillage.campaigns.coherence.hours import hours_of
from maillage.campaigns.coherence.plain import headlines, response
from maillage.campaigns.coherence.readings import Coherence, coherences_of
from maillage.campaigns.coherence.tables import heat
from maillage.campaigns.coherence.tables.change import change_listing
from maillage.campaigns.coherence.tables.core import core_listing, core_picture, range_of
from maillage.campaigns.coherence.tables.gaps import amounts_listing, scores_listing, splits_listing
from maillage.campaigns.coherence.tables.looks import looks_listing
from maillage.campaigns.coherence.trust import change_words, hours_words, looks_words, weight_words
from maillage.campaigns.views.coherence.shared import TITLE, asked_for, code_of, crumbs, item_page, sees_all

LEAD = "La même promesse est-elle tenue partout, et les écarts ont-ils une explication ? Pour aider, pas pour classer."
LIBRARIES = "bibliotheques"


@require_safe
def network(request: NetworkRequest) -> HttpResponse:
    found = asked_for(request)
    if found is None:
        return page(
            request,
            "campaigns/coherence.html",
            title=TITLE,
            lead=LEAD,
            crumbs=crumbs(request),
            steps=None,
            found=None,
        )
    link = item_page(request, found)
    return page(
        request,
        "campaigns/coherence.html",
        title=TITLE,
        lead=LEAD,
        crumbs=crumbs(request),
        tools=[
            Link(
                "Méthode et limites",
                f"{to(request, 'campaigns:methods')}?campagne={code_of(found)}",
                icon="info",
            )
        ],
        steps=list(_steps(request, found)),
        found=found,
        filters=list(_filters(request, found)),
        response=response(found),
        headlines=headlines(found),
        tiles=list(_tiles(found)),
        picture=core_picture(found),
        core=sorted_listing(core_listing(found, link), request.GET),
        heat=_heat(request, found),
        scores=sorted_listing(scores_listing(found), request.GET),
        splits=splits_listing(found),
        amounts=amounts_listing(found),
        looks=list(looks_words(found)),
        looks_table=_sorted(request, looks_listing(found, link)),
        weights=weight_words(found),
        change=list(change_words(found)),
        changes=_sorted(request, change_listing(found, link)),
        hours=hours_words(hours_of(request.project)),
    )


def _sorted(request: Any, listing: Any) -> Any:
    return sorted_listing(listing, request.GET) if listing else None


def _filters(request: Any, found: Coherence) -> Iterator[Filter]:
    """The campaign, and how the heat map is drawn; libraries are named to the service only."""
    others = [(code, other.title) for code, other in coherences_of(request.project).items()]
    if len(others) > 1:
        yield Filter(
            name="campagne",
            label="Campagne",
            options=others,
            value=code_of(found),
            whole="La dernière grille",
        )
    if sees_all(request, found):
        views = [(LIBRARIES, "Bibliothèque par bibliothèque")]
        yield chosen("carte", "Carte de chaleur", views, request.GET, whole="Par intercommunalité")
        names = [(name, name) for name in found.by_epci]
        yield chosen("epci", "Bibliothèques de", names, request.GET, whole="Tout le réseau")


def _heat(request: Any, found: Coherence) -> heat.HeatTable:
    if sees_all(request, found) and request.GET.get("carte") == LIBRARIES:
        sites = found.by_epci.get(request.GET.get("epci", ""), found.seen)
        return heat.by_library(
            found, sites, lambda code: to(request, "territory:library", code), item_page(request, found)
        )
    return heat.by_epci(found, item_page(request, found), everything=sees_all(request, found))


def _tiles(found: Coherence) -> Iterator[Tile]:
    answered, asked = len(found.answered), len(found.seen)
    share = answered / asked if asked else None
    yield Tile("Réponses", percent(share), f"{number(answered)} sur {number(asked)}", share=share)
    whole = found.whole_core
    if whole is not None:
        yield Tile(
            "Lieux qui assurent tout le socle",
            percent(whole.share),
            f"{number(whole.met)} sur {number(whole.known)} ; {range_of(whole.bounds)} quoi que disent les silencieux",
        )
        yield Tile(
            "Habitants servis par tout le socle",
            percent(whole.people_share),
            f"{number(whole.people_met)} sur {number(whole.people_known)}",
        )
    if found.overall is not None:
        quarters = found.overall.quartiles
        yield Tile(
            "Score médian",
            f"{number(quarters.median)} sur 100" if quarters else UNKNOWN,
            f"la moitié entre {number(quarters.q1)} et {number(quarters.q3)} ; {number(found.overall.n)} scores",
        )


def _steps(request: Any, found: Coherence) -> Sequence[NextStep]:
    """What the state of the network calls for."""
    steps = []
    known = [own for own in found.core if own.share is not None and own.share < 1]
    if known:
        least = min(known, key=lambda own: (own.share or 0.0, own.title))
        steps.append(
            NextStep(
                f"Voir {'qui aider' if sees_all(request, found) else 'le détail'} : « {least.title} »",
                item_page(request, found)(least.code),
                f"C’est le service du socle le moins assuré : {percent(least.share)} des lieux.",
            )
        )
    if request.can_edit and hours_of(request.project).unread:
        steps.append(
            NextStep(
                "Vérifier les horaires des bibliothèques tirées au sort",
                to(request, "campaigns:hours"),
                f"{number(len(hours_of(request.project).unread))} restent à regarder ce trimestre.",
            )
        )
    return steps
