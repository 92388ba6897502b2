"""The page of a survey: what people said, in plain words first, then by place and over time."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Link, NextStep
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count
from maillage.campaigns.campaign_pages import Found
from maillage.campaigns.campaign_states import dates_told
from maillage.campaigns.domain.campaigns import CampaignState
from maillage.campaigns.domain.frameworks import FrameworkKind
from maillage.campaigns.domain.surveys import Reply
from maillage.campaigns.survey_outcomes import outcomes_context
from maillage.campaigns.survey_pages import find_survey, survey_badge, survey_crumbs
from maillage.campaigns.survey_readings import least_shown, library_names, replies_of
from maillage.campaigns.survey_satisfaction import satisfaction_context
from maillage.campaigns.survey_tables import habits


@require_safe
def survey(request: NetworkRequest, code: str) -> HttpResponse:
    found, framework = find_survey(request, code)
    project = request.project
    replies, least = replies_of(found.row), least_shown(project)
    names = library_names(project)
    told = satisfaction_context if framework.kind is FrameworkKind.SATISFACTION else outcomes_context
    enough = len(replies) >= least
    return page(
        request,
        "campaigns/survey.html",
        title=found.declared.title,
        lead=f"{framework.kind.label.capitalize()}, {dates_told(found.declared)}.",
        crumbs=survey_crumbs(request),
        tools=_tools(request, found),
        steps=_steps(request, found, replies),
        badge=survey_badge(found.row, project.today),
        counted=_counted(replies),
        enough=enough,
        least=least,
        campaign_url=to(request, "campaigns:campaign", code),
        method_url=to(request, "campaigns:survey-method", code),
        habits=habits(framework, replies, least) if enough else [],
        **(told(framework, replies, names, least) if enough else {}),
    )


def _counted(replies: list[Reply]) -> str:
    if not replies:
        return "Personne n'a encore répondu."
    places = len({reply.library for reply in replies if reply.library})
    told = f"{count(len(replies), 'réponse')} de {count(places, 'bibliothèque')}"
    paper = sum(reply.on_paper for reply in replies)
    return f"{told}, dont {paper} sur papier." if paper else f"{told}."


def _tools(request: NetworkRequest, found: Found) -> list[Link]:
    code = found.declared.code
    paper = Link("Version papier", to(request, "campaigns:survey-paper", code), "button", "printer")
    export = Link("Emporter", to(request, "campaigns:survey-export", code), "button", "download")
    if not request.can_edit:
        return [paper, export]
    tools = [Link("Ce qu'ils ont écrit", to(request, "campaigns:survey-texts", code), "button", "quote")]
    if found.state is CampaignState.OPEN:
        links = Link("Affiches et liens", to(request, "campaigns:survey-links", code), "primary", "qr-code")
        keyed = Link("Recopier du papier", to(request, "campaigns:survey-key-in", code), "button", "keyboard")
        tools = [links, keyed, *tools]
    return [*tools, paper, export]


def _steps(request: NetworkRequest, found: Found, replies: list[Reply]) -> list[NextStep] | None:
    if not request.can_edit:
        return None
    code = found.declared.code
    if found.state is CampaignState.DRAFT:
        why = "Les affiches et les liens se font une fois l'enquête ouverte."
        return [NextStep("Ouvrir l'enquête", to(request, "campaigns:campaign", code), why)]
    if found.state is CampaignState.OPEN and not replies:
        why = "Une adresse et un code à photographier, pour le réseau, une bibliothèque ou un atelier."
        return [NextStep("Imprimer une affiche", to(request, "campaigns:survey-links", code), why)]
    return None
