"""The first page of a questionnaire: what it is for, how long it takes, what comes back; then where one is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from maillage.base.clock import today
from maillage.campaigns import ledger
from maillage.campaigns.domain.answers import Answers
from maillage.campaigns.domain.progress import by_domain, progress
from maillage.campaigns.links import confirm
from maillage.campaigns.models import AccessLink, ImprovementStep
from maillage.campaigns.plan_readings import plan_of
from maillage.campaigns.proposing import proposals_for
from maillage.campaigns.starting import SHORT, WHOLE, begin, may_choose
from maillage.campaigns.views.visiting import at_the_door, show
from maillage.campaigns.visits import PLACE_MARK, Visit, entrusted, entry, place_of, visit_of


@at_the_door
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire(request: HttpRequest, token: str) -> HttpResponse:
    """To look changes nothing: mail scanners open links. The button of the page is what begins."""
    link, place = entry(token, today())
    if link.epci_code and not place:
        return _coordinator(request, token, link)
    visit = visit_of(token, today())
    if request.method == "POST":
        begin(visit, request.POST.get("forme", ""))
        return redirect("questionnaire", token=token)
    if visit.participation.submitted_at is not None and visit.is_confirmed:
        return redirect("questionnaire-answers", token=token)
    if visit.is_confirmed and visit.participation.opened_at is not None:
        return _map(request, visit)
    return _welcome(request, visit)


def _welcome(request: HttpRequest, visit: Visit) -> HttpResponse:
    framework, proposals = visit.framework, proposals_for(visit, visit.items)
    return show(
        request,
        visit,
        "campaigns/questionnaire.html",
        proposed=len(proposals),
        sources=sorted({one.source for one in proposals.values()}),
        choice=may_choose(visit),
        short=(SHORT, framework.minutes(express=True), _count(visit, express=True)),
        whole=(WHOLE, framework.minutes(express=False), _count(visit, express=False)),
        count=len(visit.items),
    )


def _count(visit: Visit, *, express: bool) -> int:
    return sum(1 for _ in visit.framework.asked(express=express, scope=visit.scope))


def _map(request: HttpRequest, visit: Visit) -> HttpResponse:
    answers = ledger.read(visit.participation)
    domains = domains_of(visit, answers)
    current = next((one for one in domains if one.left), None)
    return show(
        request,
        visit,
        "campaigns/questionnaire_map.html",
        domains=domains,
        current=current,
        whole=progress(visit.framework, visit.items, answers, minutes=visit.minutes),
        choice=may_choose(visit),
        other_form=WHOLE if visit.express else SHORT,
        chosen_before=_chosen_before(visit),
    )


def _chosen_before(visit: Visit) -> tuple[ImprovementStep, ...]:
    """What the library chose after the last campaign: it is reviewed with this one."""
    person = visit.participation
    if not visit.is_own or not person.library_code:
        return ()
    return plan_of(person.network_id, person.library_code, besides=visit.campaign)


def domains_of(visit: Visit, answers: Answers) -> list[Any]:
    """The pages of the questionnaire, each with what is left there."""
    return list(by_domain(visit.framework, visit.items, answers, minutes=visit.minutes))


def _coordinator(request: HttpRequest, token: str, link: AccessLink) -> HttpResponse:
    if request.method == "POST":
        confirm(link=link)
        return redirect("questionnaire", token=token)
    rows = entrusted(link) if link.confirmed_at else []
    context = {
        "owner": link.network,
        "campaign": link.campaign,
        "link": link,
        "rows": [(row, f"{token}{PLACE_MARK}{place_of(row)}") for row in rows],
        "sent": sum(row.submitted_at is not None for row in rows),
    }
    return render(request, "campaigns/questionnaire_coordinator.html", context)
