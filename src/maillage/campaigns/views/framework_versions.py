"""Versions: beginning one, following a sealed one, copying, sealing, removing a draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.models import one_writer
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.campaigns.domain.framework_editing import copy_of, next_version
from maillage.campaigns.domain.frameworks import Framework, FrameworkKind
from maillage.campaigns.framework_drafting import begin, draft_in, remove_draft, seal_draft
from maillage.campaigns.framework_forms import CopyForm, NewForm, VersionForm
from maillage.campaigns.framework_store import FrameworkRefused
from maillage.campaigns.models import FrameworkVersion
from maillage.campaigns.views.framework_pages import crumbs, home_of, row_of


@needs("team")
def new(request: NetworkRequest) -> HttpResponse:
    """An empty framework: its domains and questions come next."""
    form = NewForm(request.POST or None, initial={"version": "1"})
    if form.is_valid():
        given = form.cleaned_data
        made = Framework(
            code=given["code"], version=given["version"], title=given["title"], purpose=given["purpose"],
            kind=FrameworkKind(given["kind"]),
        )  # fmt: skip
        row = _begun(request, form, made)
        if row is not None:
            messages.success(request, "Référentiel créé. Ajoutez-lui un premier domaine.")
            return redirect(to(request, "campaigns:framework-domain-new", row.code, row.version))
    return _form(request, form, "Nouveau référentiel", "Créer", to(request, "campaigns:frameworks"))


@needs("team")
def follow(request: NetworkRequest, code: str, version: str) -> HttpResponse:
    """The next version of a framework: every question remembers the one it comes from."""
    row = row_of(request, code, version)
    form = VersionForm(request.POST or None, initial={"version": _after(row.version)})
    if form.is_valid():
        made = _begun(request, form, next_version(draft_in(row), form.cleaned_data["version"]))
        if made is not None:
            messages.success(
                request, f"Version {made.version} créée : elle reprend la version {row.version}."
            )
            return redirect(home_of(request, made))
    lead = "Chaque question garde le lien avec celle d'où elle vient : les réponses resteront comparables."
    return _form(
        request, form, "Créer une nouvelle version", "Créer la version", home_of(request, row), row, lead
    )


@needs("team")
def duplicate(request: NetworkRequest, code: str, version: str) -> HttpResponse:
    """Another framework with the same content, which follows none."""
    row = row_of(request, code, version)
    proposed = {"title": f"{row.title} (copie)", "code": f"{row.code[:33]}-copie", "version": "1"}
    form = CopyForm(request.POST or None, initial=proposed)
    if form.is_valid():
        made = _begun(request, form, copy_of(draft_in(row), **form.cleaned_data))
        if made is not None:
            messages.success(request, f"« {made.title} » : créé.")
            return redirect(home_of(request, made))
    lead = "Un référentiel à part, au même contenu. Pour comparer dans le temps, créez plutôt une nouvelle version."
    return _form(request, form, "Dupliquer ce référentiel", "Dupliquer", home_of(request, row), row, lead)


def _after(version: str) -> str:
    return str(int(version) + 1) if version.isascii() and version.isdigit() and len(version) < 9 else ""


def _begun(request: NetworkRequest, form: VersionForm, framework: Framework) -> FrameworkVersion | None:
    try:
        return begin(network=request.network, framework=framework, actor=request.user)
    except FrameworkRefused as refusal:
        form.add_error("version", str(refusal))
        return None


def _form(
    request: NetworkRequest, form: Any, title: str, label: str, back: str, row: FrameworkVersion | None = None,
    lead: str = "",
) -> HttpResponse:  # fmt: skip
    return page(
        request,
        "campaigns/framework_form.html",
        title=title,
        lead=lead,
        crumbs=crumbs(request, row),
        steps=None,
        form=form,
        form_errors=bool(form.errors),
        label=label,
        back=back,
        status=422 if form.errors else 200,
    )


@needs("team")
def seal(request: NetworkRequest, code: str, version: str) -> HttpResponse:
    """Asked, then done: a sealed version never changes."""
    return _confirmed(
        request,
        row_of(request, code, version),
        seal_draft,
        title="Sceller cette version ?",
        done="scellée : elle ne changera plus.",
        label="Sceller",
        told=[
            "Elle ne pourra plus être modifiée, ni retirée : les réponses se liront toujours avec elle.",
            "Ouvrir une campagne la scelle de toute façon. Pour la changer ensuite, on crée une nouvelle version.",
        ],
    )


@needs("team")
def remove(request: NetworkRequest, code: str, version: str) -> HttpResponse:
    return _confirmed(
        request,
        row_of(request, code, version),
        remove_draft,
        title="Retirer ce brouillon ?",
        done="retiré.",
        label="Retirer",
        danger=True,
        told=["Le brouillon disparaît pour tout le monde. Gardez d'abord son fichier YAML si vous hésitez."],
    )


def _confirmed(
    request: NetworkRequest, row: FrameworkVersion, act: Any, *, title: str, done: str, **context: Any
) -> HttpResponse:
    refusal, name, key = "", str(row), row.pk
    if request.method == "POST":
        try:
            with one_writer(request.network):
                act(row=row_of(request, row.code, row.version), actor=request.user)
        except FrameworkRefused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"« {name} » : {done}")
            gone = not FrameworkVersion.objects.filter(pk=key).exists()
            return redirect(to(request, "campaigns:frameworks") if gone else home_of(request, row))
    return page(
        request,
        "campaigns/framework_confirm.html",
        title=title,
        lead=name,
        crumbs=crumbs(request, row),
        steps=None,
        refusal=refusal,
        back=home_of(request, row),
        status=409 if refusal else 200,
        **context,
    )
