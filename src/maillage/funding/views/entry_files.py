"""Files of the finance software: left, their columns checked, tried line by line, taken, taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.ui.components import Link
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count
from maillage.funding.accounting import trials
from maillage.funding.accounting.forms import ColumnsForm, EntriesFileForm
from maillage.funding.accounting.taking import take, take_back
from maillage.funding.models import EntryFile
from maillage.funding.readings import plan_of
from maillage.funding.screens.entry_trial import outcomes_listing, told
from maillage.funding.spent import stored
from maillage.rulebook.projects import project_of
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.uploads import Upload, keep
from maillage.territory.waiting import abandoned, with_upload

TITLE = "Importer des écritures"


def crumbs(request: Any, *more: Link) -> list[Link]:
    return [
        Link("Exécution", to(request, "funding:execution")),
        Link("Écritures", to(request, "funding:entries")),
        *more,
    ]


@needs("team")
def entries_import(request: NetworkRequest) -> HttpResponse:
    """Leave a file; nothing of the network changes yet."""
    if request.method != "POST":
        return _start(request, EntriesFileForm())
    form = EntriesFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start(request, form)
    upload = keep(request.network, [form.cleaned_data["file"]])
    try:
        trials.glance(upload)
    except ImportRefused as refusal:
        upload.drop()
        form.add_error("file", f"{refusal.message} {refusal.remedy}")
        return _start(request, form)
    return redirect(to(request, "funding:entries-columns", upload.token))


def _start(request: NetworkRequest, form: EntriesFileForm) -> HttpResponse:
    plan_of(request.project)  # without a programme, the page says to begin one
    wrong = bool(form.errors)
    tied = Q(entries__cost__isnull=False) | Q(entries__line__isnull=False)
    files = EntryFile.objects.filter(network=request.network).order_by("-at", "-pk")
    return page(
        request,
        "funding/entries_import.html",
        title=TITLE,
        lead="Le fichier que sort votre logiciel financier : rien n'est écrit avant votre accord.",
        crumbs=crumbs(request),
        steps=None,
        form=form,
        form_errors=wrong,
        files=files.annotate(n=Count("entries"), tied=Count("entries", filter=tied))[:50],
        status=422 if wrong else 200,
    )


@needs("team")
@with_upload("funding:entries-import")
def entries_columns(request: NetworkRequest, upload: Upload) -> HttpResponse:
    """What each column holds; posted, the file is tried."""
    if "sheet" in request.POST:
        trials.look_at(upload, request.POST["sheet"][:200])
        return redirect(to(request, "funding:entries-columns", upload.token))
    seen = trials.glance(upload)
    form = ColumnsForm(request.POST or None, seen=seen)
    if request.method == "POST" and form.is_valid():
        trials.choose(upload, form.wanted())
        return redirect(to(request, "funding:entries-trial", upload.token))
    return page(
        request,
        "funding/entries_columns.html",
        title="Ce que contient votre fichier",
        lead=f"{seen.table.name} : {count(len(seen.table.rows), 'ligne')}. Vérifiez ce que contient chaque colonne.",
        crumbs=crumbs(request, Link(TITLE, to(request, "funding:entries-import"))),
        steps=None,
        form=form,
        form_errors=bool(form.errors),
        seen=seen,
        status=422 if form.errors else 200,
    )


@needs("team")
@with_upload("funding:entries-import")
def entries_trial(request: NetworkRequest, upload: Upload) -> HttpResponse:
    """What would be done, line by line; posted, it is."""
    if not trials.is_chosen(upload):
        return redirect(to(request, "funding:entries-columns", upload.token))
    if "cancel" in request.POST:
        return abandoned(request, upload, "funding:entries-import")
    seen = trials.glance(upload)
    if request.method == "POST":
        return _take(request, upload, seen)
    outcomes = trials.tried(seen, stored(request.network))
    return page(
        request,
        "funding/entries_trial.html",
        title="Ce que cet import ferait",
        lead=f"{seen.table.name} : rien n'est encore écrit. Lisez, corrigez au besoin, puis importez.",
        crumbs=crumbs(request, Link(TITLE, to(request, "funding:entries-import"))),
        steps=None,
        lines=told(request.project, seen, outcomes),
        nothing=not any(one.fate == "created" for one in outcomes),
        listing=outcomes_listing(outcomes),
        back=to(request, "funding:entries-columns", upload.token),
    )


def _take(request: NetworkRequest, upload: Upload, seen: trials.Glance) -> HttpResponse:
    user: Any = request.user
    taken = take(
        project=project_of(request.network, request.project.today),
        seen=seen,
        actor=user,
        author=user.get_full_name() or user.get_username(),
    )
    upload.drop()
    if not taken.made:
        messages.info(request, "Ce fichier n'apporte rien de nouveau : rien n'a changé.")
        return redirect(to(request, "funding:entries-import"))
    made = count(taken.made, "écriture importée", "écritures importées")
    tied = count(taken.tied, "rapprochée", "rapprochées")
    messages.success(request, f"{made}, {tied} d'office. L'import peut être annulé depuis la page d'import.")
    return redirect(f"{to(request, 'funding:entries')}?etat=ouvertes")


@needs("team")
def entries_undo(request: NetworkRequest, pk: int) -> HttpResponse:
    """What taking a file back would remove; posted, it is done."""
    file = EntryFile.objects.filter(network=request.network, pk=pk).first()
    home = to(request, "funding:entries-import")
    if file is None:
        messages.info(request, "Ce fichier n'est plus là : il a déjà été annulé.")
        return redirect(home)
    if request.method == "POST":
        gone = take_back(network=request.network, pk=pk, actor=request.user) or 0
        messages.success(request, f"Import annulé : {count(gone, 'écriture retirée', 'écritures retirées')}.")
        return redirect(home)
    rows = file.entries.all()
    hand = rows.filter(match__in=("hand", "likeness", "aside")).count()
    return page(
        request,
        "funding/entries_undo.html",
        title="Annuler cet import",
        lead=f"« {file.name} » : {count(rows.count(), 'écriture serait retirée', 'écritures seraient retirées')}.",
        crumbs=crumbs(request, Link(TITLE, home)),
        steps=None,
        hand=hand,
    )
