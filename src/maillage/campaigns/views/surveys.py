"""The surveys of readers and participants: each with its state, who replied, from where."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Cell, Head, Link, Listing, NextStep
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count, number
from maillage.campaigns.domain.campaigns import CampaignState
from maillage.campaigns.packaged import packaged_frameworks
from maillage.campaigns.survey_pages import SURVEYS, survey_badge
from maillage.campaigns.survey_readings import SURVEYS as KINDS
from maillage.campaigns.survey_readings import SurveyLine, surveys_of


@require_safe
def surveys(request: NetworkRequest) -> HttpResponse:
    lines = surveys_of(request.project)
    return page(
        request,
        "campaigns/surveys.html",
        title=SURVEYS,
        lead=_lead(lines),
        tools=_tools(request),
        steps=_steps(request, lines) if lines else None,
        listing=sorted_listing(_listing(request, lines), request.GET),
        is_empty=not lines,
        shipped=[one for one in packaged_frameworks().values() if one.kind in KINDS],
    )


def _lead(lines: list[SurveyLine]) -> str:
    if not lines:
        return "Demander leur avis aux lecteurs et aux participants, sans nom, en une minute."
    replies = sum(line.replies for line in lines)
    return f"{count(len(lines), 'enquête')}, {count(replies, 'réponse')} sans nom."


def _tools(request: NetworkRequest) -> list[Link]:
    if not request.can_edit:
        return []
    return [Link("Préparer une enquête", to(request, "campaigns:campaign-new"), "primary", "plus")]


def _steps(request: NetworkRequest, lines: list[SurveyLine]) -> list[NextStep]:
    steps = []
    for line in lines:
        one = line.campaign
        if not request.can_edit:
            break
        if one.state is CampaignState.OPEN and not line.replies:
            url = to(request, "campaigns:survey-links", one.code)
            steps.append(NextStep(f"Afficher « {one.title} »", url, "Personne n'a encore répondu."))
        elif one.state is CampaignState.DRAFT:
            url = to(request, "campaigns:campaign", one.code)
            steps.append(NextStep(f"Ouvrir « {one.title} »", url, "Les liens se font une fois ouverte."))
    return steps


def _listing(request: NetworkRequest, lines: list[SurveyLine]) -> Listing:
    return Listing(
        caption="Enquêtes du réseau",
        heads=(
            Head("Enquête", key="enquete"),
            Head("État", key="etat"),
            Head("Réponses", "right", key="reponses"),
            Head("Bibliothèques", "right", key="bibliotheques"),
        ),
        rows=[_row(request, line) for line in lines],
    )


def _row(request: NetworkRequest, line: SurveyLine) -> list[Cell | str]:
    one = line.campaign
    return [
        Cell(one.title, to(request, "campaigns:survey", one.code), note=line.kind.label.capitalize()),
        Cell("", badge=survey_badge(one, request.project.today), sort=one.state.label),
        Cell(number(line.replies), sort=line.replies),
        Cell(number(line.libraries), sort=line.libraries),
    ]
