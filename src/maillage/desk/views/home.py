"""The page one opens every morning: where the project is, and what to do now."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.models import AuditEntry
from maillage.base.ui.components import Link
from maillage.base.ui.pages import SHOWN_STEPS, NetworkRequest, page
from maillage.desk import beginning, gauges, home
from maillage.desk.readings import has_programme, place_of
from maillage.desk.trail import told
from maillage.programme.commenting import SHOWN_MENTIONS, open_mentions
from maillage.programme.readings import programme_of

# Changes that the page tells: what a colleague did since yesterday, not the whole story.
CHANGES = 6


@require_safe
def show(request: NetworkRequest) -> HttpResponse:
    project = request.project
    if not has_programme(project):
        return _beginning(request)
    steps = home.next_steps(project)
    trail = AuditEntry.objects.filter(network=request.network).exclude(verb__startswith="feed.")
    return page(
        request,
        "desk/home.html",
        title=programme_of(project).title,
        lead=home.sentence(project),
        tools=[Link("Voir le dossier", place_of(project, "", "dossier:dossier"), "button", "folder-check")],
        steps=steps,
        later=steps[SHOWN_STEPS:],
        mentions=list(open_mentions(request.network, request.user)[:SHOWN_MENTIONS]),
        tiles=gauges.key_tiles(project),
        money=gauges.money_tiles(project),
        axes=gauges.axes(project),
        dates=home.entries(project),
        days=home.AHEAD,
        indicators=home.off_track(project),
        states=home.indicator_states(project),
        changes=told(request.network, trail.select_related("actor")[:CHANGES]),
    )


def _beginning(request: NetworkRequest) -> HttpResponse:
    """A network without a programme: the first steps, in order, those already done ticked."""
    return page(
        request,
        "desk/beginning.html",
        title="Bienvenue",
        lead=f"{request.network.name} n'a pas encore de programme. Voici par où commencer.",
        stages=beginning.stages(request.project, lead=request.role.value == "lead"),
    )
