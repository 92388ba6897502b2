"""A small change made from a page: a step is done."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from maillage.base.ui.editing.saving import Refused
from maillage.base.ui.pages import NetworkRequest, needs, to
from maillage.base.values.days import why_no_day
from maillage.base.values.french import plain_date
from maillage.programme import services
from maillage.programme.models import Step


@require_POST
@needs("team")
def done(request: NetworkRequest, code: str) -> HttpResponse:
    """Note that a step was done on a day, or take it back (`done` empty)."""
    step = get_object_or_404(Step.objects.select_related("action"), network=request.network, code=code)
    back = redirect(f"{to(request, 'programme:action', step.action.code)}#etape-{code}")
    text = request.POST.get("done", "")
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        messages.error(request, f"{why_no_day(text)} Écrivez-la ainsi : 2026-03-31.")
        return back
    try:
        services.mark_done(
            network=request.network, code=code, day=day, today=request.project.today, actor=request.user
        )
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return back
    told = f"finie le {plain_date(day)}" if day else "n'est plus marquée finie"
    messages.success(request, f"« {step.title} » : {told}.")
    return back
