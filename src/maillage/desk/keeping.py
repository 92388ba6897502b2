"""What every page leans on: drafts while one types, undoing a deletion, following long work."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.base.jobs.running import close_if_lost
from maillage.base.models import Job, Removal
from maillage.base.models.drafts import drop_draft, keep_draft
from maillage.base.models.removals import CannotRestore, restore
from maillage.base.ui.components import Link
from maillage.base.ui.pages import needs, page, thing_url, to


@require_POST
@needs("team")
def draft(request: Any) -> HttpResponse:
    """Keep or, without content, throw away what is being typed in the form of address `key`."""
    key, content = request.POST.get("key", ""), request.POST.get("content", "")
    if not key.startswith(f"/{request.network.department}/"):
        return HttpResponse("Cette adresse n'est pas un formulaire de ce réseau.", status=400)
    if not content:
        drop_draft(request.user, key)
        if "back" in request.POST:
            messages.info(request, "Brouillon écarté.")
            return redirect(key)
        return HttpResponse(status=204)
    try:
        kept = keep_draft(user=request.user, network=request.network, key=key, content=content)
    except ValueError as error:
        return HttpResponse(str(error), status=413)
    return HttpResponse(f"{timezone.localtime(kept.at):%H:%M}")


@require_POST
@needs("team")
def undo(request: Any, pk: int) -> HttpResponse:
    removal = get_object_or_404(Removal.objects.filter(network=request.network), pk=pk)
    try:
        restore(removal=removal, actor=request.user)
    except CannotRestore as error:
        messages.error(request, str(error))
        return redirect(to(request, "desk:history"))
    messages.success(request, f"« {removal.label} » : rétabli.")
    return redirect(thing_url(request.network.department, removal.target) or to(request, "desk:history"))


def job(request: Any, pk: int) -> HttpResponse:
    """How far a job is. While it runs the page refreshes a part of itself; when it is over it says what to see."""
    found = get_object_or_404(Job.objects.filter(network=request.network).select_related("actor"), pk=pk)
    close_if_lost(found)
    context = {"job": JobPage(found, request)}
    if request.htmx:
        return page(request, "desk/job_part.html", title=found.label, **context)
    return page(
        request,
        "desk/job.html",
        title=found.label,
        crumbs=[Link("Dossier", to(request, "dossier:dossier"))],
        **context,
    )


class JobPage:
    """A job as its page shows it: `next` is where its result is read."""

    def __init__(self, found: Job, request: Any) -> None:
        self.job, self.id = found, found.pk
        self.url = to(request, "desk:job", found.pk)
        self.label, self.state, self.progress = found.label, found.state, found.progress
        self.message, self.is_over, self.actor = found.message, found.is_over, found.actor
        self.created_at, self.ended_at = found.created_at, found.ended_at
        self.next = str(found.result.get("url", "")) if found.state == "done" else ""
        self.next_label = str(found.result.get("url_label", "Voir le résultat"))
        self.result = Link(self.next_label, self.next) if self.next else None
        self.again = str(found.arguments.get("again", ""))
