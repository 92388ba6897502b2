"""A file of the service's own: left, its columns chosen, tried, imported."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from maillage.base.clock import today
from maillage.base.ui.components import Cell, Head, Link, Listing
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count, number
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.import_report import report_listing
from maillage.territory.own.forms import ColumnsForm, OwnFileForm
from maillage.territory.own.trials import SHOWN, choose, columns_in, confirm_own, glance, try_own
from maillage.territory.uploads import Upload, keep
from maillage.territory.views import imports
from maillage.territory.waiting import abandoned, with_upload


@require_POST
@needs("team")
def own_new(request: NetworkRequest) -> HttpResponse:
    """Put the file aside and look at its columns: nothing of the network changes yet."""
    form = OwnFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return imports.shown(request, own=form)
    upload = keep(request.network, [form.cleaned_data["own_file"]])
    try:
        glance(request.network, upload)
    except ImportRefused as refusal:
        upload.drop()
        form.add_error("own_file", f"{refusal.message} {refusal.remedy}")
        return imports.shown(request, own=form)
    return redirect(to(request, "territory:own-columns", upload.token))


@needs("team")
@with_upload("territory:imports")
def own_columns(request: NetworkRequest, upload: Upload) -> HttpResponse:
    """What each column holds; posted, the file is tried."""
    if "sheet" in request.POST:
        return _other_sheet(request, upload)
    seen = glance(request.network, upload)
    chosen = upload.noted("own") or {}
    columns = columns_in(chosen.get("columns", seen["columns"]))
    form = ColumnsForm(
        request.POST or None,
        columns=columns,
        samples=seen["samples"],
        initial=_proposed(upload, columns, chosen),
    )
    if request.method == "POST" and form.is_valid():
        choose(upload, form.columns(), form.options(), form.cleaned_data["name"])
        if upload.size > imports.DIRECT:
            return imports.in_background(request, upload, "territory.own-try", "Essai de l'import")
        return redirect(to(request, "territory:own-trial", upload.token))
    return page(
        request,
        "territory/own_columns.html",
        title="Ce que contient le fichier",
        lead=f"{next(iter(upload.noted('names')))} : {count(seen['lines'], 'ligne')}. "
        "Dites ce que contient chaque colonne ; rien n'est encore écrit.",
        crumbs=imports.crumbs_of(request),
        steps=None,
        form=form,
        form_errors=bool(form.errors),
        seen=seen,
        status=422 if form.errors else 200,
    )


def _other_sheet(request: NetworkRequest, upload: Upload) -> HttpResponse:
    upload.note("own", {"sheet": request.POST["sheet"]})
    upload.forget("columns")
    upload.forget("trial")
    return redirect(to(request, "territory:own-columns", upload.token))


def _proposed(upload: Upload, columns: Any, chosen: dict[str, Any]) -> dict[str, Any]:
    """The year that the file's name holds, else last year; the choices made before coming back."""
    name = upload.noted("names")[0]
    years = re.findall(r"(?<!\d)(20\d\d)(?!\d)", name)
    proposed = {"year": int(years[-1]) if years else today().year - 1, "name": name.rsplit(".", 1)[0]}
    return proposed | chosen.get("options", {}) | ({"name": chosen["mapping"]} if "mapping" in chosen else {})


@needs("team")
@with_upload("territory:imports")
def own_trial(request: NetworkRequest, upload: Upload) -> HttpResponse:
    """What would change, before and after; posted, it is done."""
    if not (upload.noted("own") or {}).get("columns"):
        return redirect(to(request, "territory:own-columns", upload.token))
    if request.method == "POST":
        return _confirmed(request, upload)
    told = upload.noted("trial") or try_own(network=request.network, upload=upload)
    return page(
        request,
        "territory/own_trial.html",
        title="Essai de l'import",
        lead="Rien n'est encore écrit : lisez ce qui changerait, puis confirmez.",
        crumbs=[
            *imports.crumbs_of(request),
            Link("Colonnes", to(request, "territory:own-columns", upload.token)),
        ],
        steps=None,
        told=told,
        columns=to(request, "territory:own-columns", upload.token),
        report=to(request, "territory:import-trial-csv", upload.token),
        changes=_changes(told),
        new=_new(told),
        remarks=report_listing(told["remarks"]) if told["remarks"] else None,
        more=max(told["n_remarks"] - SHOWN, 0),
    )


def _confirmed(request: NetworkRequest, upload: Upload) -> HttpResponse:
    if "cancel" in request.POST:
        return abandoned(request, upload, "territory:imports")
    if upload.size > imports.DIRECT:
        return imports.in_background(
            request, upload, "territory.own-import", "Import d'un fichier du service"
        )
    run = confirm_own(network=request.network, upload=upload, actor=request.user)
    if run is None:
        messages.info(request, "Ce fichier n'apporte rien de nouveau : rien n'a changé.")
        return redirect(to(request, "territory:imports"))
    messages.success(
        request, "Import fait. Les colonnes choisies serviront au prochain fichier de ce modèle."
    )
    return redirect(to(request, "territory:importrun", run.pk))


def _changes(told: dict[str, Any]) -> Listing | None:
    if not told["changes"]:
        return None
    return Listing(
        caption="Ce qui changerait, avant et après",
        heads=(
            Head("Bibliothèque"),
            Head("Donnée"),
            Head("Avant", "right"),
            Head("Après", "right"),
            Head("Ligne", "right"),
        ),
        rows=[
            (Cell(name, note=code), Cell(label), Cell(before), Cell(after), Cell(number(line)))
            for name, code, label, before, after, line in told["changes"]
        ],
        source=_rest(told["n_changes"], "changement", "changements"),
    )


def _new(told: dict[str, Any]) -> Listing | None:
    if not told["new"]:
        return None
    return Listing(
        caption="Lieux qui seraient créés",
        heads=(Head("Code"), Head("Nom"), Head("Où")),
        rows=told["new"],
        source=_rest(told["n_new"], "lieu", "lieux"),
    )


def _rest(total: int, one: str, many: str = "") -> str:
    """What a table does not show, counted."""
    if total <= SHOWN:
        return ""
    return f"les {SHOWN} premiers ; {count(total - SHOWN, f'autre {one}', f'autres {many or one}')} en plus."
