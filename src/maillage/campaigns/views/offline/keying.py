"""Keying a paper form in: one screen, by keyboard, page by page or answer by answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from maillage.base.ui.components import Link
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count
from maillage.campaigns import ledger
from maillage.campaigns.answering import Locked, why_locked
from maillage.campaigns.campaign_pages import Found, crumbs_of, find_campaign
from maillage.campaigns.domain.answers import left_to_answer
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.framework_store import framework_of
from maillage.campaigns.models import Participation
from maillage.campaigns.offline.forms import may_be_short
from maillage.campaigns.offline.keying import (
    BY_PAPER,
    BY_PHONE,
    Keyed,
    choose_form,
    key_in,
    key_lines,
    keyed_items,
)
from maillage.campaigns.readings import is_express
from maillage.campaigns.submitting import submit

WAYS = ((BY_PAPER, "un formulaire de papier"), (BY_PHONE, "au téléphone ou sur place"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
def keying(request: NetworkRequest, code: str, library: str) -> HttpResponse:
    found = find_campaign(request, code)
    row = _questionnaire(found, library)
    if request.method != "POST":
        return _shown(request, found, row, None)
    if form := request.POST.get("forme"):
        choose_form(row, form)
        return redirect(to(request, "campaigns:key-in", code, library))
    try:
        return _posted(request, found, row)
    except Locked as locked:
        if request.POST.get("seule"):
            return JsonResponse({"error": str(locked)}, status=409)
        messages.error(request, str(locked))
        return redirect(to(request, "campaigns:key-in", code, library))


def _questionnaire(found: Found, place: str) -> Participation:
    rows = Participation.objects.filter(campaign=found.row, rater=Rater.SELF.value).select_related(
        "campaign__network"
    )
    row = rows.filter(library_code=place).first() or rows.filter(library_code="", epci_code=place).first()
    if row is None:
        raise Http404("Cette bibliothèque n'est pas interrogée par cette campagne.")
    return row  # type: ignore[no-any-return]


def _posted(request: NetworkRequest, found: Found, row: Participation) -> HttpResponse:
    today = request.project.today
    done = key_in(
        participation=row,
        posted=request.POST.dict(),
        way=request.POST.get("voie", BY_PAPER),
        kept=ledger.read(row),
        today=today,
        by=request.user.get_username(),
    )
    if request.POST.get("seule"):
        return _one(request, done)
    if done.errors:
        return _shown(request, found, row, done)
    code, place = found.declared.code, row.library_code or row.epci_code
    if request.POST.get("acte") == "envoyer":
        submit(participation=row, today=today, by="service", actor=request.user)
        messages.success(request, f"{row} : questionnaire envoyé.")
        return redirect(to(request, "campaigns:offline", code))
    messages.success(request, f"{row} : {count(done.saved, 'réponse enregistrée', 'réponses enregistrées')}.")
    return redirect(
        f"{to(request, 'campaigns:key-in', code, place)}?voie={request.POST.get('voie', BY_PAPER)}"
    )


def _one(request: NetworkRequest, done: Keyed) -> HttpResponse:
    """What became of the answer that the script sent."""
    item = request.POST.get("seule", "")
    kept = done.kept.get(item)
    return JsonResponse(
        {"error": done.errors.get(item, ""), "revision": kept.revision if kept else 0},
        status=422 if done.errors.get(item) else 200,
    )


def _shown(request: NetworkRequest, found: Found, row: Participation, done: Keyed | None) -> HttpResponse:
    framework, kept = framework_of(row.campaign), done.kept if done else ledger.read(row)
    items = keyed_items(row, framework)
    lines = key_lines(items, kept, done.errors if done else {}, request.POST.dict())
    domains = [
        (domain, [lines[item.code] for item in domain.items if item.code in lines])
        for domain in framework.domains
    ]
    asked: Any = request.POST.get("voie") or request.GET.get("voie") or BY_PAPER
    return page(
        request,
        "campaigns/offline_keying.html",
        title=f"Saisir : {row}",
        lead=f"« {found.declared.title} », {count(len(items), 'question')}.",
        crumbs=[
            *crumbs_of(request, found),
            Link("Formulaires hors ligne", to(request, "campaigns:offline", found.declared.code)),
        ],
        steps=None,
        row=row,
        locked=why_locked(row, request.project.today),
        domains=[(domain, listed) for domain, listed in domains if listed],
        first=next((line for line in lines.values() if line.error or not line.typed), None),
        errors=[line for line in lines.values() if line.error],
        ways=WAYS,
        way=asked if asked in dict(WAYS) else BY_PAPER,
        choice=len(may_be_short(row.campaign)) > 1 and bool(row.library_code),
        express=is_express(row, framework),
        left=len(left_to_answer(framework, items, kept)),
        form_errors=bool(done and done.errors),
        status=422 if done and done.errors else 200,
    )
