"""The pages of an editor: write a new thing, change one, remove one, see its history."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from maillage.base.models import one_writer
from maillage.base.models.drafts import draft_of, drop_draft, keep_draft
from maillage.base.models.removals import AlreadyRemoved, Removal, told_fate
from maillage.base.models.removals import remove as remove_thing
from maillage.base.ui.components import Link
from maillage.base.ui.editing.conflicts import conflict
from maillage.base.ui.editing.history import lines
from maillage.base.ui.editing.saving import Refused, target_of
from maillage.base.ui.editing.sheet import Sheet, find
from maillage.base.ui.pages import needs, page, resumes, thing_url, to
from maillage.base.values.naming import on_screen


@resumes
@needs("team")
def create(editor: Any, request: Any) -> HttpResponse:
    return _edit(editor, request, None)


@resumes
@needs("team")
def change(editor: Any, request: Any, code: str = "") -> HttpResponse:
    try:
        return _edit(editor, request, code)
    except Http404:
        gone = _gone(editor, request, code, typed=request.method == "POST")
        if gone is None:
            raise
        return gone


def _edit(editor: Any, request: Any, code: str | None) -> HttpResponse:
    sheet = Sheet(editor, request, code)
    if request.method == "POST":
        if "_resume" in request.POST or "rows-add" in request.POST:
            sheet.open(typed=request.POST)
            return _shown(sheet, version=request.POST.get("_version", ""))
        return _judged(sheet)
    draft = draft_of(request.user, request.path)
    if draft and "brouillon" in request.GET:
        sheet.open(typed=draft.data)
        return _shown(sheet, version=draft.data.get("_version", ""))
    sheet.open()
    return _shown(sheet, version=sheet.version, draft=draft)


def _judged(sheet: Sheet) -> HttpResponse:
    request = sheet.request
    sheet.open(data=request.POST)
    version = request.POST.get("_version", "")
    if not sheet.is_valid():
        return _shown(sheet, version=version, status=422)
    try:
        with one_writer(sheet.network):
            sheet.read_again()
            if sheet.row is not None and version != sheet.version:
                answer = _clashing(sheet, version)
                if answer is not None:
                    return answer
            row = sheet.save()
    except Refused as refusal:
        for reason in refusal.reasons:
            sheet.form.add_error(None, reason)
        return _shown(sheet, version=version, status=422)
    except ValueError as error:
        sheet.form.add_error(None, on_screen(error))
        return _shown(sheet, version=version, status=422)
    drop_draft(request.user, request.path)
    messages.success(request, f"« {_named(sheet.editor, row)} » : enregistré.")
    return redirect(_next(sheet, row))


def _next(sheet: Sheet, row: Any) -> str:
    editor, request = sheet.editor, sheet.request
    if "_again" in request.POST:
        return f"{request.path}?{_for_another(sheet)}"
    if editor.after is not None:
        return str(editor.after(request, row))
    if editor.page:
        url = thing_url(request.network.department, target_of(row)) or to(request, editor.home)
        return f"{url}#{editor.part}" if editor.part else url
    return to(request, editor.home)


def _for_another(sheet: Sheet) -> str:
    """What a new form begins with after this one: what the address gave, under the same parent; never a draft."""
    query, parent = sheet.request.GET.copy(), sheet.editor.parent
    query.pop("brouillon", None)
    if parent:
        query[parent] = sheet.form.cleaned_data[parent]
    return str(query.urlencode())


def _clashing(sheet: Sheet, version: str) -> HttpResponse | None:
    """Somebody saved meanwhile: tell it, keep everything typed, save nothing yet. None when nothing differs."""
    typed, target = sheet.typed_value(), target_of(sheet.row)
    found = conflict(network=sheet.network, target=target, version=version, stored=sheet.value, typed=typed)
    if not found.clashes and not found.taken:
        return None
    version, parent = sheet.version, sheet.editor.parent
    sheet.value, stored = found.together, sheet.value
    sheet.open(parent=sheet.form.cleaned_data[parent] if parent else "")
    sheet.forget_codes(stored)
    return _shown(sheet, version=version, conflict=found, status=409)


def _shown(sheet: Sheet, *, version: str, status: int = 200, **more: Any) -> HttpResponse:
    editor, request = sheet.editor, sheet.request
    name = editor.a_new if sheet.row is None else _named(editor, sheet.row)
    title = name[:1].upper() + name[1:] if sheet.row is None else f"Modifier {name}"
    if editor.title:
        title = f"{editor.title} : {sheet.row}" if editor.part else editor.title
    crumbs = [Link(editor.home_label, to(request, editor.home))]
    back = to(request, editor.home)
    if sheet.row is not None and (url := thing_url(request.network.department, target_of(sheet.row))):
        crumbs.append(Link(name, url))
        back = url
    return page(
        request,
        "ui/edit.html",
        title=title,
        crumbs=crumbs,
        sheet=sheet,
        editor=editor,
        version=version,
        back=back,
        draft_url=to(request, "desk:draft"),
        form_errors=status == 422,
        status=status,
        **more,
    )


def _named(editor: Any, row: Any) -> str:
    return editor.title if editor.is_root else str(row)


def _gone(editor: Any, request: Any, code: str, *, typed: bool = False) -> HttpResponse | None:
    """The sheet was removed while somebody had it open: what she `typed` becomes a draft, and it can come back."""
    target = f"{editor.room}.{editor.value_type.__name__}/{code}"
    removal = (
        Removal.objects.filter(network=request.network, target=target, restored_at=None)
        .select_related("actor")
        .first()
    )
    if removal is None:
        return None
    return page(
        request,
        "ui/gone.html",
        title=f"{editor.this[:1].upper()}{editor.this[1:]} a été supprimé{'e' if editor.feminine else ''}",
        crumbs=[Link(editor.home_label, to(request, editor.home))],
        removal=removal,
        kept=request.method == "POST" and _kept(request),
        back=to(request, editor.home),
        status=410,
    )


def _kept(request: Any) -> bool:
    """Keep what was typed as a draft; False when it is no form of a person."""
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    try:
        keep_draft(user=request.user, network=request.network, key=request.path, content=typed.urlencode())
    except ValueError:
        return False
    return True


@needs("team")
def remove(editor: Any, request: Any, code: str) -> HttpResponse:
    try:
        row = find(editor, request.network, code)
    except Http404:
        # Back from a deletion, or a colleague was first.
        gone = _gone(editor, request, code)
        if gone is None:
            raise
        return gone
    broken = editor.breaks(request, row)
    unsaid = bool(broken) and "compris" not in request.POST
    if request.method == "POST" and not unsaid:
        try:
            removal = remove_thing(row=row, target=target_of(row), actor=request.user)
        except AlreadyRemoved as gone_first:
            messages.info(request, str(gone_first))
            return redirect(to(request, editor.home))
        messages.success(request, f"« {removal.label} » : supprimé.", extra_tags=f"undo-{removal.pk}")
        return redirect(to(request, editor.home))
    return page(
        request,
        "ui/remove.html",
        title=f"Supprimer {row}",
        crumbs=[Link(editor.home_label, to(request, editor.home))],
        row=row,
        fate=told_fate(row),
        broken=broken,
        unsaid=unsaid and request.method == "POST",
        status=422 if request.method == "POST" else 200,
        form_errors=request.method == "POST",
        editor=editor,
        back=thing_url(request.network.department, target_of(row)) or to(request, editor.home),
    )


def history(editor: Any, request: Any, code: str = "") -> HttpResponse:
    row = find(editor, request.network, code)
    name = _named(editor, row)
    url = thing_url(request.network.department, target_of(row))
    return page(
        request,
        "ui/history.html",
        title=f"Historique de {name}",
        crumbs=[Link(editor.home_label, to(request, editor.home)), *([Link(name, url)] if url else [])],
        lines=lines(request.network, target_of(row), editor.value_type),
    )
