"""A first programme: from a template, or from a file, seen before it is written."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from maillage.base.ui.components import Link
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.files.nodes import UnreadableFile
from maillage.dossier.places import page_url
from maillage.portability.archive import BadArchive
from maillage.portability.forms import TemplateForm, UploadForm
from maillage.portability.importing import (
    AlreadyBegun,
    ImportRefused,
    begin_programme,
    first_file,
    has_programme,
    try_first,
)
from maillage.portability.templates import TEMPLATES, template
from maillage.portability.uploads import Upload, UploadRefused, drop, keep, kept
from maillage.portability.views.trial import trial_page

TITLE = "Commencer un programme"


@needs("team")
@require_http_methods(["GET", "POST"])
def new_programme(request: NetworkRequest) -> HttpResponse:
    if has_programme(request.network):
        return _already(request)
    year = request.project.today.year
    if request.method == "GET":
        return _shown(request, TemplateForm(year=year), UploadForm())
    form = TemplateForm(request.POST, year=year)
    if form.is_valid():
        chosen = template(form.cleaned_data["template"])
        assert chosen is not None  # a choice of the form
        try:
            begin_programme(
                network=request.network, file=chosen.file(form.cleaned_data["year"]), actor=request.user
            )
        except ImportRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _begun(request)
    return _shown(request, form, UploadForm(), status=422)


@require_POST
@needs("team")
def receive_first(request: NetworkRequest) -> HttpResponse:
    """Look at a file before a programme is made of it."""
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return _tried(request, keep(request.network, form.cleaned_data["file"]))
        except UploadRefused as refusal:
            form.add_error("file", str(refusal))
    return _shown(request, TemplateForm(year=request.project.today.year), form, status=422)


def _tried(request: NetworkRequest, upload: Upload) -> HttpResponse:
    trial = try_first(network=request.network, upload=upload)
    if not trial.is_possible:
        drop(upload)
    return trial_page(
        request,
        trial,
        upload,
        title="Le programme de ce fichier",
        act=to(request, "portability:first-confirm"),
        label="Commencer avec ce programme",
        back=Link(TITLE, to(request, "portability:new-programme")),
    )


@require_POST
@needs("team")
def confirm_first(request: NetworkRequest) -> HttpResponse:
    upload = kept(request.network, request.POST.get("digest", ""), request.POST.get("name", ""))
    if upload is None:
        messages.error(request, "Ce fichier n'est plus là : envoyez-le de nouveau. Rien n'a été changé.")
        return redirect(to(request, "portability:new-programme"))
    try:
        begin_programme(network=request.network, file=first_file(request.network, upload), actor=request.user)
    except AlreadyBegun:
        return _already(request)
    except (UnreadableFile, BadArchive, ImportRefused):
        return _tried(request, upload)
    drop(upload)
    return _begun(request)


def _begun(request: NetworkRequest) -> HttpResponse:
    messages.success(request, "Le programme est là : à vous de l'écrire.")
    return redirect(page_url(request.network.department, "programme:tree") or to(request, "dossier:dossier"))


def _already(request: NetworkRequest) -> HttpResponse:
    messages.info(request, "Ce réseau a déjà un programme : vous pouvez le remplacer par un fichier.")
    return redirect(to(request, "portability:file"))


def _shown(
    request: NetworkRequest, form: TemplateForm, upload: UploadForm, status: int = 200
) -> HttpResponse:
    return page(
        request,
        "portability/new_programme.html",
        title=TITLE,
        lead="D'un modèle que vous adapterez, ou d'un fichier que vous avez déjà.",
        crumbs=[Link("Démarrer le réseau", to(request, "portability:begin"))],
        steps=None,
        form=form,
        upload=upload,
        templates=TEMPLATES,
        form_errors=bool(form.errors or upload.errors),
        status=status,
    )
