"""The campaigns of a network: each with its state, its dates and who answered; or how to begin."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Cell, Head, Link, Listing, NextStep, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import UNKNOWN, count
from maillage.campaigns.answer_rates import State, states_of
from maillage.campaigns.campaign_pages import place
from maillage.campaigns.campaign_states import dates_told, is_overdue, rate_told, state_badge
from maillage.campaigns.domain.campaigns import Campaign, CampaignState
from maillage.campaigns.ground import campaigns_of
from maillage.campaigns.packaged import packaged_frameworks
from maillage.campaigns.surveyed import survey_tiles
from maillage.territory.readings import data_source

States = Mapping[str, State]


@require_safe
def campaigns(request: NetworkRequest) -> HttpResponse:
    project = request.project
    found, states = campaigns_of(project), states_of(project)
    tiles = [] if found else survey_tiles(project)
    return page(
        request,
        "campaigns/campaigns.html",
        title="Campagnes",
        lead=_lead(found, states),
        tools=_tools(request),
        steps=_steps(request, found, states),
        listing=sorted_listing(_listing(request, found, states), request.GET),
        is_empty=not found,
        tiles=tiles,
        source=data_source(project).rstrip(".") if tiles else "",
        frameworks=place(request, "campaigns:frameworks"),
        shipped=list(packaged_frameworks().values()),
    )


def _lead(found: tuple[Campaign, ...], states: States) -> str:
    if not found:
        return "Les bibliothèques se mesurent elles-mêmes en dix minutes, et repartent avec quelque chose d'utile."
    opened = sum(one.campaign.state is CampaignState.OPEN for one in states.values())
    told = f"dont {count(opened, 'ouverte')}" if opened else "aucune ouverte"
    return f"{count(len(found), 'campagne')}, {told}."


def _tools(request: NetworkRequest) -> list[Link]:
    if not request.can_edit:
        return []
    return [Link("Préparer une campagne", to(request, "campaigns:campaign-new"), "primary", "plus")]


def _steps(request: NetworkRequest, found: tuple[Campaign, ...], states: States) -> list[NextStep]:
    steps = []
    for one in found:
        state = states.get(one.code)
        url = to(request, "campaigns:campaign", one.code)
        if state is None or not request.can_edit:
            continue
        if is_overdue(state, request.project.today):
            why = "Le dernier jour est passé : aucune réponse n'est plus prise, les résultats attendent."
            steps.append(NextStep(f"Clore « {one.title} »", url, why, Tone.WARNING))
        elif state.campaign.state is CampaignState.OPEN and state.rate.left:
            why = f"{rate_told(state)} ont répondu."
            steps.append(NextStep(f"Suivre « {one.title} »", url, why))
        elif state.campaign.state is CampaignState.DRAFT and not _is_past(one, request.project.today):
            steps.append(NextStep(f"Ouvrir « {one.title} »", url, f"En préparation, {dates_told(one)}."))
    return steps


def _is_past(one: Campaign, today: date) -> bool:
    return one.closes is not None and one.closes < today


def _listing(request: NetworkRequest, found: tuple[Campaign, ...], states: States) -> Listing:
    newest = sorted(found, key=lambda one: one.opens or one.closes or date.max, reverse=True)
    return Listing(
        caption="Campagnes du réseau",
        heads=(
            Head("Campagne", key="campagne"),
            Head("État", key="etat"),
            Head("Dates", key="dates"),
            Head("Réponses", "right", key="reponses"),
            Head("Résultats"),
        ),
        rows=[_row(request, one, states.get(one.code)) for one in newest],
        empty="Aucune campagne encore.",
    )


def _row(request: NetworkRequest, one: Campaign, state: State | None) -> list[Cell | str]:
    name = Cell(one.title, to(request, "campaigns:campaign", one.code), note=one.code)
    if state is None:
        return [name, UNKNOWN, dates_told(one), UNKNOWN, ""]
    results = Cell("Résultats", place(request, "campaigns:results", one.code)) if state.rate.sent else ""
    return [
        name,
        Cell("", badge=state_badge(state, request.project.today), sort=state.campaign.state.label),
        Cell(dates_told(one), sort=one.opens or one.closes),
        Cell(rate_told(state), sort=state.rate.share),
        results,
    ]
