"""How every figure of the coherence pages is made, what it cannot say, and how good the grid itself is."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Fact
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page
from maillage.base.values.french import number
from maillage.campaigns.coherence.plain import response
from maillage.campaigns.coherence.readings import Coherence
from maillage.campaigns.coherence.rules import rules_listing
from maillage.campaigns.coherence.tables.grid import ladders_listing, quality_listing
from maillage.campaigns.views.coherence.shared import above, asked_for, item_page
from maillage.statistics.disclosure import LEAST_SHOWN


@require_safe
def methods(request: NetworkRequest) -> HttpResponse:
    found = asked_for(request)
    quality = quality_listing(found, item_page(request, found)) if found and request.can_edit else None
    return page(
        request,
        "campaigns/coherence_methods.html",
        title="Méthode et limites",
        lead="Comment chaque chiffre de la cohérence est fait, d’où il vient, et ce qu’il ne dit pas.",
        crumbs=above(request, found),
        steps=None,
        found=found,
        facts=list(_facts(found)) if found else [],
        rules=rules_listing(request),
        quality=sorted_listing(quality, request.GET) if quality else None,
        ladders=ladders_listing(found) if found and request.can_edit else None,
        least=LEAST_SHOWN,
    )


def _facts(found: Coherence) -> list[Fact]:
    """On how many answers everything rests, and what was hidden."""
    hidden = sum(cell.hidden for row in found.heat for cell in row.cells)
    facts = [
        Fact("Campagne", found.title),
        Fact("Grille", found.found.framework.label),
        Fact("Réponses", response(found)),
        Fact(
            "Laissées de côté",
            f"{number(len(found.found.asked) - len(found.seen))} fermées pendant la campagne",
        ),
        Fact("Populations inconnues", number(sum(site.population is None for site in found.seen))),
        Fact("Cases masquées dans la carte de chaleur", number(hidden)),
    ]
    if found.agreement:
        facts.append(Fact("Vues deux fois", number(found.agreement.libraries)))
    return facts
