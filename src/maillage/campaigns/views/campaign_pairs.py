"""Second looks: which libraries were drawn, who looks at each, where it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count, percent
from maillage.campaigns.campaign_pages import Found, crumbs_of, find_campaign, find_participation
from maillage.campaigns.coordinators import slips_for
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.domain.drawing import seed_of
from maillage.campaigns.models import Participation
from maillage.campaigns.opening import NotPossible
from maillage.campaigns.pair_tables import Pairs, pairs_listing, pairs_of
from maillage.campaigns.second_looks import LOOKERS, assign, draw, withdraw
from maillage.campaigns.views.campaign_links import slips_page

# What is drawn when the campaign does not say: enough to see a bias, few enough to be done.
PROPOSED = Decimal("0.18")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_pairs(request: NetworkRequest, code: str) -> HttpResponse:
    """Readers see the list; the team draws, assigns and makes links (a POST asks for it)."""
    found = find_campaign(request, code)
    if request.method == "POST" and request.POST.get("acte") in ACTS:
        try:
            answer: HttpResponse | None = ACTS[request.POST["acte"]](request, found)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            answer = None
        return answer or redirect(to(request, "campaigns:campaign-pairs", code))
    pairs = pairs_of(found.row)
    return page(
        request,
        "campaigns/campaign_pairs.html",
        title="Doubles regards",
        lead=_lead(pairs),
        crumbs=crumbs_of(request, found),
        steps=None,
        pairs=pairs,
        share=percent(found.declared.double_rating or PROPOSED),
        seed=seed_of(code, "double"),
        is_open=found.row.opened_at is not None and found.row.closed_at is None,
        raters=LOOKERS,
        listing=sorted_listing(pairs_listing(request, pairs, code), request.GET),
    )


def _lead(pairs: Pairs) -> str:
    if not pairs.drawn:
        return "Quelques bibliothèques sont notées deux fois : par elles-mêmes, et par quelqu'un d'autre."
    return (
        f"{count(len(pairs.drawn), 'bibliothèque tirée', 'bibliothèques tirées')} au sort, "
        f"{count(pairs.done, 'regard envoyé', 'regards envoyés')}."
    )


def _draw(request: NetworkRequest, found: Found) -> None:
    share = found.declared.double_rating or PROPOSED
    added = draw(campaign=found.row, share=share, actor=request.user)
    told = (
        count(added, "bibliothèque tirée", "bibliothèques tirées")
        if added
        else "Aucune de plus : le tirage est fait"
    )
    messages.success(request, f"{told}{' au sort' if added else ''}.")


def _assign(request: NetworkRequest, found: Found) -> None:
    """Entrust a library, or all the drawn ones of an EPCI that nobody looks at yet."""
    where, rater = request.POST.get("ou", ""), request.POST.get("qui", "")
    if rater not in [one.value for one in LOOKERS]:
        raise NotPossible("Dites qui regarde : un référent, ou une paire de collègues.")
    waiting = [
        row for row in pairs_of(found.row).waiting if where in (row.library_code, row.epci_code, "toutes")
    ]
    if not waiting:
        raise NotPossible("Aucune bibliothèque n'attend de second regard ici.")
    for row in waiting:
        assign(participation=row, rater=Rater(rater), label=request.POST.get("nom", ""), actor=request.user)
    messages.success(request, f"{count(len(waiting), 'second regard confié', 'seconds regards confiés')}.")


def _links(request: NetworkRequest, found: Found) -> HttpResponse:
    """New links for everything that one person looks at and has not sent."""
    label = request.POST.get("nom", "")
    rows: list[Any] = [
        row for row in pairs_of(found.row).seconds if row.rater_label == label and row.submitted_at is None
    ]
    if not rows:
        raise NotPossible("Tout est envoyé : il n'y a plus de lien à faire.")
    slips = slips_for(campaign=found.row, rows=rows, today=request.project.today, actor=request.user)
    return slips_page(request, found, slips)


def _withdraw(request: NetworkRequest, found: Found) -> None:
    key = request.POST.get("regard", "")
    second: Participation = find_participation(
        request, found, pk=int(key) if key.isdecimal() and len(key) < 19 else 0
    )
    withdraw(second=second, actor=request.user)
    messages.success(request, "Ce second regard est retiré.")


ACTS: dict[str, Any] = {"tirer": _draw, "confier": _assign, "liens": _links, "retirer": _withdraw}
