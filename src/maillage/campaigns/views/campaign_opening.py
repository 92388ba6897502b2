"""Opening and closing a campaign, each after a page that says what it does."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count
from maillage.campaigns.answer_rates import states_of
from maillage.campaigns.campaign_pages import crumbs_of, find_campaign
from maillage.campaigns.campaign_states import rate_told
from maillage.campaigns.domain.campaigns import CampaignState
from maillage.campaigns.managing import begin
from maillage.campaigns.opening import NotPossible, close_campaign
from maillage.campaigns.preview_tables import preview_context
from maillage.campaigns.previewing import preview_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
def campaign_open(request: NetworkRequest, code: str) -> HttpResponse:
    found = find_campaign(request, code)
    back = to(request, "campaigns:campaign", code)
    if request.method == "POST":
        try:
            begin(project=request.project, campaign=found.row, actor=request.user)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect(back)
        messages.success(request, "La campagne est ouverte. Il reste à envoyer les invitations.")
        return redirect(back)
    if found.state is not CampaignState.DRAFT:
        return redirect(back)
    preview = preview_of(request.project, found.row, found.declared)
    return page(
        request,
        "campaigns/campaign_open.html",
        title="Ouvrir la campagne",
        lead=f"« {found.declared.title} » : {count(len(preview.places), 'bibliothèque interrogée', 'bibliothèques interrogées')}."
        if preview.is_of_libraries
        else f"« {found.declared.title} ».",
        crumbs=crumbs_of(request, found),
        preview=preview_context(request, preview),
        one=found.declared,
        back=back,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
def campaign_close(request: NetworkRequest, code: str) -> HttpResponse:
    found = find_campaign(request, code)
    back = to(request, "campaigns:campaign", code)
    if request.method == "POST":
        try:
            close_campaign(campaign=found.row, actor=request.user)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "La campagne est close : ses résultats ne bougent plus.")
        return redirect(back)
    if found.state is not CampaignState.OPEN:
        return redirect(back)
    state = states_of(request.project)[code]
    return page(
        request,
        "campaigns/campaign_close.html",
        title="Clore la campagne",
        lead=f"« {found.declared.title} » : {rate_told(state)} ont répondu.",
        crumbs=crumbs_of(request, found),
        state=state,
        one=found.declared,
        today=request.project.today,
        back=back,
    )
