"""Writing a draft: its head, its domains and its questions; their order; what is removed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from maillage.base.models import one_writer
from maillage.base.models.drafts import draft_of, drop_draft
from maillage.base.ui.editing.conflicts import Conflict, trail_of
from maillage.base.ui.editing.plain import differences, plain, version_of
from maillage.base.ui.pages import NetworkRequest, needs, page, resumes, to
from maillage.base.values.french import count
from maillage.base.values.naming import on_screen
from maillage.campaigns.domain import framework_editing as editing
from maillage.campaigns.domain.framework_editing import EditRefused
from maillage.campaigns.domain.frameworks import Framework, Item
from maillage.campaigns.framework_drafting import draft_in, fresh, problems_in, save_draft, target_of
from maillage.campaigns.framework_forms import Sheet, sheet_of
from maillage.campaigns.framework_parts import DOMAIN_PART, HEAD_PART, ITEM_PART, Part
from maillage.campaigns.framework_store import FrameworkRefused
from maillage.campaigns.models import FrameworkVersion
from maillage.campaigns.views.framework_pages import crumbs, home_of, row_of

SEALED = "Cette version est scellée : elle ne change plus. Créez une nouvelle version pour la modifier."


@resumes
@needs("team")
def head(request: NetworkRequest, code: str, version: str) -> HttpResponse:
    return _edit(request, HEAD_PART, row_of(request, code, version), code)


@resumes
@needs("team")
def domain(request: NetworkRequest, code: str, version: str, part: str = "") -> HttpResponse:
    return _edit(request, DOMAIN_PART, row_of(request, code, version), part)


@resumes
@needs("team")
def item(request: NetworkRequest, code: str, version: str, part: str = "") -> HttpResponse:
    row = row_of(request, code, version)
    if not draft_in(row).domains:
        messages.info(request, "Ajoutez d'abord un domaine : il réunit les questions d'une même page.")
        return redirect(to(request, "campaigns:framework-domain-new", code, version))
    return _edit(request, ITEM_PART, row, part)


def _edit(request: NetworkRequest, part: Part, row: FrameworkVersion, name: str) -> HttpResponse:
    framework = draft_in(row)
    stored = part.find(framework, name) if name else None
    adds = any(key.endswith("-add") for key in request.POST)
    if request.method == "POST" and "_resume" not in request.POST and not adds:
        return _judged(request, part, row, name)
    if row.sealed_at and request.method != "POST":
        messages.info(request, SEALED)
        return redirect(home_of(request, row))
    draft = draft_of(request.user, request.path)
    typed = request.POST if request.method == "POST" else None
    if typed is None and draft and "brouillon" in request.GET:
        typed, draft = draft.data, None
    if name and stored is None and typed is None:
        raise Http404("Cette partie du référentiel n'existe pas, ou plus.")
    proposed = {} if stored is not None else part.propose(framework, request.GET)
    sheet = sheet_of(framework, part.shape, stored, initial=proposed, typed=typed)
    version = typed.get("_version", "") if typed is not None else version_of(stored) if stored else ""
    return _shown(request, part, row, stored, sheet, version=version, draft=draft if typed is None else None)


def _judged(request: NetworkRequest, part: Part, row: FrameworkVersion, name: str) -> HttpResponse:
    """Save what was typed; when it cannot be, show it again with the reason."""
    version, status = request.POST.get("_version", ""), 422
    with one_writer(request.network):
        framework = draft_in(row)
        stored = part.find(framework, name) if name else None
        sheet = sheet_of(framework, part.shape, stored, data=request.POST)
        if not sheet.is_valid():
            return _shown(request, part, row, stored, sheet, version=version, status=status)
        try:
            value = sheet.value(stored)
            row = fresh(request.network, row.code, row.version)
            framework = draft_in(row)
            stored = part.find(framework, name) if name else None
            if stored is None and version:
                sheet.form.add_error(None, part.gone)
                return _shown(request, part, row, None, sheet, version="", status=409)
            if stored is not None and version != version_of(stored):
                found = _conflict(row, stored, value)
                return _shown(
                    request, part, row, stored, sheet, version=version_of(stored), conflict=found, status=409
                )
            row = save_draft(row=row, framework=part.put(framework, value, sheet, name), actor=request.user)
        except (FrameworkRefused, EditRefused, ValueError) as refusal:
            sheet.form.add_error(None, on_screen(refusal))
            return _shown(request, part, row, stored, sheet, version=version, status=status)
    drop_draft(request.user, request.path)
    _told(request, draft_in(row), value)
    return redirect(f"{home_of(request, row)}{part.anchor(value)}")


def _conflict(row: FrameworkVersion, stored: Any, typed: Any) -> Conflict:
    found = tuple(differences(type(stored), plain(stored), plain(typed)))
    return Conflict(trail_of(row.network, target_of(row)).first(), found, ())


def _told(request: NetworkRequest, framework: Framework, value: Any) -> None:
    messages.success(request, f"« {value.title} » : enregistré.")
    if not isinstance(value, Item):
        return
    codes = [item.code for item in framework.items]
    places = [
        ("domains", d, "items", i) for d, one in enumerate(framework.domains) for i in range(len(one.items))
    ]
    place = places[codes.index(value.code)]
    found = [problem for problem in problems_in(framework) if problem.path[:4] == place]
    if found:
        others = f" Et {count(len(found) - 1, 'autre point')}, ci-dessous." if len(found) > 1 else ""
        messages.warning(
            request, f"Encore à reprendre : {found[0].message} {found[0].remedy_on_screen}{others}"
        )


def _shown(
    request: NetworkRequest, part: Part, row: FrameworkVersion, stored: Any, sheet: Sheet, *, version: str,
    status: int = 200, **more: Any,
) -> HttpResponse:  # fmt: skip
    named = f"Modifier « {stored.title} »" if stored is not None else part.new
    return page(
        request,
        "campaigns/framework_edit.html",
        title=named,
        crumbs=crumbs(request, row),
        steps=None,
        sheet=sheet,
        version=version,
        back=home_of(request, row),
        remove=_removal(request, part, row, stored),
        draft_url=to(request, "desk:draft"),
        form_errors=status == 422,
        status=status,
        **more,
    )


def _removal(request: NetworkRequest, part: Part, row: FrameworkVersion, stored: Any) -> str:
    names = {id(DOMAIN_PART): "framework-domain-remove", id(ITEM_PART): "framework-item-remove"}
    if stored is None or id(part) not in names:
        return ""
    return to(request, f"campaigns:{names[id(part)]}", row.code, row.version, stored.code)


@require_POST
def move(request: NetworkRequest, code: str, version: str) -> HttpResponse:
    """One place up or down: `monter` or `descendre` names `item/CODE` or `domain/CODE`."""
    up, down = request.POST.get("monter", ""), request.POST.get("descendre", "")
    kind, _, name = (up or down).partition("/")
    row = row_of(request, code, version)
    moved = editing.move_domain if kind == "domain" else editing.move_item
    try:
        with one_writer(request.network):
            row = fresh(request.network, code, version)
            save_draft(row=row, framework=moved(draft_in(row), name, -1 if up else 1), actor=request.user)
    except FrameworkRefused:
        messages.error(request, SEALED)
    return redirect(f"{home_of(request, row)}#{'d' if kind == 'domain' else 'q'}-{name}")


@needs("team")
def remove_domain(request: NetworkRequest, code: str, version: str, part: str) -> HttpResponse:
    return _remove(request, DOMAIN_PART, row_of(request, code, version), part)


@needs("team")
def remove_item(request: NetworkRequest, code: str, version: str, part: str) -> HttpResponse:
    return _remove(request, ITEM_PART, row_of(request, code, version), part)


def _remove(request: NetworkRequest, part: Part, row: FrameworkVersion, name: str) -> HttpResponse:
    thing = part.find(draft_in(row), name)
    if thing is None:
        raise Http404("Cette partie du référentiel n'existe pas, ou plus.")
    refusal = SEALED if row.sealed_at else ""
    if request.method == "POST" and not refusal:
        without = editing.remove_domain if part is DOMAIN_PART else editing.remove_item
        try:
            with one_writer(request.network):
                row = fresh(request.network, row.code, row.version)
                save_draft(row=row, framework=without(draft_in(row), name), actor=request.user)
        except (EditRefused, FrameworkRefused) as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"« {thing.title} » : retiré de ce brouillon.")
            return redirect(home_of(request, row))
    return page(
        request,
        "campaigns/framework_confirm.html",
        title=f"Retirer « {thing.title} » ?",
        crumbs=crumbs(request, row),
        steps=None,
        refusal=refusal,
        told=["Les questions de ce domaine partent avec lui."]
        if part is DOMAIN_PART
        else ["Ses niveaux, ses prochains pas et ses conditions partent avec elle."],
        label="Retirer",
        danger=True,
        back=home_of(request, row),
        status=409 if refusal else 200,
    )
