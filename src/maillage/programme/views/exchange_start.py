"""Where plans come in: the file to leave, the workbook to fill in, the last imports and how to take one back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime

from maillage.base.ui.components import Link
from maillage.base.ui.editing.saving import Refused
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import plain_date
from maillage.programme.exchange.forms import PlanFileForm
from maillage.programme.exchange.programme_files import FileRefused, looks_programme
from maillage.programme.exchange.taking_trials import other_of
from maillage.programme.exchange.trials import glance
from maillage.programme.exchange.undoing import import_of, imports_of, undo
from maillage.programme.readings import programme_of
from maillage.programme.views.exchange_shown import problems_listing
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.uploads import Upload, keep

TITLE = "Importer un plan"


def crumbs(request: NetworkRequest) -> list[Link]:
    return [Link("Axes et actions", to(request, "programme:tree"))]


@needs("team")
def plan_import(request: NetworkRequest) -> HttpResponse:
    """Leave a file; nothing of the network changes yet."""
    if request.method != "POST":
        return _start(request, PlanFileForm())
    form = PlanFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start(request, form)
    upload = keep(request.network, [form.cleaned_data["file"]])
    try:
        return redirect(_next(request, upload))
    except ImportRefused as refusal:
        upload.drop()
        form.add_error("file", f"{refusal.message} {refusal.remedy}")
        problems = refusal.problems if isinstance(refusal, FileRefused) else []
        return _start(request, form, problems=problems_listing(problems) if problems else None)


def _next(request: NetworkRequest, upload: Upload) -> str:
    """The page where the person goes on, once the file was read. Raises ImportRefused."""
    _, data = next(upload.contents())
    if looks_programme(data):
        other_of(upload)
        return to(request, "programme:plan-choose", upload.token)
    glance(upload)
    return to(request, "programme:plan-columns", upload.token)


def _start(request: NetworkRequest, form: PlanFileForm, **more: Any) -> HttpResponse:
    programme_of(request.project)  # without a programme, the page says to begin one
    wrong = bool(form.errors)
    return page(
        request,
        "programme/plan_import.html",
        title=TITLE,
        lead="Un tableau que vous avez déjà, ou les actions d'un autre programme : rien n'est écrit avant votre accord.",
        crumbs=crumbs(request),
        steps=None,
        form=form,
        form_errors=wrong,
        imports=[_import(request, entry) for entry in imports_of(request.network)],
        status=422 if wrong else 200,
        **more,
    )


def _import(request: NetworkRequest, entry: Any) -> dict[str, Any]:
    who = (entry.actor.get_full_name() or entry.actor.get_username()) if entry.actor else "ligne de commande"
    return {
        "name": entry.detail.get("label", "plan"),
        "told": f"le {plain_date(localtime(entry.at).date())}, par {who}",
        "undone": entry.undone,
        "url": to(request, "programme:plan-undo", entry.pk),
    }


@needs("team")
def plan_undo(request: NetworkRequest, pk: int) -> HttpResponse:
    """What taking an import back would do; posted, it is done."""
    entry = import_of(request.network, pk)
    if entry is None:
        messages.info(request, "Cet import n'est plus à annuler.")
        return redirect(to(request, "programme:plan-import"))
    try:
        undone = undo(
            network=request.network, entry=entry, actor=request.user, dry_run=request.method != "POST"
        )
    except Refused as refusal:
        messages.error(request, f"{' '.join(refusal.reasons)} Rien n'a été changé.")
        return redirect(to(request, "programme:plan-import"))
    if request.method == "POST":
        messages.success(request, f"Import annulé : {undone.told()}.")
        return redirect(to(request, "programme:tree"))
    return page(
        request,
        "programme/plan_undo.html",
        title="Annuler cet import",
        lead=f"« {entry.detail.get('label', 'plan')} » : voici ce qui serait retiré ou remis comme avant.",
        crumbs=[*crumbs(request), Link(TITLE, to(request, "programme:plan-import"))],
        steps=None,
        undone=undone,
        nothing=not undone.removed and not undone.restored,
    )
