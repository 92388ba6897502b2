"""The improvement plan of one library, kept by the service with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from maillage.base.ui.components import Link
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.campaigns.domain.frameworks import FrameworkKind
from maillage.campaigns.plan_desk import Desk
from maillage.campaigns.plan_listing import where
from maillage.campaigns.readings import CampaignResults, results_of


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: NetworkRequest, library: str) -> HttpResponse:
    found = _campaign(request, library)
    desk = Desk(
        project=request.project, campaign=found.campaign, library=library,
        actor=request.user if request.method == "POST" else None,
    )  # fmt: skip
    if request.method == "POST" and (told := desk.act(request.POST)):
        messages.success(request, told)
        return redirect(to(request, "campaigns:plan", library))
    code, place = found.campaign.code, where(request.project, library)  # type: ignore[attr-defined]
    tools = [Link("La bibliothèque", to(request, "territory:library", library), "button", "library")]
    if library in found.by_library:
        card = Link("Sa fiche", to(request, "campaigns:card", code, library), "button", "clipboard-list")
        tools.insert(0, card)
    return page(
        request,
        "campaigns/plan.html",
        title=f"Plan de progrès : {place.name}",
        lead=f"Ce que la bibliothèque a choisi après « {found.campaign.title} ».",  # type: ignore[attr-defined]
        crumbs=[Link("Plans de progrès", to(request, "campaigns:plans"))],
        tools=tools,
        steps=None,
        status=422 if desk.forms else 200,
        may_write=request.can_edit,
        guarded=True,
        **desk.context(request.GET),
    )


def _campaign(request: NetworkRequest, library: str) -> CampaignResults:
    """The last grid that the library sent; without any, the last one that asked it. Http404 without either."""
    asked = [
        found
        for found in results_of(request.project).values()
        if found.framework.kind is FrameworkKind.GRID and library in {row.library_code for row in found.asked}
    ]
    if not asked:
        raise Http404(
            "Cette bibliothèque n'a été interrogée par aucune campagne : elle n'a pas encore de plan."
        )
    return max(asked, key=lambda found: (library in found.by_library, str(found.campaign.opened_at)))
