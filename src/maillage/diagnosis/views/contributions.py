"""Reading contributions: search, group by themes, set aside with a reason. Nothing is published from here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from maillage.base.ui.components import Badge, Link, Tone
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count
from maillage.diagnosis import contributing, opening
from maillage.diagnosis.domain.contributions import ContributionState
from maillage.diagnosis.models import Contribution, ContributionTheme
from maillage.diagnosis.readings import diagnosis_of
from maillage.diagnosis.sorting import asked, found, selected
from maillage.diagnosis.views.consultations import CONSULTATIONS

CONTRIBUTIONS = "Contributions"
A_PAGE = 50
_TONES = {
    ContributionState.UNREAD: Tone.WARNING,
    ContributionState.READ: Tone.NEUTRAL,
    ContributionState.GROUPED: Tone.GOOD,
    ContributionState.ASIDE: Tone.NEUTRAL,
}


def contributions(request: NetworkRequest) -> HttpResponse:
    diagnosis = diagnosis_of(request.project)
    search = asked(diagnosis, request.GET)
    pages = Paginator(found(request.network, search), A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    return page(
        request,
        "diagnosis/contributions.html",
        title=CONTRIBUTIONS,
        lead="Ce que chacun a dit. Regroupez ce qui se ressemble : on répond à un thème, jamais à une personne.",
        crumbs=crumbs(request),
        tools=_tools(request),
        steps=None,
        asked=search,
        filters=search.filters,
        count=count(pages.count, "contribution"),
        rows=[shown_row(row) for row in shown],
        shown=shown,
        kept=_kept(request),
        themes=diagnosis.themes,
    )


def crumbs(request: Any) -> list[Link]:
    return [
        Link("Diagnostic", to(request, "diagnosis:figures")),
        Link(CONSULTATIONS, to(request, "diagnosis:consultations")),
    ]


def _tools(request: NetworkRequest) -> list[Link]:
    if not request.can_edit:
        return []
    return [
        Link("Saisir une contribution", to(request, "diagnosis:contribution-new"), "primary", "plus"),
        Link("Importer un fichier", to(request, "diagnosis:contributions-file"), "button", "upload"),
    ]


def _kept(request: NetworkRequest) -> str:
    """The filters as a query string, without the page."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def shown_row(row: Contribution) -> dict[str, Any]:
    state = row.state
    return {"row": row, "badge": Badge(state.label, _TONES[state]), "new": state is ContributionState.UNREAD}


@require_POST
@needs("team")
def contributions_sort(request: NetworkRequest) -> HttpResponse:
    """What is done at once with the contributions ticked: read, put under a theme, taken out of it, set aside."""
    rows = selected(request.network, request.POST.getlist("numero"))
    back = redirect(_back(request))
    if not rows.exists():
        messages.warning(request, "Cochez au moins une contribution, puis choisissez quoi en faire.")
        return back
    try:
        messages.success(request, _act(request, rows))
    except opening.NotPossible as refusal:
        messages.error(request, str(refusal))
    return back


def _act(request: NetworkRequest, rows: Any) -> str:
    """Do what was asked; the sentence that tells it. Raises NotPossible."""
    act, actor = request.POST.get("acte", ""), request.user
    if act == "lues":
        return f"{count(contributing.mark_read(contributions=rows), 'contribution marquée lue', 'contributions marquées lues')}."
    if act == "ecarter":
        done = contributing.set_aside(
            network=request.network, contributions=rows, reason=request.POST.get("raison", ""), actor=actor
        )
        return f"{count(done, 'contribution écartée', 'contributions écartées')}."
    if act == "sortir":
        done = contributing.group(contributions=rows, theme=None, actor=actor)
        return f"{count(done, 'contribution est de nouveau à classer', 'contributions sont de nouveau à classer')}."
    theme = (
        ContributionTheme.objects.filter(network=request.network, code=request.POST.get("theme", ""))
        .select_related("network")
        .first()
    )
    if act != "regrouper" or theme is None:
        raise opening.NotPossible("Choisissez un thème dans la liste, puis « Regrouper ».")
    done = contributing.group(contributions=rows, theme=theme, actor=actor)
    return f"{count(done, 'contribution regroupée', 'contributions regroupées')} sous « {theme} »."


def _back(request: NetworkRequest) -> str:
    kept = request.POST.get("filtres", "")[:1000]
    url = to(request, "diagnosis:contributions")
    return f"{url}?{kept}" if kept.isascii() and "\n" not in kept and kept else url


def contribution(request: NetworkRequest, number: int) -> HttpResponse:
    rows = Contribution.objects.select_related("consultation", "theme")
    row = get_object_or_404(rows, network=request.network, number=number)
    return page(
        request,
        "diagnosis/contribution.html",
        title=f"Contribution {row.number}",
        lead=f"Reçue dans « {row.consultation.who} ».",
        crumbs=[*crumbs(request), Link(CONTRIBUTIONS, to(request, "diagnosis:contributions"))],
        steps=None,
        item=shown_row(row),
        themes=diagnosis_of(request.project).themes,
        lead_of=request.role == "lead",
    )


@require_POST
@needs("lead")
def contribution_erase(request: NetworkRequest, number: int) -> HttpResponse:
    """Delete for good, at the author's request."""
    rows = Contribution.objects.select_related("consultation", "consultation__network")
    row = get_object_or_404(rows, network=request.network, number=number)
    contributing.erase(contribution=row, actor=request.user)
    messages.success(request, f"La contribution {number} est effacée pour de bon.")
    return redirect(to(request, "diagnosis:contributions"))
