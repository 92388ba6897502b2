"""The calls list: those that two reminders did not move, or that nobody can write to; and the outcome of a call."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from maillage.base.spreadsheets import sheet_csv
from maillage.base.ui.components import Link
from maillage.base.ui.downloads import download
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count, folded
from maillage.campaigns.call_tables import calls_listing, calls_sheet
from maillage.campaigns.calling import note_call
from maillage.campaigns.campaign_pages import Found, crumbs_of, find_campaign, find_participation, place
from maillage.campaigns.domain.reminding import is_to_call
from maillage.campaigns.models import CallOutcome
from maillage.campaigns.standings import Questionnaire, questionnaires

WHO = (("silencieuses", "Toutes celles qui n'ont pas répondu"),)


@require_safe
@needs("team")
def campaign_calls(request: NetworkRequest, code: str) -> HttpResponse:
    found = find_campaign(request, code)
    everyone = questionnaires(found.row, request.project.today)
    filters = _filters(request, everyone)
    shown = _kept(found, everyone, filters)
    url = f"{to(request, 'campaigns:campaign-calls-csv', code)}?{request.GET.urlencode()}"
    return page(
        request,
        "campaigns/campaign_calls.html",
        title="Appels",
        lead=f"{count(len(shown), 'bibliothèque')} à appeler pour « {found.declared.title} ».",
        crumbs=crumbs_of(request, found),
        tools=[Link("Exporter en CSV", url, "button", "download")] if shown else [],
        steps=None,
        filters=filters,
        narrowed=any(one.value for one in filters),
        listing=sorted_listing(
            calls_listing(
                request, shown, code,
                empty="Personne à appeler : toutes ont répondu, ou seront encore relancées par courriel.",
            ),
            request.GET,
        ),
    )  # fmt: skip


def _filters(request: NetworkRequest, everyone: tuple[Questionnaire, ...]) -> list[Filter]:
    names = sorted({one.participation.epci_name for one in everyone} - {""}, key=folded)
    return [
        chosen("qui", "Qui", WHO, request.GET, whole="À appeler maintenant"),
        chosen("epci", "EPCI", [(name, name) for name in names], request.GET, whole="Tous"),
    ]


def _kept(found: Found, everyone: tuple[Questionnaire, ...], filters: list[Filter]) -> list[Questionnaire]:
    asked = {one.name: one.value for one in filters}
    reminders = bool(found.declared.reminder_days())
    kept = [one for one in everyone if asked["epci"] in ("", one.participation.epci_name)]
    if asked["qui"]:
        return [one for one in kept if not one.standing.is_sent and not one.standing.is_closed]
    return [one for one in kept if is_to_call(one.standing, has_reminders=reminders)]


@require_safe
@needs("team")
def campaign_calls_csv(request: NetworkRequest, code: str) -> HttpResponseBase:
    """The list with its telephone numbers: for the team only, and never kept by a browser."""
    found = find_campaign(request, code)
    everyone = questionnaires(found.row, request.project.today)
    shown = _kept(found, everyone, _filters(request, everyone))
    return download(sheet_csv(calls_sheet(shown)), f"appels-{code}.csv")


@require_POST
@needs("team")
def campaign_call(request: NetworkRequest, code: str, pk: int) -> HttpResponse:
    found = find_campaign(request, code)
    row = find_participation(request, found, pk=pk)
    try:
        outcome = CallOutcome(request.POST.get("suite", ""))
    except ValueError:
        messages.error(request, "Choisissez la suite de l'appel dans la liste.")
        return redirect(to(request, "campaigns:participation", code, row.library_code))
    note_call(
        participation=row, outcome=outcome, on=request.project.today, note=request.POST.get("note", ""),
        actor=request.user,
    )  # fmt: skip
    messages.success(request, f"Appel noté : {row}, {outcome.label}.")
    keying = place(request, "campaigns:key-in", code, row.library_code) if row.library_code else ""
    if outcome is CallOutcome.ANSWERED and row.submitted_at is None and keying:
        return redirect(keying)
    return redirect(to(request, "campaigns:campaign-calls", code))
