"""The programme file: taking it away, and replacing the network by it once one has seen what would change."""

from __future__ import annotations

import tempfile

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from maillage.base.models import AuditEntry
from maillage.base.ui.components import Link, NextStep
from maillage.base.ui.downloads import download
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.files.nodes import UnreadableFile
from maillage.base.values.french import count
from maillage.dossier.generation import last_trail
from maillage.portability.archive import BadArchive, export_archive
from maillage.portability.forms import UploadForm
from maillage.portability.importing import ImportRefused, has_programme, import_upload, try_import
from maillage.portability.services import WouldLoseData, programme_text
from maillage.portability.uploads import Upload, UploadRefused, drop, keep, kept
from maillage.portability.views.trial import trial_page

DOSSIER = "dossier:dossier"


@require_safe
def file(request: NetworkRequest) -> HttpResponse:
    return _file(request, UploadForm())


def _file(request: NetworkRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    leads = request.role == "lead"
    last = (
        AuditEntry.objects.filter(network=request.network, verb="programme.import")
        .select_related("actor")
        .first()
    )
    begun = has_programme(request.network)
    begin = NextStep("Commencer un programme", to(request, "portability:new-programme"), "Modèle ou fichier.")
    return page(
        request,
        "portability/file.html",
        title="Fichier programme",
        lead="Tout ce que le réseau a écrit tient dans un fichier lisible : gardez-le, partagez-le, remettez-le.",
        crumbs=[Link("Dossier", to(request, DOSSIER))],
        tools=[Link("Identité du réseau", to(request, "portability:identity"), "button", "badge-info")]
        if leads
        else [],
        steps=None if begun or not request.can_edit else [begin],
        form=form,
        form_errors=bool(form.errors),
        leads=leads,
        last=last,
        status=status,
    )


@require_safe
def programme_file(request: NetworkRequest) -> HttpResponseBase:
    return download(programme_text(request.network), f"programme-{request.network.department}.yaml")


@require_safe
def export(request: NetworkRequest) -> HttpResponseBase:
    # Small ones stay in memory; the file goes when the answer is sent.
    stream = tempfile.SpooledTemporaryFile(max_size=8_000_000)  # noqa: SIM115
    # People's contacts leave only when the team asks for them.
    with_contacts = request.can_edit and request.GET.get("contacts") == "1"
    export_archive(network=request.network, path=stream, with_contacts=with_contacts)
    stream.seek(0)
    return download(stream, f"reseau-{request.network.department}.zip")


@require_POST
@needs("lead")
def receive(request: NetworkRequest) -> HttpResponse:
    """Look at a file: what it would change. Nothing is changed."""
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return _tried(request, keep(request.network, form.cleaned_data["file"]))
        except UploadRefused as refusal:
            form.add_error("file", str(refusal))
    return _file(request, form, status=422)


def _tried(request: NetworkRequest, upload: Upload) -> HttpResponse:
    trial = try_import(network=request.network, upload=upload)
    if not trial.is_possible:
        drop(upload)
    return trial_page(
        request,
        trial,
        upload,
        title="Ce que cet import ferait",
        act=to(request, "portability:confirm"),
        label="Remplacer le programme",
        back=Link("Fichier programme", to(request, "portability:file")),
        export=to(request, "portability:download"),
    )


@require_POST
@needs("lead")
def confirm(request: NetworkRequest) -> HttpResponse:
    """Do what was seen; when the network or the file changed since, show it again instead."""
    upload = kept(request.network, request.POST.get("digest", ""), request.POST.get("name", ""))
    back = to(request, "portability:file")
    if upload is None:
        messages.error(request, "Ce fichier n'est plus là : envoyez-le de nouveau. Rien n'a été changé.")
        return redirect(back)
    if request.POST.get("trail", "") != str(last_trail(request.network)):
        messages.warning(request, "Le réseau a changé depuis : voici ce que l'import ferait maintenant.")
        return _tried(request, upload)
    try:
        imported = import_upload(network=request.network, upload=upload, actor=request.user)
    except (UnreadableFile, BadArchive, ImportRefused, WouldLoseData):
        return _tried(request, upload)
    drop(upload)
    gone = f" {count(imported.removed, 'élément retiré', 'éléments retirés')}." if imported.removed else ""
    messages.success(request, f"« {upload.name} » : importé.{gone}")
    return redirect(back)
