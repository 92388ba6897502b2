"""The questionnaire of one library: what happened to it; write to it again, give its link, open it again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from maillage.base.ui.components import Link
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count, plain_date
from maillage.campaigns.campaign_pages import Found, crumbs_of, find_campaign, find_participation, place
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.inviting import start_invitations
from maillage.campaigns.links import make_link, revoke_links
from maillage.campaigns.mailing import questionnaire_url
from maillage.campaigns.managing import reopen_one
from maillage.campaigns.models import CallOutcome, Participation
from maillage.campaigns.opening import NotPossible, trail
from maillage.campaigns.participation_tables import (
    calls_listing,
    messages_listing,
    participation_facts,
    second_listing,
    state_of,
)
from maillage.campaigns.standings import Questionnaire, questionnaire_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
def participation(request: NetworkRequest, code: str, library: str) -> HttpResponse:
    found = find_campaign(request, code)
    row = find_participation(request, found, library_code=library, rater=Rater.SELF.value)
    if request.method != "POST":
        return _shown(request, found, row)
    act = ACTS.get(request.POST.get("acte", ""))
    if act is None:
        return _shown(request, found, row)
    try:
        answer = act(request, found, row)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        answer = None
    return answer or redirect(to(request, "campaigns:participation", code, library))


def _shown(request: NetworkRequest, found: Found, row: Participation, address: str = "") -> HttpResponse:
    one, code = questionnaire_of(row, request.project.today), found.declared.code
    seconds = list(
        Participation.objects.filter(campaign=found.row, library_code=row.library_code)
        .exclude(rater=Rater.SELF.value)
        .order_by("rater_label")
    )
    return page(
        request,
        "campaigns/participation.html",
        title=str(row),
        lead=f"Son questionnaire dans « {found.declared.title} ».",
        crumbs=crumbs_of(request, found),
        tools=_tools(request, found, row),
        steps=None,
        badge=state_of(one),
        facts=list(participation_facts(request, row)),
        one=one,
        address=address,
        can_write=_can_write(found, row, one, request.project.today),
        seconds=second_listing(request, code, seconds) if seconds else None,
        mails=messages_listing(one),
        calls=calls_listing(one),
        outcomes=list(CallOutcome),
        call_url=to(request, "campaigns:campaign-call", code, row.pk),
        links=row.links.filter(revoked_at=None).count(),
        is_over=not found.row.takes_answers(request.project.today),
    )


def _can_write(found: Found, row: Participation, one: Questionnaire, today: date) -> bool:
    return bool(one.addresses) and row.submitted_at is None and found.row.takes_answers(today)


def _tools(request: NetworkRequest, found: Found, row: Participation) -> list[Link]:
    if row.submitted_at is not None:
        url = place(request, "campaigns:card", found.declared.code, row.library_code)
        return [Link("Voir sa fiche", url, "primary")] if url else []
    url = place(request, "campaigns:key-in", found.declared.code, row.library_code)
    return [Link("Saisir pour elle", url, "primary", "pencil")] if url else []


def _write(request: NetworkRequest, found: Found, row: Participation) -> HttpResponse:
    job = start_invitations(
        campaign=found.row,
        origin=request.build_absolute_uri("/"),
        actor=request.user,
        only=[row.library_code],
    )
    return redirect(to(request, "desk:job", job.pk))


def _link(request: NetworkRequest, found: Found, row: Participation) -> HttpResponse:
    token = make_link(campaign=found.row, participation=row, today=request.project.today)
    trail(found.row, "campaign.link", request.user, library=str(row))
    return _shown(request, found, row, questionnaire_url(request.build_absolute_uri("/"), token))


def _revoke(request: NetworkRequest, found: Found, row: Participation) -> None:
    gone = revoke_links(participation=row)
    trail(found.row, "campaign.revoke", request.user, library=str(row), links=gone)
    messages.success(request, f"{count(gone, 'lien révoqué', 'liens révoqués')} : ils n'ouvrent plus rien.")


def _reopen(request: NetworkRequest, found: Found, row: Participation) -> None:
    until = read_day(request.POST.get("jusqu_au", ""))
    reopen_one(participation=row, until=until, today=request.project.today, actor=request.user)
    told = f" jusqu'au {plain_date(until)}" if until else ""
    messages.success(request, f"Le questionnaire de {row} est rouvert{told}. Ses réponses sont gardées.")


def read_day(text: str) -> date | None:
    """The day of a date field; None when it is empty. Raises NotPossible."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise NotPossible("Cette date ne se lit pas : choisissez un jour dans le calendrier.") from None


ACTS: dict[str, Any] = {"ecrire": _write, "lien": _link, "revoquer": _revoke, "rouvrir": _reopen}
