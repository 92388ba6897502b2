"""Costs pasted from a spreadsheet: what they would do, then all or none."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from maillage.base.models import one_writer
from maillage.base.models.store import values_of
from maillage.base.ui.components import Link
from maillage.base.ui.editing.plain import digest, version_of
from maillage.base.ui.editing.saving import Refused
from maillage.base.ui.pages import needs, page, to
from maillage.base.values.fields import specs
from maillage.base.values.french import count
from maillage.funding.domain import CostLine
from maillage.funding.editors import tell_moves
from maillage.funding.models import CostLine as Row
from maillage.funding.pasting import (
    TEMPLATE,
    Fate,
    PasteRefused,
    Trial,
    pasted,
    pastes_of,
    take,
    tried,
    undo_paste,
)
from maillage.funding.pasting.trial import Known
from maillage.funding.readings import funding_of
from maillage.funding.screens.paste import trial_listing
from maillage.programme.readings import programme_of


@needs("team")
def cost_paste(request: Any) -> HttpResponse:
    if request.method != "POST":
        return _shown(request)
    text = request.POST.get("text", "")
    try:
        rows = pasted(text)
    except PasteRefused as refusal:
        return _shown(request, text=text, refusal=[str(refusal)], status=422)
    with one_writer(request.network):
        known = _known(request)
        trial = tried(rows, known)
        version = _version(known, trial)
        seen = request.POST.get("_version", "")
        if "apply" not in request.POST or not trial.can_be_taken or seen != version:
            moved = "apply" in request.POST and bool(seen) and seen != version
            return _shown(request, text=text, rows=rows, trial=trial, version=version, moved=moved)
        try:
            entry = take(network=request.network, values=trial.values, actor=request.user)
        except Refused as refusal:
            return _shown(request, text=text, refusal=refusal.reasons, status=422)
    added, changed = len(trial.of(Fate.CREATED)), len(trial.of(Fate.CHANGED))
    messages.success(request, f"{count(added, 'dépense')} en plus, {count(changed, 'dépense')} à jour.")
    tell_moves(request)
    return redirect(f"{to(request, 'funding:costs')}?colle={entry.pk}")


@require_POST
@needs("team")
def cost_paste_undo(request: Any, pk: int) -> HttpResponse:
    try:
        entry = undo_paste(network=request.network, pk=pk, actor=request.user)
    except Refused as refusal:
        messages.error(request, f"Rien n'a été annulé. {' '.join(refusal.reasons)}")
        return redirect(to(request, "funding:cost-paste"))
    messages.success(request, f"Collage annulé ({entry.detail['label']}) : tout est comme avant.")
    tell_moves(request)
    return redirect(to(request, "funding:costs"))


def _known(request: Any) -> Known:
    programme = programme_of(request.project)
    return Known(
        costs={one.code: one for one in values_of(request.network, Row)},
        operations={one.code: one.section for one in funding_of(request.project).operations},
        actions={one.code: one.title for _, _, one in programme.actions()},
        steps={step.code: step.title for _, step in programme.steps()},
    )


def _version(known: Known, trial: Trial) -> str:
    """What the lines to be changed were when the trial was shown, and the codes given to new ones."""
    stored = {value.code: known.costs.get(value.code) for value in trial.values}
    told = ",".join(f"{code}:{version_of(one) if one else 'new'}" for code, one in stored.items())
    return digest(told)


def _shown(request: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    labels = [specs(CostLine)[name].label for name in TEMPLATE]
    trial, rows = more.get("trial"), more.get("rows")
    return page(
        request,
        "funding/cost_paste.html",
        title="Coller des dépenses",
        lead="Copiez des lignes dans LibreOffice ou Excel, collez-les ici : vous verrez d'abord ce qu'elles feraient.",
        crumbs=[Link("Dépenses", to(request, "funding:costs"))],
        labels=labels,
        listing=trial_listing(trial) if trial else None,
        ignored=rows.ignored if rows else [],
        pastes=pastes_of(request.network),
        form_errors=status == 422,
        status=status,
        **more,
    )
