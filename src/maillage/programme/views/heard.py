"""« Vous avez dit, nous avons fait »: what was heard, what was answered, what it changed. Anyone may read it, once opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.accounts.models import Network
from maillage.base.clock import today
from maillage.base.plugs import Project
from maillage.base.ui.components import Badge
from maillage.base.ui.pages import public
from maillage.diagnosis.domain import ContributionTheme
from maillage.diagnosis.domain.contributions import SMALL, public_count
from maillage.diagnosis.heard import heard_in, is_page_open
from maillage.diagnosis.readings import diagnosis_of
from maillage.diagnosis.views.theme import STATE_TONES
from maillage.programme.answering import Changed, changed_by
from maillage.rulebook.projects import shared_project


@dataclass(frozen=True)
class Answered:
    """A published theme as anyone may read it. No contribution, no person."""

    theme: ContributionTheme
    state: Badge
    heard: str
    changed: tuple[Changed, ...]


@public
@require_safe
def heard(request: HttpRequest, department: str) -> HttpResponse:
    network = Network.objects.filter(department=department).first()
    if network is None or not is_page_open(network):
        raise Http404("Cette page n'existe pas, ou elle n'est pas ouverte.")
    project = shared_project(network, today())
    published = _published(project)
    themes = [_answered(project, theme, count) for theme, count in published]
    context: dict[str, Any] = {
        "title": "Vous avez dit, nous avons fait",
        "lead": "Ce que la concertation a fait entendre, ce que nous y répondons, et ce qui a changé dans le projet.",
        "owner": network,
        "themes": themes,
        # The total would give away a hidden number by subtraction.
        "whole": ""
        if any(0 < count < SMALL for _, count in published)
        else public_count(heard_in(network).whole),
    }
    return render(request, "programme/heard.html", context)


def _published(project: Project) -> list[tuple[ContributionTheme, int]]:
    counts = heard_in(project.network).by_theme
    return [(theme, counts[theme.code]) for theme in diagnosis_of(project).themes if theme.published]


def _answered(project: Project, theme: ContributionTheme, count: int) -> Answered:
    state = Badge(theme.state.label, STATE_TONES[theme.state])
    return Answered(theme, state, public_count(count), changed_by(project, theme.code))
