"""What goes out: the workbook to fill in, and chosen actions as a programme file or as a table."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from maillage.base.spreadsheets import ods_bytes, xlsx_bytes
from maillage.base.ui.components import Link
from maillage.base.ui.downloads import download
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count
from maillage.programme.domain import ProgrammeSection
from maillage.programme.domain.filtering import ActionFilter, branches
from maillage.programme.domain.plans.sharing import Shared, chosen
from maillage.programme.exchange.plan_rows import plan_sheet
from maillage.programme.exchange.plan_template import template_sheets
from maillage.programme.exchange.sharing_file import shared_text
from maillage.programme.readings import programme_of, progress_of
from maillage.programme.views.exchange_taking import ticked_tree

# The filters of the list of actions, as its address says them.
FILTERS = {
    "axe": "axis",
    "nature": "kind",
    "perimetre": "scope",
    "etat": "state",
    "pilote": "lead",
    "q": "words",
}
_BOOKS = {"xlsx": xlsx_bytes, "ods": ods_bytes}
OPTIONS = (
    ("dates", "Dates prévues et bornes", ""),
    ("pilotes", "Pilotes et équipes (fonctions)", "Dans une petite équipe, une fonction désigne quelqu'un."),
    ("notes", "Avancement : statuts, notes, étapes finies", ""),
    ("bibliotheques", "Codes des bibliothèques et des EPCI visés", "Ils ne parlent qu'à votre département."),
)


@require_safe
def plan_template(request: NetworkRequest) -> HttpResponseBase:
    """The workbook to fill in, XLSX unless ODS is asked for."""
    form = "ods" if request.GET.get("format") == "ods" else "xlsx"
    sheets = template_sheets(programme_of(request.project))
    return download(_BOOKS[form](sheets), f"modele-plan-d-actions.{form}")


@require_safe
def share(request: NetworkRequest) -> HttpResponseBase:
    """Tick actions and what goes with them; with `fichier`, the file."""
    section = programme_of(request.project)
    codes = set(request.GET.getlist("action")) & {action.code for _, _, action in section.actions()}
    if form := request.GET.get("fichier", ""):
        return _file(request, section, codes, form)
    # At first everything that the filters keep is ticked: one unticks what stays.
    ticked = codes or _filtered(request)
    return page(
        request,
        "programme/share.html",
        title="Partager des actions",
        lead="Un fichier qu'un autre réseau peut importer : sans personne, ni commentaire, ni pièce jointe.",
        crumbs=[Link("Axes et actions", to(request, "programme:tree"))],
        steps=None,
        axes=ticked_tree(section, ticked),
        told=count(len(ticked), "action cochée", "actions cochées"),
        options=[(name, label, hint, name in ("dates", "pilotes")) for name, label, hint in OPTIONS],
        every=to(request, "programme:share"),
    )


def _filtered(request: NetworkRequest) -> set[str]:
    """The actions that the filters of the list ask for; all of them without a filter."""
    asked = ActionFilter(**{field: request.GET.get(name, "")[:200] for name, field in FILTERS.items()})
    found = branches(progress_of(request.project), asked)
    return {item.action.code for branch in found for _, items in branch.objectives for item in items}


def _file(request: NetworkRequest, section: ProgrammeSection, codes: set[str], form: str) -> Any:
    if not codes:
        messages.warning(request, "Rien n'est coché : cochez au moins une action.")
        return redirect(to(request, "programme:share"))
    name = f"actions-{request.network.department}"
    if form == "yaml":
        has = request.GET.__contains__
        how = Shared(
            dates=has("dates"), notes=has("notes"), leads=has("pilotes"), libraries=has("bibliotheques")
        )
        return download(shared_text(request.network, section, codes, how), f"{name}.yaml")
    if form not in _BOOKS:
        raise Http404
    return download(_BOOKS[form]([plan_sheet(chosen(section, codes))]), f"{name}.{form}")
