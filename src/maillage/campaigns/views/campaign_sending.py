"""Invitations and reminders: the rule, who gets what on which day, what the message says, what failed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from maillage.accounts.mail import is_posted
from maillage.base.jobs import latest
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count
from maillage.campaigns.campaign_pages import Found, crumbs_of, find_campaign
from maillage.campaigns.following import following_of
from maillage.campaigns.framework_store import FrameworkRefused, framework_of
from maillage.campaigns.inviting import INVITE, REMIND, quiet_days, start_invitations, start_reminders
from maillage.campaigns.mailing import letter_for, occasion_of
from maillage.campaigns.sending_tables import (
    RANKS,
    failures_listing,
    reminder_entries,
    rule_told,
    sending_listing,
)
from maillage.campaigns.standings import questionnaires

# What a preview shows where the secret will be.
SHOWN_LINK = "https://…/questionnaire/le-lien-de-cette-bibliothèque/"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
def campaign_sending(request: NetworkRequest, code: str) -> HttpResponse:
    found = find_campaign(request, code)
    if found.row.opened_at is None:
        messages.info(request, "Ouvrez d'abord la campagne : les invitations viennent ensuite.")
        return redirect(to(request, "campaigns:campaign", code))
    if request.method == "POST":
        return _asked(request, found)
    today, quiet = request.project.today, quiet_days(request.project)
    everyone = questionnaires(found.row, today)
    now = following_of(everyone, found.declared, today, quiet=quiet)
    job = latest(request.network, INVITE) or latest(request.network, REMIND)
    return page(
        request,
        "campaigns/campaign_sending.html",
        title="Envois et relances",
        lead=f"{count(now.invited, 'bibliothèque invitée', 'bibliothèques invitées')} par courriel, sur {len(everyone)}.",
        crumbs=crumbs_of(request, found),
        steps=None,
        now=now,
        takes=found.row.takes_answers(today),
        job_url=to(request, "desk:job", job.pk) if job and not job.is_over else "",
        rule=rule_told(found.declared, quiet),
        entries=reminder_entries(now, today),
        letters=_letters(request, found),
        failures=failures_listing(request, now.failed, code) if now.failed else None,
        listing=sorted_listing(sending_listing(request, everyone, found.declared, quiet=quiet), request.GET),
        posted=is_posted(),
        one=found.declared,
    )


def _letters(request: NetworkRequest, found: Found) -> list[tuple[str, object]]:
    """Each message as a library will read it, its link left out."""
    try:
        occasion = occasion_of(found.row, framework_of(found.row))
    except FrameworkRefused:
        return []
    return [
        (
            label[:1].upper() + label[1:],
            letter_for(occasion, "Médiathèque d'exemple", SHOWN_LINK, rank, request.project.today),
        )
        for rank, label in RANKS.items()
    ]


def _asked(request: NetworkRequest, found: Found) -> HttpResponse:
    """Start the work that was asked for (`acte`), and go to its page."""
    origin = request.build_absolute_uri("/")
    if not found.row.takes_answers(request.project.today):
        messages.error(request, "La campagne ne prend pas de réponses aujourd'hui : rien n'est envoyé.")
        return redirect(to(request, "campaigns:campaign-sending", found.declared.code))
    if request.POST.get("acte") == "relancer":
        job = start_reminders(
            campaign=found.row, origin=origin, day=request.project.today, actor=request.user
        )
    else:
        job = start_invitations(campaign=found.row, origin=origin, actor=request.user)
    return redirect(to(request, "desk:job", job.pk))
