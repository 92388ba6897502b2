"""Returned forms: what they would change, cell by cell, then the import itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count
from maillage.campaigns.campaign_pages import Found, crumbs_of, find_campaign
from maillage.campaigns.domain.campaigns import CampaignState, Rater
from maillage.campaigns.domain.offline.reading import repeated
from maillage.campaigns.models import Participation
from maillage.campaigns.offline.importing import import_form
from maillage.campaigns.offline.report import report_of
from maillage.campaigns.offline.trial import FileTrial, Keep, try_file
from maillage.campaigns.offline.uploads import keep_upload, kept_upload
from maillage.campaigns.opening import NotPossible
from maillage.campaigns.views.offline.upload_form import MOST_FILES, ReturnsForm
from maillage.campaigns.visits import place_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
def receive(request: NetworkRequest, code: str) -> HttpResponse:
    """Look at files. Nothing is changed."""
    found = find_campaign(request, code)
    form = ReturnsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = [(file.name or "fichier", file.read()) for file in form.cleaned_data["files"]]
        return _tried(request, found, sent, {})
    failed = request.method == "POST"
    return page(
        request,
        "campaigns/offline_import.html",
        title="Importer des formulaires remplis",
        lead=f"Les classeurs XLSX ou ODS revenus, pour « {found.declared.title} ».",
        crumbs=crumbs_of(request, found),
        steps=None,
        form=form,
        form_errors=failed,
        is_open=found.state is CampaignState.OPEN,
        most=MOST_FILES,
        back=to(request, "campaigns:offline", code),
        status=422 if failed else 200,
    )


def _tried(
    request: NetworkRequest, found: Found, files: Sequence[tuple[str, bytes]], places: dict[int, str]
) -> HttpResponse:
    """The report of files. `places`: the library chosen for those that name none, by rank."""
    trials = trials_of(found, files, places, request.project.today)
    reports = [
        report_of(rank, trial, keep_upload(found.row, content))
        for rank, (trial, (_, content)) in enumerate(zip(trials, files, strict=True))
    ]
    ready = sum(report.trial.is_ready for report in reports)
    return page(
        request,
        "campaigns/offline_trial.html",
        title="Ce que ces fichiers contiennent",
        lead=f"{count(ready, 'formulaire prêt', 'formulaires prêts')} sur {count(len(reports), 'fichier')}. Rien n'est "
        "encore enregistré.",
        crumbs=crumbs_of(request, found),
        steps=None,
        reports=reports,
        ready=ready,
        clashes=any(report.clashes for report in reports),
        keeps=list(Keep),
        asks=any(report.trial.asks for report in reports),
        libraries=_libraries(found) if any(report.trial.asks for report in reports) else [],
        again=to(request, "campaigns:offline-import", found.declared.code),
        confirm=to(request, "campaigns:offline-confirm", found.declared.code),
        status=200 if ready else 422,
    )


def trials_of(
    found: Found, files: Sequence[tuple[str, bytes]], places: dict[int, str], today: Any
) -> list[FileTrial]:
    """Each file looked at; a second one for the same questionnaire is refused."""
    trials = [
        try_file(found.row, name, content, today, place=places.get(rank, ""))
        for rank, (name, content) in enumerate(files)
    ]
    seen: set[int] = set()
    twice = set(
        repeated(
            [
                str(trial.participation.pk) if trial.is_ready and trial.participation else ""
                for trial in trials
            ]
        )
    )
    kept = []
    for trial in trials:
        pk = trial.participation.pk if trial.is_ready and trial.participation else None
        if pk is not None and str(pk) in twice and pk in seen:
            told = f"Un autre fichier de cet envoi est déjà celui de {trial.participation}. Importez-les l'un après l'autre."
            trial = FileTrial(name=trial.name, refusal=told)
        if pk is not None:
            seen.add(pk)
        kept.append(trial)
    return kept


def _libraries(found: Found) -> list[tuple[str, str]]:
    rows = Participation.objects.filter(campaign=found.row, rater=Rater.SELF.value, submitted_at=None)
    return [(place_of(row), str(row)) for row in rows.order_by("library_name", "pk")]


@require_POST
@needs("team")
def confirm(request: NetworkRequest, code: str) -> HttpResponse:
    """Do what was seen, file by file; or look again once a library was chosen for a file."""
    found = find_campaign(request, code)
    files, places = _kept(request, found)
    if not files:
        messages.error(
            request, "Ces fichiers ne sont plus là : choisissez-les de nouveau. Rien n'a été changé."
        )
        return redirect(to(request, "campaigns:offline-import", code))
    if request.POST.get("acte") == "relire":
        return _tried(request, found, files, places)
    try:
        keep = Keep(request.POST.get("garder", Keep.ONLINE.value))
    except ValueError:
        keep = Keep.ONLINE
    send = request.POST.get("envoyer") == "oui"
    trials = trials_of(found, files, places, request.project.today)
    for trial in trials:
        _import(request, trial, keep, send)
    return redirect(to(request, "campaigns:offline", code))


def _kept(request: NetworkRequest, found: Found) -> tuple[list[tuple[str, bytes]], dict[int, str]]:
    files, places = [], {}
    for rank in range(MOST_FILES):
        content = kept_upload(found.row, request.POST.get(f"fichier-{rank}", ""))
        if content is not None:
            places[len(files)] = request.POST.get(f"lieu-{rank}", "")
            files.append((request.POST.get(f"nom-{rank}", "fichier")[:100], content))
    return files, places


def _import(request: NetworkRequest, trial: FileTrial, keep: Keep, send: bool) -> None:
    if not trial.is_ready:
        messages.warning(request, f"{trial.name} : laissé de côté. {trial.refusal or trial.note}")
        return
    try:
        written = import_form(
            trial=trial, keep=keep, send=send, today=request.project.today, actor=request.user
        )
    except NotPossible as refused:
        messages.error(request, str(refused))
        return
    sent = ", questionnaire envoyé" if send else ""
    told = count(written, "réponse enregistrée", "réponses enregistrées")
    messages.success(request, f"{trial.participation} : {told}{sent}.")
