"""The results of a campaign, library by library; and all the report cards at once."""

from __future__ import annotations

from collections import Counter

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from maillage.base.jobs import latest, start
from maillage.base.models import JobState
from maillage.base.ui.components import NextStep, Tile, Tone
from maillage.base.ui.downloads import download
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count
from maillage.campaigns.campaign_pages import crumbs_of, find_campaign
from maillage.campaigns.cards_job import KIND, finished
from maillage.campaigns.domain.scores import Band
from maillage.campaigns.framework_store import framework_of
from maillage.campaigns.readings import CampaignResults, results_of
from maillage.campaigns.results_listing import results_filters, results_listing


@require_safe
def results(request: NetworkRequest, code: str) -> HttpResponse:
    campaign = find_campaign(request, code)
    found = results_of(request.project).get(code)
    if found is None or not found.framework.kind.is_of_libraries:
        raise Http404("Cette campagne n'a pas de résultats par bibliothèque.")
    if found.framework.kind.is_read_together:
        return redirect(f"{to(request, 'campaigns:coherence')}?campagne={code}")
    filters, words = results_filters(found, request.GET), request.GET.get("q", "")[:100]
    job = latest(request.network, KIND)
    mine = job if job and job.arguments.get("campaign") == code else None
    done = mine is not None and mine.state == JobState.DONE and finished(request.network, code, mine.pk)
    return page(
        request,
        "campaigns/results.html",
        title="Résultats",
        lead=f"« {campaign.declared.title} » : {count(len(found.own), 'questionnaire envoyé', 'questionnaires envoyés')}"
        f" sur {len(found.asked)}.",
        crumbs=crumbs_of(request, campaign),
        steps=_steps(request, found),
        tiles=_tiles(found),
        filters=filters,
        words=words,
        narrowed=bool(words) or any(one.value for one in filters),
        whole_url=to(request, "campaigns:results", code),
        listing=sorted_listing(results_listing(request, found, filters, words), request.GET),
        can_make=request.can_edit and bool(found.own),
        make_url=to(request, "campaigns:cards-make", code),
        archive=to(request, "campaigns:cards-archive", code, mine.pk) if mine and done else "",
        job=mine if mine and not mine.is_over else None,
    )


def _tiles(found: CampaignResults) -> list[Tile]:
    if not found.framework.core:
        return []
    bands = Counter(result.profile.band for result in found.own)
    tiles = [Tile(band.label[:1].upper() + band.label[1:], str(bands[band])) for band in Band]
    return [*tiles, Tile("À compléter", str(bands[None]))] if bands[None] else tiles


def _steps(request: NetworkRequest, found: CampaignResults) -> list[NextStep]:
    """What the results call for: steps that are due, answers that lack."""
    code = found.campaign.code  # type: ignore[attr-defined]
    left = len(found.asked) - len(found.own)
    if not found.own:
        return [
            NextStep(
                "Personne n'a encore répondu", to(request, "campaigns:campaign", code),
                "Les fiches apparaissent ici dès qu'un questionnaire est envoyé.", Tone.WARNING,
            )
        ]  # fmt: skip
    steps = []
    if left and found.campaign.closed_at is None:
        url = f"{to(request, 'campaigns:results', code)}?bande=sans-reponse"
        steps.append(NextStep(f"Voir qui n'a pas répondu ({left})", url, "La campagne est encore ouverte."))
    return steps


@require_POST
@needs("team")
def cards_make(request: NetworkRequest, code: str) -> HttpResponse:
    campaign = find_campaign(request, code)
    if framework_of(campaign.row).kind.is_read_together:
        raise Http404(
            "Les réponses à cette campagne se lisent ensemble : il n'y a pas de fiche par bibliothèque."
        )
    label = f"Fiches de « {campaign.declared.title} »"[:200]
    job = start(network=request.network, kind=KIND, label=label, actor=request.user, campaign=code)
    return redirect(to(request, "desk:job", job.pk))


@require_safe
@needs("team")
def cards_archive(request: NetworkRequest, code: str, pk: int) -> HttpResponseBase:
    path = finished(request.network, code, pk)
    if path is None:
        raise Http404("Ces fiches ne sont plus là : faites-les de nouveau.")
    return download(path.open("rb"), f"fiches-{code}.zip")
