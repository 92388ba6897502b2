"""A framework from a file: what it holds and what it would change, then the import itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from maillage.base.models import one_writer
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.campaigns.domain.framework_words import size_told
from maillage.campaigns.framework_drafting import place_told, problems_in, read_draft
from maillage.campaigns.framework_forms import UploadForm
from maillage.campaigns.framework_store import FrameworkRefused, keep_framework
from maillage.campaigns.framework_uploads import Trial, keep, kept, try_file
from maillage.campaigns.models import FrameworkVersion
from maillage.campaigns.views.framework_pages import crumbs, home_of

SHOWN = 200


@needs("team")
def receive(request: NetworkRequest) -> HttpResponse:
    """Look at a file. Nothing is changed."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        trial = try_file(request.network, sent.name or "fichier", sent.read())
        if not trial.refusal:
            return _tried(request, trial)
        form.add_error("file", trial.refusal)
    failed = request.method == "POST"
    return page(
        request,
        "campaigns/framework_import.html",
        title="Importer un référentiel",
        lead="Un fichier YAML de référentiel, ou un formulaire XLSForm (ODK, Kobo, Ona).",
        crumbs=crumbs(request),
        steps=None,
        form=form,
        form_errors=failed,
        status=422 if failed else 200,
    )


def _tried(request: NetworkRequest, trial: Trial) -> HttpResponse:
    found = trial.framework
    return page(
        request,
        "campaigns/framework_trial.html",
        title="Ce que ce fichier contient" if found is not None else "Ce fichier ne peut pas être importé",
        lead=f"« {trial.name} »",
        crumbs=crumbs(request),
        steps=None,
        trial=trial,
        framework=found,
        size=", ".join(size_told(found)) if found is not None else "",
        digest=keep(request.network, found) if found is not None and not trial.is_blocked else "",
        before=trial.stored.digest if trial.stored is not None else "",
        changes=trial.differences[:SHOWN],
        more=max(len(trial.differences) - SHOWN, 0),
        problems=_problems(trial) if trial.problems else None,
        left=_left(trial) if trial.lines else None,
        todo=_todo(trial),
        status=422 if trial.problems or trial.is_blocked else 200,
    )


def _problems(trial: Trial) -> Listing:
    return Listing(
        caption="À corriger dans le fichier",
        heads=(Head("Ligne"), Head("Où"), Head("Problème"), Head("Remède")),
        rows=[
            (Cell(f"{p.place.line}, colonne {p.place.column}"), p.path or "fichier", p.message, p.remedy)
            for p in trial.problems
        ],
    )


def _left(trial: Trial) -> Listing:
    return Listing(
        caption="Ce qui n'est pas repris tel quel",
        heads=(Head("Feuille"), Head("Ligne", "right"), Head("Quoi"), Head("Remède")),
        rows=[
            (line.sheet, Cell(str(line.row) if line.row else "–"), line.message, line.remedy)
            for line in trial.lines
        ],
    )


def _todo(trial: Trial) -> Listing | None:
    """What a form of others lacks before a campaign can use it."""
    found = trial.framework
    problems = problems_in(found) if found is not None else ()
    if found is None or not problems:
        return None
    return Listing(
        caption="À reprendre après l'import",
        heads=(Head("Où"), Head("Problème"), Head("Remède")),
        rows=[(place_told(found, problem), problem.message, problem.remedy) for problem in problems],
    )


@require_POST
@needs("team")
def confirm(request: NetworkRequest) -> HttpResponse:
    """Do what was seen; when the draft changed since, show again what the file would change."""
    text = kept(request.network, request.POST.get("digest", ""))
    if text is None:
        messages.error(request, "Ce fichier n'est plus là : envoyez-le de nouveau. Rien n'a été changé.")
        return redirect(to(request, "campaigns:framework-import"))
    framework = read_draft(text)
    with one_writer(request.network):
        rows = FrameworkVersion.objects.filter(network=request.network, code=framework.code)
        stored = rows.filter(version=framework.version).first()
        if (stored.digest if stored else "") != request.POST.get("before", ""):
            messages.warning(
                request, "Ce référentiel a changé depuis : voici ce que l'import ferait maintenant."
            )
            name = request.POST.get("name", "fichier")[:100]
            return _tried(request, Trial(name=name, framework=framework, stored=stored))
        try:
            row: Any = keep_framework(network=request.network, framework=framework, actor=request.user)
        except FrameworkRefused as refusal:
            messages.error(request, str(refusal))
            return redirect(to(request, "campaigns:framework-import"))
    messages.success(request, f"« {row} » : importé.")
    return redirect(home_of(request, row))
